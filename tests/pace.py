"""Bounds on work, relative to the speed of the machine: no test asserts seconds."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time


def _work() -> int:
    """Do a quarter of a unit of work, some 3 ms: calls, texts and a dict."""
    names: dict[str, tuple[str, ...]] = {}
    for n in range(5_000):
        name = f"name {n}"
        names[name] = tuple(name.split())
    return len(names)


def unit() -> float:
    """Return the CPU seconds that one unit of work takes now, in this process."""
    return 4 * min(_measured() for _ in range(3))


def _measured() -> float:
    start = process_time()
    assert _work()
    return process_time() - start


@contextmanager
def within(units: float) -> Iterator[None]:
    """Assert that the body takes at most a number of units of work.

    What is guarded against takes hours, or grows with the square of the input. So bounds are
    some ten times what is needed: the machine may be busy with something else.
    """
    before = unit()
    gc.disable()  # a collection takes as long as all tests before have left objects
    try:
        start = process_time()
        yield
        spent = process_time() - start
    finally:
        gc.enable()
    floor = max(before, unit())
    assert spent < units * floor, f"took {spent / floor:.0f} units of work, not {units}"


def calls_in(body: Callable[[], object]) -> int:
    """Return how many functions of Python and of C are called, the same on every machine."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        body()
    finally:
        sys.setprofile(None)
    return calls
