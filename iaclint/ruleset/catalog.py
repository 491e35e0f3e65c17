"""The files of rule folders, read as far as a run needs them.

An installed package has an index of its rules, made when it was built. Where there is none, as
in a checkout, or where it does not match the files, all files are read and scanned.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec

from iaclint.ruleset.files import RuleFile, find_files, is_bundled, list_files, read_file
from iaclint.ruleset.index import Entry, Index, scan, words_of

INDEX_FILE = "index.json"


def wanted_types(directories: Iterable[Path]) -> frozenset[str]:
    """Return all resource types that rules in directories can read, and maybe other words."""
    bundled, own = _split(directories)
    types = (_open(directory).index.types for directory in bundled)
    return frozenset().union(*types, *map(words_of, find_files(own)))


def relevant_files(directories: Iterable[Path], types: Collection[str]) -> list[RuleFile]:
    """Return the files that a run on resources of some types needs.

    That is all files of users, and of the bundled ones those that the types or the users'
    files ask for. Raises ``UsageError`` for what cannot be read.
    """
    bundled, own = _split(directories)
    files = find_files(own)
    ids = frozenset().union(*map(words_of, files))
    return [f for directory in bundled for f in _open(directory).files(types, ids)] + files


def bundled_ids(directories: Iterable[Path]) -> frozenset[str]:
    """Return the ids of all bundled rules, where they are among the directories."""
    return frozenset().union(
        *(_open(directory).index.rule_ids for directory in _split(directories)[0])
    )


class _Bundled:
    """The bundled files with their index."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._files: Mapping[str, RuleFile] = {}
        self.index = read_index(directory) or self._scan()

    def files(self, types: Collection[str], ids: Collection[str]) -> list[RuleFile]:
        entries = self.index.relevant(types, ids)
        files = [self._read(entry) for entry in entries]
        if all(e.describes(f.source.data) for e, f in zip(entries, files, strict=True)):
            return files
        self.index = self._scan()
        return self.files(types, ids)

    def _read(self, entry: Entry) -> RuleFile:
        return self._files.get(entry.path) or read_file(self._directory, entry.path)

    def _scan(self) -> Index:
        files = find_files([self._directory])
        self._files = {file.path: file for file in files}
        return scan(files)


_open = cache(_Bundled)


def read_index(directory: Path) -> Index | None:
    """Return the index of a directory; None where there is none, or the files are others."""
    try:
        data = (directory / INDEX_FILE).read_bytes()
        index = msgspec.json.decode(data, type=Index)
    except (OSError, msgspec.MsgspecError):
        return None
    known = {(entry.path, entry.size) for entry in index.entries}
    return index if known == set(list_files(directory)) else None


def _split(directories: Iterable[Path]) -> tuple[Sequence[Path], Sequence[Path]]:
    """Part the directory of the bundled rules from those of users."""
    found = tuple(directories)
    bundled = [directory for directory in found if is_bundled(directory)]
    return bundled, [directory for directory in found if directory not in bundled]
