"""Which modules call which, from bytes: much faster than parsing the files of a repository."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from iaclint.files.file_index import folder_of
from iaclint.terraform.config.library import local_folder

_ANY_SOURCE: Final = rb'source"?\s*[=:]\s*"([^"\n]+)"'
_SOURCE: Final = rb'source"?\s*[=:]\s*"(\.\.?/[^"\n]*)"'


def other_calls(contents: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, str]]:
    """Yield the folder of a module and the source of one that it calls from elsewhere."""
    for path, data in contents:
        for source in re.findall(_ANY_SOURCE, data):
            if not source.startswith((b".", b"/")):
                yield folder_of(path), source.decode("utf-8", "replace")


def local_calls(contents: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, str]]:
    """Yield the folders of a module and of one that it calls, for files given by their paths.

    A ``source`` in a comment or a heredoc counts, too: the modules found are at least those called.
    """
    for path, data in contents:
        folder = folder_of(path)
        for source in re.findall(_SOURCE, data):
            called = local_folder(folder, source.decode("utf-8", "replace"))
            if called is not None:
                yield folder, called
