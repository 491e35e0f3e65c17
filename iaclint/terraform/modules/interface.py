"""The interface of module instances, for the modules that evaluate their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection

    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.blocks.block import BlockInstance
    from iaclint.terraform.blocks.policy_locations import RenderedPolicy
    from iaclint.terraform.config.module import Module
    from iaclint.terraform.diagnostics import DiagnosticCollector
    from iaclint.terraform.eval.expansion.instances import ExpandedInstance, Expansion
    from iaclint.terraform.eval.scope import Definition, Reference, Scope
    from iaclint.terraform.modules.root_context import RootContext
    from iaclint.terraform.types.model import TerraformValue


class Inputs(Protocol):
    """The input values of a module instance."""

    def value(self, name: str, variable: Block, module: Instance) -> TerraformValue:
        """Return a variable's value before conversion; raises ``EvaluationError``."""

    def has_default(self, name: str, variable: Block) -> bool:
        """Return whether a variable's value is its default."""

    def default(self, variable: Block, module: Instance) -> TerraformValue:
        """Return a variable's default; raises ``EvaluationError``."""

    def definition(self, name: str, variable: Block, module: Instance) -> Definition:
        """Return where the value is written."""


class Instance(Protocol):
    """One module with its inputs; ``iaclint.terraform.modules.instance`` implements it."""

    @property
    def context(self) -> RootContext:
        """The context shared by all module instances of one root."""

    @property
    def diagnostics(self) -> DiagnosticCollector:
        """Collects what is wrong in this module instance."""

    @property
    def module(self) -> Module:
        """The module as it is written."""

    @property
    def inputs(self) -> Inputs:
        """The source of its variables' values."""

    @property
    def address(self) -> str:
        """``module.a.module.b["k"]``; empty for the root."""

    @property
    def scope(self) -> Scope:
        """The scope of its blocks."""

    @property
    def key(self) -> str:
        """The identifier of the instance in the run."""

    @property
    def is_described(self) -> bool:
        """Whether it is the module of the call; no stub describes some versions of modules."""

    @property
    def short_circuits(self) -> bool:
        """Whether ``&&`` and ``||`` leave out a right side that does not matter."""

    @property
    def may_short_circuit(self) -> bool:
        """Whether they may do so."""

    def definition(self, reference: Reference) -> Definition | None:
        """Return the definition of a reference; None where there is none."""

    def value(self, reference: Reference) -> TerraformValue:
        """Return the value of a reference; raises ``EvaluationError``."""

    def prefixed(self, address: str) -> str:
        """Return an address prefixed with this module's."""

    def expansion(self, block: Block, address: str) -> Expansion:
        """Return the instances of a resource, data source or call."""

    @property
    def without_instances(self) -> Collection[str]:
        """The addresses of the blocks that have been evaluated, and have no instance."""

    def body(self, block: Block, address: str, expanded: ExpandedInstance) -> BlockInstance:
        """Return the body of one instance of a resource or data source."""

    def rendered_policy(self, body: BlockInstance) -> RenderedPolicy:
        """Return where the policy is written that a data source with a body renders."""

    def instances(self, block: Block, address: str) -> TerraformValue:
        """Return the value of a reference to a resource or data source."""

    def child(self, name: str, expanded: ExpandedInstance) -> Instance | None:
        """Return one instance of a module call; None where the module is not loaded."""

    def outputs(self, name: str, expanded: ExpandedInstance) -> TerraformValue:
        """Return a module call's outputs as an object; unknown where it is not loaded."""
