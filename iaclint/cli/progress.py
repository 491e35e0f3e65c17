"""A progress line on a terminal, shown once a run takes longer than a second."""

from __future__ import annotations

import sys
from threading import Lock, Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    from rich.status import Status

DELAY = 1.0
"""Seconds; a shorter run shows nothing."""


class Progress:
    """Shows the current stage on standard error, and clears it at the end.

    Does nothing unless standard error is a terminal.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._stage = ""
        self._status: Status | None = None
        self._timer = Timer(DELAY, self._show) if sys.stderr.isatty() else None

    def __enter__(self) -> Progress:
        if self._timer:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._timer:
            self._timer.cancel()
        with self._lock:
            # A running timer must not show anything after this.
            self._timer = None
            if self._status:
                self._status.stop()

    def __call__(self, stage: str) -> None:
        """Set the current stage."""
        with self._lock:
            self._stage = stage
            if self._status:
                self._status.update(stage)

    def _show(self) -> None:
        from rich.console import Console
        from rich.status import Status

        with self._lock:
            if self._timer:
                self._status = Status(self._stage, console=Console(stderr=True))
                self._status.start()
