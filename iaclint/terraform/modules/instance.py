"""Module instances: a module with its inputs. Everything is evaluated on demand, once."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.limits import MAX_MODULE_DEPTH, MAX_MODULES
from iaclint.resource import Call
from iaclint.symbolic.values import ABSENT, Identity, Unknown
from iaclint.terraform.blocks.block import BlockInstance
from iaclint.terraform.blocks.conditions import check_conditions
from iaclint.terraform.blocks.deciding_variables import awaits_value, blocked, deciding_variable
from iaclint.terraform.diagnostics import DiagnosticCollector
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.eval.expansion import assumed, expand, repetition, unsettled
from iaclint.terraform.eval.expansion.instances import ExpandedInstance, Expansion
from iaclint.terraform.eval.scope import Definition, Reference, Scope
from iaclint.terraform.modules.argument_checks import check_arguments, is_valid
from iaclint.terraform.modules.inputs import CallInputs
from iaclint.terraform.modules.left_out import LeftOut
from iaclint.terraform.modules.providers import computed_arguments
from iaclint.terraform.modules.references import (
    check_dependencies,
    read_reference,
    refused_variable,
)
from iaclint.terraform.modules.resource_objects import resource_value
from iaclint.terraform.provider.attributes import nature_of
from iaclint.terraform.stub_calls import StubCall, StubDiagnostics
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import TerraformValue

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator

    from iaclint.files.source import Span
    from iaclint.resource import Path, Related
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.blocks.policy_locations import RenderedPolicy
    from iaclint.terraform.config.module import Module
    from iaclint.terraform.functions.context import Context
    from iaclint.terraform.modules.interface import Inputs
    from iaclint.terraform.modules.root_context import RootContext

_OF_ANY_CALL = frozenset(["source", "version", "providers", "count", "for_each", "depends_on"])
"""The arguments that every call of a module can have."""


class ModuleInstance:
    """One module with its inputs: the root, or one instance of a module call."""

    def __init__(
        self,
        context: RootContext,
        module: Module,
        inputs: Inputs,
        address: str = "",
        calls: tuple[Call, ...] = (),
        path: tuple[str, ...] = (),
        folders: tuple[str, ...] = (),
        diagnostics: DiagnosticCollector | None = None,
        stub: StubCall | None = None,
    ) -> None:
        self.context = context
        self.diagnostics = diagnostics or context.diagnostics
        self.module = module
        self.inputs = inputs
        self.address = address
        """``module.a.module.b["k"]``; empty for the root."""
        self.calls = calls
        self.path = path
        """The names of the calls to this module, outermost first, without keys."""
        self.folders = folders
        """The folders of the callers, outermost first."""
        self.stub = stub
        """The call that its stub stands for; None for a module that is loaded."""
        self.scope = Scope(self, {}, context.budget)
        self._memo: dict[tuple[str, tuple[str, ...]], TerraformValue | EvaluationError] = {}
        self._running: list[tuple[str, tuple[str, ...]]] = []
        self._expansions: dict[str, Expansion] = {}
        self._without_instances: dict[str, None] = {}
        self.left_out = LeftOut(self)
        self._children: dict[str, ModuleInstance | None] = {}
        self._bodies: dict[str, BlockInstance] = {}
        self._policies: dict[BlockInstance, RenderedPolicy] = {}

    @property
    def key(self) -> str:
        """The identifier of the instance in the run."""
        return f"{self.context.scope}:{self.address}"

    @property
    def is_root(self) -> bool:
        """Whether its variables are inputs of the run."""
        return not self.path

    @property
    def is_described(self) -> bool:
        """Whether it is the module of the call; no stub describes some versions of modules."""
        return self.stub is None or not self.stub.stub.outside

    @cached_property
    def short_circuits(self) -> bool:
        """Whether ``&&`` and ``||`` leave out a right side that does not matter."""
        return self.context.short_circuits(self.module)

    @cached_property
    def may_short_circuit(self) -> bool:
        """Whether ``&&`` and ``||`` may leave out a right side that does not matter."""
        return self.context.may_short_circuit(self.module)

    def requires_provider(self, name: str) -> bool:
        """Return whether it declares a provider, without which it has none of its functions."""
        return any(
            name in block.body.attributes
            for settings in self.module.settings
            for block in settings.body.blocks
            if block.type == "required_providers"
        )

    def prefixed(self, address: str) -> str:
        """Return an address prefixed with this module's."""
        return f"{self.address}.{address}" if self.address else address

    def value(self, reference: Reference) -> TerraformValue:
        """Return the value of a reference; raises ``EvaluationError``.

        A circular reference is an error that names the whole cycle.
        """
        name = (reference.kind, reference.names)
        if name not in self._memo:
            self._check_cycle(name, reference)
            self._running.append(name)
            try:
                # A failing branch in the definition does not concern ``try`` around the reference.
                with self.scope.failures():
                    value = read_reference(self, reference)
                self._memo[name] = self.scope.budget.read(value, reference.span)
                if reference.kind == "var" and not is_valid(self, reference.names[0]):
                    self._memo[name] = refused_variable(self, reference.names[0])
            except EvaluationError as error:
                self._memo[name] = error
            finally:
                self._running.pop()
        found = self._memo[name]
        if isinstance(found, EvaluationError):
            # An error that is kept would keep the frames of each place that it passed.
            raise found.with_traceback(None)
        return found

    def _check_cycle(self, name: tuple[str, tuple[str, ...]], reference: Reference) -> None:
        if name in self._running:
            way = [*self._running[self._running.index(name) :], name]
            names = " → ".join(str(Reference(*step, reference.span)) for step in way)
            raise EvaluationError(f"circular reference: {names}", reference.span)

    def output(self, name: str) -> TerraformValue:
        """Return an output's value; ``ABSENT`` where the module declares none of the name."""
        block = self.module.outputs.get(name)
        if self.module.unparsed and (block is None or not self.module.is_certain(block.span)):
            return Unknown(self.prefixed(name))
        if block is None:
            return ABSENT
        return self.value(Reference("output", (name,), block.span))

    def expansion(self, block: Block, address: str) -> Expansion:
        """Return the instances of a resource, data source or call.

        Where ``count`` or ``for_each`` fails, one that stands for all.
        """
        found = self._expansions.get(address)
        if found is None:
            owner = f"{self.key}/{address}"
            try:
                found = expand(block.body, self.scope, owner)
            except EvaluationError as error:
                attribute = repetition(block.body)
                assert attribute is not None
                symbol = error.symbol(f"{self.prefixed(address)}.{attribute.name}")
                blocks = blocked(error, symbol, [attribute.expression], self.scope)
                if not awaits_value(error, [attribute.expression], self.scope):
                    self.diagnostics.report(error, blocks)
                found = unsettled(attribute, owner, symbol)
            if not found.instances and self.context.is_uncalled and not self.calls:
                found = self._for_a_caller(block, owner) or found
            self._expansions[address] = found
            if not found.instances:
                self._without_instances[address] = None
        return found

    @property
    def without_instances(self) -> Collection[str]:
        """The addresses of the blocks that have been evaluated, and have no instance."""
        return self._without_instances

    def not_created_for(self, block: Block, types: Container[str]) -> Iterator[Related]:
        """Yield why resources of some types that refer to a resource have no instance."""
        return self.left_out.not_created(block, types)

    def _for_a_caller(self, block: Block, owner: str) -> Expansion | None:
        """Return what stands for the instances that a caller can make; None if it cannot."""
        attribute = repetition(block.body)
        assert attribute is not None
        symbol = deciding_variable(attribute.expression, self.scope)
        return None if symbol is None else assumed(attribute, owner, symbol)

    def body(self, block: Block, address: str, expanded: ExpandedInstance) -> BlockInstance:
        """Return the body of one instance of a resource or data source."""
        name = address + expanded.suffix
        if name not in self._bodies:
            scope = instance_scope(self.scope, block, expanded)
            computed = computed_arguments(self, block, self.prefixed(name))
            self._bodies[name] = BlockInstance(
                block.body,
                block.span,
                scope,
                self._diagnostics_of(expanded),
                computed,
                address=self.prefixed(name),
            )
        return self._bodies[name]

    def rendered_policy(self, body: BlockInstance) -> RenderedPolicy:
        """Return where the policy is written that a data source with a body renders."""
        if body not in self._policies:
            from iaclint.terraform.blocks.policy_locations import RenderedPolicy

            self._policies[body] = RenderedPolicy(body)
        return self._policies[body]

    def check(self, block: Block, address: str, expanded: ExpandedInstance) -> None:
        """Report what ``depends_on`` and ``lifecycle`` of an instance refuse."""
        check_dependencies(self, block)
        if next(block.body.blocks_of("lifecycle"), None) is not None:
            full = self.prefixed(address + expanded.suffix)
            itself = resource_value(block, full, self.body(block, address, expanded), self.context)
            scope = instance_scope(self.scope, block, expanded).child({"self": itself})
            check_conditions(block, full, scope, self._diagnostics_of(expanded))

    def instances(self, block: Block, address: str) -> TerraformValue:
        """Return the value of a reference to a resource or data source."""
        expansion = self.expansion(block, address)
        values: dict[str | int | None, TerraformValue] = {}
        for expanded in expansion.instances:
            body = self.body(block, address, expanded)
            full = self.prefixed(address + expanded.suffix)
            values[expanded.key] = resource_value(block, full, body, self.context)
        return expansion.compose(values)

    def child(self, name: str, expanded: ExpandedInstance) -> ModuleInstance | None:
        """Return one instance of a module call; None where the module is not loaded."""
        address = f"module.{name}{expanded.suffix}"
        if address not in self._children:
            self._children[address] = self._instantiate(name, expanded)
        return self._children[address]

    def _instantiate(self, name: str, expanded: ExpandedInstance) -> ModuleInstance | None:
        context, call = self.context, self.module.calls[name]
        folder = context.folder_of(self.module, self.path, name)
        address = self.prefixed(f"module.{name}")
        if folder is None:
            context.note_not_loaded(self.module, self.path, name, address)
            return None
        if len(self.path) >= MAX_MODULE_DEPTH:
            message = f"{address} is nested deeper than {MAX_MODULE_DEPTH} modules"
            unread = context.library.called_from(folder)
            context.diagnostics.limit("too-many-modules", message, call.span, unread)
            return None
        if folder in (self.module.folder, *self.folders):
            context.diagnostics.limit("module-cycle", f"{address} calls itself", call.span)
            return None
        context.modules += 1
        if context.modules > MAX_MODULES:
            message = f"more than {MAX_MODULES} module instances: the others are not evaluated"
            unread = context.library.called_from(folder)
            context.diagnostics.limit("too-many-modules", message, call.span, unread)
            return None
        module = context.library.module(folder)
        stub = self.stub or context.stub_call(self.module, name, folder)
        diagnostics = self._diagnostics_of(expanded)
        if stub is not None and self.stub is None:
            context.stubbed[f"{address} ({stub.stub.note})"] = None
            diagnostics = StubDiagnostics(diagnostics, stub)
        full = address + expanded.suffix
        if stub is None or not stub.stub.outside:
            known = partial(context.known_arguments, folder)
            check_arguments(call, full, module, diagnostics, known)
        return ModuleInstance(
            context,
            module,
            CallInputs(call, instance_scope(self.scope, call, expanded), self),
            full,
            self.calls if self.stub else (*self.calls, Call(full, call.span)),
            (*self.path, name),
            (*self.folders, self.module.folder),
            diagnostics,
            stub,
        )

    def _diagnostics_of(self, expanded: ExpandedInstance) -> DiagnosticCollector:
        """Return what collects the diagnostics of an instance.

        What variables leave out by their defaults may be wrong for these defaults.
        """
        return DiagnosticCollector() if expanded.is_assumed else self.diagnostics

    def outputs(self, name: str, expanded: ExpandedInstance) -> TerraformValue:
        """Return a module call's outputs as an object; unknown where it is not loaded."""
        child = self.child(name, expanded)
        if child is not None and not (child.stub and child.stub.stub.blocker):
            return LazyObject(child.module.outputs, child.output)
        address = self.prefixed(f"module.{name}{expanded.suffix}")
        owner = f"{self.context.scope}:{address}"
        arguments = frozenset(self.module.calls[name].body.attributes) - _OF_ANY_CALL

        def read(out: str) -> TerraformValue:
            nature = replace(nature_of("", out), call_arguments=arguments)
            return Unknown(f"{address}.{out}", Identity(owner, out, nature=nature))

        return LazyObject((), read)

    def function_context(self) -> Context:
        """Return the context of function calls."""
        return self.context.function_context

    def definition(self, reference: Reference) -> Definition | None:
        """Return the definition of a reference; None where there is none."""
        from iaclint.terraform.modules.definitions import find_definition

        return find_definition(self, reference)

    def locate(self, reference: Reference, path: Path, steps: int) -> Span | None:
        """Return where a part of a reference's value is written; None where it is not."""
        from iaclint.terraform.modules.definitions import locate_part

        return locate_part(self, reference, path, steps)


def instance_scope(scope: Scope, block: Block, expanded: ExpandedInstance) -> Scope:
    """Return the scope of one instance of a block: with ``each`` or ``count`` where it has one."""
    if not expanded.names:
        return scope
    for_each = block.body.attributes.get("for_each")
    return scope.in_loop(expanded.names, for_each.expression if for_each else None)
