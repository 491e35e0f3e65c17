"""The files of rules and models, and which of them can matter to a configuration."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from iaclint.errors import UsageError
from iaclint.files.source import SourceFile
from iaclint.ruleset.locate import rules_directory

_SUFFIXES = (".yaml", ".yml")
_WORD = re.compile(rb"[A-Za-z0-9_:.-]+")
_EXAMPLES = b"\nexamples:\n"
_MODEL_LINE = re.compile(rb"^model:[ \t]*(\S.*)", re.MULTILINE)


class RuleFile(Struct, frozen=True):
    """A file of a rule or of a model."""

    source: SourceFile
    bundled: bool
    """Whether it comes with iaclint: its shape is tested, not checked in every run."""
    id_by_path: str
    """A bundled rule's id: ``aws-s3-versioning`` for ``aws/s3/versioning.yaml``."""

    @property
    def is_model(self) -> bool:
        """Tell models from rules."""
        return self.source.path.rsplit(".", 1)[0].endswith(".model")

    @property
    def head(self) -> SourceFile:
        """What is before the examples, which are most of a bundled rule and come last in it."""
        cut = self.source.data.find(_EXAMPLES)
        if cut == -1:
            return self.source
        return SourceFile(self.source.path, self.source.data[: cut + 1], self.source.display)

    def words(self) -> frozenset[str]:
        """Return all words in it: the resource types of a model are among them."""
        # A type may be a key (`aws_db_instance:`) as well as have colons inside of it.
        return frozenset(w.decode().rstrip(":") for w in _WORD.findall(self.source.data))

    def model_words(self) -> frozenset[str] | None:
        """Return the words of a rule's ``model``, None where reading it takes a parser."""
        line = _MODEL_LINE.search(self.source.data)
        return frozenset(word.decode() for word in _WORD.findall(line[1])) if line else None


def find_files(directories: Sequence[Path]) -> list[RuleFile]:
    """Return all rule and model files of directories, in a stable order.

    Raises ``UsageError`` where something cannot be read.
    """
    return [file for directory in directories for file in _find(directory)]


def mentioned_types(files: Iterable[RuleFile]) -> frozenset[str]:
    """Return all words that may be the type of a resource in models, and in rules without one.

    Most are no types, but they are found without parsing. Which of the files have to be
    parsed depends on the types that a configuration has.
    """
    found: set[str] = set()
    for file in files:
        named = None if file.is_model or not file.bundled else file.model_words()
        found |= file.words() if named is None else named
    return frozenset(found)


def _find(directory: Path) -> Iterator[RuleFile]:
    bundled = _is_bundled(directory)
    shown = _display(directory)
    for path in _walk(directory):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UsageError(f"cannot read {path}: {error.strerror}") from error
        below = path.relative_to(directory) if path != directory else Path()
        name = below.with_suffix("") if path != directory else path
        display = (shown / below).as_posix()
        yield RuleFile(SourceFile(display, data), bundled, "-".join(name.parts))


def _walk(directory: Path) -> Iterator[Path]:
    if directory.is_file():
        yield directory
        return
    if not directory.is_dir():
        raise UsageError(f"no such rules directory: {directory}")
    for folder, folders, names in os.walk(directory):
        folders.sort()
        for name in sorted(names):
            if name.endswith(_SUFFIXES):
                yield Path(folder, name)


def _is_bundled(directory: Path) -> bool:
    try:
        return directory.resolve() == rules_directory().resolve()
    except FileNotFoundError:
        return False


def _display(path: Path) -> Path:
    """Return a path as seen from here where it is below, else in full."""
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path
