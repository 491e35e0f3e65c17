"""Addresses and references, taken apart: ``module.m["k"].aws_s3_bucket.x[0].id``."""

from __future__ import annotations

import re
from typing import TypeAlias

from iaclint.address import KEY_PATTERN, Key, read_key, suffix

_STEP = re.compile(rf"\.?([^.\[\]]+)|{KEY_PATTERN}", re.DOTALL)


class Index(tuple[Key]):
    """A key in brackets, where a step may also be a name."""


Steps: TypeAlias = "tuple[str | Index, ...]"


def steps(text: str) -> Steps:
    """Return the names and the keys of an address, in order."""
    return tuple(
        match[1] if match[1] else Index([read_key(match[2], match[3])])
        for match in _STEP.finditer(text)
    )


def take_key(rest: Steps) -> tuple[Key, Steps]:
    """Return the key that stands first, None where a name does, and what follows."""
    if rest and isinstance(rest[0], Index):
        return rest[0][0], rest[1:]
    return None, rest


def module_steps(address: str) -> tuple[tuple[str, Key], ...]:
    """Return the calls that a module's address consists of, each with its key."""
    calls: list[tuple[str, Key]] = []
    rest = steps(address)
    while rest:
        key, behind = take_key(rest[2:])
        calls.append((str(rest[1]), key))
        rest = behind
    return tuple(calls)


def module_address(calls: tuple[tuple[str, Key], ...]) -> str:
    """Return the address of a module, with a dot behind it; empty for the root."""
    return "".join(f"module.{name}{suffix(key)}." for name, key in calls)
