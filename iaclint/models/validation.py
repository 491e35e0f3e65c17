"""Mistakes in a model file of the right shape: unknown analyses, services and companions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import cast

from iaclint.analyses import ANALYSES
from iaclint.analyses.aws.services import SERVICES
from iaclint.files.diagnostics import Diagnostic, Level, did_you_mean
from iaclint.files.source import Span
from iaclint.frontends import languages
from iaclint.syntax.tree import Mapping, Node, items, text, texts


def check_model(node: Mapping) -> Iterator[Diagnostic]:
    """Yield the mistakes of a model file that has the right shape."""
    yield from _check_names(node.get("computed"), "analysis", ANALYSES)
    yield from _check_names(node.get("resource_policies"), "service", SERVICES)
    for language in languages():
        mapping = node.get(language)
        if isinstance(mapping, Mapping):
            yield from _check_parents(mapping)
            yield from _check_owner_types(mapping)


def model_mistake(message: str, span: Span, hint: str | None = None) -> Diagnostic:
    """Return an error of a model or fragment file."""
    return Diagnostic(Level.ERROR, "invalid-model", message, span, hint)


def _check_names(node: Node | None, kind: str, known: Collection[str]) -> Iterator[Diagnostic]:
    for _, value in items(node):
        name = text(value)
        if name not in known:
            yield model_mistake(f"unknown {kind} '{name}'", value.span, did_you_mean(name, known))


def _check_owner_types(mapping: Mapping) -> Iterator[Diagnostic]:
    """Yield types of owners that are no resource of the model."""
    known = texts(mapping.get("resource"))
    for _, companion in items(mapping.get("companions")):
        written = cast("Mapping", companion).get("of")
        for name in texts(written):
            if written is not None and name not in known:
                message = f"'{name}' is not a resource of the model"
                yield model_mistake(message, written.span, did_you_mean(name, known))


def _check_parents(mapping: Mapping) -> Iterator[Diagnostic]:
    """Yield companions whose parent is undefined or is listed after them."""
    known: list[str] = []
    for name, companion in items(mapping.get("companions")):
        parent = cast("Mapping", companion).get("parent")
        if parent is not None and text(parent) not in known:
            message = f"no companion '{text(parent)}' is listed before '{name}'"
            yield model_mistake(message, parent.span, did_you_mean(text(parent), known))
        known.append(name)
