"""Nodes are found as tree-sitter finds them, in less time."""

from __future__ import annotations

import pytest
from tree_sitter import Node

from iaclint.suppressions.hcl_nodes import node_path
from iaclint.syntax.hcl.grammar import parse_tree
from tests.pace import within

TEXT = b"""\xef\xbb\xbf# a comment
resource "aws_s3_bucket" "b" { # one
  tags   = { a = "x ${var.y} z", /* two */ b = [1, { c = null }] }
  policy = <<-EOT
    # text ${jsonencode({ a = 1 })}
  EOT
  dynamic "rule" {
    for_each = [for x in var.xs : upper(x) if x != ""]
  }
}
// three
locals { a = true ? -1 : f(b...) }
"""


def around(root: Node, offset: int) -> list[Node]:
    node = root.descendant_for_byte_range(offset, offset + 1)
    found = []
    while node is not None:
        found.append(node)
        node = node.parent
    return found


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT[:70],
        TEXT[:150],
        TEXT.replace(b"{", b""),
        TEXT.replace(b'"', b"'"),
        b"# a",
        b" \n",
    ],
)
def test_nodes_are_those_that_tree_sitter_finds(text: bytes) -> None:
    root = parse_tree(text)
    for offset in range(root.start_byte, root.end_byte):
        assert node_path(root, offset) == around(root, offset), text[offset:]


@pytest.mark.slow
def test_nodes_after_many_comments_are_found_at_once() -> None:
    root = parse_tree(b"# a\n" * 50_000 + b"locals {\n  a = 1\n}\n")
    with within(60):
        for _ in range(10_000):
            assert node_path(root, root.end_byte - 4)[0].type == "numeric_lit"
