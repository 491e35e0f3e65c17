"""Mistakes in a model file of the right shape: unknown analyses, services and companions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import cast

from iaclint.analyses import ANALYSES
from iaclint.analyses.aws.services import SERVICES
from iaclint.files.diagnostics import Diagnostic, Level, did_you_mean
from iaclint.files.source import Span
from iaclint.frontends import languages
from iaclint.syntax.tree import Mapping, Node, Sequence, items, text, texts


def check_model(node: Mapping) -> Iterator[Diagnostic]:
    """Yield the mistakes of a model file that has the right shape."""
    yield from _check_names(node.get("computed"), "analysis", ANALYSES)
    yield from _check_names(node.get("resource_policies"), "service", SERVICES)
    for language in languages():
        mapping = node.get(language)
        if isinstance(mapping, Mapping):
            yield from _check_parents(mapping)
            yield from _check_types(mapping)
            yield from _check_taken(mapping)
            yield from _check_lists(mapping)


def model_mistake(message: str, span: Span, hint: str | None = None) -> Diagnostic:
    """Return an error of a model or fragment file."""
    return Diagnostic(Level.ERROR, "invalid-model", message, span, hint)


def _check_names(node: Node | None, kind: str, known: Collection[str]) -> Iterator[Diagnostic]:
    for _, value in items(node):
        name = text(value)
        if name not in known:
            yield model_mistake(f"unknown {kind} '{name}'", value.span, did_you_mean(name, known))


def _check_types(mapping: Mapping) -> Iterator[Diagnostic]:
    """Yield types in ``of`` of companions and sources that are no resource of the model."""
    known = texts(mapping.get("resource"))
    companions = (companion for _, companion in items(mapping.get("companions")))
    for node in (*companions, *(source for _, source in _sources(mapping))):
        written = node.get("of") if isinstance(node, Mapping) else None
        for name in texts(written):
            if written is not None and name not in known:
                message = f"'{name}' is not a resource of the model"
                yield model_mistake(message, written.span, did_you_mean(name, known))


def _check_taken(mapping: Mapping) -> Iterator[Diagnostic]:
    """Yield attributes in ``takes`` of companions that do not identify a resource of the model."""
    known = texts(mapping.get("identity"))
    for _, companion in items(mapping.get("companions")):
        written = companion.get("takes") if isinstance(companion, Mapping) else None
        for name in texts(written):
            if written is not None and name not in known:
                message = f"'{name}' is not in the identity of the model"
                yield model_mistake(message, written.span, did_you_mean(name, known))


def _check_lists(mapping: Mapping) -> Iterator[Diagnostic]:
    """Yield lists of companions among several sources, of which the first that is set counts."""
    known = {name for name, _ in items(mapping.get("companions"))}
    for is_single, source in _sources(mapping):
        each = source.get("for_each") if isinstance(source, Mapping) else None
        if each is not None and not is_single and text(each) in known:
            hint = "join several lists with concat"
            message = f"the companions '{text(each)}' cannot be one of several sources"
            yield model_mistake(message, each.span, hint)


def _sources(mapping: Mapping) -> Iterator[tuple[bool, Node]]:
    """Yield each source of a field, with whether it is the only one or an operand of concat."""
    for _, field in items(mapping.get("fields")):
        joined = field.get("concat") if isinstance(field, Mapping) else None
        written = joined or field
        nodes = written.items if isinstance(written, Sequence) else (written,)
        yield from ((joined is not None or len(nodes) == 1, node) for node in nodes)


def _check_parents(mapping: Mapping) -> Iterator[Diagnostic]:
    """Yield companions whose parent is undefined or is listed after them."""
    known: list[str] = []
    for name, companion in items(mapping.get("companions")):
        parent = cast("Mapping", companion).get("parent")
        if parent is not None and text(parent) not in known:
            message = f"no companion '{text(parent)}' is listed before '{name}'"
            yield model_mistake(message, parent.span, did_you_mean(text(parent), known))
        known.append(name)
