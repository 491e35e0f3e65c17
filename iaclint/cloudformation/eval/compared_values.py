"""The operands of ``Fn::Equals``: how CloudFormation writes a number decides what it equals.

CloudFormation reads an unquoted ``08`` and ``1e3`` as floats, and writes ``8.0`` and ``1000.0``
(aws/serverless-application-model#1135, aws/aws-cli#6908).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iaclint.cloudformation.eval.dynamic_references import without_references
from iaclint.symbolic.values import Unknown, Value
from iaclint.syntax.tree import Node, Scalar

if TYPE_CHECKING:
    from iaclint.cloudformation.eval.context import Frame

_FLOAT: Final = re.compile(
    r"[-+]?(?:0[0-9_]*[89][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?[eE][-+]?[0-9]+)"
)


def compared_value(frame: Frame, node: Node) -> Value:
    """Return an operand; unknown for a number that CloudFormation may write in another way."""
    if isinstance(node, Scalar) and node.tag is None and _is_float(node):
        return Unknown(f"a value that is read as a float: {node.text}")
    return without_references(frame.value(node))


def _is_float(node: Scalar) -> bool:
    is_number = node.plain or isinstance(node.value, (int, float))
    return is_number and _FLOAT.fullmatch(node.text) is not None
