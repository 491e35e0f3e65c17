"""Check the arguments of module calls, and the values of variables against their validations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.files.diagnostics import did_you_mean
from iaclint.files.source import Span
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.blocks.deciding_variables import awaits_input, awaits_value
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.eval.evaluator import evaluate
from iaclint.terraform.eval.scope import Reference
from iaclint.terraform.modules.inputs import is_known_valid, note_valid
from iaclint.terraform.types.sensitivity import unmark

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.config.module import Module
    from iaclint.terraform.diagnostics import DiagnosticCollector
    from iaclint.terraform.eval.scope import Scope
    from iaclint.terraform.modules.interface import Instance
    from iaclint.terraform.types.model import TerraformValue

_OWN = frozenset(["source", "version", "providers", "count", "for_each", "depends_on"])


def check_arguments(
    call: Block,
    address: str,
    module: Module,
    diagnostics: DiagnosticCollector,
    others: Callable[[], Collection[str]] = tuple,
) -> None:
    """Warn about unsupported and missing arguments of a module call with an address.

    ``others`` returns the arguments of other versions, where its own version may have them, too.
    """
    arguments = call.body.attributes
    for name in unsupported_arguments(call, module):
        if name not in others():
            attribute = arguments[name]
            start = attribute.span.start_byte
            span = Span(attribute.span.file, start, start + len(name.encode()))
            hint = did_you_mean(name, (n for n in module.variables if n not in arguments))
            message = f"unsupported argument '{name}': the module declares no such variable"
            diagnostics.warn("unknown-argument", message, span, hint)
    missing = [name for name in _required_variables(module) if name not in arguments]
    if missing:
        names = ", ".join(f"'{name}'" for name in missing)
        message = f"missing required argument of module.{call.labels[0]}: {names}"
        blocks = tuple(f"{address}.var.{name}" for name in missing)
        diagnostics.warn("missing-argument", message, call.span, blocks=blocks)


def unsupported_arguments(call: Block, module: Module) -> Iterator[str]:
    """Yield the arguments of a module call that the module declares no variable for."""
    for name in call.body.attributes:
        if name not in _OWN and name not in module.variables:
            yield name


def _required_variables(module: Module) -> tuple[str, ...]:
    """Return the variables without a default."""
    if module.required is None:
        named = module.variables.items()
        module.required = tuple(name for name, variable in named if _is_required(variable))
    return module.required


def _is_required(variable: Block) -> bool:
    return not variable.may_have("default") or "default" not in variable.body.attributes


def check_validations(instance: Instance) -> None:
    """Warn about values that fail the ``validation`` blocks of their variables."""
    for name, variable in instance.module.variables.items() if instance.is_described else ():
        if variable.may_have("validation") and not is_known_valid(instance, name, variable):
            try:
                instance.value(Reference("var", (name,), variable.span))
            except EvaluationError as error:
                _report(instance, error, *_given(instance, name, variable))


def _given(instance: Instance, name: str, variable: Block) -> tuple[ex.Expression | None, Scope]:
    """Return the expression that gives a variable its value, and its scope."""
    definition = instance.inputs.definition(name, variable, instance)
    return definition.expression, definition.scope or instance.scope


def _report(
    instance: Instance, error: EvaluationError, expression: ex.Expression | None, scope: Scope
) -> None:
    """Report an error in an expression, unless a variable file may settle it."""
    if expression is None or not awaits_value(error, [expression], scope):
        instance.diagnostics.report(error)


def is_valid(instance: Instance, name: str) -> bool:
    """Return whether no ``validation`` block refuses the value of a variable; warn otherwise."""
    variable = instance.module.variables.get(name)
    if variable is None or not instance.is_described or not variable.may_have("validation"):
        return True
    if is_known_valid(instance, name, variable):
        return True
    found = [_holds(instance, name, variable, v) for v in variable.body.blocks_of("validation")]
    if all(found):
        note_valid(instance, name, variable)
    return False not in found


def _holds(instance: Instance, name: str, variable: Block, validation: Block) -> bool | None:
    """Return whether a validation accepts a value; None where it cannot be evaluated."""
    try:
        return _validate(instance, name, variable, validation)
    except EvaluationError as error:
        condition = validation.body.attributes["condition"].expression
        _report(instance, error, condition, instance.scope)
        return None


def _validate(instance: Instance, name: str, variable: Block, validation: Block) -> bool:
    condition = validation.body.attributes.get("condition")
    if condition is None:
        return True
    holds, _ = unmark(_evaluate(condition.expression, instance))
    if holds is not False and holds != "false":
        return True
    if not awaits_input(condition.expression, instance.scope):
        message = f"invalid value for variable '{name}': {_reason(instance, validation)}"
        span = instance.inputs.definition(name, variable, instance).span
        instance.diagnostics.warn("refused-value", message, span)
    return False


def _evaluate(expression: ex.Expression, instance: Instance) -> TerraformValue:
    """Evaluate a condition; where only older versions of Terraform refuse it, as newer ones do."""
    try:
        return evaluate(expression, instance.scope)
    except EvaluationError:
        if not instance.may_short_circuit:
            raise
        return _short_circuit(expression, instance.scope)


def _short_circuit(expression: ex.Expression, scope: Scope) -> TerraformValue:
    """Evaluate a condition without the right sides of ``&&`` and ``||`` that do not matter."""
    if isinstance(expression, ex.Parentheses):
        return _short_circuit(expression.inner, scope)
    if not isinstance(expression, ex.Binary) or expression.operator not in ("&&", "||"):
        return evaluate(expression, scope)
    left, _ = unmark(_short_circuit(expression.left, scope))
    if not isinstance(left, bool):
        return evaluate(expression, scope)
    is_decided = left is (expression.operator == "||")
    return left if is_decided else _short_circuit(expression.right, scope)


def _reason(instance: Instance, validation: Block) -> str:
    """Return the error message of a validation."""
    written = validation.body.attributes.get("error_message")
    text = unmark(evaluate(written.expression, instance.scope))[0] if written else None
    return text if isinstance(text, str) else "see its validation"
