from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="needs a POSIX terminal")

SCRIPT = """\
import sys, time
from iaclint.cli import progress
progress.DELAY = float(sys.argv[1])
with progress.Progress() as progress_line:
    progress_line("finding files")
    progress_line("judging")
    while sys.argv[2] == "wait" and progress_line._status is None:
        time.sleep(0.01)
print("rich" in sys.modules)
"""


def test_a_long_run_shows_its_stage() -> None:
    printed, shown = _run_on_terminal("0.05", "wait")
    assert printed == "True\n"
    assert "judging" in shown


def test_a_short_run_shows_nothing_and_loads_nothing() -> None:
    assert _run_on_terminal("10", "end") == ("False\n", "")


def test_nothing_is_shown_without_a_terminal() -> None:
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT, "0", "end"],
        env=_environment(),
        capture_output=True,
        text=True,
    )
    assert (result.stdout, result.stderr) == ("False\n", "")


def _run_on_terminal(*arguments: str) -> tuple[str, str]:
    """Return what goes to standard output, and to a terminal on standard error."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, *arguments],
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
    ) as process:
        os.close(theirs)
        printed, _ = process.communicate(timeout=300)
    shown = b""
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:
        pass  # Linux: the other end is closed
    os.close(ours)
    return printed, shown.decode()


def _environment() -> dict[str, str]:
    project = str(Path(__file__).parents[2])
    return {**os.environ, "PYTHONPATH": project, "TERM": "xterm"}
