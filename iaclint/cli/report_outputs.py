"""Where a report goes: one or several formats, to standard output and to files."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.cli.color import wants_color
from iaclint.errors import UsageError
from iaclint.judging.findings import Verdict
from iaclint.report import View, check_format, find_writer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iaclint.judging.findings import Report

WIDTH, MIN_WIDTH = 100, 40
"""The widest that a line of text gets, and the narrowest that is tried for."""

TO_READ = frozenset([Verdict.FAIL, Verdict.UNKNOWN])
TO_PROCESS = frozenset([Verdict.FAIL])


class Output(Struct, frozen=True):
    """One format and where it goes: a file, or standard output where ``path`` is None."""

    format: str
    path: str | None = None


def pair(order: Sequence[str], formats: Sequence[str], paths: Sequence[str]) -> tuple[Output, ...]:
    """Give each ``--format`` the ``--output`` that follows it.

    ``order`` names the parameters in the order of the command line: ``formats``, ``outputs``.
    Raises ``UsageError`` for an unknown format and where two would be mixed in one place.
    """
    outputs: list[Output] = []
    formats_left, paths_left = iter(formats), iter(paths)
    for name in order:
        if name == "formats":
            outputs.append(Output(check_format(next(formats_left))))
        elif name == "outputs":
            last = outputs.pop() if outputs and outputs[-1].path is None else Output("text")
            outputs.append(Output(last.format, next(paths_left)))
    outputs = outputs or [Output("text")]
    _check_apart(outputs)
    return tuple(outputs)


def _check_apart(outputs: list[Output]) -> None:
    places = [output.path for output in outputs]
    for place in places:
        if places.count(place) > 1:
            where = f"the file '{place}'" if place else "standard output"
            hint = "give each --format but one an --output of its own, right behind it"
            raise UsageError(f"two formats would be mixed in {where}", hint)


def write_all(
    report: Report, outputs: Sequence[Output], show: frozenset[Verdict] | None, color: str
) -> None:
    """Write a report everywhere; files first, since whoever reads a pipe may end the run.

    Raises ``UsageError`` for a file that cannot be written.
    """
    for output in sorted(outputs, key=lambda output: output.path is None):
        shown = show or (TO_READ if output.format == "text" else TO_PROCESS)
        if output.path is None:
            _print(report, output.format, shown, color)
        else:
            _save(report, output.format, output.path, View(shown, color == "always"))


def _print(report: Report, format: str, show: frozenset[Verdict], color: str) -> None:
    if format != "text" and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    columns = get_terminal_size().columns if sys.stdout.isatty() else WIDTH
    view = View(show, wants_color(sys.stdout, color), min(max(columns, MIN_WIDTH), WIDTH))
    find_writer(format)(report, view, sys.stdout)


def _save(report: Report, format: str, path: str, view: View) -> None:
    try:
        # Where a name of a file is no Unicode, this writes what is an escape in JSON too.
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
            find_writer(format)(report, view, out)
    except OSError as error:
        raise UsageError(f"the report cannot be written to '{path}': {error.strerror}") from None
