"""Check the ``precondition`` and ``postcondition`` blocks of resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.eval.evaluator import evaluate
from iaclint.terraform.types.sensitivity import unmark

if TYPE_CHECKING:
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.diagnostics import DiagnosticCollector
    from iaclint.terraform.eval.scope import Scope


def check_conditions(
    block: Block, address: str, scope: Scope, diagnostics: DiagnosticCollector
) -> None:
    """Report conditions in the ``lifecycle`` block of an instance that are certainly not met.

    ``scope`` has the instance as ``self``.
    """
    for lifecycle in block.body.blocks_of("lifecycle"):
        for kind in ("precondition", "postcondition"):
            for written in lifecycle.body.blocks_of(kind):
                try:
                    _check(written, f"{kind} of {address}", scope, diagnostics)
                except EvaluationError as error:
                    diagnostics.report(error)


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
