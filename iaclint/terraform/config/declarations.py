"""Check the top-level blocks of a file: their types and numbers of labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.files.diagnostics import Diagnostic, Level, did_you_mean
from iaclint.limits import MAX_SHOWN_VALUE
from iaclint.terraform.config.constants import text_argument
from iaclint.version_constraints import is_constraint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.syntax.hcl.blocks import Block, Body

LABELS: Final = {
    "resource": 2,
    "data": 2,
    "ephemeral": 2,
    "action": 2,
    "variable": 1,
    "output": 1,
    "module": 1,
    "provider": 1,
    "check": 1,
    "locals": 0,
    "terraform": 0,
    "moved": 0,
    "removed": 0,
    "import": 0,
}
_CONSTRAINTS: Final = {"terraform": "required_version", "module": "version"}
"""The argument of a block that is a constraint on versions."""
_NUMBERS = {
    0: "no labels",
    1: "1 label (name)",
    2: "2 labels (type, name)",
}


def check_declarations(body: Body) -> Iterator[Diagnostic]:
    """Yield diagnostics for what is invalid at the top level of a file."""
    for attribute in body.attributes.values():
        message = f"unsupported argument '{attribute.name}' outside of any block"
        hint = "set variables in a .tfvars file; define local values in locals { … }"
        span = attribute.span.first_line()
        yield Diagnostic(Level.ERROR, "misplaced-argument", message, span, hint)
    for block in body.blocks:
        expected = LABELS.get(block.type)
        if expected is None:
            message = f"unsupported block type '{block.type}'"
            closest = did_you_mean(block.type, LABELS)
            yield Diagnostic(Level.ERROR, "unknown-block", message, block.span, closest)
        elif len(block.labels) != expected:
            message = f"{block.type} blocks have {_NUMBERS[expected]}, not {len(block.labels)}"
            yield Diagnostic(Level.ERROR, "wrong-labels", message, block.span)
        elif block.type in ("terraform", "module", "check"):
            yield from _check_own(block)


def _check_own(block: Block) -> Iterator[Diagnostic]:
    """Yield warnings about a version that is no constraint, and a check that checks nothing."""
    if block.type == "check" and next(block.body.blocks_of("assert"), None) is None:
        message = f"check '{block.labels[0]}' has no assert block"
        yield Diagnostic(Level.WARNING, "missing-block", message, block.span)
    name = _CONSTRAINTS.get(block.type, "")
    version = text_argument(block, name)
    if version is not None and not is_constraint(version):
        message = f"'{version[:MAX_SHOWN_VALUE]}' is not a version constraint"
        hint = 'a constraint is like ">= 1.5.0, < 2.0.0"'
        place = block.body.attributes[name].expression.span
        yield Diagnostic(Level.WARNING, "invalid-constraint", message, place, hint)
