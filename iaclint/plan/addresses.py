"""Parse addresses and references: ``module.m["k"].aws_s3_bucket.x[0].id``."""

from __future__ import annotations

import re
from typing import TypeAlias

from iaclint.address import KEY_PATTERN, Key, read_key, suffix

_STEP = re.compile(rf"\.?([^.\[\]]+)|{KEY_PATTERN}", re.DOTALL)


class Index(tuple[Key]):
    """A step in brackets; other steps are names."""


Steps: TypeAlias = "tuple[str | Index, ...]"


def parse_address(text: str) -> Steps:
    """Return the names and the instance keys of an address, in order."""
    return tuple(
        match[1] if match[1] else Index([read_key(match[2], match[3])])
        for match in _STEP.finditer(text)
    )


def split_key(rest: Steps) -> tuple[Key, Steps]:
    """Return the leading instance key, None if there is none, and the other steps."""
    if rest and isinstance(rest[0], Index):
        return rest[0][0], rest[1:]
    return None, rest


def parse_module_address(address: str) -> tuple[tuple[str, Key], ...]:
    """Return the module calls in a module address, each with its instance key.

    Raises ``ValueError`` for any other text.
    """
    calls: list[tuple[str, Key]] = []
    rest = parse_address(address)
    while rest:
        if len(rest) < 2 or rest[0] != "module" or isinstance(rest[1], Index):
            raise ValueError(f"'{address}' is not the address of a module")
        key, following = split_key(rest[2:])
        calls.append((rest[1], key))
        rest = following
    return tuple(calls)


def module_address(calls: tuple[tuple[str, Key], ...]) -> str:
    """Return the address of a module with a trailing dot; empty for the root module."""
    return "".join(f"module.{name}{suffix(key)}." for name, key in calls)
