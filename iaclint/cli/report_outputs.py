"""Report outputs: one or more formats, to standard output or to files."""

from __future__ import annotations

import os
import sys
from functools import partial
from io import StringIO, TextIOWrapper
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.cli.color import wants_color
from iaclint.config.file import NAMES
from iaclint.errors import UsageError
from iaclint.files.faults import attempt, ignore
from iaclint.files.paths.written import check_written
from iaclint.files.source import SourceFile
from iaclint.frontends import front_ends
from iaclint.judging.findings import Verdict
from iaclint.limits import MAX_FILE_BYTES
from iaclint.report import TERMINAL_FORMATS, check_format, find_writer, format_of
from iaclint.report.log_commands import escape_commands
from iaclint.report.view import UNLIMITED
from iaclint.terraform.file_names import MODULE_ENDINGS, VARIABLE_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iaclint.cli.given_files import GivenFiles
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.faults import Tell
    from iaclint.judging.findings import Finding
    from iaclint.judging.report import Report
    from iaclint.report.view import View

WIDTH, MIN_WIDTH = 100, 40
"""Columns of text on a terminal: the maximum, and the minimum. Elsewhere nothing is wrapped."""

TO_READ = frozenset([Verdict.FAIL, Verdict.UNKNOWN])
TO_PROCESS = frozenset([Verdict.FAIL])
ALL = frozenset(Verdict)
_DEFAULT_SHOW = {
    **dict.fromkeys(TERMINAL_FORMATS, TO_READ),
    "markdown": TO_READ,
    "html": TO_READ,
    "junit": ALL,
}
"""The verdicts that a format lists by default, if not failures only."""
_WITH_SUPPRESSED = frozenset(["json", "sarif", "csv"])
"""The formats that list suppressed findings by default, as such."""


_INPUTS = (*MODULE_ENDINGS, *VARIABLE_ENDINGS, *NAMES)
"""The ends of the names of files that a report does not replace."""


class Output(Struct, frozen=True):
    """A format and its destination: a file, or standard output if ``path`` is None."""

    format: str
    path: str | None = None


def pair(order: Sequence[str], formats: Sequence[str], paths: Sequence[str]) -> tuple[Output, ...]:
    """Pair each ``--format`` with the ``--output`` that follows it.

    An ``--output`` without a format has the format of its suffix.

    ``order`` lists the parameters in command line order: ``formats``, ``outputs``.
    Raises ``UsageError`` for an unknown format, for two formats with one destination, and for a
    file that is not written, as in ``.git``.
    """
    outputs: list[Output] = []
    formats_left, paths_left = iter(formats), iter(paths)
    for name in order:
        if name == "formats":
            outputs.append(Output(check_format(next(formats_left))))
        elif name == "outputs":
            path = next(paths_left)
            last = outputs.pop() if outputs and outputs[-1].path is None else None
            outputs.append(Output(last.format if last else format_of(path), path))
    outputs = outputs or [Output("text")]
    _check_apart(outputs)
    for path in (output.path for output in outputs if output.path is not None):
        check_written(path)
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
    view: View,
    color: str,
    given: GivenFiles,
) -> tuple[Diagnostic, ...]:
    """Write a report to all outputs; files first, since a closed pipe ends the run.

    ``show`` are the verdicts to list; None for the default of each format. No report replaces one
    of the ``given`` files. Returns diagnostics
    about what a bug leaves out. Raises ``UsageError`` for a file that cannot be written.
    """
    faults: list[Diagnostic] = []
    for output in sorted(outputs, key=lambda output: output.path is None):
        shown = replace(
            view,
            show=_DEFAULT_SHOW.get(output.format, TO_PROCESS) if show is None else show,
            suppressed=view.suppressed or output.format in _WITH_SUPPRESSED,
        )
        if output.path is None:
            _print(report, output.format, shown, color, faults.append)
        else:
            painted = replace(shown, color=color == "always")
            _check_target(output.path, given)
            _save(report, output.format, output.path, painted, faults.append)
    return tuple(faults)


def _print(report: Report, format: str, view: View, color: str, tell: Tell) -> None:
    if format not in TERMINAL_FORMATS and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    width = UNLIMITED
    if sys.stdout.isatty():
        width = min(max(get_terminal_size().columns, MIN_WIDTH), WIDTH)
    view = replace(view, color=wants_color(sys.stdout, color), width=width)
    sys.stdout.write(render(report, format, view, tell) or "")


def render(report: Report, format: str, view: View, tell: Tell) -> str | None:
    """Return the text of a report; None, and a diagnostic, if the format fails.

    Findings and diagnostics that a format cannot write are left out; ``tell`` takes a diagnostic
    about each, which the text has, too.
    """
    what = f"report in the format {format}"
    text = attempt(partial(_text, report, format, view), ignore, what)
    if text is not None:
        return text
    faults: list[Diagnostic] = []
    kept = _without_faults(report, format, view, faults.append)
    for fault in faults:
        tell(fault)
    told = replace(kept, diagnostics=(*kept.diagnostics, *faults))
    return attempt(partial(_text, told, format, view), tell, what)


def _text(report: Report, format: str, view: View) -> str:
    out = StringIO()
    find_writer(format)(report, view, out)
    return escape_commands(out.getvalue(), format)


def _without_faults(report: Report, format: str, view: View, tell: Tell) -> Report:
    """Return a report with the findings and diagnostics that a format can write."""
    bare = replace(report, findings=(), diagnostics=(), fixed=())

    def writes(alone: Report, what: str) -> bool:
        return attempt(partial(_text, alone, format, view), tell, f"{what} in {format}") is not None

    def writes_finding(finding: Finding) -> bool:
        return writes(replace(bare, findings=(finding,)), finding.address)

    def writes_diagnostic(diagnostic: Diagnostic) -> bool:
        return writes(replace(bare, diagnostics=(diagnostic,)), diagnostic.code)

    return replace(
        report,
        findings=tuple(filter(writes_finding, report.findings)),
        diagnostics=tuple(filter(writes_diagnostic, report.diagnostics)),
    )


def _check_target(path: str, given: GivenFiles) -> None:
    """Raise ``UsageError`` for a file that is behind a link, or that is an input."""
    check_written(path)
    if os.path.isfile(path) and (given.has(path) or _is_input(path)):
        raise UsageError(f"the report is not written onto the input '{path}'", "name a new file")


def _is_input(path: str) -> bool:
    """Return whether a file is one that a run checks."""
    if path.endswith(_INPUTS):
        return True
    with open(path, "rb") as file:
        source = SourceFile(path, file.read(MAX_FILE_BYTES))
    return any(front_end.claims(source) for front_end in front_ends())


def _save(report: Report, format: str, path: str, view: View, tell: Tell) -> None:
    text = render(report, format, view, tell)
    if text is None:
        return
    try:
        # For file names that are not valid Unicode, this writes escapes that JSON has, too.
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
            out.write(text)
    except OSError as error:
        raise UsageError(f"cannot write the report to '{path}': {error.strerror}") from None
