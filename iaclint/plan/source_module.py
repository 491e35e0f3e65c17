"""The source of a plan: the blocks of planned resources."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from iaclint.options import Variables
from iaclint.syntax.tree import Mapping
from iaclint.terraform.config.json_syntax import literal
from iaclint.terraform.config.library import Library
from iaclint.terraform.modules.inputs import RootInputs
from iaclint.terraform.modules.instance import ModuleInstance
from iaclint.terraform.modules.root_context import RootContext
from iaclint.terraform.problems import EvaluationError, Problems

if TYPE_CHECKING:
    from iaclint.address import Key
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.source import Span
    from iaclint.files.source_tree import SourceTree
    from iaclint.plan.document import Change, Plan
    from iaclint.resource import Call
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.syntax.hcl.nodes import Expression
    from iaclint.terraform.blocks.block import BlockInstance
    from iaclint.terraform.eval.expansion import Member


class SourceBlock(NamedTuple):
    """The block of a planned resource, in its module instance."""

    header: Span
    body: BlockInstance
    calls: tuple[Call, ...]


class SourceModule:
    """The planned root module, with the variables of the plan."""

    def __init__(self, tree: SourceTree, folder: str, plan: Plan) -> None:
        self._problems = Problems()
        self._library = Library(tree)
        # With the plan's own scope, identities are those of the planned resources.
        scope = plan.source.path
        context = RootContext(self._library, folder, Variables(), self._problems, scope)
        module = self._library.module(folder)
        self._root = ModuleInstance(context, module, RootInputs(_variables(plan)))

    def find(self, change: Change) -> SourceBlock | None:
        """Return the block of a change; None if the source does not have it."""
        instance: ModuleInstance | None = self._root
        for name, key in change.module:
            call = instance.module.calls.get(name) if instance else None
            if instance is None or call is None:
                return None
            instance = instance.child(name, _member(instance, call, f"module.{name}", key))
        if instance is None:
            return None
        module = instance.module
        blocks = module.resources if change.managed else module.data
        block = blocks.get((change.type, change.name))
        if block is None:
            return None
        member = _member(instance, block, change.block, change.key)
        return SourceBlock(block.span, instance.body(block, change.block, member), instance.calls)

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
        return (*parsing, *self._problems.all())


def _variables(plan: Plan) -> dict[str, Expression]:
    if not isinstance(plan.variables, Mapping):
        return {}
    values = (
        (name, entry.value.get("value"))
        for name, entry in plan.variables.entries.items()
        if isinstance(entry.value, Mapping)
    )
    return {name: literal(node) for name, node in values if node is not None}


def _member(instance: ModuleInstance, block: Block, address: str, key: Key) -> Member:
    """Return the instance with a key; a generic one if there is none."""
    from iaclint.symbolic.values import Unknown
    from iaclint.terraform.eval.expansion import Member

    generic = Member(key, {"each": {"key": key, "value": Unknown("each.value")}})
    try:
        members = instance.expansion(block, address).members
    except EvaluationError:
        return generic
    found = next((member for member in members if member.key == key), None)
    return found or next((member for member in members if member.key is None), generic)
