"""Dynamic references: ``{{resolve:ssm:/media/acl}}`` is a value of another service.

CloudFormation inserts the value at deployment (documentation page "Get values
stored in other services using dynamic references"); functions see only the reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from iaclint.symbolic.structure import transform
from iaclint.symbolic.values import Identity, PartialString, Scalar, Unknown, Value, concatenate

if TYPE_CHECKING:
    from iaclint.cloudformation.eval.context import Deployment
    from iaclint.cloudformation.options import Options
    from iaclint.cloudformation.template.template import Template

_START: Final = "{{resolve:"
_MARKER: Final = "\ufdd0"
"""Stands for an unknown part of a string; no character."""
_REFERENCE: Final = re.compile(r"(\{\{resolve:(?:[^{}]|\{[^{}]*\})*\}\})")
"""A brace in a name is a mistake, but what it stands for is not written here either."""


def may_have_references(template: Template, options: Options, deployment: Deployment) -> bool:
    """Return whether the values of a stack may contain references."""
    files = {template.source, *(call.span.file for call in deployment.calls)}
    given = options.parameters.values()
    return any(_START.encode() in file.data for file in files) or any(
        _START in text for text in given if isinstance(text, str)
    )


def without_references(value: Value) -> Value:
    """Return a value with an unknown in the place of every reference."""
    return transform(value, _without_references)


def _without_references(value: Scalar) -> Value:
    if isinstance(value, str):
        return _replaced((value,)) if _START in value else value
    if not isinstance(value, PartialString):
        return value
    has_references = any(isinstance(part, str) and _START in part for part in value.parts)
    return _replaced(value.parts) if has_references else value


def _replaced(parts: tuple[str | Unknown, ...]) -> Value:
    """Return a string with an unknown for each reference, also if its name is partly unknown."""
    unknown = [part for part in parts if isinstance(part, Unknown)]
    text = "".join(part if isinstance(part, str) else _MARKER for part in parts)
    if text.count(_MARKER) != len(unknown):
        return Unknown(f"{_START}…}}}}", not_null=True)
    rest = iter(unknown)
    result: list[str | Unknown] = []
    for number, piece in enumerate(_REFERENCE.split(text)):
        pieces = _pieces(piece, rest)
        result += [_reference(pieces)] if number % 2 else pieces
    if unknown and any(isinstance(piece, str) and _START in piece for piece in result):
        return Unknown(f"{_START}…}}}}", not_null=True)  # where it ends is not known
    return concatenate(result)


def _pieces(text: str, unknown: Iterator[Unknown]) -> list[str | Unknown]:
    """Return the parts of a text, with an unknown in the place of every marker."""
    first, *others = text.split(_MARKER)
    return [first, *(part for other in others for part in (next(unknown), other))]


def _reference(pieces: Sequence[str | Unknown]) -> Unknown:
    """Return what a reference stands for: the same name is the same value."""
    name = concatenate(list(pieces))
    parts = name.parts if isinstance(name, PartialString) else (name,)
    symbol = "".join(p if isinstance(p, str) else f"${{{p.symbol}}}" for p in parts)
    known = [part if isinstance(part, str) else part.identity for part in parts]
    owner = symbol if len(known) == 1 else str(known)
    identity = None if None in known else Identity(owner, "", _kind(symbol))
    return Unknown(symbol, identity, not_null=True)


def _kind(symbol: str) -> str:
    """Return ``resolve:secretsmanager`` for a reference to a secret: its type in models."""
    return ":".join(symbol.removeprefix("{{").split(":")[:2])
