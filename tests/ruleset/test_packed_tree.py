"""A packed tree is unpacked with the same values and spans."""

from __future__ import annotations

import pytest

from iaclint.files.source import SourceFile
from iaclint.ruleset.packed_tree import pack, unpack
from iaclint.syntax.tree import Mapping, Node, Scalar, Sequence
from iaclint.syntax.yaml import parse

TEXT = b"""
a: {b: [1, 0x1f, 1.50, true, null, "1", 'text', ~], c: !Ref x}
anchor: &shared {default: false, values: {"": null, true: Enabled}}
alias: *shared
text: |
  several
  lines with \xc3\xbc
"""


def shape(node: Node) -> object:
    at = (node.start_byte, node.end_byte, node.tag)
    if isinstance(node, Scalar):
        return (*at, type(node.value), node.value, node.text, node.plain)
    if isinstance(node, Sequence):
        return (*at, [shape(item) for item in node.items])
    entries = node.entries.items()
    return (*at, [(key, shape(entry.key), shape(entry.value)) for key, entry in entries])


@pytest.mark.parametrize("text", [TEXT, b"{}", b"a: []"])
def test_it_has_the_same_values_and_spans(text: bytes) -> None:
    source = SourceFile("rule.yaml", text)
    node, problems = parse(source)
    assert isinstance(node, Mapping)
    assert not problems
    unpacked = unpack(pack(node), source)
    assert shape(unpacked) == shape(node)
    assert unpacked.span.file is source
