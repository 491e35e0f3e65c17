"""Addresses of resources: ``module.m["a"].aws_s3_bucket.this[0]``, ``Media``.

Instance keys can contain any character, so only this module parses addresses. The syntax is
described in *Resource Address Reference* (Terraform documentation); keys are quoted as in HCL.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

Key: TypeAlias = "str | int | None"
"""An instance key: a string for ``for_each``, a number for ``count``, else None."""

KEY_PATTERN = r'\[(?:"((?:[^"\\]|\\.)*)"|([0-9]{1,1000}))\]'
"""A key in brackets. Groups: the text between the quotes, and the number."""

# Compiled on first use: most runs parse no address.
_CALL = rf"(?s)module\.([^.\[\]]+)(?:{KEY_PATTERN})?\."
_REST = rf"(?s)(.*?)(?:{KEY_PATTERN})?"
_SPECIAL = r'["\\]|[$%](?=\{)|[^ -~]'
_WRITTEN = r"(?s)\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\.|([$%])\3\{"
_DIGITS = re.compile(r"(\d{1,1000})")

_ESCAPES = {
    **{"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"},
    **{"$": "$$", "%": "%%"},  # a template
}
_UNESCAPES = {written: character for character, written in _ESCAPES.items()}


class ModuleCall(Struct, frozen=True):
    """One module call in the address of a resource."""

    name: str
    key: Key = None

    def __str__(self) -> str:
        return f"module.{self.name}{suffix(self.key)}"


class Address(Struct, frozen=True):
    """The parsed address of a resource."""

    resource: str
    """``type.name`` or ``data.type.name`` in Terraform; a logical id or a construct path."""
    key: Key = None
    module: tuple[ModuleCall, ...] = ()
    """The module calls, outermost first."""

    @classmethod
    def parse(cls, text: str) -> Address:
        """Return the address in a text; every text is an address."""
        calls: list[ModuleCall] = []
        while match := re.match(_CALL, text):
            calls.append(ModuleCall(match[1], read_key(match[2], match[3])))
            text = text[match.end() :]
        rest = re.fullmatch(_REST, text)
        assert rest is not None  # the pattern matches every text
        return cls(rest[1], read_key(rest[2], rest[3]), tuple(calls))

    def __str__(self) -> str:
        calls = "".join(f"{call}." for call in self.module)
        return f"{calls}{self.resource}{suffix(self.key)}"

    def without_keys(self) -> Address:
        """Return the address of the block that declares the resource."""
        return Address(self.resource, module=tuple(ModuleCall(call.name) for call in self.module))

    def covers(self, other: Address) -> bool:
        """Return whether another address is the same; an omitted key matches any key."""
        pairs = [(ModuleCall(self.resource, self.key), ModuleCall(other.resource, other.key))]
        pairs += zip(self.module, other.module, strict=False)
        return len(self.module) == len(other.module) and all(
            mine.name == its.name and mine.key in (None, its.key) for mine, its in pairs
        )

    def is_within(self, module: tuple[ModuleCall, ...]) -> bool:
        """Return whether it is in an instance of a module, directly or indirectly."""
        return self.module[: len(module)] == module

    def relative_to(self, module: tuple[ModuleCall, ...]) -> Address:
        """Return the address relative to a module that contains it."""
        return replace(self, module=self.module[len(module) :])


def without_keys(text: str) -> str:
    """Return an address without its instance keys."""
    return str(Address.parse(text).without_keys()) if "[" in text else text


def find_instances(text: str, known: Iterable[str]) -> frozenset[str]:
    """Return the known addresses that an address refers to: itself, else all its instances."""
    known = frozenset(known)
    if text in known:
        return frozenset([text])
    wanted = Address.parse(text)
    return frozenset(address for address in known if wanted.covers(Address.parse(address)))


@lru_cache(maxsize=512)
def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return a sort key for addresses that puts ``a[2]`` before ``a[10]``."""
    pieces = _DIGITS.split(text)
    return tuple((int(p) if n % 2 else -1, p) for n, p in enumerate(pieces))


def suffix(key: Key) -> str:
    """Return a key as in an address, with brackets; empty for None."""
    if key is None:
        return ""
    return f"[{key}]" if isinstance(key, int) else f'["{_quote(key)}"]'


def read_key(text: str | None, number: str | None) -> Key:
    """Return the key for the two groups of ``KEY_PATTERN``."""
    if number is not None:
        return int(number)
    return None if text is None else _unquote(text)


def _quote(text: str) -> str:
    return re.sub(_SPECIAL, lambda match: _escape(match[0]), text)


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _unquote(text: str) -> str:
    return re.sub(_WRITTEN, _unescape, text)


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        number = int(code, 16)
        return chr(number) if number <= 0x10FFFF else match[0]
    return f"{match[3]}{{" if match[3] else _UNESCAPES.get(match[0], match[0])
