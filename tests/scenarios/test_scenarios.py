"""The Markdown files in this folder show the actual output of iaclint."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scenarios.scenario import Command, Scenario, read_scenarios

pytestmark = pytest.mark.slow

Run = Callable[..., "subprocess.CompletedProcess[str]"]
FILES = sorted(path for path in Path(__file__).parent.glob("*.md") if path.name != "README.md")
CASES = [(path, scenario) for path in FILES for scenario in read_scenarios(path)]


@pytest.mark.parametrize(("path", "scenario"), CASES, ids=[s.name for _, s in CASES])
def test_scenario(
    path: Path, scenario: Scenario, run_python: Run, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    for name, content in scenario.files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    printed = [_run(command, run_python, tmp_path) for command in scenario.commands]
    if request.config.getoption("update_snapshots"):
        _update(path, scenario, printed)
    else:
        assert printed == [command.output for command in scenario.commands]


def test_a_scenario_without_a_test_is_rejected(tmp_path: Path) -> None:
    file = tmp_path / "empty.md"
    file.write_text("## Nothing runs\n\n```hcl main.tf\nlocals {}\n```\n", encoding="utf-8")
    with pytest.raises(ValueError, match="needs files and a command"):
        list(read_scenarios(file))


def _run(command: Command, run_python: Run, folder: Path) -> str:
    program, *arguments = shlex.split(command.line)
    assert program == "iaclint"
    result = run_python("-m", "iaclint", *arguments, cwd=folder)
    code = f"exit code {result.returncode}\n" if result.returncode else ""
    return result.stdout + result.stderr + code


def _update(path: Path, scenario: Scenario, printed: list[str]) -> None:
    text = path.read_text(encoding="utf-8")
    for command, output in zip(scenario.commands, printed, strict=True):
        old = f"$ {command.line}\n{command.output}```"
        # The same command may stand in several scenarios: look behind this one's heading.
        start = text.index(old, text.index(f"## {scenario.name}\n"))
        text = text[:start] + f"$ {command.line}\n{output}```" + text[start + len(old) :]
    path.write_text(text, encoding="utf-8")
