"""``Fn::Sub``, ``Fn::Join``, ``Fn::Split``, ``Fn::Base64``, ``Fn::ToJsonString``."""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING

from iaclint.cloudformation.eval import text
from iaclint.cloudformation.eval.assumptions import combine
from iaclint.cloudformation.eval.intrinsics.registry import (
    MalformedCall,
    blocker,
    intrinsic,
)
from iaclint.cloudformation.template.function_calls import as_function_call, literal_text
from iaclint.cloudformation.template.split_texts import blocker_of_number
from iaclint.cloudformation.template.split_texts import split as split_text
from iaclint.symbolic.derivations import derive
from iaclint.symbolic.structure import is_known
from iaclint.symbolic.values import Choice, JsonText, PartialString, Unknown, Value
from iaclint.syntax.tree import Mapping, Node, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.cloudformation.eval.context import Frame

VARIABLE = re.compile(r"\$\{([^{}]*)\}")
"""A variable in the string of ``Fn::Sub``; one that starts with ``!`` is a literal."""


@intrinsic("Sub")
def substitute(frame: Frame, argument: Node) -> Value:
    """Return a string with its variables replaced; the second argument defines some of them."""
    template, variables = sub_arguments(argument)
    return combine(frame.join, *_parts(frame, template, variables))


def text_parts(frame: Frame, node: Node) -> tuple[Value, ...]:
    """Return the parts of a text; those of ``Fn::Sub`` even where one depends on a condition."""
    value, call = frame.value(node), as_function_call(node)
    if isinstance(value, PartialString):
        return value.parts
    if isinstance(value, Choice) and call is not None and call.name == "Sub":
        return tuple(_parts(frame, *sub_arguments(call.argument)))
    return (value,)


def sub_arguments(argument: Node) -> tuple[str, Mapping | None]:
    """Return the string and the map of ``Fn::Sub``; raises ``MalformedCall``."""
    template = literal_text(argument)
    if template is not None:
        return template, None
    if isinstance(argument, Sequence) and argument.tag is None and len(argument.items) == 2:
        template, variables = literal_text(argument.items[0]), argument.items[1]
        if template is not None and isinstance(variables, Mapping):
            return template, variables
    raise MalformedCall


def _parts(frame: Frame, template: str, variables: Mapping | None) -> Iterator[Value]:
    for number, piece in enumerate(VARIABLE.split(template)):
        if number % 2 == 0:
            yield piece
        elif piece.startswith("!"):
            yield "${" + piece[1:] + "}"
        else:
            yield _variable(frame, piece, variables)


def _variable(frame: Frame, name: str, variables: Mapping | None) -> Value:
    node = variables.get(name) if variables is not None else None
    if node is not None:
        return frame.value(node)
    resource, dot, attribute = name.partition(".")
    return frame.attribute(resource, attribute) if dot else frame.reference(name)


@intrinsic("Join", 2)
def join(frame: Frame, delimiter: Node, values: Node) -> Value:
    """Put the elements of a list together, with a delimiter between them."""
    joined = combine(_spread, frame.value(delimiter), frame.value(values))
    return combine(lambda value: _join(frame, value), joined)


def _spread(delimiter: Value, values: Value) -> Value:
    """Return the delimiter and the list, or an unknown."""
    if not isinstance(values, tuple) or not isinstance(delimiter, (str, int)):
        return blocker(delimiter, values) or Unknown("Fn::Join")
    return text.as_text(delimiter), values


def _join(frame: Frame, joined: Value) -> Value:
    if not isinstance(joined, tuple):
        return joined
    delimiter, values = joined
    assert isinstance(values, tuple)
    parts = [part for value in values for part in (delimiter, value)][1:]
    return combine(frame.join, *parts)


class PartialList(Unknown, frozen=True):
    """A list whose first elements are known."""

    first: tuple[str, ...] = ()


@intrinsic("Split", 2)
def split(frame: Frame, delimiter: Node, value: Node) -> Value:
    """Return the parts of a string."""
    return combine(_split, frame.value(delimiter), frame.value(value))


def _split(delimiter: Value, value: Value) -> Value:
    if isinstance(delimiter, str) and delimiter and isinstance(value, str):
        return tuple(value.split(delimiter))
    unknown = blocker(delimiter, value) or Unknown("Fn::Split")
    elements: tuple[Value, ...] = ()
    if isinstance(delimiter, str) and delimiter and isinstance(value, PartialString):
        elements = split_text(value, delimiter) if len(delimiter) == 1 else ()
        if elements and blocker_of_number(elements) is None:
            return elements
        unknown = PartialList(unknown.symbol, first=tuple(value.prefix.split(delimiter)[:-1]))
    derived = derive(unknown, "Fn::Split", _split, (delimiter, value))
    return derived if derived.identity is not None else elements or derived


@intrinsic("Base64")
def encode(frame: Frame, argument: Node) -> Value:
    """Return a string in Base64."""
    return combine(lambda value: frame.bounded(_encode(value)), frame.value(argument))


def _encode(value: Value) -> Value:
    known = text.as_text(value)
    if isinstance(known, str):
        return base64.b64encode(known.encode("utf-8", "replace")).decode("ascii")
    return blocker(value) or Unknown("Fn::Base64")


@intrinsic("ToJsonString")
def to_json_string(frame: Frame, argument: Node) -> Value:
    """Return a list or a mapping as JSON; its structure is kept if parts are unknown."""
    return combine(lambda value: frame.bounded(_to_json(value)), frame.value(argument))


def _to_json(value: Value) -> Value:
    if not isinstance(value, (dict, tuple)):
        return blocker(value) or Unknown("Fn::ToJsonString")
    if is_known(value):
        return json.dumps(value, separators=(",", ":"), default=str)
    return JsonText(value)
