"""The files of the checked tree that a run evaluates: no report replaces one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_INPUTS: ContextVar[set[str] | None] = ContextVar("inputs", default=None)


@contextmanager
def collecting() -> Iterator[set[str]]:
    """Collect the paths of the files that are evaluated meanwhile."""
    inputs: set[str] = set()
    token = _INPUTS.set(inputs)
    try:
        yield inputs
    finally:
        _INPUTS.reset(token)


def note_input(path: str) -> None:
    """Note a file that is parsed, or that a function reads or lists, if anything collects."""
    inputs = _INPUTS.get()
    if inputs is not None:
        inputs.add(path)
