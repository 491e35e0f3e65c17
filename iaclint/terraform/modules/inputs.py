"""The input values of modules: from a module call, variable files or defaults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from iaclint.symbolic.values import Identity, Unknown
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.blocks.locate import nodes_in
from iaclint.terraform.config.literals import check_literal
from iaclint.terraform.eval.scope import Definition
from iaclint.terraform.functions import is_pure
from iaclint.terraform.types.model import TerraformValue

if TYPE_CHECKING:
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.eval.scope import Scope
    from iaclint.terraform.modules.interface import Instance


def unset_variable(module: Instance, name: str) -> Unknown:
    """Return a variable without a value."""
    symbol = module.prefixed(f"var.{name}")
    return Unknown(symbol, Identity(f"{module.key}/var.{name}", ""))


class _Inputs:
    """The default values, which both kinds share."""

    def default(self, variable: Block, module: Instance) -> TerraformValue:
        from iaclint.terraform.eval.evaluator import evaluate

        expression = variable.body.attributes["default"].expression
        check_literal(expression)
        return evaluate(expression, module.scope)

    def _default_definition(self, name: str, variable: Block, module: Instance) -> Definition:
        default = variable.body.attributes.get("default")
        if default is None:
            return Definition(f"variable '{name}' has no value", variable.span, None, None)
        expression = default.expression
        caption = f"default of variable '{name}'"
        return Definition(caption, expression.span, expression, module.scope, is_default=True)


class CallInputs(_Inputs):
    """The arguments of a module call, in the scope of the caller."""

    def __init__(self, call: Block, scope: Scope, caller: Instance) -> None:
        self._scope = scope
        self.call = call
        self.caller = caller

    def value(self, name: str, variable: Block, module: Instance) -> TerraformValue:
        """Return the argument, else the default."""
        from iaclint.terraform.eval.evaluator import evaluate

        argument = self.call.body.attributes.get(name)
        if argument is not None:
            return evaluate(argument.expression, self._scope)
        if self.has_default(name, variable):
            return self.default(variable, module)
        return unset_variable(module, name)

    def has_default(self, name: str, variable: Block) -> bool:
        """Return whether the call leaves out an argument that has a default."""
        return name not in self.call.body.attributes and "default" in variable.body.attributes

    def definition(self, name: str, variable: Block, module: Instance) -> Definition:
        """Return the definition of the argument, else of the default."""
        argument = self.call.body.attributes.get(name)
        if argument is None:
            return self._default_definition(name, variable, module)
        caption = f"passed here by module.{self.call.labels[0]}"
        return Definition(caption, argument.expression.span, argument.expression, self._scope)


class OpenInputs(_Inputs):
    """The input values of a module for any caller: all unknown."""

    def value(self, name: str, variable: Block, module: Instance) -> TerraformValue:
        """Return an unknown."""
        return unset_variable(module, name)

    def has_default(self, name: str, variable: Block) -> bool:
        """Return that a caller may pass another value than the default."""
        return False

    def definition(self, name: str, variable: Block, module: Instance) -> Definition:
        """Return the declaration of the variable."""
        return Definition(f"variable '{name}' is set by the caller", variable.span, None, None)


class RootInputs(_Inputs):
    """The input values of a root module: from variable files and options, else defaults."""

    def __init__(self, values: Mapping[str, ex.Expression], is_complete: bool = True) -> None:
        self.given = values
        self._is_complete = is_complete

    def value(self, name: str, variable: Block, module: Instance) -> TerraformValue:
        """Return the assigned value, else the default."""
        from iaclint.terraform.eval.evaluator import evaluate

        assigned = self.given.get(name)
        if assigned is not None:
            check_literal(assigned)
            return evaluate(assigned, module.scope)
        if self.has_default(name, variable):
            return self.default(variable, module)
        return unset_variable(module, name)

    def has_default(self, name: str, variable: Block) -> bool:
        """Return whether nothing assigns a value, and the variable has a default."""
        is_open = self._is_complete and name not in self.given
        return is_open and "default" in variable.body.attributes

    def definition(self, name: str, variable: Block, module: Instance) -> Definition:
        """Return the definition of the assigned value, else of the default."""
        assigned = self.given.get(name)
        if assigned is None:
            return self._default_definition(name, variable, module)
        return Definition("set here", assigned.span, assigned, module.scope)


def is_known_valid(instance: Instance, name: str, variable: Block) -> bool:
    """Return whether a variable has its default, and others with its text found it valid."""
    is_valid = instance.context.library.valid_defaults.get(_written(instance, name, variable))
    return is_valid is True and instance.inputs.has_default(name, variable)


def note_valid(instance: Instance, name: str, variable: Block) -> None:
    """Note that no validation refuses the value of a variable, if this is its default."""
    known, written = instance.context.library.valid_defaults, _written(instance, name, variable)
    if known.get(written) is None and instance.inputs.has_default(name, variable):
        # Most variables are the only one with their text, and what they read does not matter.
        is_second = written in known
        validations = variable.body.blocks_of("validation")
        known[written] = all(_reads_only(v, name) for v in validations) if is_second else None


def _written(instance: Instance, name: str, variable: Block) -> tuple[str, bool, bool]:
    """Return the text of a variable, and what else decides whether its default is valid."""
    text = variable.text or f"{instance.module.folder} {name}"
    return text, instance.short_circuits, instance.may_short_circuit


def _reads_only(validation: Block, name: str) -> bool:
    """Return whether a validation depends on nothing but one variable."""
    condition = validation.body.attributes.get("condition")
    if condition is None:
        return True
    free, bound = set(), set()
    for node in nodes_in(condition.expression, whole=False):
        if isinstance(node, ex.For):
            bound |= {node.key, node.item}
        elif isinstance(node, ex.Call) and not is_pure(node.name):
            return False
        elif isinstance(node, ex.Variable):
            free.add(node.name)
        elif _is_other_variable(node, name):
            return False
    return "var" not in bound and free <= bound | {"var"}


def _is_other_variable(node: ex.Expression, name: str) -> bool:
    return (
        isinstance(node, ex.GetAttr)
        and isinstance(node.object, ex.Variable)
        and node.object.name == "var"
        and node.name != name
    )
