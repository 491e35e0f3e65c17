"""What the checked resources of a module depend on."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from iaclint.terraform.blocks.locate import references_in, references_in_body
from iaclint.terraform.eval.scope import as_reference

if TYPE_CHECKING:
    from iaclint.syntax.hcl import nodes as ex
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.config.module import Module

Key: TypeAlias = tuple[str, tuple[str, ...]]
"""The kind of an object, and its names: ``("resource", ("aws_s3_bucket", "this"))``."""


def reach(
    module: Module, judged: Container[str], keeps_call: Callable[[str], bool]
) -> frozenset[Key]:
    """Return all objects that resources of judged types and some module calls depend on.

    Outputs that say something about them are complete: what else they depend on is included.
    """
    own: list[Key] = [("resource", key) for key in module.resources if key[0] in judged]
    own += [("module", (name,)) for name in module.calls if keeps_call(name)]
    found = _closed(module, own)
    things = {key for key in found if key[0] in ("resource", "module")}
    outputs = (_closed(module, depends_on(output)) for output in module.outputs.values())
    return found.union(*(each for each in outputs if each & things))


def _closed(module: Module, start: Iterable[Key]) -> frozenset[Key]:
    """Return declared objects with all that they depend on."""
    pending = list(start)
    found: set[Key] = set()
    while pending:
        key = pending.pop()
        if key not in found and is_declared(module, key):
            found.add(key)
            pending += map(_key, _expressions(module, key))
    return frozenset(found)


def depends_on(output: Block) -> Iterator[Key]:
    """Yield the objects that an output refers to."""
    return map(_key, references_in_body(output.body))


def is_declared(module: Module, key: Key) -> bool:
    """Return whether a module declares what a reference names."""
    if key[0] == "local":
        return key[1][0] in module.locals
    return block_of(module, key) is not None


def block_of(module: Module, key: Key) -> Block | None:
    """Return the block of an object; None for a local value."""
    kind, names = key
    if len(names) == 2:
        typed = {"resource": module.resources, "data": module.data, "ephemeral": module.ephemeral}
        return typed.get(kind, {}).get((names[0], names[1]))
    named = {"var": module.variables, "module": module.calls}
    return named.get(kind, {}).get(names[0])


def _expressions(module: Module, key: Key) -> Iterator[ex.Expression]:
    if key[0] == "local":
        return references_in(module.locals[key[1][0]].expression)
    block = block_of(module, key)
    return references_in_body(block.body) if block is not None else iter(())


def _key(expression: ex.Expression) -> Key:
    reference = as_reference(expression)
    return (reference.kind, reference.names) if reference is not None else ("", ())
