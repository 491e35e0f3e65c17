"""What ``terraform plan`` refuses although no output or resource of the root depends on it."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from iaclint.symbolic.structure import symbols
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.config.constants import bool_argument
from iaclint.terraform.dependency_cycles import find_cycles
from iaclint.terraform.errors import EvaluationError, UndeclaredError
from iaclint.terraform.eval.evaluator import evaluate
from iaclint.terraform.eval.scope import Reference, as_reference
from iaclint.terraform.modules.argument_checks import check_validations
from iaclint.terraform.modules.references import check_default, check_dependencies, declaration
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import SetValue, TerraformValue
from iaclint.terraform.types.sensitivity import has_marks, unmark

if TYPE_CHECKING:
    from collections.abc import Callable

    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.modules.instance import ModuleInstance

_ATTRIBUTE: Final = r"(?:module\.[^.]+\.)*(?!data\.)[a-z0-9]+_\w+\."
"""What the symbol of an attribute of a resource begins with."""


def report_refusals(module: ModuleInstance) -> None:
    """Report errors in a module and those that it calls, also where nothing uses the value."""
    named = (
        ("var", module.module.variables),
        ("local", module.module.locals),
        ("output", module.module.outputs),
    )
    for kind, declared in named:
        for name, written in declared.items():
            _report(module, partial(module.value, Reference(kind, (name,), written.span)))
    for name in module.module.variables:
        _report(module, partial(check_default, module, name))
    check_validations(module)
    if not module.path:
        _check_sensitive_outputs(module)
    for block in (*module.module.resources.values(), *module.module.calls.values()):
        _check_instances(module, block)
    for kind, blocks in (("", module.module.resources), ("data.", module.module.data)):
        for (type_, name), block in blocks.items():
            address = f"{kind}{type_}.{name}"
            for expanded in module.expansion(block, address).instances:
                module.check(block, address, expanded)
    for block in (*module.module.calls.values(), *module.module.outputs.values()):
        check_dependencies(module, block)
    _check_moves(module)
    for cycle in find_cycles(module.module):
        names = " → ".join(map(str, (cycle[-1], *cycle)))
        message = f"circular reference: {names}"
        module.context.diagnostics.warn("circular-reference", message, cycle[0].span)
    for name, call in module.module.calls.items():
        for expanded in module.expansion(call, f"module.{name}").instances:
            child = module.child(name, expanded)
            if child is not None:
                report_refusals(child)


def _check_moves(module: ModuleInstance) -> None:
    """Report what is moved to another name, or removed, but still declared.

    Of a resource that is declared, single instances may move.
    """
    for block in module.module.moves:
        written = block.body.attributes.get("from")
        origin = as_reference(written.expression) if written else None
        if origin is None or str(origin) == _target(block):
            continue
        try:
            declaration(module, origin)
        except UndeclaredError:
            continue
        message = f"{origin} is {block.type}, but still declared"
        module.context.diagnostics.warn("still-declared", message, origin.span)


def _target(block: Block) -> str:
    """Return the name of what a block moves to, without the key of an instance."""
    attribute = block.body.attributes.get("to")
    expression = attribute.expression if attribute else None
    while isinstance(expression, ex.Index):
        expression = expression.object
    return str(as_reference(expression)) if expression is not None else ""


def _check_sensitive_outputs(module: ModuleInstance) -> None:
    """Report outputs of a root module that have a sensitive part but do not say so."""
    for name, block in module.module.outputs.items():
        written = block.body.attributes.get("value")
        if written is None or "module." in written.span.text:
            continue  # Terraform 1.11 loses the mark of a child's output
        try:
            is_sensitive = has_marks(module.output(name))
        except EvaluationError:
            continue  # reported with the outputs
        if is_sensitive and not bool_argument(block, "sensitive"):
            message = f"output '{name}' has a sensitive value: set sensitive = true"
            module.context.diagnostics.warn("sensitive-output", message, block.span)


def _report(module: ModuleInstance, evaluation: Callable[[], object]) -> None:
    try:
        evaluation()
    except EvaluationError as error:
        module.context.diagnostics.report(error)


def _check_instances(module: ModuleInstance, block: Block) -> None:
    """Report instances that depend on what a resource is given when it is made."""
    for name in ("count", "for_each"):
        attribute = block.body.attributes.get(name)
        if attribute is None:
            continue
        try:
            value = evaluate(attribute.expression, module.scope)
        except EvaluationError:
            continue  # reported with the instances
        blocking = next((s for s in _deciding(value) if re.match(_ATTRIBUTE, s)), None)
        if blocking is not None:
            message = f"{name} depends on {blocking}, which is unknown before apply"
            module.context.diagnostics.warn("unknown-instances", message, attribute.span)


def _deciding(value: TerraformValue) -> tuple[str, ...]:
    """Return the symbols that a number or the keys of instances depend on."""
    value, _ = unmark(value)
    is_mapping = isinstance(value, (dict, LazyObject))
    if is_mapping or (isinstance(value, tuple) and not isinstance(value, SetValue)):
        return ()
    return symbols(value)
