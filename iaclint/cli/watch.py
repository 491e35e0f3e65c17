"""``--watch``: run again when a file that was read changes."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Collection, Mapping
from typing import NoReturn

import typer

from iaclint.cli.exit import explain_error
from iaclint.errors import IaclintError
from iaclint.files.stamps import Stamp, recording, stamp

INTERVAL = 0.3
"""Seconds between two looks at the files."""
CLEAR = "\x1b[H\x1b[2J\x1b[3J"


def keep_running(
    run: Callable[[], object], named: Collection[str], written: Collection[str]
) -> NoReturn:
    """Run, and run again at each change, until Ctrl-C.

    ``named`` are paths to look at even if a run does not read them; ``written`` are those of the
    reports, which change at each run.
    """
    ignored = {os.path.abspath(path) for path in written}
    known: dict[str, Stamp] = {}
    while True:
        if sys.stdout.isatty():
            sys.stdout.write(CLEAR)
        stamps = _run_once(run, named)
        # After an error, a run may not have come to the files that it read before.
        known = {path: each for path, each in {**known, **stamps}.items() if path not in ignored}
        print(f"Watching {len(known)} files and folders; Ctrl-C ends.", file=sys.stderr)
        gc.collect()
        known = _wait_for_change(known)


def _run_once(run: Callable[[], object], named: Collection[str]) -> dict[str, Stamp]:
    """Run, and return the stamps of what was read, from before it was read."""
    with recording() as stamps:
        stamps.update((path, stamp(path)) for path in map(os.path.abspath, named))
        try:
            run()
        except typer.Exit:
            pass
        except IaclintError as error:
            explain_error(error)
        sys.stdout.flush()
        return stamps


def _wait_for_change(known: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """Return the new stamps after a change, once nothing changes any more."""
    before = dict(known)
    while True:
        time.sleep(INTERVAL)
        now = {path: stamp(path) for path in before}
        if now != known and now == before:
            return now
        before = now
