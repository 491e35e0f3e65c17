from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from iaclint import __version__
from iaclint.cli.exit import ExitCode


def test_an_internal_error_is_written_to_a_file_without_a_traceback(tmp_path: Path) -> None:
    result = _end(tmp_path, "raise KeyError('lost')")
    assert result.returncode == ExitCode.FAULT
    assert result.stdout == ""
    assert result.stderr.startswith("error: internal error: KeyError: 'lost'\n")
    assert "Traceback" not in result.stderr
    [report] = tmp_path.glob("iaclint-fault-*.txt")
    assert str(report) in result.stderr
    written = report.read_text("utf-8")
    assert written.startswith(f"iaclint {__version__}, Python ")
    assert "KeyError: 'lost'" in written


def test_an_internal_error_is_reported_without_a_file(tmp_path: Path) -> None:
    body = "import tempfile; tempfile.tempdir = '/none'; raise KeyError('lost')"
    result = _end(tmp_path, body)
    assert result.returncode == ExitCode.FAULT
    assert "please report this bug\n" in result.stderr


def test_a_usage_error_has_a_hint(tmp_path: Path) -> None:
    result = _end(tmp_path, "raise UsageError('bad \\x1b[2J', 'do this')")
    assert result.returncode == ExitCode.USAGE
    assert result.stderr == "error: bad \\x1b[2J\n  = help: do this\n"


@pytest.mark.skipif(os.name == "nt", reason="sends a POSIX signal")
def test_an_interrupt_ends_quietly(tmp_path: Path) -> None:
    body = f"import os; os.kill(os.getpid(), {int(signal.SIGINT)}); import time; time.sleep(9)"
    result = _end(tmp_path, body)
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "")


def _end(folder: Path, body: str) -> subprocess.CompletedProcess[str]:
    script = f"""\
    import sys
    from iaclint.cli.exit import end_of
    from iaclint.errors import UsageError
    def program():
        {body}
    sys.exit(end_of(program))
    """
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "TMPDIR": str(folder)},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
