"""One input of the fuzzer."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

Files: TypeAlias = dict[str, bytes]


class Case(NamedTuple):
    """The files of a folder, and how iaclint is called on it."""

    kind: str
    files: Files
    arguments: tuple[str, ...] = ()
    """Without any, the case is checked together with others."""
    within: str = ""
    """A public resource in the files themselves that nothing in them may hide."""
    commit: bool = False
    """Whether the files are committed and then changed, for ``--diff``."""
