"""The comments in a model file and in the fragments that it includes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from iaclint.models.fragments import expand
from iaclint.ruleset.files import find_files
from iaclint.syntax import tree
from iaclint.syntax.tree import text, texts
from iaclint.syntax.yaml import parse

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.models.model import Model


def read_fragments(directories: Iterable[Path]) -> dict[str, tree.Mapping]:
    """Return the trees of the fragments below directories, by id."""
    files = (file for file in find_files(list(directories)) if file.kind == "fragment")
    nodes = (cast("tree.Mapping", parse(file.source)[0]) for file in files)
    return {text(node.get("fragment")): node for node in nodes}


class Comments:
    """The comments of one model and its fragments: the lines above a key."""

    def __init__(self, model: Model, fragments: Mapping[str, tree.Mapping]) -> None:
        node = cast("tree.Mapping", parse(model.span.file)[0])
        self._languages = tuple(model.mappings)
        self._node = node
        self._whole = expand(node, fragments)
        self.include = texts(node.get("include"))
        """The ids of the fragments that it includes."""

    def of_model(self) -> str:
        """Return the comments on the model as a whole."""
        keys = (entry.key.span for entry in self._node.entries.values())
        return " ".join(filter(None, map(_above, keys)))

    def of(self, section: str, name: str, language: str | None = None) -> str:
        """Return the comments on a field or a companion in one language, or in all of them."""
        languages = self._languages if language is None else (language,)
        found = (note for each in languages for note in self._notes(each, section, name))
        return " ".join(dict.fromkeys(found))

    def _notes(self, language: str, section: str, name: str) -> Iterator[str]:
        entries = tree.find(self._whole, (language, section))
        entry = entries.entries.get(name) if isinstance(entries, tree.Mapping) else None
        if entry is not None:
            items = entry.value.items if isinstance(entry.value, tree.Sequence) else ()
            yield from filter(None, map(_above, (entry.key.span, *(item.span for item in items))))


def _above(span: Span) -> str:
    """Return the comment in the lines above a place, as one line."""
    lines = span.file.text.splitlines()[: span.start.line - 1]
    comment: list[str] = []
    while lines and lines[-1].lstrip().startswith("#"):
        comment.insert(0, lines.pop().strip().lstrip("# "))
    return " ".join(comment)
