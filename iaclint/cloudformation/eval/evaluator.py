"""Lazy evaluation of one stack: its parameters, outputs, conditions and other stacks."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.cloudformation.eval.assumptions import NO_ASSUMPTIONS, Assumptions, combine
from iaclint.cloudformation.eval.condition_evaluator import ConditionEvaluator
from iaclint.cloudformation.eval.context import Deployment
from iaclint.cloudformation.eval.cycles import CycleGuard
from iaclint.cloudformation.eval.dynamic_references import may_have_references
from iaclint.cloudformation.eval.frame import EvaluationFrame
from iaclint.cloudformation.eval.rule_conditions import NO_RULES, RuleConditions
from iaclint.cloudformation.eval.rule_reader import read_rules
from iaclint.cloudformation.template.cdk_metadata import construct_paths
from iaclint.cloudformation.template.function_calls import literal_text
from iaclint.cloudformation.template.parameters import echo_kind, parameter_value, without_default
from iaclint.cloudformation.template.physical_names import name_node
from iaclint.files.source import Span
from iaclint.files.work import RUN
from iaclint.limits import MAX_TEMPLATE_VALUES
from iaclint.symbolic.values import ABSENT, Identity, Unknown, Value
from iaclint.syntax.tree import Mapping, Node

if TYPE_CHECKING:
    from iaclint.cloudformation.eval.context import Frame, Stack
    from iaclint.cloudformation.options import Options
    from iaclint.cloudformation.template.template import Template


class Evaluator:
    """Evaluates one stack, within a budget."""

    def __init__(
        self, template: Template, options: Options, deployment: Deployment | None = None
    ) -> None:
        self.template = template
        self.options = options
        self.deployment = deployment or Deployment(template.source.display)
        self.scope = self.deployment.scope
        self._addresses = construct_paths(template)
        self._parameters: dict[str, Value] = {}
        self._outputs: dict[str, Value] = {}
        self._names: dict[str, Value] = {}
        self._cycles = CycleGuard(self.deployment.prefix)
        self.conditions = ConditionEvaluator(self, self._cycles)
        self.has_references = may_have_references(template, options, self.deployment)
        self.out_of_steps: Span | None = None
        """Where the budget is used up."""
        self._budget = max(MAX_TEMPLATE_VALUES, 10 * len(template.source.data))

    def frame(self, assumptions: Assumptions = NO_ASSUMPTIONS) -> EvaluationFrame:
        """Return a frame with some assumptions."""
        return EvaluationFrame(self, assumptions)

    def parameter(self, name: str, depth: int = 0) -> Value:
        """Return the value of a parameter; raises ``KeyError``."""
        if name not in self._parameters:
            node = self.template.parameters[name].value
            symbol = f"parameter {self.deployment.prefix}{name}"
            identity = self.identity(f"parameter {name}", echo_kind(node))

            def value(given: Value) -> Value:
                known = given.identity if isinstance(given, Unknown) else identity
                return parameter_value(symbol, node, given, identity, self.rules.possible(known))

            self._parameters[name] = combine(value, self._given_value(name, depth))
        return self._parameters[name]

    @cached_property
    def rules(self) -> RuleConditions:
        """What the rules of the template make certain of its parameters."""
        written = self.template.rules.values()
        return read_rules(written, self.before_rules().frame()) if written else NO_RULES

    def before_rules(self) -> Evaluator:
        """Return the stack as its rules see it: without them, and without defaults.

        A nested stack keeps its defaults: its parent gives all values.
        """
        parameters = self.template.parameters
        if self.deployment.arguments is None:
            parameters = {name: without_default(entry) for name, entry in parameters.items()}
        template = replace(self.template, rules={}, parameters=parameters)
        return Evaluator(template, self.options, self.deployment)

    def _given_value(self, name: str, depth: int) -> Value:
        """Return the value passed to a parameter; ``ABSENT`` if its default applies."""
        arguments = self.deployment.arguments
        if arguments is None:
            return self.options.parameters.get(name, ABSENT)
        argument = arguments.get(name)
        if argument is None:
            return ABSENT
        return self._cycles.evaluate(f"parameter {name}", lambda: argument.value(depth))

    def physical_name(self, resource: str, depth: int = 0) -> Value:
        """Return the name that a resource is given and ``Ref`` returns; ``ABSENT`` without one."""
        if resource not in self._names:
            node = name_node(self.template.resources[resource])
            if node is None:
                return ABSENT
            frame, what = self.frame().at_depth(depth), f"name of {resource}"
            self._names[resource] = self._cycles.evaluate(what, lambda: frame.value(node))
        return self._names[resource]

    def output(self, name: str, depth: int = 0) -> Value:
        """Return the value of an output, as other stacks see it."""
        symbol = f"{self.deployment.prefix}Outputs.{name}"
        if name not in self._outputs:
            found = self.output_node(name)
            if found is None:
                return Unknown(symbol)
            frame, node = found
            frame = frame.at_depth(depth)
            self._outputs[name] = self._cycles.evaluate(f"output {name}", lambda: frame.value(node))
        return self._outputs[name]

    def output_node(self, name: str) -> tuple[Frame, Node] | None:
        """Return the node of an output's value; None if the output does not exist."""
        entry = self.template.outputs.get(name)
        declared = entry.value if entry is not None else None
        node = declared.get("Value") if isinstance(declared, Mapping) else None
        if not isinstance(declared, Mapping) or node is None:
            return None
        condition = declared.get("Condition")
        written = literal_text(condition) if condition is not None else None
        frame = self.frame()
        if written is None:
            return frame, node
        # A reference to an output assumes that it exists.
        return None if frame.condition(written) is False else (frame.assuming(written, True), node)

    def nested(self, name: str) -> Stack | None:
        """Return the nested stack of a resource, None if it is unknown."""
        other_stacks = self.deployment.other_stacks
        return None if other_stacks is None else other_stacks.nested(self, name)

    def imported(self, name: str, depth: int) -> Value:
        """Return the value that a stack of this run exports; ``ABSENT`` if none does."""
        other_stacks = self.deployment.other_stacks
        found = None if other_stacks is None else other_stacks.exported(name)
        return ABSENT if found is None else found[0].output(found[1], depth)

    def address(self, resource: str) -> str:
        """Return the address of a resource: its construct path, else its logical ID."""
        return self._addresses.get(resource) or self.deployment.prefix + resource

    def identity(self, what: str, kind: str = "") -> Identity:
        """Return the identity of something that is unique in this stack."""
        return Identity(f"{self.scope}:{self.deployment.prefix}{what}", "", kind)

    def spend(self, amount: int, node: Node | None = None) -> bool:
        """Take an amount from the budget, for a node; return whether the budget suffices."""
        self._budget -= amount
        if RUN.draw(amount // 10) and self._budget >= 0:
            return True
        place = Span(self.template.source, 0, 0) if node is None else node.span
        self.out_of_steps = self.out_of_steps or place
        return False
