"""The rules in ``docs/writing-rules.md`` are valid, and their examples pass."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.mark.slow
def test_the_rules_in_the_document_pass_their_examples(
    project: Path, tmp_path: Path, run_python: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    text = (project / "docs/writing-rules.md").read_text("utf-8")
    rules = [
        block
        for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
        if "\nexamples:" in block
    ]
    assert len(rules) == 2
    for number, rule in enumerate(rules):
        own = re.sub("^id: aws-", "id: own-", rule)  # bundled rules have the other id
        (tmp_path / f"{number}.yml").write_text(own, encoding="utf-8")
    result = run_python("-m", "iaclint", "rules", "test", ".", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    assert result.stdout == "Ran 3 examples of 2 rules: all pass.\n"
