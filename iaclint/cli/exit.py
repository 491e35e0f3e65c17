"""Exit codes, and error messages without a traceback."""

from __future__ import annotations

import contextlib
import signal
import sys
from enum import IntEnum
from typing import TYPE_CHECKING

import typer

from iaclint.errors import IaclintError

if TYPE_CHECKING:
    from collections.abc import Callable

    from iaclint.files.diagnostics import Diagnostic


class ExitCode(IntEnum):
    """The exit codes of ``iaclint``."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    FAULT = 3
    INTERRUPTED = 130


def end_of(program: Callable[[], object]) -> int:
    """Run a program and return its exit code; errors are printed on standard error."""
    _die_of_a_closed_pipe()
    # File names can contain characters that the terminal's encoding lacks.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = program()
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except IaclintError as error:
        _diagnose(getattr(error, "diagnostics", ()))
        _complain(error.message, error.hint)
        return ExitCode.USAGE
    except typer.TyperException as error:
        _complain(error.format_message(), _usage_hint(error))
        return ExitCode.USAGE
    except Exception as error:
        _report_fault(error)
        return ExitCode.FAULT
    return code if isinstance(code, int) else ExitCode.CLEAN


def _die_of_a_closed_pipe() -> None:
    """End silently when the reader of a pipe closes it, as in ``| head``."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _complain(message: str, hint: str | None) -> None:
    from iaclint.report.terminal import escape

    print(f"error: {escape(message)}", file=sys.stderr)
    if hint:
        print(f"  = help: {escape(hint)}", file=sys.stderr)


def _diagnose(diagnostics: tuple[Diagnostic, ...]) -> None:
    """Print the diagnostics of an error that stops the run."""
    from iaclint.cli.color import wants_color
    from iaclint.report.terminal import Pen
    from iaclint.report.text import diagnose

    pen = Pen(wants_color(sys.stderr, "auto"))
    for diagnostic in diagnostics:
        print(*diagnose(diagnostic, pen, 100), "", sep="\n", file=sys.stderr)


def _usage_hint(error: typer.TyperException) -> str | None:
    context = getattr(error, "ctx", None)
    return f"see {context.command_path} --help" if context else None


def _report_fault(error: Exception) -> None:
    hint = "please report this bug"
    with contextlib.suppress(OSError):
        hint = f"please report this bug with the file {_write_fault(error)}"
    _complain(f"internal error: {type(error).__name__}: {error}", hint)


def _write_fault(error: Exception) -> str:
    """Write the details of a bug report to a temporary file and return its path."""
    import platform
    import tempfile
    import traceback

    from iaclint import __version__

    handle, path = tempfile.mkstemp(prefix="iaclint-fault-", suffix=".txt")
    with open(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(
            f"iaclint {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
            f"arguments: {sys.argv[1:]!r}\n\n"
        )
        file.writelines(traceback.format_exception(error))
    return path
