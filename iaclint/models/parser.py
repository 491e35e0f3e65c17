"""Reading model files."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import cast

from iaclint.frontends import languages
from iaclint.models.model import (
    Companion,
    Field,
    FieldSource,
    Mapping,
    Model,
)
from iaclint.models.overrides import overridden
from iaclint.models.paths import parse_path
from iaclint.symbolic.values import ABSENT
from iaclint.syntax import tree
from iaclint.syntax.tree import items, optional_text, text, texts

ACCOUNT = "account"
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
        mitigations=frozenset(texts(node.get("mitigations"))),
        resource_policies=MappingProxyType(
            {key: text(value) for key, value in items(node.get("resource_policies"))}
        ),
        span=node.entries["model"].value.span,
        secure_unless_set=frozenset(texts(node.get("secure_unless_set"))),
    )


def _mapping(language: str, node: tree.Node) -> Mapping:
    node = cast("tree.Mapping", node)
    companions: dict[str, Companion] = {}
    for name, value in items(node.get("companions")):
        companions[name] = _companion(name, value, companions)
    fields = {
        name: overridden(read_field(name, value, companions), companions.values())
        for name, value in items(node.get("fields"))
    }
    return Mapping(
        language=language,
        resources=texts(node.get("resource")),
        identity=texts(node.get("identity")),
        names=_names(fields.get("name")),
        companions=MappingProxyType(companions),
        fields=MappingProxyType(fields),
        also_owned_by=MappingProxyType(
            {type_: text(name) for type_, name in items(node.get("also_owned_by"))}
        ),
        passed_on=texts(node.get("passed_on")),
    )


def _companion(name: str, node: tree.Node, known: dict[str, Companion]) -> Companion:
    node = cast("tree.Mapping", node)
    owner, parent = texts(node.get("owner")), optional_text(node.get("parent"))
    return Companion(
        name,
        texts(node.get("resource")),
        () if owner == (ACCOUNT,) else owner,
        texts(node.get("identity")),
        optional_text(node.get("removed_in")),
        tuple(FieldSource(*_split(path, known)) for path in texts(node.get("referenced_by"))),
        parent,
        optional_text(node.get("model")),
        regional=optional_text(node.get("regional")) == "true",
        suffixes=texts(node.get("suffixes")),
        of=texts(node.get("of")),
        takes=texts(node.get("takes")),
        external=optional_text(node.get("external")) != "false",
        is_mention=optional_text(node.get("mentions")) == "true",
        sets=optional_text(node.get("sets")),
        ignore_when=_words(node.get("ignore_when")),
        starts_with=_words(node.get("starts_with")),
        ends_with=_words(node.get("ends_with")),
        created_elsewhere=_words(node.get("created_elsewhere")),
        where=_words(node.get("where")),
    )


def _words(node: tree.Node | None) -> MappingProxyType[str, tuple[str, ...]]:
    """Return lists of texts by attribute."""
    return MappingProxyType({key: texts(value) for key, value in items(node)})


def read_field(name: str, node: tree.Node, companions: dict[str, Companion]) -> Field:
    """Return a field in one language; ``companions`` are those that its sources can name."""
    concat = node.get("concat") if isinstance(node, tree.Mapping) else None
    sources = tuple(_sources(concat or node, companions))
    # Of companions, each is an element.
    is_each = any(source.companion is not None and not source.path for source in sources)
    return Field(name, sources, concat is not None or is_each)


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
    each = optional_text(node.get("for_each"))
    companion, path = _split(each or text(node.get("path")), companions)
    if each in companions:
        companion, path = each, ()
    default = node.get("default")
    values = {key: tree.to_value(value) for key, value in items(node.get("values"))}
    parts = {key: parse_path(text(value)) for key, value in items(node.get("parts"))}
    return FieldSource(
        companion,
        path,
        ABSENT if default is None else tree.to_value(default),
        MappingProxyType(values) if values else None,
        MappingProxyType(parts) if parts else None,
        optional_text(node.get("removed_in")),
        {version: tree.to_value(value) for version, value in items(node.get("previous_defaults"))},
        texts(node.get("of")),
        optional_text(node.get("restored")) == "true",
    )


def _split(path: str, companions: dict[str, Companion]) -> tuple[str | None, tuple[str, ...]]:
    """Split a path into the companion that it starts with, if any, and the rest."""
    first, *rest = parse_path(path)
    return (first, tuple(rest)) if rest and first in companions else (None, (first, *rest))
