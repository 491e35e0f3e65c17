"""Template files of Terraform: what they read, a module reads."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from iaclint.affected.file_names import ANY, possible_pattern, possible_patterns
from iaclint.affected.read_calls import read_calls
from iaclint.files.file_index import join

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iaclint.files.file_index import FileIndex


def patterns_in_templates(data: bytes, folder: str, index: FileIndex) -> Iterator[re.Pattern[str]]:
    """Yield expressions for the paths of the files that the templates of a module can read."""
    known: set[str] = set()
    pending = [(data, folder)]
    while pending:
        text, place = pending.pop()
        wanted = list(_wanted(text, place))
        if ANY in wanted or (wanted and _has_linked_folders(index)):
            yield ANY
            return
        for path in set(_matching(wanted, index)) - known:
            known.add(path)
            inner = index.read(path)
            # A template has paths relative to the working directory, which can be any.
            yield from possible_patterns(inner, ".")
            pending.append((inner, "."))


def _wanted(text: bytes, folder: str) -> Iterator[re.Pattern[str]]:
    """Yield expressions for the paths of the templates that calls in a text can read."""
    is_made = b"templatestring" in text
    for call in read_calls(text):
        if call.is_template or is_made:
            yield possible_pattern(call, folder)


def _matching(wanted: Sequence[re.Pattern[str]], index: FileIndex) -> Iterator[str]:
    """Yield the paths of files that match an expression."""
    if wanted:
        every = re.compile("|".join(f"(?:{each.pattern})" for each in wanted), re.DOTALL)
        for folder, names in index.folders.items():
            yield from (path for name in names if every.fullmatch(path := join(folder, name)))


def _has_linked_folders(index: FileIndex) -> bool:
    """Return whether files can have other paths than those that the index has."""
    return any(os.path.isdir(index.tree.full(link)) for link in index.links)
