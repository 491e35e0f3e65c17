"""``iaclint check --watch``."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import FIXED, OPEN

PATIENCE = 120
"""Seconds after which a test gives up."""


class Watching:
    """A run that watches, and what it has printed."""

    def __init__(self, folder: Path, *arguments: str, stdout: int | None = None) -> None:
        self._out, self._err = folder.parent / "stdout", folder.parent / "stderr"
        with open(self._out, "wb") as out, open(self._err, "wb") as err:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "iaclint", "check", "--watch", *arguments],
                cwd=folder,
                env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
                stdin=subprocess.DEVNULL,
                stdout=out if stdout is None else stdout,
                stderr=err,
            )

    def runs(self) -> list[str]:
        """Return what is printed on standard output by now, by run."""
        return self._out.read_text("utf-8").split("Found ")[1:]

    def errors(self) -> str:
        return self._err.read_text("utf-8")

    def wait_for(self, condition: Callable[[], object]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert self.process.poll() is None, self.errors()
            assert time.monotonic() < deadline, self.errors()
            time.sleep(0.05)

    def wait_for_runs(self, count: int) -> None:
        self.wait_for(lambda: self.errors().count("Watching ") >= count)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "main.tf").write_text(FIXED, encoding="utf-8")
    return folder


@pytest.fixture
def watch(folder: Path) -> Iterator[Callable[..., Watching]]:
    started: list[Watching] = []

    def start(*arguments: str, **options: int) -> Watching:
        rules = ("--rules", "aws-s3-versioning", "--no-config")
        started.append(Watching(folder, *rules, *arguments, **options))
        return started[-1]

    yield start
    for each in started:
        each.process.kill()
        each.process.wait()


@pytest.mark.slow
def test_a_change_is_checked_and_an_interrupt_ends_quietly(folder: Path, watch) -> None:
    watching = watch()
    watching.wait_for_runs(1)
    (folder / "main.tf").write_text(OPEN, encoding="utf-8")
    watching.wait_for_runs(2)
    (folder / "main.tf").write_text(FIXED, encoding="utf-8")
    watching.wait_for_runs(3)
    assert watching.stop() == 130
    assert [run.split(".")[0] for run in watching.runs()] == [
        "no problems",
        "1 problem: 1 medium",
        "no problems",
    ]
    assert watching.errors() == "Watching 2 files and folders; Ctrl-C ends.\n" * 3
    assert "\x1b" not in "".join(watching.runs())


@pytest.mark.slow
def test_new_files_are_seen_and_reports_are_not(folder: Path, watch) -> None:
    watching = watch("--format", "text", "--format", "json", "--output", "report.json")
    watching.wait_for_runs(1)
    (folder / "new").mkdir()
    (folder / "new/main.tf").write_text(OPEN, encoding="utf-8")
    watching.wait_for(lambda: "1 problem" in "".join(watching.runs()))
    count = len(watching.runs())
    time.sleep(1.5)
    assert len(watching.runs()) == count
    assert watching.stop() == 130


@pytest.mark.slow
def test_an_error_is_printed_and_the_run_goes_on(folder: Path, watch) -> None:
    watching = watch("main.tf")
    watching.wait_for_runs(1)
    (folder / "main.tf").unlink()
    watching.wait_for_runs(2)
    assert "error: there is no file or folder 'main.tf'\n" in watching.errors()
    (folder / "main.tf").write_text(OPEN, encoding="utf-8")
    watching.wait_for(lambda: "1 problem" in "".join(watching.runs()))
    assert watching.stop() == 130


@pytest.mark.slow
def test_a_terminal_is_cleared(folder: Path, watch) -> None:
    terminal, other_end = pty.openpty()
    watching = watch(stdout=other_end)
    os.close(other_end)
    watching.wait_for_runs(1)
    assert os.read(terminal, 10_000).startswith(b"\x1b[H\x1b[2J\x1b[3J")
    assert watching.stop() == 130
    os.close(terminal)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "nope"],
        ["--output", ".git/config"],
        ["--show", "nope"],
        ["--fail-on", "nope"],
        ["--region", "nope"],
        ["--var", "nope"],
        ["--quiet", "--verbose"],
    ],
)
def test_a_wrong_option_ends_the_run(watch, arguments: list[str]) -> None:
    watching = watch(*arguments)
    assert watching.process.wait(PATIENCE) == 2
    assert "Watching" not in watching.errors()
