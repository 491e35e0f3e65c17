"""Reading model files."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import cast

from iaclint.analyses import ANALYSES
from iaclint.analyses.aws.services import SERVICES
from iaclint.files.diagnostics import Diagnostic, Level, did_you_mean
from iaclint.frontends import languages
from iaclint.models.model import (
    Companion,
    Field,
    FieldSource,
    Mapping,
    Model,
)
from iaclint.models.paths import parse_path
from iaclint.symbolic.values import ABSENT
from iaclint.syntax import tree

EVERYTHING = "everything"
"""The owner of companions that configure all instances in their scope."""


def read_model(node: tree.Mapping) -> Model:
    """Return the model of a file that meets the schema."""
    known = languages()
    computed = {key: text(value) for key, value in items(node.get("computed"))}
    return Model(
        id=text(node.get("model")),
        title=text(node.get("title")),
        mappings=MappingProxyType(
            {name: _mapping(name, value) for name, value in items(node) if name in known}
        ),
        computed=MappingProxyType(computed),
        mending=frozenset(texts(node.get("mending"))),
        policies=MappingProxyType({key: text(value) for key, value in items(node.get("policies"))}),
        span=node.entries["model"].value.span,
    )


def check_model(node: tree.Mapping) -> Iterator[Diagnostic]:
    """Yield what is wrong with a model file beyond its shape."""
    for _, analysis in items(node.get("computed")):
        name = text(analysis)
        if name not in ANALYSES:
            message, hint = f"unknown analysis '{name}'", did_you_mean(name, ANALYSES)
            yield Diagnostic(Level.ERROR, "invalid-model", message, analysis.span, hint)
    for language in languages():
        mapping = node.get(language)
        if isinstance(mapping, tree.Mapping):
            yield from _check_chains(mapping)
    for _, service in items(node.get("policies")):
        name = text(service)
        if name not in SERVICES:
            message, hint = f"unknown service '{name}'", did_you_mean(name, SERVICES)
            yield Diagnostic(Level.ERROR, "invalid-model", message, service.span, hint)


def _check_chains(mapping: tree.Mapping) -> Iterator[Diagnostic]:
    """Yield companions of companions that are not there, or come only later."""
    known: list[str] = []
    for name, companion in items(mapping.get("companions")):
        of = cast("tree.Mapping", companion).get("of")
        if of is not None and text(of) not in known:
            message, hint = f"no companion '{text(of)}' comes before", did_you_mean(text(of), known)
            yield Diagnostic(Level.ERROR, "invalid-model", message, of.span, hint)
        known.append(name)


def items(node: tree.Node | None) -> Iterator[tuple[str, tree.Node]]:
    """Yield the keys and values of a mapping; nothing where there is none."""
    if isinstance(node, tree.Mapping):
        for key, entry in node.entries.items():
            yield key, entry.value


def texts(node: tree.Node | None) -> tuple[str, ...]:
    """Return the texts of a list, or of a single scalar; none where there is nothing."""
    if isinstance(node, tree.Sequence):
        return tuple(text(item) for item in node.items)
    return () if node is None else (text(node),)


def text(node: tree.Node | None) -> str:
    """Return a scalar's text."""
    return cast("tree.Scalar", node).text


def _mapping(language: str, node: tree.Node) -> Mapping:
    node = cast("tree.Mapping", node)
    companions: dict[str, Companion] = {}
    for name, value in items(node.get("companions")):
        companions[name] = _companion(name, value, companions)
    fields = {name: _field(name, value, companions) for name, value in items(node.get("fields"))}
    return Mapping(
        language=language,
        resources=texts(node.get("resource")),
        identity=texts(node.get("identity")),
        names=_names(fields.get("name")),
        companions=MappingProxyType(companions),
        fields=MappingProxyType(fields),
        others=MappingProxyType({type_: text(name) for type_, name in items(node.get("others"))}),
    )


def _companion(name: str, node: tree.Node, known: dict[str, Companion]) -> Companion:
    node = cast("tree.Mapping", node)
    owner, of = texts(node.get("owner")), _optional_text(node.get("of"))
    return Companion(
        name,
        texts(node.get("resource")),
        () if owner == (EVERYTHING,) else owner,
        texts(node.get("identity")),
        _optional_text(node.get("until")),
        tuple(FieldSource(*_split(path, known)) for path in texts(node.get("named_by"))),
        of,
        _optional_text(node.get("model")),
        regional=_optional_text(node.get("regional")) == "true",
        idle=MappingProxyType({key: texts(value) for key, value in items(node.get("idle"))}),
    )


def _field(name: str, node: tree.Node, companions: dict[str, Companion]) -> Field:
    gather = node.get("gather") if isinstance(node, tree.Mapping) else None
    return Field(name, tuple(_sources(gather or node, companions)), gather is not None)


def _optional_text(node: tree.Node | None) -> str | None:
    return None if node is None else text(node)


def _names(field: Field | None) -> tuple[str, ...]:
    """Return the paths of the name among the resource's own attributes."""
    own = (source for source in field.sources if source.companion is None) if field else ()
    return tuple(".".join(source.path) for source in own)


def _sources(node: tree.Node, companions: dict[str, Companion]) -> Iterator[FieldSource]:
    for item in node.items if isinstance(node, tree.Sequence) else (node,):
        if isinstance(item, tree.Mapping):
            yield _source_with_options(item, companions)
        else:
            companion, path = _split(text(item), companions)
            yield FieldSource(companion, path)


def _source_with_options(node: tree.Mapping, companions: dict[str, Companion]) -> FieldSource:
    each = _optional_text(node.get("each"))
    companion, path = _split(each or text(node.get("path")), companions)
    if each in companions:
        companion, path = each, ()
    default = node.get("default")
    values = {key: tree.to_value(value) for key, value in items(node.get("values"))}
    parts = {key: parse_path(text(value)) for key, value in items(node.get("items"))}
    return FieldSource(
        companion,
        path,
        ABSENT if default is None else tree.to_value(default),
        MappingProxyType(values) if values else None,
        MappingProxyType(parts) if parts else None,
        _optional_text(node.get("until")),
        {version: tree.to_value(value) for version, value in items(node.get("before"))},
    )


def _split(path: str, companions: dict[str, Companion]) -> tuple[str | None, tuple[str, ...]]:
    """Part a path from the companion that it starts with, if any."""
    first, *rest = parse_path(path)
    return (first, tuple(rest)) if rest and first in companions else (None, (first, *rest))
