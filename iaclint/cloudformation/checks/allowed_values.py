"""Parameter values that the user gives, and that a template does not allow.

CloudFormation rejects them before it creates anything (documentation page "Parameters").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.cloudformation.template.parameters import (
    allowed_values,
    is_list,
    is_ssm_parameter,
    parameter_type,
)
from iaclint.files.diagnostics import Diagnostic, InputError, Level, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from iaclint.cloudformation.eval.context import Stack
    from iaclint.cloudformation.options import Options
    from iaclint.files.source import SourceFile
    from iaclint.syntax.tree import Node


def refuse_disallowed(roots: Iterable[Stack], given: Mapping[SourceFile, Options]) -> None:
    """Raise ``InputError`` if the user gives a value that a root template does not allow."""
    found = [
        diagnostic
        for root in roots
        for name, value in given[root.template.source].parameters.items()
        if name in root.template.parameters
        for diagnostic in _check(name, value, root.template.parameters[name].value)
    ]
    if found:
        raise InputError("a parameter value is not allowed", found)


def _check(name: str, value: object, node: Node) -> Iterator[Diagnostic]:
    kind, allowed = parameter_type(node), allowed_values(node)
    if not isinstance(value, str) or allowed is None or is_ssm_parameter(kind):
        return
    place, texts = allowed
    for item in (part.strip() for part in value.split(",")) if is_list(kind) else (value,):
        if item not in texts and not (kind == "Number" and _is_number(item, texts)):
            message = f"'{item}' is not an allowed value of the parameter '{name}'"
            hint = did_you_mean(item, texts) or f"AllowedValues are: {', '.join(texts)}"
            yield Diagnostic(
                Level.ERROR, "invalid-parameter", message, place.span.first_line(), hint
            )


def _is_number(text: str, allowed: Iterable[str]) -> bool:
    try:
        return float(text) in map(float, allowed)
    except ValueError:
        return False
