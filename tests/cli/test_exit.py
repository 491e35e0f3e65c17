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


@pytest.mark.parametrize(
    "arguments", [["check"], ["check", "--format", "json"], ["rules", "list"], ["--version"]]
)
def test_a_full_disk_is_no_internal_error(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "main.tf").write_text('resource "aws_s3_bucket" "media" {}\n', encoding="utf-8")
    with open("/dev/full", "w") as full:
        result = _run(tmp_path, arguments, stdout=full, stderr=subprocess.PIPE)
    assert result.returncode == ExitCode.USAGE
    assert result.stderr == "error: cannot write the output: No space left on device\n"
    assert list(tmp_path.glob("iaclint-fault-*")) == []


def test_a_full_disk_takes_error_messages_too(tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        result = _run(tmp_path, ["check", "none"], stdout=full, stderr=full)
    assert result.returncode == ExitCode.USAGE


@pytest.mark.parametrize(("arguments", "code"), [(["check"], 1), (["check", "none"], 2)])
def test_closed_streams_do_not_change_the_exit_code(
    tmp_path: Path, arguments: list[str], code: int
) -> None:
    (tmp_path / "main.tf").write_text(
        'resource "aws_ebs_volume" "a" { size = 1 }\n', encoding="utf-8"
    )
    shell = ["sh", "-c", 'exec "$@" >&- 2>&-', "sh"]
    assert _run(tmp_path, arguments, before=shell).returncode == code


def test_a_closed_pipe_ends_the_run_by_its_signal(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    result = _run(tmp_path, ["rules", "list"], stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert (result.returncode, result.stderr) == (-signal.SIGPIPE, "")


def _run(
    folder: Path, arguments: list[str], before: list[str] | None = None, **streams: object
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*(before or []), sys.executable, "-m", "iaclint", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "TMPDIR": str(folder)},
        encoding="utf-8",
        timeout=300,
        check=False,
        **streams,
    )
