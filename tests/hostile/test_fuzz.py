"""The fuzzer runs, and the laws hold on its first inputs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.fuzzing.batches import batch
from tests.hostile.fuzzing.case import Case
from tests.hostile.fuzzing.kinds import TOGETHER, WITHIN
from tests.hostile.fuzzing.laws import Outcome, broken
from tests.hostile.fuzzing.minimizing import minimize


@pytest.mark.slow
def test_the_laws_hold_on_the_first_inputs(tmp_path: Path) -> None:
    options = ["--batches", "15", "--failures", str(tmp_path)]
    command = [sys.executable, "-m", "tests.hostile.fuzz", "--seconds", "90", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "inputs" in done.stdout) == (0, True), done.stdout + done.stderr


@pytest.mark.parametrize("kind", [*TOGETHER, WITHIN])
def test_a_seed_gives_the_same_inputs(kind: str) -> None:
    assert batch(1, kind) == batch(1, kind)


@pytest.mark.parametrize(
    ("outcome", "law"),
    [
        (Outcome(3, "", ""), "exit code 3"),
        (Outcome(1, "{", ""), "unreadable json: Expecting property name enclosed in double qu"),
        (Outcome(2, "", "a ##[error]"), "command of a runner with json"),
        (Outcome(2, "", "a\x1b[31m"), "escape sequence"),
        (Outcome(2, "", "Traceback (most recent call last)"), "traceback"),
    ],
)
def test_a_broken_law_is_told(outcome: Outcome, law: str) -> None:
    (found,) = broken(("check", "--format", "json"), outcome)
    assert found.startswith(law)


def test_an_input_is_made_smaller() -> None:
    case = Case("any bytes", {"a": b"x" * 50 + b"bad" + b"y" * 50, "b": b""})
    small = minimize(case, lambda each: b"bad" in each.files.get("a", b""))
    assert small.files == {"a": b"bad"}
