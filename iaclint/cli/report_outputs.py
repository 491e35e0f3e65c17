"""Report outputs: one or more formats, to standard output or to files."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.cli.color import wants_color
from iaclint.errors import UsageError
from iaclint.judging.findings import Verdict
from iaclint.report import check_format, find_writer
from iaclint.report.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iaclint.judging.report import Report

WIDTH, MIN_WIDTH = 100, 40
"""Columns of the text format: the maximum, and the minimum."""

TO_READ = frozenset([Verdict.FAIL, Verdict.UNKNOWN])
TO_PROCESS = frozenset([Verdict.FAIL])


class Output(Struct, frozen=True):
    """A format and its destination: a file, or standard output if ``path`` is None."""

    format: str
    path: str | None = None


def pair(order: Sequence[str], formats: Sequence[str], paths: Sequence[str]) -> tuple[Output, ...]:
    """Pair each ``--format`` with the ``--output`` that follows it.

    ``order`` lists the parameters in command line order: ``formats``, ``outputs``.
    Raises ``UsageError`` for an unknown format, and for two formats with one destination.
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
            hint = "add --output after every --format except one"
            raise UsageError(f"two formats go to {where}", hint)


def write_all(
    report: Report,
    outputs: Sequence[Output],
    show: frozenset[Verdict] | None,
    color: str,
    framework: str | None = None,
) -> None:
    """Write a report to all outputs; files first, since a closed pipe ends the run.

    Raises ``UsageError`` for a file that cannot be written.
    """
    for output in sorted(outputs, key=lambda output: output.path is None):
        shown = show or (TO_READ if output.format == "text" else TO_PROCESS)
        if output.path is None:
            _print(report, output.format, shown, color, framework)
        else:
            view = View(shown, color == "always", framework=framework)
            _save(report, output.format, output.path, view)


def _print(
    report: Report, format: str, show: frozenset[Verdict], color: str, framework: str | None
) -> None:
    if format != "text" and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    columns = get_terminal_size().columns if sys.stdout.isatty() else WIDTH
    width = min(max(columns, MIN_WIDTH), WIDTH)
    view = View(show, wants_color(sys.stdout, color), width, framework)
    find_writer(format)(report, view, sys.stdout)


def _save(report: Report, format: str, path: str, view: View) -> None:
    try:
        # For file names that are not valid Unicode, this writes escapes that JSON has, too.
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
            find_writer(format)(report, view, out)
    except OSError as error:
        raise UsageError(f"cannot write the report to '{path}': {error.strerror}") from None
