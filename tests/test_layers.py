"""Data moves one way: nothing imports what comes after it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable


def test_layers_hold(run_python: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    result = run_python(
        "-c",
        "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))",
    )
    assert result.returncode == 0, result.stdout + result.stderr
