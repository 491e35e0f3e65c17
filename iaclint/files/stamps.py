"""Whether files that a run reads have changed since."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias

Stamp: TypeAlias = "tuple[int, int] | None"
"""The time of the last change in nanoseconds, and the size; None if there is no such file."""

_STAMPS: ContextVar[dict[str, Stamp] | None] = ContextVar("stamps", default=None)


def stamp(path: str) -> Stamp:
    """Return the stamp of a file or folder."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


@contextmanager
def recording() -> Iterator[dict[str, Stamp]]:
    """Collect the stamps of the files and folders that are read meanwhile, by absolute path."""
    stamps: dict[str, Stamp] = {}
    token = _STAMPS.set(stamps)
    try:
        yield stamps
    finally:
        _STAMPS.reset(token)


def note(path: str) -> None:
    """Record a file or folder that is about to be read, if anything records."""
    stamps = _STAMPS.get()
    if stamps is not None:
        # A file can be read several times, and change in between: the first time counts.
        stamps.setdefault(os.path.abspath(path), stamp(path))
