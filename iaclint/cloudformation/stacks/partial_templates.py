"""Templates in texts of which some parts are unknown: those become parameters.

``!Sub`` in the ``TemplateBody`` of a stack set has ``${AWS::AccountId}`` inside of a scalar. A mark
takes its place until the template is parsed; then a reference to a parameter does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import Choice, Unknown, Value
from iaclint.syntax.tree import Entry, Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as MappingABC

    from iaclint.cloudformation.template.documents import Document

_MARK: Final = re.compile(r"(<[\w:-]+#[0-9]+>)")
_QUOTED: Final = re.compile(r'("(?:[^"\\]|\\.)*")', re.DOTALL)
_SIMPLE: Final = re.compile(r"(?:[\w./-]|:(?=\S))*")
"""Texts that are the same inside of a scalar of any notation."""
_LONGEST: Final = 60
"""Characters of a symbol in a mark."""
_OF_TEXT: Final = ("Description", "AWSTemplateFormatVersion")
"""The sections that are texts, which nothing reads."""
_NAMES: Final = ("Ref", "Condition", "Fn::GetAtt", "Type", "DependsOn", "Fn::Transform")
"""The keys of the names of things, which must be known."""


class _Unclear(Exception):
    """The structure of a template depends on an unknown part."""


def marked_text(parts: Iterable[Value]) -> tuple[str, dict[str, Value]] | None:
    """Return a text with marks in the place of what is unknown, and what each mark stands for.

    None if the text has such marks itself.
    """
    texts: list[str] = []
    holes: dict[str, Value] = {}
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
            if _MARK.search(part):
                return None
        else:
            mark = f"<{_name(part)}#{len(holes) + 1}>"
            texts.append(mark)
            holes[mark] = _hole(part)
    text = "".join(texts)
    return (_quoted(text) if text.lstrip().startswith("{") else text), holes


def with_parameters(document: Document, holes: MappingABC[str, Value]) -> Document | None:
    """Return a template with parameters in the place of marks; None if its structure is unclear."""
    root = document.root
    if root is None or not holes:
        return document
    try:
        filled = {key: _section(key, entry) for key, entry in root.entries.items()}
    except _Unclear:
        return None
    place = root.file, root.start_byte, root.end_byte
    written = filled.get("Parameters")
    declared = written.value if written is not None else Mapping({}, *place)
    if not isinstance(declared, Mapping):
        return None
    kind = Mapping({"Type": Entry(_text("Type", root), _text("String", root))}, *place)
    added = {name: Entry(_text(name, root), kind) for name in holes}
    section = Mapping({**declared.entries, **added}, *place)
    header = written.key if written is not None else _text("Parameters", root)
    return replace(document, root=Mapping({**filled, "Parameters": Entry(header, section)}, *place))


def _name(part: Value) -> str:
    symbol = next(iter(symbols(part)), "value")
    return re.sub(r"[^\w:-]", "-", symbol)[:_LONGEST].strip(":")


def _hole(part: Value) -> Value:
    """Return what a parameter has; unknown if a text may have an effect on the structure."""
    if isinstance(part, Unknown):
        return part
    options = part.options if isinstance(part, Choice) else ()
    if options and all(isinstance(o, str) and _SIMPLE.fullmatch(o) for o in options):
        return part
    return Unknown(next(iter(symbols(part)), "value"))


def _quoted(text: str) -> str:
    """Return JSON with quotes around each mark that is a whole value."""
    pieces = _QUOTED.split(text)
    pieces[::2] = [_MARK.sub(r'"\1"', piece) for piece in pieces[::2]]
    return "".join(pieces)


def _section(name: str, entry: Entry) -> Entry:
    known = [] if name in _OF_TEXT else [entry.value]
    if name == "Resources" and isinstance(entry.value, Mapping):
        known += [each.value for each in entry.value.entries.values()]
    if any(isinstance(node, Scalar) and _has_mark(node) for node in known):
        raise _Unclear
    return _entry(entry)


def _entry(entry: Entry) -> Entry:
    name = entry.key.text
    if _has_mark(entry.key) or (name in _NAMES and _names_unknown(entry.value)):
        raise _Unclear
    return Entry(entry.key, _sub(entry.value) if name == "Fn::Sub" else _filled(entry.value))


def _names_unknown(node: Node) -> bool:
    items = node.items if isinstance(node, Sequence) else (node,)
    return any(isinstance(item, Scalar) and _has_mark(item) for item in items)


def _filled(node: Node) -> Node:
    """Return a node with references in the place of marks, at any depth."""
    tag = node.tag
    if tag == "!Sub":
        return _call("Fn::Sub", _sub(node.untagged()))
    if isinstance(node, Mapping):
        entries = {key: _entry(entry) for key, entry in node.entries.items()}
        return Mapping(entries, node.file, node.start_byte, node.end_byte, tag)
    if isinstance(node, Sequence):
        items = tuple(map(_filled, node.items))
        return Sequence(items, node.file, node.start_byte, node.end_byte, tag)
    if not _has_mark(node):
        return node
    if tag is None:
        return _reference(node)
    name = tag[1:]
    if name in _NAMES or f"Fn::{name}" in _NAMES:
        raise _Unclear
    return _call(f"Fn::{name}", _reference(node))


def _sub(node: Node) -> Node:
    """Return the argument of ``Fn::Sub`` with variables in the place of marks."""
    if isinstance(node, Scalar):
        return _text(_MARK.sub(r"${\1}", node.text), node)
    if isinstance(node, Sequence) and node.items:
        items = (_sub(node.items[0]), *map(_filled, node.items[1:]))
        return Sequence(items, node.file, node.start_byte, node.end_byte)
    return _filled(node)


def _reference(node: Scalar) -> Node:
    """Return a text as a call that inserts the values of parameters."""
    pieces = [
        _call("Ref", _text(piece, node)) if number % 2 else _text(piece, node)
        for number, piece in enumerate(_MARK.split(node.text))
        if piece
    ]
    if len(pieces) == 1:
        return pieces[0]
    place = node.file, node.start_byte, node.end_byte
    values = Sequence(tuple(pieces), *place)
    return _call("Fn::Join", Sequence((_text("", node), values), *place))


def _call(name: str, argument: Node) -> Mapping:
    place = argument.file, argument.start_byte, argument.end_byte
    return Mapping({name: Entry(_text(name, argument), argument)}, *place)


def _text(text: str, place: Node) -> Scalar:
    return Scalar(text, text, place.file, place.start_byte, place.end_byte)


def _has_mark(node: Scalar) -> bool:
    return _MARK.search(node.text) is not None
