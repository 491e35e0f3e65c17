"""Dynamic references: ``{{resolve:ssm:/media/acl}}`` is a value of another service.

CloudFormation inserts the value at deployment (documentation page "Get values
stored in other services using dynamic references"); functions see only the reference.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iaclint.symbolic.structure import transform
from iaclint.symbolic.values import Identity, PartialString, Scalar, Unknown, Value, concatenate

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
    """Return a value with an unknown in the place of every reference."""
    return transform(value, _without_references)


def _without_references(value: Scalar) -> Value:
    if isinstance(value, str):
        return _replace_references(value) if _START in value else value
    if not isinstance(value, PartialString):
        return value
    parts = [_replace_references(part) if isinstance(part, str) else part for part in value.parts]
    if any(isinstance(part, str) and _START in part for part in map(_last_of, parts)):
        # What is referred to is itself not known.
        return Unknown(f"{_START}…}}}}", not_null=True)
    return concatenate([piece for part in parts for piece in _pieces(part)])


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
