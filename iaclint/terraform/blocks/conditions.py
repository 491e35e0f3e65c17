"""The ``lifecycle`` blocks of resources: their conditions, their names, and what they ignore."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iaclint.files.diagnostics import did_you_mean
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.eval.evaluator import evaluate
from iaclint.terraform.types.sensitivity import unmark

if TYPE_CHECKING:
    from iaclint.syntax.hcl.blocks import Block, Body
    from iaclint.terraform.diagnostics import DiagnosticCollector
    from iaclint.terraform.eval.scope import Scope

_ARGUMENTS: Final = frozenset(
    [
        "create_before_destroy",
        "destroy",
        "enabled",
        "ignore_changes",
        "prevent_destroy",
        "replace_triggered_by",
    ]
)
"""The arguments of Terraform, and ``destroy`` and ``enabled`` of OpenTofu."""
_BLOCKS: Final = frozenset(["action_trigger", "postcondition", "precondition"])


def check_conditions(
    block: Block, address: str, scope: Scope, diagnostics: DiagnosticCollector
) -> None:
    """Report conditions in the ``lifecycle`` block of an instance that are certainly not met.

    ``scope`` has the instance as ``self``.
    """
    for lifecycle in block.body.blocks_of("lifecycle"):
        _check_names(lifecycle.body, diagnostics)
        for kind in ("precondition", "postcondition"):
            for written in lifecycle.body.blocks_of(kind):
                try:
                    _check(written, f"{kind} of {address}", scope, diagnostics)
                except EvaluationError as error:
                    diagnostics.report(error)


def _check_names(lifecycle: Body, diagnostics: DiagnosticCollector) -> None:
    for name, attribute in lifecycle.attributes.items():
        if name not in _ARGUMENTS:
            message = f"unsupported argument '{name}' in a lifecycle block"
            span = attribute.span.first_line()
            diagnostics.warn("unknown-argument", message, span, did_you_mean(name, _ARGUMENTS))
    for block in lifecycle.blocks:
        if block.type not in _BLOCKS:
            message = f"unsupported block '{block.type}' in a lifecycle block"
            hint = did_you_mean(block.type, _BLOCKS)
            diagnostics.warn("unknown-block", message, block.span, hint)


def _check(written: Block, what: str, scope: Scope, diagnostics: DiagnosticCollector) -> None:
    condition = written.body.attributes.get("condition")
    holds = unmark(evaluate(condition.expression, scope))[0] if condition else True
    if condition is None or (holds is not False and holds != "false"):
        return
    message = written.body.attributes.get("error_message")
    text = unmark(evaluate(message.expression, scope))[0] if message else None
    reason = f": {text}" if isinstance(text, str) else ""
    span = condition.expression.span
    diagnostics.warn("refused-value", f"the {what} is not met{reason}", span)


def restores(block: Block, attribute: str) -> bool:
    """Return whether an apply restores an attribute of a resource that differs from its block.

    Source: *lifecycle: ignore_changes* (Terraform documentation).
    """
    is_set = attribute in block.body.attributes or any(block.body.blocks_of(attribute))
    if not is_set:
        return False
    found = (
        each.body.attributes.get("ignore_changes") for each in block.body.blocks_of("lifecycle")
    )
    return not any(_ignores(each.expression, attribute) for each in found if each is not None)


def _ignores(written: ex.Expression, attribute: str) -> bool:
    if not isinstance(written, ex.Tuple):
        return written.span.text.strip('"') == "all"
    names = (re.split(r"[.[]", item.span.text.strip('"'))[0] for item in written.items)
    return attribute in names
