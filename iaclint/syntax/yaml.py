"""YAML with a span on every value, composed by libyaml.

Scalars have the types of YAML 1.1, as CloudFormation has them, but for timestamps and the
numbers that are none (``.nan``, ``.inf``): those stay text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import yaml
from yaml._yaml import CParser

from iaclint.diagnostics import Diagnostic, Level
from iaclint.source import SourceFile, Span
from iaclint.syntax.faults import SyntaxFault, character_span, duplicate_key, read_text
from iaclint.syntax.tree import MAX_DEPTH, Entry, Mapping, Node, Scalar, Sequence
from iaclint.values import Value

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingABC

MAX_EXPANDED: Final = 1_000_000
"""How many values a document may have once its aliases are written out."""

_PLAIN = "plain"
_CORE = "tag:yaml.org,2002:"

_WORDS = {
    "mapping values are not allowed in this context": "a ':' is not allowed here",
    "did not find expected key": "a key is expected here",
    "did not find expected '-' indicator": "a '-' is expected here",
    "could not find expected ':'": "this line has no ':' after its key",
    "did not find expected ',' or ']'": "a ',' or ']' is expected here",
    "did not find expected ',' or '}'": "a ',' or '}' is expected here",
    "did not find expected node content": "a value is expected here",
    "did not find expected <document start>": "the document has ended, but something follows",
    "found unexpected end of stream": "this quoted text has no end",
    "found character that cannot start any token": "no value may start with this character",
    "found undefined alias": "no anchor of this name stands before it",
    "found undefined tag handle": "this tag's prefix is not declared",
    "control characters are not allowed": "control characters are not allowed",
}
"""libyaml's problems in the words of somebody who writes YAML."""

_HINTS = {
    "mapping values are not allowed in this context": "quote the text, or check the indentation",
    "did not find expected key": "check the indentation, and the quotes of the lines above",
    "did not find expected '-' indicator": "check the indentation",
    "could not find expected ':'": "check the indentation and the quotes",
    "found character that cannot start any token": "quote the text; indent with spaces only",
}


def parse(source: SourceFile) -> tuple[Node | None, list[Diagnostic]]:
    """Read the first document of a YAML file, and say what is wrong with it.

    The tree is None for an empty document and for one that cannot be read. Aliases and
    merge keys are written out; a node that is used several times is one object.
    """
    diagnostics: list[Diagnostic] = []
    try:
        text = read_text(source)
        root, more = _compose(source, text)
        if root is None:
            return None, []
        tree = _Builder(source, len(text), diagnostics).build(root)
        if more is not None:
            diagnostics.append(_second_document(source, more))
        return tree, diagnostics
    except SyntaxFault as fault:
        return None, [*diagnostics, fault.diagnostic]


class _TooDeep(Exception):
    """The document nests deeper than the composer's stack is good for."""


class _Composer(CParser):
    """libyaml's composer; types are left to ``resolve_plain``, depth is bounded."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0

    def resolve(self, kind: type[yaml.Node], value: object, implicit: Any) -> str | None:
        """Mark the scalars whose type follows from their look."""
        return _PLAIN if kind is yaml.ScalarNode and implicit[0] else None

    def descend_resolver(self, parent: object, index: object) -> None:
        """Count the levels: libyaml itself goes down until the process dies."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _TooDeep

    def ascend_resolver(self) -> None:
        """Leave a level."""
        self._depth -= 1


def _compose(source: SourceFile, text: str) -> tuple[yaml.Node | None, int | None]:
    """Compose the first document; the index at which a second one starts comes with it."""
    composer = _Composer(text)
    try:
        if not composer.check_node():
            return None, None
        root = composer.get_node()
        if not composer.check_node():
            return root, None
        event = composer.peek_event()
        assert event is not None and event.start_mark is not None
        return root, event.start_mark.index
    except yaml.MarkedYAMLError as error:
        raise _translate(error, source, text) from None
    except yaml.reader.ReaderError as error:
        message = "this character is not allowed in YAML"
        at = source.bom + error.position
        raise SyntaxFault(message, Span(source, at, at + 1)) from None
    except _TooDeep:
        message = f"this is nested deeper than {MAX_DEPTH} levels"
        raise SyntaxFault(message, character_span(source, 0)) from None
    finally:
        composer.dispose()


