"""Fragments: parts of mappings that several models include."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingABC
from types import MappingProxyType

from iaclint.files.diagnostics import Diagnostic, did_you_mean
from iaclint.frontends import languages
from iaclint.models.validation import model_mistake
from iaclint.syntax.tree import Entry, Mapping, Node, Scalar, Sequence

Fragments = MappingABC[str, Mapping]
"""The trees of fragment files, by id."""


def check_includes(node: Mapping, fragments: Fragments) -> Iterator[Diagnostic]:
    """Yield the mistakes in what a model or fragment includes, directly or indirectly."""
    yield from _check_includes(node, fragments, ())


def expand(node: Mapping, fragments: Fragments) -> Mapping:
    """Return a model with its fragments merged into it, for the languages that it has.

    Mappings are merged key by key; any other value of the model replaces that of a fragment.
    Of several fragments, the first wins. Nodes keep their places, in whichever file they are.
    """
    for reference in _includes(node):
        included = expand(fragments[reference.text], fragments)
        for language in languages():
            # A fragment has no languages of its own to merge into: it takes those of the other.
            if language in included.entries and (language in node.entries or _is_fragment(node)):
                node = _merge_entry(node, language, included.entries[language])
    return node


def including(node: Mapping, problem: Diagnostic) -> Diagnostic:
    """Return a problem of a model; one in a fragment says which model includes that."""
    if problem.span is None or problem.span.file is node.file:
        return problem
    include = node.entries["include"].key.span
    message = f"{problem.message}, in a fragment that is included at {include}"
    return Diagnostic(problem.level, problem.code, message, problem.span, problem.hint)


def _check_includes(
    node: Mapping, fragments: Fragments, path: tuple[str, ...]
) -> Iterator[Diagnostic]:
    for reference in _includes(node):
        name = reference.text
        if name not in fragments:
            hint = did_you_mean(name, fragments)
            yield model_mistake(f"unknown fragment '{name}'", reference.span, hint)
        elif name in path:
            circle = " -> ".join((*path[path.index(name) :], name))
            yield model_mistake(f"fragments include each other: {circle}", reference.span)
        else:
            yield from _check_includes(fragments[name], fragments, (*path, name))


def _includes(node: Mapping) -> Iterator[Scalar]:
    included = node.get("include")
    if isinstance(included, Sequence):
        yield from (item for item in included.items if isinstance(item, Scalar))


def _is_fragment(node: Mapping) -> bool:
    return "fragment" in node.entries


def _merge_entry(node: Mapping, key: str, entry: Entry) -> Mapping:
    """Return a mapping with an entry merged into it; its own values win."""
    own = node.entries.get(key)
    merged = entry if own is None else Entry(own.key, _merge(own.value, entry.value))
    entries = MappingProxyType({**node.entries, key: merged})
    return Mapping(entries, node.file, node.start_byte, node.end_byte, node.tag)


def _merge(own: Node, included: Node) -> Node:
    if isinstance(own, Mapping) and isinstance(included, Mapping):
        for key, entry in included.entries.items():
            own = _merge_entry(own, key, entry)
    return own
