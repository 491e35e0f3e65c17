"""The blocks of Terraform's JSON syntax.

Only a provider's schema distinguishes nested blocks from attributes, so what a provider defines
inside of a resource is an attribute; an object, or a list of objects, can also be blocks. What has
a ``dynamic`` block inside is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.syntax import json
from iaclint.syntax.hcl.blocks import Attribute, Block, Body
from iaclint.syntax.tree import Mapping, Scalar, Sequence
from iaclint.terraform.config.declarations import LABELS
from iaclint.terraform.config.json_syntax import COMMENT, converter, no_object

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingABC

    from iaclint.files.source import SourceFile
    from iaclint.syntax.tree import Entry, Node

_CONTENT: Final = "content"
_DYNAMIC: Final = "dynamic"
_OF_DATA: Final = {_DYNAMIC: 1, "lifecycle": 0}
_NESTED: Final[MappingABC[str, MappingABC[str, int]]] = {
    "resource": {**_OF_DATA, "connection": 0, "provisioner": 1},
    "data": _OF_DATA,
    "ephemeral": _OF_DATA,
    "provider": {_DYNAMIC: 1},
    _DYNAMIC: {_CONTENT: 0},
    _CONTENT: {_DYNAMIC: 1},
    "lifecycle": {"precondition": 0, "postcondition": 0},
    "provisioner": {"connection": 0},
    "variable": {"validation": 0},
    "output": {"precondition": 0},
    "terraform": {"backend": 1, "cloud": 0, "provider_meta": 1, "required_providers": 0},
    "backend": {"workspaces": 0},
    "cloud": {"workspaces": 0},
    "check": {"assert": 0, "data": 2},
}
"""The nested blocks that Terraform itself defines, and how many labels they have."""


def parse(source: SourceFile) -> tuple[Body, tuple[Diagnostic, ...]]:
    """Read a configuration file in JSON as if it were written in the native syntax."""
    node, diagnostics = json.parse(source, repeats=True)
    if node is None:
        return Body({}, ()), tuple(diagnostics)
    dynamic: set[int] = set()
    _find_dynamic(node, dynamic)
    reader = _Reader(diagnostics, frozenset(dynamic))
    roots = node.items if isinstance(node, Sequence) else (node,)
    blocks = tuple(block for root in roots for block in reader.top_level(root))
    return Body({}, blocks), tuple(diagnostics)


class _Reader:
    """Reads blocks. Their shapes are checked at once, their bodies are read when needed."""

    def __init__(self, diagnostics: list[Diagnostic], dynamic: frozenset[int]) -> None:
        self._diagnostics = diagnostics
        self._dynamic = dynamic
        """Where values begin that have a ``dynamic`` block inside."""

    def top_level(self, root: Node) -> Iterator[Block]:
        """Yield the blocks of an object; a name that is no type of block is one without labels."""
        if not isinstance(root, Mapping):
            self._diagnostics.append(no_object("a configuration", root))
            return
        for kind, entry in root.entries.items():
            if kind in LABELS:
                yield from self._blocks(kind, entry, LABELS[kind], kind)
            elif kind != COMMENT:
                yield Block(kind, (), entry.key.span, lambda: Body({}, ()))

    def _blocks(
        self, kind: str, entry: Entry, labels: int, like: str, given: tuple[str, ...] = ()
    ) -> Iterator[Block]:
        """Yield the blocks below a key: each level of objects is a label, lists repeat.

        They have the nested blocks of the kind ``like``.
        """
        value = entry.value
        if labels == 0 and isinstance(value, Scalar) and value.value is None:
            return
        nodes = value.items if isinstance(value, Sequence) else (value,)
        if labels and all(isinstance(node, Mapping) and not node.entries for node in nodes):
            message = f"missing label of a {kind} block"
            place = entry.key.span
            self._diagnostics.append(Diagnostic(Level.ERROR, "wrong-labels", message, place))
        for node in nodes:
            if not isinstance(node, Mapping):
                self._diagnostics.append(no_object(f"a {kind} block", node))
            elif labels == 0:
                self._check(like, node)
                yield Block(kind, given, entry.key.span, partial(self._body, kind, like, node))
            else:
                for name, inner in node.entries.items():
                    if name != COMMENT:
                        yield from self._blocks(kind, inner, labels - 1, like, (*given, name))

    def _check(self, like: str, node: Mapping) -> None:
        """Report nested blocks of the wrong shape."""
        for name in _NESTED.get(like, {}).keys() & node.entries.keys():
            for _ in self._nested(name, node.entries[name], like):
                pass

    def _nested(self, name: str, entry: Entry, like: str) -> Iterator[Block]:
        return self._blocks(name, entry, _NESTED[like][name], name)

    def _body(self, kind: str, like: str, node: Mapping) -> Body:
        attributes: dict[str, Attribute] = {}
        blocks: list[Block] = []
        for name, entry in node.entries.items():
            if name in _NESTED.get(like, {}):
                blocks.extend(self._nested(name, entry, like))
            elif _DYNAMIC in _NESTED.get(like, {}) and entry.value.start_byte in self._dynamic:
                blocks.extend(self._blocks(name, entry, 0, _CONTENT))
            elif name != COMMENT:
                attributes[name] = Attribute(name, converter(kind, name)(entry.value))
        return Body(attributes, tuple(blocks))


def _find_dynamic(node: Node, found: set[int]) -> bool:
    """Add where objects, and lists of them, begin that have a ``dynamic`` block inside.

    Return whether the node is one of them.
    """
    if isinstance(node, Mapping):
        inner = [_find_dynamic(entry.value, found) for entry in node.entries.values()]
        has_any = any(inner) or _has_dynamic(node)
    elif isinstance(node, Sequence):
        inner = [_find_dynamic(item, found) for item in node.items]
        has_any = any(inner) and all(isinstance(item, Mapping) for item in node.items)
    else:
        return False
    if has_any:
        found.add(node.start_byte)
    return has_any


def _has_dynamic(node: Mapping) -> bool:
    """Return whether an object has a ``dynamic`` block: one with content for each name."""
    value = node.get(_DYNAMIC)
    by_name = value.items if isinstance(value, Sequence) else (value,)
    written = [
        entry.value
        for each in by_name
        if isinstance(each, Mapping)
        for entry in each.entries.values()
    ]
    blocks = [
        b for node in written for b in (node.items if isinstance(node, Sequence) else (node,))
    ]
    return any(isinstance(block, Mapping) and _CONTENT in block.entries for block in blocks)
