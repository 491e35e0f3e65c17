"""The files of rule folders, of which only those that a run needs are read.

An installed package has an index of its rules, which is built with the package. In a checkout, the
first run writes one beside the bytecode of the modules, unless Python must not write bytecode. An
index that does not match the files is not used: then all files are read and scanned.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

import msgspec

from iaclint.ruleset.files import RuleFile, RuleFolder
from iaclint.ruleset.index import FORMAT, Entry, IndexFile, open_index, scan, words_of

INDEX_FILE = "index.msgpack"

CACHED_INDEX = f"__pycache__/{INDEX_FILE}"
"""Where a run in a checkout writes the index for later runs."""

_INSTALLATION = 600
"""Seconds that an installation may take: a file that is newer than the index by more was edited."""


def wanted_types(directories: Iterable[Path]) -> frozenset[str]:
    """Return all resource types that rules in directories can read, and maybe other words."""
    bundled, own = _split(directories)
    types = (_open(folder.path).index.types for folder in bundled)
    return frozenset().union(*types, *(words_of(file) for file in _read(own)))


def relevant_files(
    directories: Iterable[Path], types: Collection[str], ids: Collection[str] = ()
) -> list[RuleFile]:
    """Return the files that a run on resources of some types needs, or that have some ids.

    Those are all files of users, and the bundled ones that are relevant for the types, the ids
    or the files of users. Raises ``UsageError`` for what cannot be read.
    """
    bundled, own = _split(directories)
    files = _read(own)
    named = frozenset(ids).union(*(words_of(file) for file in files))
    return [f for folder in bundled for f in _open(folder.path).relevant(types, named)] + files


def all_files(directories: Iterable[Path]) -> list[RuleFile]:
    """Return all files of directories. Raises ``UsageError`` for what cannot be read."""
    bundled, own = _split(directories)
    return [file for folder in bundled for file in _open(folder.path).every()] + _read(own)


def bundled_ids(directories: Iterable[Path], kind: str = "rule") -> frozenset[str]:
    """Return the ids of all bundled rules (or models), where they are among the directories."""
    bundled, _ = _split(directories)
    return frozenset().union(*(_open(folder.path).index.ids(kind) for folder in bundled))


def is_indexed(directory: Path) -> bool:
    """Whether the bundled rules, in their directory, have an index that matches them."""
    return _open(directory).index.format == FORMAT


def read_index(folder: RuleFolder) -> IndexFile | None:
    """Return the index in a folder; None where there is none that matches the files."""
    built = _read_index(folder, folder.path / INDEX_FILE, _INSTALLATION)
    return built or _read_index(folder, folder.path / CACHED_INDEX, 0)


def _read_index(folder: RuleFolder, path: Path, tolerance: float) -> IndexFile | None:
    """Return the index in a file; files may be newer by a number of seconds."""
    try:
        found = open_index(path)
        newest = path.stat().st_mtime + tolerance
    except (OSError, ValueError, msgspec.MsgspecError):
        return None
    if found.index.format != FORMAT:
        return None
    sizes = {entry.path: entry.size for entry in found.index.entries}
    return found if sizes == folder.sizes(newest) else None


class _BundledRules:
    """The bundled rules with their index."""

    def __init__(self, directory: Path) -> None:
        self._folder = RuleFolder(directory)
        self._scanned: dict[str, RuleFile] = {}
        self._file = read_index(self._folder) or self._scan()
        self.index = self._file.index

    def every(self) -> list[RuleFile]:
        return self._files(sorted(self.index.entries, key=lambda entry: entry.path))

    def relevant(self, types: Collection[str], ids: Collection[str]) -> list[RuleFile]:
        return self._files(self.index.relevant(types, ids))

    def _files(self, entries: Iterable[Entry]) -> list[RuleFile]:
        return [
            self._scanned.get(entry.path)
            or self._folder.read(entry.path, self._file.tree(entry), entry.header)
            for entry in entries
        ]

    def _scan(self) -> IndexFile:
        files = self._folder.read_all()
        self._scanned = {file.path: file for file in files}
        return IndexFile(scan(files))


_open = cache(_BundledRules)
"""A run asks for them more than once. They change when ``iaclint rules new`` adds one."""


def reload_bundled() -> None:
    """Read the bundled rules again at their next use."""
    _open.cache_clear()


def _split(directories: Iterable[Path]) -> tuple[list[RuleFolder], list[RuleFolder]]:
    """Split the folder of the bundled rules from those of users."""
    folders = [RuleFolder(directory) for directory in directories]
    return [f for f in folders if f.is_bundled], [f for f in folders if not f.is_bundled]


def _read(folders: Iterable[RuleFolder]) -> list[RuleFile]:
    return [file for folder in folders for file in folder.read_all()]
