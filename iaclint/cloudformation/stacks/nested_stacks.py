"""Nested stacks: the template, parameters and condition of ``AWS::CloudFormation::Stack``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.cloudformation.eval.context import Argument, Stack
from iaclint.cloudformation.eval.frame import generated_keys
from iaclint.cloudformation.stacks.passed_values import (
    Arguments,
    PassedValues,
    by_name,
    origin_of_parameters,
)
from iaclint.cloudformation.template.cdk_metadata import ASSET_PATH, metadata
from iaclint.cloudformation.template.function_calls import as_function_call, literal_text
from iaclint.cloudformation.template.locations import local_path
from iaclint.cloudformation.template.parameters import default_node
from iaclint.cloudformation.template.template import template_error, written_property
from iaclint.files.diagnostics import did_you_mean
from iaclint.symbolic.structure import leaves, symbols
from iaclint.symbolic.unsettled import unsettled_cause
from iaclint.symbolic.values import Choice, Unknown, Value
from iaclint.syntax.tree import Entry, Mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def nested_stack_arguments(
    entry: Entry, frame: Frame, caller: str, declared: Iterable[str]
) -> Arguments:
    """Return the parameters of a nested stack, which declares some of them.

    Conditions or macros may decide what they are, together.
    """
    origin = origin_of_parameters(entry, frame)
    if origin is None:
        return {}
    given = origin.node
    if not isinstance(given, Mapping) or as_function_call(given) or generated_keys(given):
        return PassedValues(origin, frame, by_name).arguments(declared, caller)
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
    return node, value


def unsettled_location(location: Value) -> str | None:
    """Return what no input settles and decides whether a template is at a local path.

    None if it is certainly at a URL, or if an input can settle where it is.
    """
    possible = (each for each in leaves(location) if isinstance(each, str))
    if not isinstance(location, Choice) or not any(map(local_path, possible)):
        return None
    return next(filter(None, map(unsettled_cause, symbols(location))), None)


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
