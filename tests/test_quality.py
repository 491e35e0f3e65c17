"""What a reader relies on without looking: types hold, and the style is one."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest


@pytest.mark.parametrize("tool", [["mypy"], ["ruff", "check", "--quiet"]], ids=lambda tool: tool[0])
def test_tool_has_nothing_to_say(
    tool: list[str], run_python: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    result = run_python("-m", *tool)
    assert result.returncode == 0, result.stdout + result.stderr