def _translate(error: yaml.MarkedYAMLError, source: SourceFile, text: str) -> SyntaxFault:
    problem = error.problem or "this is not YAML"
    mark = error.problem_mark or error.context_mark
    index = mark.index if mark is not None else 0
    if problem == "found unexpected end of stream" and error.context_mark is not None:
        index = error.context_mark.index
    hint = _HINTS.get(problem)
    if text[index : index + 1] == "\t":
        hint = "indent with spaces: YAML allows no tabs there"
    message = next((_WORDS[key] for key in _WORDS if problem.startswith(key)), problem)
    return SyntaxFault(message, character_span(source, index), hint)


def _second_document(source: SourceFile, index: int) -> Diagnostic:
    message = "only the first document of a file is read"
    span = character_span(source, index)
    return Diagnostic(Level.WARNING, "several-documents", message, span)


class _Builder:
    """Turns composed nodes into the tree, aliases and merge keys written out."""

    def __init__(self, source: SourceFile, length: int, diagnostics: list[Diagnostic]) -> None:
        self._source = source
        self._diagnostics = diagnostics
        self._limit = min(10 * length + 10_000, MAX_EXPANDED)
        self._is_ascii = source.data.isascii()
        self._size = 0
        self._open: set[int] = set()
        self._built: dict[int, tuple[Node, int]] = {}

    def build(self, node: yaml.Node) -> Node:
        if isinstance(node, yaml.CollectionNode):
            return self._collection(node)
        assert isinstance(node, yaml.ScalarNode)
        self._size += 1
        return self._scalar(node)

    def _scalar(self, node: yaml.ScalarNode) -> Scalar:
        source, text = self._source, node.value
        tag: str | None = node.tag
        start, end = self._extent(node)
        if node.style in ("|", ">"):
            end = _end_of_text(source.data, start, end)
        span = Span(source, start, end)
        if tag is _PLAIN:
            return Scalar(resolve_plain(text), text, span, None, True)
        if tag is not None and tag.startswith(_CORE):
            return Scalar(_explicit(tag, text), text, span)
        return Scalar(text, text, span, tag)

    def _collection(self, node: yaml.CollectionNode) -> Node:
        """Build a node once: what aliases share stays shared, but counts every time."""
        known = self._built.get(id(node))
        if known is not None:
            self._grow(known[1], node)
            return known[0]
        if id(node) in self._open:
            raise SyntaxFault("this contains itself", self._start(node))
        self._open.add(id(node))
        before = self._size
        self._grow(1, node)
        result = self._new_collection(node)
        self._open.remove(id(node))
        self._built[id(node)] = result, self._size - before
        return result

    def _grow(self, by: int, node: yaml.Node) -> None:
        self._size += by
        if self._size > self._limit:
            raise SyntaxFault("its aliases make this document too large", self._start(node))

    def _new_collection(self, node: yaml.CollectionNode) -> Node:
        tag = _own_tag(node)
        if isinstance(node, yaml.SequenceNode):
            items = tuple([self.build(item) for item in node.value])
            return Sequence(items, self._span(node, items[-1] if items else None), tag)
        assert isinstance(node, yaml.MappingNode)
        entries = self._entries(node)
        last = entries.get(node.value[-1][0].value) if node.value else None
        return Mapping(entries, self._span(node, last.value if last else None), tag)

    def _entries(self, node: yaml.MappingNode) -> dict[str, Entry]:
        own: dict[str, Entry] = {}
        merged: dict[str, Entry] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                message = "a key must be text, not a list or a mapping"
                raise SyntaxFault(message, self._start(key_node), "quote what has braces")
            key = self._scalar(key_node)
            if key.plain and key.text == "<<":
                merged.update(self._merge(value_node))
                continue
            if key.text in own:
                self._diagnostics.append(duplicate_key(key, own[key.text].key))
            own[key.text] = Entry(key, self.build(value_node))
        return {**merged, **own} if merged else own

    def _merge(self, node: yaml.Node) -> MappingABC[str, Entry]:
        """Return the entries that a merge key brings in; the first of several wins."""
        if isinstance(node, yaml.MappingNode):
            built = self.build(node)
            assert isinstance(built, Mapping)
            return built.entries
        if isinstance(node, yaml.SequenceNode) and all(
            isinstance(item, yaml.MappingNode) for item in node.value
        ):
            result: dict[str, Entry] = {}
            for item in reversed(node.value):
                result.update(self._merge(item))
            return result
        raise SyntaxFault("'<<' takes a mapping, or a list of mappings", self._start(node))

    def _extent(self, node: yaml.Node) -> tuple[int, int]:
        start, end = node.start_mark.index, node.end_mark.index
        if self._is_ascii:
            return start, end
        return self._source.offset(start), self._source.offset(end)

    def _start(self, node: yaml.Node) -> Span:
        return character_span(self._source, node.start_mark.index)

    def _span(self, node: yaml.CollectionNode, last: Node | None) -> Span:
        """Return a collection's span. libyaml ends one without brackets at the next token."""
        source = self._source
        start, end = self._extent(node)
        if not node.flow_style:
            inside = last is not None and start <= last.span.end_byte <= end
            end = last.span.end_byte if last and inside else _end_of_text(source.data, start, end)
        return Span(source, start, end)


