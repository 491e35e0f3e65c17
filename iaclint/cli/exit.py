"""Exit codes, and error messages without a traceback."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from enum import IntEnum
from typing import TYPE_CHECKING

import typer

from iaclint.errors import IaclintError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.judging.exit_policy import ExitPolicy
    from iaclint.judging.report import Report

_FULL = frozenset([errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EPIPE, errno.EBADF])
"""What writing can fail with that is no fault of the program."""


class ExitCode(IntEnum):
    """The exit codes of ``iaclint``."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    """Also for input that cannot be read or parsed at all, and output that cannot be written."""
    FAULT = 3
    INTERRUPTED = 130


def code_of(report: Report, policy: ExitPolicy, exit_zero: bool = False) -> ExitCode:
    """Return the exit code of a run that has a report; with ``exit_zero``, always 0.

    Raises ``UsageError`` if none of the input could be read or parsed.
    """
    if exit_zero:
        return ExitCode.CLEAN
    if report.is_unreadable:
        raise UsageError("none of the input can be read or parsed")
    if report.has_faults:
        return ExitCode.FAULT
    return ExitCode.FINDINGS if policy.fails(report) else ExitCode.CLEAN


def end_of(program: Callable[[], object]) -> int:
    """Run a program and return its exit code; errors are printed on standard error."""
    _die_of_a_closed_pipe()
    _prepare_streams()
    try:
        code = _end_of(program)
        sys.stdout.flush()
    except OSError as error:
        return _end_without_output(error)
    return code


def _prepare_streams() -> None:
    # A stream that the caller closed is None; writing to it is pointless, but no mistake.
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    # File names can contain characters that the terminal's encoding lacks.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _end_of(program: Callable[[], object]) -> int:
    """Run a program and return its exit code. Raises ``OSError`` for output that fails."""
    try:
        code = program()
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except IaclintError as error:
        explain_error(error)
        return ExitCode.USAGE
    except typer.TyperException as error:
        _complain(*_in_own_words(error))
        return ExitCode.USAGE
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _FULL:
            raise
        _report_fault(error)
        return ExitCode.FAULT
    return code if isinstance(code, int) else ExitCode.CLEAN


def _die_of_a_closed_pipe() -> None:
    """End silently when the reader of a pipe closes it, as in ``| head``."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def explain_error(error: IaclintError) -> None:
    """Print an error on standard error, with its diagnostics and its hint."""
    diagnose(getattr(error, "diagnostics", ()))
    _complain(error.message, error.hint)


def _complain(message: str, hint: str | None) -> None:
    from iaclint.report.log_commands import escape_commands
    from iaclint.report.terminal import escape

    lines = [f"error: {escape(message)}", *([f"  = help: {escape(hint)}"] if hint else [])]
    print(escape_commands("\n".join(lines), "text"), file=sys.stderr)


def diagnose(diagnostics: tuple[Diagnostic, ...]) -> None:
    """Print diagnostics on standard error, such as those of an error that stops the run."""
    from iaclint.cli.color import wants_color
    from iaclint.report.log_commands import escape_commands
    from iaclint.report.terminal import Pen
    from iaclint.report.text import diagnose

    pen = Pen(wants_color(sys.stderr, "auto"))
    for diagnostic in diagnostics:
        text = "\n".join([*diagnose(diagnostic, pen, 100), ""])
        print(escape_commands(text, "text"), file=sys.stderr)


def _end_without_output(error: OSError) -> ExitCode:
    """Say that output cannot be written, where that is possible."""
    with contextlib.suppress(OSError):
        target = f" '{error.filename}'" if error.filename else ""
        _complain(f"cannot write the output{target}: {error.strerror}", None)
    # Python flushes its streams at the end, and would complain too.
    null = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(null, descriptor)
    return ExitCode.USAGE


def _in_own_words(error: typer.TyperException) -> tuple[str, str | None]:
    """Return the message and the hint for an error of the command line parser."""
    context = getattr(error, "ctx", None)
    hint = f"see {context.command_path} --help" if context else None
    option = getattr(error, "option_name", None)
    if option and hasattr(error, "possibilities"):
        close = next(iter(error.possibilities or ()), None)
        return f"unknown option '{option}'", f"did you mean '{close}'?" if close else hint
    message = error.format_message().rstrip(".").replace("a valid int range", "a whole number")
    return message[:1].lower() + message[1:], hint


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
