"""The files of rules, models and fragments below a folder."""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from iaclint.errors import UsageError
from iaclint.files.similar_paths import similar_path
from iaclint.files.source import SourceFile
from iaclint.files.stamps import note
from iaclint.files.trees import check_inside
from iaclint.limits import MAX_FILE_BYTES
from iaclint.ruleset.locate import rules_directory
from iaclint.ruleset.rule import RuleHeader

_SUFFIXES = (".yaml", ".yml")
_KINDS = ("model", "fragment")
_EXAMPLES = b"\nexamples:\n"


class RuleFile(Struct, frozen=True):
    """A file of a rule, a model or a fragment."""

    source: SourceFile
    path: str
    """Below its folder, with forward slashes; empty for a file that is named itself."""
    bundled: bool
    """Whether it is part of iaclint: its shape is tested, not checked in every run."""
    tree: bytes = b""
    """Its packed tree without examples, where the index has it."""
    header: RuleHeader | None = None
    """The header of its rule, where the index has it."""

    @property
    def kind(self) -> str:
        """What it holds: ``model``, ``fragment`` or ``rule``."""
        stem = self.source.path.rpartition(".")[0]
        return next((kind for kind in _KINDS if stem.endswith(f".{kind}")), "rule")

    @property
    def id_by_path(self) -> str:
        """A bundled rule's id: ``aws-s3-versioning`` for ``aws/s3/versioning.yaml``."""
        return self.path.rpartition(".")[0].replace("/", "-")

    @property
    def head(self) -> SourceFile:
        """The part before the examples, which are last in a bundled rule and most of it."""
        cut = self.source.data.find(_EXAMPLES)
        if cut == -1:
            return self.source
        return SourceFile(self.source.path, self.source.data[: cut + 1], self.source.display)


class RuleFolder:
    """A folder of rule files, or a rule file that is named itself.

    Raises ``UsageError`` for one behind a link that leads out of the work tree.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_bundled = _is_bundled(path)
        """Whether it holds iaclint's own rules."""
        if not self.is_bundled:
            check_inside(str(path), os.getcwd())
        self._display = _display(path).as_posix()

    def read(self, path: str, tree: bytes = b"", header: RuleHeader | None = None) -> RuleFile:
        """Return the file at a path below the folder; raises ``UsageError`` if unreadable."""
        full = f"{self.path}/{path}" if path else str(self.path)
        if not self.is_bundled:
            note(full)
        try:
            with open(full, "rb") as file:
                data = file.read()
        except OSError as error:
            raise UsageError(f"cannot read {full}: {error.strerror}") from error
        display = posixpath.normpath(posixpath.join(self._display, path))
        return RuleFile(SourceFile(display, data), path, self.is_bundled, tree, header)

    def read_all(self) -> list[RuleFile]:
        """Return all its files in a stable order.

        Raises ``UsageError`` if one is unreadable, or there is none.
        """
        paths = sorted(self.sizes())
        if not paths:
            raise UsageError(
                f"there is no rule in '{self._display}'", "rules are .yaml and .yml files"
            )
        return [self.read(path) for path in paths]

    def sizes(self, newest: float | None = None) -> dict[str, int]:
        """Return the size in bytes of each file, by its path below the folder.

        A file that was modified after ``newest``, a time in seconds, has the size -1. Raises
        ``UsageError`` if the folder or file does not exist.
        """
        # Unlike the methods of a path, these take a name that is too long.
        if os.path.isfile(self.path):
            return {"": self.path.stat().st_size}
        if not os.path.isdir(self.path):
            close = similar_path(str(self.path), os.getcwd())
            hint = f"did you mean '{close}'?" if close else None
            raise UsageError(f"there is no folder of rules '{self.path}'", hint)
        if not self.is_bundled:
            note(str(self.path))
        return {
            path: -1 if newest is not None and status.st_mtime > newest else status.st_size
            for path, status in _walk(str(self.path))
        }


def find_files(directories: Sequence[Path]) -> list[RuleFile]:
    """Return all files of directories, or files that are named themselves, in a stable order.

    Raises ``UsageError`` for what cannot be read.
    """
    return [file for directory in directories for file in RuleFolder(directory).read_all()]


def _walk(root: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files below a folder. Links lead nowhere else: a folder may come from anyone."""
    pending = [""]
    while pending:
        prefix = pending.pop()
        for entry in _entries(f"{root}/{prefix}"):
            path = prefix + entry.name
            if entry.is_symlink():
                _check_link(root, entry)
            if entry.is_dir(follow_symlinks=False):
                pending.append(f"{path}/")
            elif entry.name.endswith(_SUFFIXES):
                yield path, _status(entry)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError as error:
        raise UsageError(f"cannot read {folder}: {error.strerror}") from error


def _check_link(root: str, entry: os.DirEntry[str]) -> None:
    inside = os.path.realpath(root)
    if os.path.commonpath([inside, os.path.realpath(entry.path)]) != inside:
        message = f"'{entry.path}' is a link that leads out of the folder of rules"
        raise UsageError(message, "name the folder that it leads to with --rules-dir")


def _status(entry: os.DirEntry[str]) -> os.stat_result:
    try:
        status = entry.stat()
    except OSError as error:
        raise UsageError(f"cannot read {entry.path}: {error.strerror}") from error
    if not stat.S_ISREG(status.st_mode):  # reading a pipe would block
        raise UsageError(f"'{entry.path}' is not a regular file")
    if status.st_size > MAX_FILE_BYTES:
        raise UsageError(f"'{entry.path}' is larger than {MAX_FILE_BYTES // 1_000_000} MB")
    return status


def _is_bundled(directory: Path) -> bool:
    """Whether a directory is the one of iaclint's own rules."""
    try:
        return directory.resolve() == rules_directory().resolve()
    except FileNotFoundError:
        return False


def _display(path: Path) -> Path:
    """Return a path relative to the working directory where it is below that."""
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path
