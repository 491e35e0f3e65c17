"""Dynamic references: ``{{resolve:ssm:/media/acl}}`` is a value of another service.

CloudFormation inserts the value at deployment (documentation page "Get values
stored in other services using dynamic references"); functions see only the reference.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iaclint.symbolic.values import (
    Choice,
    Identity,
    JsonText,
    PartialString,
    Unknown,
    Value,
    concatenate,
)

if TYPE_CHECKING:
    from iaclint.cloudformation.eval.context import Deployment
    from iaclint.cloudformation.options import Options
    from iaclint.cloudformation.template.template import Template

_START: Final = "{{resolve:"
_REFERENCE: Final = re.compile(r"(\{\{resolve:[^{}]*\}\})")


def may_have_references(template: Template, options: Options, deployment: Deployment) -> bool:
    """Return whether the values of a stack may contain references."""
    files = {template.source, *(call.span.file for call in deployment.calls)}
    given = options.parameters.values()
    return any(_START.encode() in file.data for file in files) or any(
        _START in text for text in given if isinstance(text, str)
    )


def without_references(value: Value) -> Value:
    """Return a value in which each reference is replaced by an unknown value."""
    if isinstance(value, str):
        return _replace_references(value) if _START in value else value
    if isinstance(value, PartialString):
        parts = [
            _replace_references(part) if isinstance(part, str) else part for part in value.parts
        ]
        if any(isinstance(part, str) and _START in part for part in map(_last_of, parts)):
            # The name in the reference is itself unknown.
            return Unknown(f"{_START}…}}}}", not_null=True)
        return concatenate([piece for part in parts for piece in _pieces(part)])
    if isinstance(value, Choice):
        return Choice(value.test, tuple(map(without_references, value.options)), value.labels)
    if isinstance(value, JsonText):
        return JsonText(without_references(value.content))
    if isinstance(value, dict):
        return {key: without_references(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(map(without_references, value))
    return value


def _replace_references(text: str) -> Value:
    parts: list[str | Unknown] = []
    for number, piece in enumerate(_REFERENCE.split(text)):
        reference = Unknown(piece, Identity(piece, ""), not_null=True)
        parts.append(reference if number % 2 else piece)
    return concatenate(parts)


def _pieces(value: Value) -> tuple[str | Unknown, ...]:
    if isinstance(value, PartialString):
        return value.parts
    return (value,) if isinstance(value, (str, Unknown)) else ()


def _last_of(value: Value) -> Value:
    return _pieces(value)[-1]
