"""Parameters: the given value, else the default, else unknown within the allowed values."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.cloudformation.template.constraints import constraints, only_values
from iaclint.cloudformation.template.function_calls import literal_text
from iaclint.cloudformation.template.split_texts import split
from iaclint.symbolic.natures import UNSPECIFIED, Nature, limited, may_be_written
from iaclint.symbolic.structure import is_known
from iaclint.symbolic.values import ABSENT, PartialString, Unknown, Value, concatenate
from iaclint.syntax.tree import (
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
)

if TYPE_CHECKING:
    from iaclint.symbolic.natures import Limit
    from iaclint.symbolic.possibility import PossibleValues
    from iaclint.symbolic.values import Identity


def parameter_type(node: Node) -> str:
    """Return the type of a parameter; ``String`` if not set."""
    declared = node.get("Type") if isinstance(node, Mapping) else None
    return (literal_text(declared) or "String") if declared is not None else "String"


def is_list(kind: str) -> bool:
    """Return whether a parameter of this type is a list."""
    return kind == "CommaDelimitedList" or "List<" in kind or "<CommaDelimitedList>" in kind


def is_ssm_parameter(kind: str) -> bool:
    """Return whether the value is the name of a Systems Manager parameter."""
    return kind.startswith("AWS::SSM::Parameter::Value<")


def echo_kind(node: Node) -> str:
    """Return ``parameter:echo`` for a parameter that is shown, its type in models; else nothing.

    CloudFormation masks the value wherever it describes the stack if ``NoEcho`` is true.
    """
    declared = node.get("NoEcho") if isinstance(node, Mapping) else None
    is_masked = isinstance(declared, Scalar) and text_of(declared).lower() == "true"
    return "" if is_masked else "parameter:echo"


def parameter_value(
    symbol: str, node: Node, given: Value, identity: Identity, within: PossibleValues | None = None
) -> Value:
    """Return the value of a parameter.

    ``given`` is the value from the user or the parent template; if ``ABSENT``, the default
    applies. ``within`` are the values that the template's rules allow.
    """
    kind = parameter_type(node)
    if is_ssm_parameter(kind):
        return Unknown(symbol, identity, type=kind, not_null=True)
    if given is ABSENT:
        given = default_of(node)
    if given is None:
        unknown = Unknown(symbol, identity, type=kind, not_null=True)
        found = unknown if is_list(kind) else _constrained(unknown, node, kind, within)
        return found.options[0] if found.options and len(found.options) == 1 else found
    if isinstance(given, Unknown) and not is_list(kind):
        return _constrained(given, node, kind, within)
    return convert(given, kind)


def allowed_values(node: Node) -> tuple[Node, tuple[str, ...]] | None:
    """Return the list of the values that a parameter allows, and the values as text.

    None if it has no such list, or one with values that are not literal.
    """
    values = node.get("AllowedValues") if isinstance(node, Mapping) else None
    items = values.items if isinstance(values, Sequence) else ()
    scalars = [item for item in items if isinstance(item, Scalar) and item.tag is None]
    if values is None or not scalars or len(scalars) < len(items):
        return None
    return values, tuple(text_of(scalar) for scalar in scalars)


def default_node(node: Node) -> Node | None:
    """Return the node of a parameter's default."""
    return node.get("Default") if isinstance(node, Mapping) else None


def default_of(node: Node) -> Value:
    """Return the default of a parameter as text, None if it has none."""
    default = default_node(node)
    return text_of(default) if isinstance(default, Scalar) else None


def without_default(entry: Entry) -> Entry:
    """Return a parameter without its default."""
    node = entry.value
    if not isinstance(node, Mapping) or "Default" not in node.entries:
        return entry
    entries = {key: each for key, each in node.entries.items() if key != "Default"}
    return Entry(entry.key, Mapping(entries, node.file, node.start_byte, node.end_byte, node.tag))


def text_of(scalar: Scalar) -> str:
    """Return a scalar as text. An unquoted ``Yes`` is true, as in YAML 1.1."""
    return str(scalar.value).lower() if isinstance(scalar.value, bool) else scalar.text


def convert(value: Value, kind: str) -> Value:
    """Return the value of ``Ref`` for a value that is passed to a parameter."""
    if isinstance(value, PartialString) and is_list(kind):
        return tuple(_stripped(item) for item in split(value, ","))
    if not is_known(value):
        return value
    if is_list(kind):
        items = value if isinstance(value, tuple) else _cut(str(value))
        return tuple(_scalar(str(item), "Number" if "<Number>" in kind else "") for item in items)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _scalar(str(value), kind)


def _stripped(value: Value) -> Value:
    """Return an element of a list without the blanks around it."""
    if isinstance(value, str):
        return value.strip()
    if not isinstance(value, PartialString):
        return value
    first, *between, last = value.parts
    first = first.lstrip() if isinstance(first, str) else first
    last = last.rstrip() if isinstance(last, str) else last
    return concatenate([first, *between, last])


def _cut(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")] if text.strip() else []


def _scalar(text: str, kind: str) -> Value:
    if kind != "Number" or len(text) > 30:
        return text
    for convert_number in (int, float):
        try:
            return convert_number(text)
        except ValueError:
            continue
    return text


def _constrained(unknown: Unknown, node: Node, kind: str, within: PossibleValues | None) -> Unknown:
    """Return an unknown text with what the constraints of a parameter say of it."""
    nature = _nature(unknown.nature, node, kind, within)
    options = _allowed(node, kind, within) if unknown.options is None else unknown.options
    return replace(unknown, derived=nature, options=options)


def _nature(known: Nature, node: Node, kind: str, within: PossibleValues | None) -> Nature:
    """Return what is certain of a value with the constraints of a parameter."""
    limits: list[Limit | None] = [constraints(node, kind), within]
    return reduce(limited, (limit for limit in limits if limit is not None), known)


def _allowed(node: Node, kind: str, within: PossibleValues | None) -> tuple[Value, ...] | None:
    """Return the values that all constraints allow; None if these do not list them."""
    found = allowed_values(node)
    ruled = None if within is None or within.is_open else tuple(map(str, within.values))
    listed = (None if found is None else found[1], ruled, only_values(node, kind))
    given = [texts for texts in listed if texts is not None]
    if not given:
        return None
    first, *rest = given
    nature = _nature(UNSPECIFIED, node, kind, within)
    left = [
        text
        for text in first
        if all(text in texts for texts in rest) and may_be_written(nature, text)
    ]
    return tuple(convert(text, kind) for text in left or first)
