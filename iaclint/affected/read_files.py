"""The files that functions of a configuration name: also where a run does not evaluate the call."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from iaclint.affected.file_names import any_is, read_patterns, strings
from iaclint.affected.read_calls import in_hcl, read_calls
from iaclint.files.file_index import folder_of
from iaclint.limits import MAX_FILE_BYTES
from iaclint.terraform.file_names import MODULE_ENDINGS


def is_read(path: str, parsed: Iterable[str]) -> bool:
    """Return whether a function that reads files names a file, in one of the parsed files.

    ``path`` is a real path. A path that is computed can be any, and counts only where it is
    evaluated.
    """
    modules = (file for file in parsed if file.endswith(MODULE_ENDINGS))
    return any(_names(data, folder_of(file), _inside(path)) for file, data in _texts(modules))


def _inside(path: str) -> str:
    """Return a path as one in a tree that has all files."""
    return path.replace(os.sep, "/").lstrip("/")


def _texts(files: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files that can have a call, with their texts."""
    for file in files:
        try:
            with open(file, "rb") as opened:
                data = opened.read(MAX_FILE_BYTES)
        except OSError:
            continue
        if b"file" in data:
            yield _inside(os.path.realpath(file)), in_hcl(file, data)


def _names(text: bytes, folder: str, path: str) -> bool:
    calls = tuple(read_calls(text))
    if not calls:
        return False
    is_written = any(pattern.matches(path) for pattern in read_patterns(calls, folder))
    return is_written or any_is(strings(text), folder, path)
