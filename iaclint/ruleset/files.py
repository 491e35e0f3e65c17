"""The files of rules, models and fragments below a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from iaclint.errors import UsageError
from iaclint.files.source import SourceFile
from iaclint.ruleset.locate import rules_directory

_SUFFIXES = (".yaml", ".yml")
_EXAMPLES = b"\nexamples:\n"


class RuleFile(Struct, frozen=True):
    """A file of a rule, a model or a fragment."""

    source: SourceFile
    path: str
    """Below its folder, with forward slashes; empty for a file that is named itself."""
    bundled: bool
    """Whether it is part of iaclint: its shape is tested, not checked in every run."""

    @property
    def kind(self) -> str:
        """What it holds: ``model``, ``fragment`` or ``rule``."""
        return kind_of(self.source.path)

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


def kind_of(path: str) -> str:
    """Return what a file of this name holds: ``model``, ``fragment`` or ``rule``."""
    stem = path.rpartition(".")[0]
    return next((kind for kind in ("model", "fragment") if stem.endswith(f".{kind}")), "rule")


def find_files(directories: Sequence[Path]) -> list[RuleFile]:
    """Return all files of directories, or files that are named themselves, in a stable order.

    Raises ``UsageError`` for what cannot be read.
    """
    return [
        read_file(directory, path)
        for directory in directories
        for path, _ in sorted(list_files(directory))
    ]


def list_files(directory: Path) -> Iterator[tuple[str, int]]:
    """Yield the path below a directory and the size in bytes of each file, in any order.

    Raises ``UsageError`` where there is no such directory or file.
    """
    if directory.is_file():
        yield "", directory.stat().st_size
    elif directory.is_dir():
        yield from _list(str(directory), "")
    else:
        raise UsageError(f"no such rules directory: {directory}")


def _list(folder: str, prefix: str) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _list(entry.path, f"{prefix}{entry.name}/")
            elif entry.name.endswith(_SUFFIXES):
                yield prefix + entry.name, entry.stat().st_size


def read_file(directory: Path, path: str) -> RuleFile:
    """Return the file at a path below a directory; raises ``UsageError`` if it is unreadable."""
    full = directory / path if path else directory
    try:
        data = full.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {full}: {error.strerror}") from error
    display = (_display(directory) / path).as_posix()
    return RuleFile(SourceFile(display, data), path, is_bundled(directory))


def is_bundled(directory: Path) -> bool:
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