def _own_tag(node: yaml.Node) -> str | None:
    """Return the tag that the document gives a node, unless it is one of YAML's own."""
    tag: str | None = node.tag
    return None if tag is None or tag.startswith(_CORE) else tag


def _end_of_text(data: bytes, start: int, end: int) -> int:
    return start + len(data[start:end].rstrip())


_NULL = re.compile(r"~|null|Null|NULL|")
_BOOL = re.compile(r"(yes|Yes|YES|true|True|TRUE|on|On|ON)|no|No|NO|false|False|FALSE|off|Off|OFF")
_INT = re.compile(
    r"[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)"
)
_FLOAT = re.compile(r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?")
_MAX_DIGITS = 300


@lru_cache(maxsize=4096)
def resolve_plain(text: str) -> Value:
    """Return what an unquoted scalar means in YAML 1.1."""
    if _NULL.fullmatch(text):
        return None
    if boolean := _BOOL.fullmatch(text):
        return boolean[1] is not None
    if text[0] in "+-.0123456789" and len(text) < _MAX_DIGITS:
        if _INT.fullmatch(text):
            return _integer(text.replace("_", ""))
        if _FLOAT.fullmatch(text):
            return float(text.replace("_", ""))
    return text


def _integer(text: str) -> Value:
    sign = -1 if text[0] == "-" else 1
    digits = text.lstrip("+-")
    if ":" in digits:
        total = 0
        for part in digits.split(":"):
            total = total * 60 + int(part)
        return sign * total
    if digits[:2] in ("0b", "0x"):
        return sign * int(digits, 0) if len(digits) > 2 else text
    return sign * int(digits, 8 if digits[0] == "0" else 10)


def _explicit(tag: str, text: str) -> Value:
    """Return a scalar with one of YAML's own tags; what is not plain data stays text."""
    kind = tag.removeprefix(_CORE)
    value = resolve_plain(text)
    wanted = {"null": type(None), "bool": bool, "int": int, "float": float}.get(kind)
    return value if wanted is not None and type(value) is wanted else text
