"""Mistakes in a rule file of the right shape: unknown fields, invalid patterns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from iaclint.files.diagnostics import Diagnostic, Level, did_you_mean
from iaclint.files.source import Span
from iaclint.models.model import Model
from iaclint.ruleset.message import ADDRESS, placeholders
from iaclint.ruleset.parser import is_combinator, is_test, read_condition
from iaclint.syntax.regular_expressions import compiled
from iaclint.syntax.tree import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    items,
    text,
)


def check_rule(node: Mapping, model: Model | None) -> Iterator[Diagnostic]:
    """Yield a rule's mistakes; ``model`` is None for a rule on resource types."""
    yield from _check_declared(node)
    known = None if model is None else _Fields(model)
    for part in ("when", "unless", "require"):
        condition = node.get(part)
        if condition is not None:
            yield from _check_condition(condition, known)
    message = node.get("message")
    if known is not None and isinstance(message, Scalar):
        for field in placeholders(message.text):
            yield from known.check(field, message.span, also=(ADDRESS,))


def mistake(message: str, span: Span, hint: str | None = None) -> Diagnostic:
    """Return an error of a rule file."""
    return Diagnostic(Level.ERROR, "invalid-rule", message, span, hint)


def _check_declared(node: Mapping) -> Iterator[Diagnostic]:
    """Yield mistakes in the ``fields`` of a rule: each is used, in a language of the rule."""
    if "fields" not in node.entries:
        return
    if not isinstance(node.get("model"), Mapping):
        hint = "a model has fields of its own: leave them out, or name resource types"
        yield mistake(
            "fields are for a rule on resource types", node.entries["fields"].key.span, hint
        )
        return
    types = dict(items(node.get("model")))
    used = set(_used(node))
    for name, entry in cast("Mapping", node.get("fields")).entries.items():
        if name not in used:
            close = did_you_mean(name, sorted(used))
            yield mistake(f"no condition has the field '{name}'", entry.key.span, close)
        for language, place in cast("Mapping", entry.value).entries.items():
            if language not in types:
                yield mistake(f"the model has no type in {language}", place.key.span)


def _used(node: Mapping) -> Iterator[str]:
    """Yield the fields that a rule tests or names in its message."""
    for part in ("when", "unless", "require"):
        if node.get(part) is not None:
            yield from read_condition(node.entries[part].value).fields()
    yield from placeholders(text(node.get("message")))


class _Fields:
    """The names that a rule on a model may use."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._names = {name for m in model.mappings.values() for name in m.fields}
        self._names.update(model.computed)

    def check(self, field: str, span: Span, also: tuple[str, ...] = ()) -> Iterator[Diagnostic]:
        """Yield a mistake where the model has no such field."""
        whole = field.partition(".")[0]
        if field not in self._names and whole not in self._model.computed:
            show = f"`iaclint models show {self._model.id}` lists the fields"
            hint = did_you_mean(field, (*self._names, *also)) or show
            yield mistake(f"unknown field '{field}' of {self._model.id}", span, hint)

    def check_part(self, field: str, part: str, span: Span) -> Iterator[Diagnostic]:
        """Yield a mistake where the elements of a field have no such part."""
        sources = [
            source
            for mapping in self._model.mappings.values()
            if field in mapping.fields
            for source in mapping.fields[field].sources
        ]
        parts = {name for source in sources for name in source.parts or ()}
        if part not in parts and sources and all(source.parts for source in sources):
            yield mistake(f"unknown part '{part}' of '{field}'", span, did_you_mean(part, parts))


def _check_condition(
    node: Node, known: _Fields | None, elements_of: str | None = None
) -> Iterator[Diagnostic]:
    """Check a condition on the fields of a model, or on the parts of a field's elements."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _check_condition(item, known, elements_of)
    if not isinstance(node, Mapping):
        return
    for key, entry in node.entries.items():
        if is_combinator(key, entry.value):
            yield from _check_condition(entry.value, known, elements_of)
            continue
        if known is not None and elements_of is None:
            yield from known.check(key, entry.key.span)
        elif known is not None and elements_of is not None:
            yield from known.check_part(elements_of, key, entry.key.span)
        # No model lists the parts of nested elements.
        yield from _check_test(entry.value, known if elements_of is None else None, key)


def _check_test(node: Node, known: _Fields | None, field: str) -> Iterator[Diagnostic]:
    for operator, operand in items(node):
        if operator == "matches" and isinstance(operand, Scalar):
            yield from _check_pattern(operand)
        elif operator in ("all", "any", "none"):
            if is_test(operand):
                yield from _check_test(operand, known, field)
            else:
                yield from _check_condition(operand, known, field)


def _check_pattern(node: Scalar) -> Iterator[Diagnostic]:
    try:
        compiled(node.text)
    except ValueError as error:
        yield mistake(f"invalid RE2 pattern: {error}", node.span)
