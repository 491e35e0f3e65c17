"""Syntax trees of tree-sitter."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node, Parser


_EXPONENT = re.compile(rb"(?<![\w.])(?<!\w-)[0-9]+[eE][-+]?[0-9]+(?![\w.])")


def parse_tree(data: bytes) -> Node:
    """Return the syntax tree. Numbers such as ``1e3``, which the grammar lacks, become digits."""
    root = _parser().parse(data).root_node
    if root.has_error and _EXPONENT.search(data):
        # Expressions read numbers from the text, so only the length matters.
        return _parser().parse(_EXPONENT.sub(lambda m: b"1" * len(m[0]), data)).root_node
    return root


@cache
def _parser() -> Parser:
    from tree_sitter import Language, Parser
    from tree_sitter_hcl import language

    return Parser(Language(language()))
