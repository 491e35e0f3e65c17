"""Files of the work tree that are not as in the index.

git would compare them with the filters that the repository configures, which are programs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from iaclint.git.objects import blob_id

if TYPE_CHECKING:
    from iaclint.git.repository import Repository

_ENTRY: Final = re.compile(
    rb"100\d{3} (?P<id>[0-9a-f]+) \d\t(?P<path>[^\0]+)\0  ctime: [^\n]*\n"
    rb"  mtime: (?P<seconds>\d+):(?P<rest>\d+)\n  dev: [^\n]*\n  uid: [^\n]*\n"
    rb"  size: (?P<size>\d+)\t[^\n]*\n"
)
"""A file as ``ls-files --stage --debug -z`` prints it, with its time and size when it was added."""


def unstaged_files(
    repository: Repository, folder: str, is_wanted: Callable[[str], bool], limit: int
) -> Iterator[str]:
    """Yield the files in a folder that the index has with another content, up to a size.

    Only wanted files of another time or size are read. Raises ``GitError``.
    """
    listed = repository.read("ls-files", "-z", "--stage", "--debug", "--", folder)
    for entry in _ENTRY.finditer(listed):
        path = os.fsdecode(entry["path"])
        full = os.path.join(repository.root, path)
        if is_wanted(path) and _is_touched(full, entry, limit):
            data = _read(full)
            ids = [blob_id(text, entry["id"].decode()) for text in _spellings(data)]
            if entry["id"].decode() not in ids:
                yield path


def _is_touched(full: str, entry: re.Match[bytes], limit: int) -> bool:
    """Return whether a regular file of a size has another time or size than in the index."""
    try:
        found = os.lstat(full)
    except OSError:
        return False
    seconds, rest = divmod(found.st_mtime_ns, 1_000_000_000)
    known = int(entry["seconds"]), int(entry["rest"])
    is_same = found.st_size == int(entry["size"]) and known in ((seconds, rest), (seconds, 0))
    return not is_same and found.st_size <= limit and os.path.isfile(full)


def _read(full: str) -> bytes:
    try:
        with open(full, "rb") as file:
            return file.read()
    except OSError:
        return b""


def _spellings(data: bytes) -> Iterator[bytes]:
    """Yield the contents that git can have for a file: it can convert the ends of lines."""
    yield data
    yield data.replace(b"\r\n", b"\n")
