"""Faults in one part of a run, and the end of its time: they cost that part, not the others."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from iaclint.errors import IaclintError
from iaclint.files.diagnostics import REACHED, Diagnostic, Level
from iaclint.git.deadline import DEADLINE

if TYPE_CHECKING:
    from types import FrameType

    from iaclint.files.source import Span

_T = TypeVar("_T")

Tell: TypeAlias = "Callable[[Diagnostic], object]"
"""Takes the diagnostic about a part that fails."""

FAULT: Final = "internal-error"
"""The code of an error about a part of the input that a bug leaves out."""

_TIME: Final = "the time limit is reached: what follows is not checked"
_LONGEST: Final = 10.0**6
"""Seconds that a timer takes on every platform; a longer limit is none in practice."""
_INTERVAL: Final = 0.1
"""Seconds after which a part that goes on is interrupted again."""


class TimeUp(Exception):
    """The time limit of the run is reached."""


class _State:
    """What is under way in the process, and its memory in reserve."""

    parts: int = 0
    """How many parts of a run are under way, one within the other."""
    reserve: bytes | None = None
    """Memory that is released for the report once there is no more."""


def attempt(
    make: Callable[[], _T],
    tell: Tell,
    what: str,
    span: Span | None = None,
) -> _T | None:
    """Return what a part of a run makes; None, and a diagnostic, if it fails.

    ``what`` names the part. An ``IaclintError`` is for the user, and raised.
    """
    if DEADLINE.is_up:
        tell(Diagnostic(Level.ERROR, REACHED, _TIME))
        return None
    _State.parts += 1
    try:
        return make()
    except IaclintError:
        raise
    except Exception as error:
        tell(_describe(error, what, span))
        return None
    finally:
        _State.parts -= 1


def ignore(_: object) -> None:
    """Drop what is told, such as a diagnostic that another part of the run reports as well."""


def _describe(error: Exception, what: str, span: Span | None) -> Diagnostic:
    if isinstance(error, TimeUp):
        return Diagnostic(Level.ERROR, REACHED, _TIME)
    if isinstance(error, MemoryError):
        _State.reserve = None
        return Diagnostic(Level.ERROR, REACHED, f"{what}: not enough memory to check it", span)
    if isinstance(error, RecursionError):
        return Diagnostic(Level.ERROR, REACHED, f"{what}: nested too deeply to check it", span)
    message = f"{what}: cannot be checked: {type(error).__name__}: {error}"
    return Diagnostic(Level.ERROR, FAULT, message, span, "please report this bug")


def reserve_memory(size: int = 4_000_000) -> None:
    """Keep memory for the report of a run that uses up all of it."""
    _State.reserve = bytes(size)  # address space only: no page of it is touched


@contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Interrupt the parts of a run when its time is up; a report is made all the same."""
    if seconds is None:
        yield
        return
    seconds = seconds if seconds < _LONGEST else _LONGEST  # NaN is no shorter
    first = DEADLINE.begin(seconds)
    before = signal.signal(signal.SIGALRM, _interrupt) if hasattr(signal, "SIGALRM") else None
    if before is not None:
        signal.setitimer(signal.ITIMER_REAL, first, _INTERVAL)
    try:
        yield
    finally:
        DEADLINE.clear()
        if before is not None:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


def begin_verdicts() -> None:
    """Give the rest of the time to the verdicts."""
    DEADLINE.begin_verdicts()


def _interrupt(number: int, frame: FrameType | None) -> None:
    if _State.parts and DEADLINE.is_up:
        raise TimeUp
