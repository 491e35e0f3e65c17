"""Which templates are nested in templates that are not part of the run."""

from __future__ import annotations

import os
import posixpath
import re
from contextlib import suppress
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from iaclint.cloudformation.stacks.roots import nested_sources
from iaclint.cloudformation.template.documents import DocumentReader
from iaclint.files.deployed.example_folders import is_trial
from iaclint.files.escapes import with_unescaped
from iaclint.files.source_tree import Unreadable
from iaclint.limits import MAX_CALLER_FILES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iaclint.files.selection import Selection
    from iaclint.files.source import SourceFile

ENDINGS: Final = (".yaml", ".yml", ".json", ".template")
NESTING: Final = (b"AWS::CloudFormation::Stack", b"AWS::Serverless::Application")
"""The types of nested stacks."""
_BEFORE: Final = 1000
"""Bytes before the name of a file in which its folders are looked for."""
_DELIMITERS: Final = re.compile(rb"[\"'\n]|(?<=[:=,\[])\s+|(?<=\n)\s*-\s+")

_ITEM: Final = re.compile(rb"[,\[]")
_BEFORE_PLAIN: Final = re.compile(rb".*\s", re.DOTALL)
"""What is before a text without spaces: a tag, or the indentation of a block."""
_ESCAPED: Final = re.compile(r"[\0-\x1f\"'\\\x7f-\xa0\u2028\u2029]")
"""Characters whose escapes ``unescaped`` leaves in a text."""


def names_file(data: bytes, outer: str, inner: str) -> bool:
    """Return whether a template has the path of a file, relative to its own folder.

    ``data`` is a text ``with_unescaped``. If a path needs other escapes, any of them can be in it.
    """
    if _ESCAPED.search(inner) and (b"\\" in data or b"''" in data):
        return True
    name = os.fsencode(posixpath.basename(inner))
    at = data.find(name)
    while at >= 0:
        before = _DELIMITERS.split(data[max(0, at - _BEFORE) : at])[-1]
        # An item of a list in one line may have no space before it.
        for start in {before, _ITEM.split(before)[-1], _BEFORE_PLAIN.sub(b"", before)}:
            written = os.fsdecode(start.removeprefix(b"file://") + name)
            if posixpath.normpath(posixpath.join(posixpath.dirname(outer), written)) == inner:
                return True
        at = data.find(name, at + 1)
    return False


class Callers:
    """The templates that are in the trees of a run, but not part of it."""

    def __init__(self, found: Sequence[Selection]) -> None:
        self._selections = {file: selection for selection in found for file in selection.files}
        self._texts = cache(_nesting)

    def nest(self, source: SourceFile) -> bool:
        """Return whether one of them nests a template, by a path to it."""
        selection = self._selections.get(source)
        if selection is None or selection.is_whole:
            return False
        return any(
            names_file(data, path, source.path) and _may_deploy(selection, path, source)
            for path, data in self._texts(selection)
        )


def _may_deploy(selection: Selection, path: str, inner: SourceFile) -> bool:
    """Return whether a template that names another one may deploy it."""
    if is_trial(posixpath.dirname(path), posixpath.dirname(inner.path)):
        return False
    reader = DocumentReader((inner,), {inner: selection.tree})
    location = posixpath.relpath(path, posixpath.dirname(inner.path) or ".")
    with suppress(Unreadable):
        made, never = nested_sources(reader, reader.relative_source(inner, location))
        return inner in made or inner not in never
    return True


def _nesting(selection: Selection) -> tuple[tuple[str, bytes], ...]:
    """Return the paths and texts of the templates with nested stacks that are not selected."""
    return tuple(_read(selection))


def _read(selection: Selection) -> Iterator[tuple[str, bytes]]:
    selected = {file.path for file in selection.files}
    paths = (
        posixpath.normpath(f"{folder}/{name}")
        for folder, names in selection.tree.walk(".")
        for name in names
        if name.endswith(ENDINGS)
    )
    for path in islice((path for path in paths if path not in selected), MAX_CALLER_FILES):
        with suppress(Unreadable):
            data = with_unescaped(selection.tree.read(path))
            if any(kind in data for kind in NESTING):
                yield path, data
