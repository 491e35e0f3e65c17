"""Find resources that depend on themselves, directly or through each other."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from iaclint.terraform.blocks.locate import references_in, references_in_body
from iaclint.terraform.eval.scope import Reference, as_reference

if TYPE_CHECKING:
    from iaclint.syntax.hcl import nodes as ex
    from iaclint.terraform.config.module import Module

Name: TypeAlias = tuple[str, tuple[str, ...]]
"""The kind and the names of a reference."""
_Edges: TypeAlias = Mapping[Name, Reference]
_RESOURCES = frozenset(["resource", "data"])


def find_cycles(module: Module) -> Iterator[tuple[Reference, ...]]:
    """Yield the references of each cycle that has a resource or data source in it.

    Local values that depend only on each other are found when they are evaluated.
    """
    graph = _graph(module)
    done: set[Name] = set()
    for start in graph:
        if start not in done:
            yield from _cycles_from(start, graph, done)


def _cycles_from(
    start: Name, graph: Mapping[Name, _Edges], done: set[Name]
) -> Iterator[tuple[Reference, ...]]:
    """Search in depth, without recursion: ``way`` are the references that led to a name."""
    on_way: dict[Name, int] = {start: 0}
    way: list[Reference] = []
    pending = [iter(graph[start].items())]
    while pending:
        step = next(pending[-1], None)
        if step is None:
            pending.pop()
            name, _ = on_way.popitem()
            done.add(name)
            way = way[:-1]
            continue
        name, reference = step
        if name in on_way:
            found = (*way[on_way[name] :], reference)
            if any(each.kind in _RESOURCES for each in found):
                yield found
        elif name not in done:
            on_way[name] = len(on_way)
            way.append(reference)
            pending.append(iter(graph[name].items()))


def _graph(module: Module) -> dict[Name, _Edges]:
    """Return the references to resources and local values in each of them."""
    found: dict[Name, Iterator[ex.Expression]] = {
        ("resource", names): references_in_body(b.body) for names, b in module.resources.items()
    }
    for names, block in module.data.items():
        found["data", names] = references_in_body(block.body)
    for name, attribute in module.locals.items():
        found["local", (name,)] = references_in(attribute.expression)
    return {name: _edges(expressions, found.keys()) for name, expressions in found.items()}


def _edges(expressions: Iterator[ex.Expression], declared: Container[Name]) -> _Edges:
    edges: dict[Name, Reference] = {}
    for reference in filter(None, map(as_reference, expressions)):
        name = (reference.kind, reference.names)
        if name in declared:
            edges.setdefault(name, reference)
    return edges
