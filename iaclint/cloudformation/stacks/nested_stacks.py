"""Nested stacks: the template, parameters and condition of ``AWS::CloudFormation::Stack``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.cloudformation.eval.context import Argument, Stack
from iaclint.cloudformation.eval.frame import generated_keys
from iaclint.cloudformation.template.cdk_metadata import ASSET_PATH, metadata
from iaclint.cloudformation.template.function_calls import as_function_call, literal_text
from iaclint.cloudformation.template.parameters import default_node
from iaclint.cloudformation.template.template import template_error, written_property
from iaclint.files.diagnostics import did_you_mean
from iaclint.symbolic.values import Unknown, Value
from iaclint.syntax.tree import Entry, Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.cloudformation.eval.context import Frame
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.syntax.tree import Node


def existence(outer: Stack, entry: Entry) -> tuple[Frame, bool | Unknown]:
    """Return the frame of a resource, and whether it exists."""
    frame = outer.frame()
    written = entry.value.get("Condition") if isinstance(entry.value, Mapping) else None
    condition = literal_text(written) if written is not None else None
    if condition is None:
        return frame, True
    return frame.assuming(condition, True), frame.condition(condition)


def nested_stack_arguments(entry: Entry, frame: Frame, caller: str) -> dict[str, Argument] | None:
    """Return the parameters of a nested stack, None if they are not literal."""
    given = written_property(entry, "Parameters")
    if given is None:
        return {}
    if not isinstance(given, Mapping) or as_function_call(given) or generated_keys(given):
        return None
    return {
        name: Argument(item.value, frame, item.key.span, caller)
        for name, item in given.entries.items()
    }


def template_location(entry: Entry, frame: Frame) -> tuple[Node, Value]:
    """Return the location of a nested template, as a node and as a value."""
    node = written_property(entry, "TemplateURL")
    if node is None:
        return entry.key, Unknown("TemplateURL")
    asset = metadata(entry.value, ASSET_PATH)
    value = frame.value(node) if asset is None else asset
    # A location that depends on a condition cannot be read.
    return node, value if isinstance(value, str) else Unknown("TemplateURL")


def check_arguments(
    stack: Stack, entry: Entry, arguments: dict[str, Argument]
) -> Iterator[Diagnostic]:
    """Yield errors for undeclared and missing parameters, which CloudFormation rejects."""
    declared, path = stack.template.parameters, stack.template.source.display
    for name, argument in arguments.items():
        if name not in declared:
            message = f"template {path} has no parameter '{name}'"
            hint = did_you_mean(name, declared)
            yield template_error(argument.span, message, hint, "undefined-reference")
    for name, parameter in declared.items():
        if name not in arguments and default_node(parameter.value) is None:
            message = f"template {path} requires a value for parameter '{name}'"
            yield template_error(entry.key.span, message, code="missing-parameter")
