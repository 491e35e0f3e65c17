"""The source of a plan: the blocks of planned resources."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from iaclint.options import Variables
from iaclint.syntax.tree import Mapping
from iaclint.terraform.config.json_syntax import literal
from iaclint.terraform.config.library import Library
from iaclint.terraform.diagnostics import DiagnosticCollector
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.modules.inputs import RootInputs
from iaclint.terraform.modules.instance import ModuleInstance
from iaclint.terraform.modules.root_context import RootContext

if TYPE_CHECKING:
    from iaclint.address import Key
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.source import Span
    from iaclint.files.source_tree import SourceTree
    from iaclint.plan.change import Change
    from iaclint.plan.document import Plan
    from iaclint.resource import Call
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.syntax.hcl.nodes import Expression
    from iaclint.terraform.blocks.block import BlockInstance
    from iaclint.terraform.eval.expansion.instances import ExpandedInstance


class SourceBlock(NamedTuple):
    """The block of a planned resource, in its module instance."""

    header: Span
    body: BlockInstance
    calls: tuple[Call, ...]


class SourceModule:
    """The planned root module, with the variables of the plan."""

    def __init__(self, tree: SourceTree, folder: str, plan: Plan) -> None:
        self._diagnostics = DiagnosticCollector()
        self._library = Library(tree)
        # With the plan's own scope, identities are those of the planned resources.
        scope = plan.source.path
        context = RootContext(self._library, folder, Variables(), self._diagnostics, scope)
        module = self._library.module(folder)
        self._root = ModuleInstance(context, module, RootInputs(_variables(plan)))

    def find(self, change: Change) -> SourceBlock | None:
        """Return the block of a change; None if the source does not have it."""
        instance: ModuleInstance | None = self._root
        for name, key in change.module:
            call = instance.module.calls.get(name) if instance else None
            if instance is None or call is None:
                return None
            instance = instance.child(name, _expanded(instance, call, f"module.{name}", key))
        if instance is None:
            return None
        module = instance.module
        blocks = module.resources if change.managed else module.data
        block = blocks.get((change.type, change.name))
        if block is None:
            return None
        expanded = _expanded(instance, block, change.block, change.key)
        return SourceBlock(block.span, instance.body(block, change.block, expanded), instance.calls)

    @property
    def files(self) -> int:
        """How many files were read."""
        return sum(module.files for module in self._library.modules.values())

    @property
    def failed(self) -> int:
        """How many files could not be parsed."""
        return sum(module.failed for module in self._library.modules.values())

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return the diagnostics of the source, as far as it was evaluated."""
        parsing = (d for module in self._library.modules.values() for d in module.diagnostics)
        return (*parsing, *self._diagnostics.all())


def _variables(plan: Plan) -> dict[str, Expression]:
    if not isinstance(plan.variables, Mapping):
        return {}
    values = (
        (name, entry.value.get("value"))
        for name, entry in plan.variables.entries.items()
        if isinstance(entry.value, Mapping)
    )
    return {name: literal(node) for name, node in values if node is not None}


def _expanded(instance: ModuleInstance, block: Block, address: str, key: Key) -> ExpandedInstance:
    """Return the instance with a key; a generic one if there is none."""
    from iaclint.symbolic.values import Unknown
    from iaclint.terraform.eval.expansion.instances import ExpandedInstance

    generic = ExpandedInstance(key, {"each": {"key": key, "value": Unknown("each.value")}})
    try:
        instances = instance.expansion(block, address).instances
    except EvaluationError:
        return generic
    found = next((expanded for expanded in instances if expanded.key == key), None)
    return found or next((expanded for expanded in instances if expanded.key is None), generic)
