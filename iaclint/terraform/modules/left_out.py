"""Resources of which ``count``, ``for_each`` or ``enabled`` makes no instance, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.resource import Related
from iaclint.symbolic.values import DEFERRED
from iaclint.terraform.blocks.cursor import evaluate_or_none
from iaclint.terraform.blocks.locate import references_in, references_in_body
from iaclint.terraform.blocks.trail import trail_of
from iaclint.terraform.eval.expansion import repetition
from iaclint.terraform.eval.scope import Reference, as_reference
from iaclint.terraform.types.model import TerraformValue, is_null

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping

    from iaclint.syntax.hcl import nodes as ex
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.modules.interface import Instance


class LeftOut:
    """The resources of a module that have no instance, by what they refer to."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._known = 0
        self._by_reference: dict[tuple[str, ...], list[Block]] = {}

    def not_created(self, owner: Block, types: Container[str]) -> Iterator[Related]:
        """Yield why evaluated resources of some types that refer to another have no instance."""
        for block in self._found().get(owner.labels[:2], ()):
            attribute = repetition(block.body) if block.labels[0] in types else None
            if attribute is not None:
                address = self._instance.prefixed(".".join(block.labels[:2]))
                yield from _reasons(self._instance, address, attribute.expression)

    def _found(self) -> Mapping[tuple[str, ...], list[Block]]:
        """Return the index, written again when more blocks have been evaluated."""
        addresses = self._instance.without_instances
        if len(addresses) != self._known:
            self._known = len(addresses)
            self._by_reference = self._index(addresses)
        return self._by_reference

    def _index(self, addresses: Collection[str]) -> dict[tuple[str, ...], list[Block]]:
        found: dict[tuple[str, ...], list[Block]] = {}
        for (kind, name), block in self._instance.module.resources.items():
            if f"{kind}.{name}" in addresses:
                for names in _referred(self._instance, block):
                    found.setdefault(names, []).append(block)
        return found


def _referred(instance: Instance, block: Block) -> Iterator[tuple[str, ...]]:
    """Yield the type and name of each resource that a block refers to, perhaps through locals."""
    pending = list(references_in_body(block.body))
    seen: set[str] = set()
    while pending:
        reference = as_reference(pending.pop())
        if reference is None or str(reference) in seen:
            continue
        seen.add(str(reference))
        if reference.kind == "resource":
            yield reference.names
        elif reference.kind == "local" and reference.names[0] in instance.module.locals:
            pending += references_in(instance.module.locals[reference.names[0]].expression)


def _reasons(instance: Instance, address: str, expression: ex.Expression) -> Iterator[Related]:
    """Yield where the value is set that leaves no instance, nearest first."""
    what = f"{address} is not created"
    found = _decider(instance, references_in(expression))
    if found is None:
        yield Related(what, expression.span)
        return
    node, reference, value = found
    first, *rest = trail_of(node, (), instance.scope) or (Related("", expression.span),)
    yield Related(f"{what}: {reference} is {_shown(value)}", first.span)
    yield from rest


def _decider(
    instance: Instance, nodes: Iterable[ex.Expression]
) -> tuple[ex.Expression, Reference, TerraformValue] | None:
    """Return the first reference whose value is false, empty or null, else the first one."""
    found = []
    for node in nodes:
        reference = as_reference(node)
        if reference is not None and reference.kind in ("var", "local"):
            found.append((node, reference, evaluate_or_none(node, instance.scope)))
    off = (each for each in found if not isinstance(each[2], DEFERRED) and _is_off(each[2]))
    return next(off, found[0] if found else None)


def _is_off(value: TerraformValue) -> bool:
    return is_null(value) or value in (False, "false", 0, "", (), {})


def _shown(value: TerraformValue) -> str:
    if is_null(value):
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, int):
        return str(value)
    return "empty" if not value else "such a value"
