"""The pages in ``docs`` on services, editors and other tools."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Run
from tests.pull_requests.conftest import KNOWN, SUSPENDED, run

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]
DOCS = PROJECT / "docs"
SCHEMAS = {
    ".github/workflows/iaclint.yml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
    "azure-pipelines.yml": "vendor.azure-pipelines",
    ".circleci/config.yml": "vendor.circle-ci",
    "bitbucket-pipelines.yml": "vendor.bitbucket-pipelines",
}
PAGES = ("github.md", "gitlab.md", "jenkins.md")


def blocks(page: str, language: str) -> list[str]:
    text = (DOCS / page).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def named_examples() -> dict[str, str]:
    """Return the example of each service by the name in its first line."""
    examples = [block for page in PAGES for block in blocks(page, "yaml")]
    return {e.split("\n")[0].removeprefix("# "): e for e in examples if e.startswith("# ")}


@pytest.mark.parametrize("name", SCHEMAS)
def test_examples_are_valid(name: str, tmp_path: Path) -> None:
    file = tmp_path / "example.yml"
    file.write_text(named_examples()[name], encoding="utf-8")
    # The schema of Azure Pipelines has patterns that are invalid in Unicode mode.
    options = ("--builtin-schema", SCHEMAS[name], "--regex-variant", "nonunicode")
    result = run(sys.executable, "-m", "check_jsonschema", *options, file, cwd=tmp_path)
    assert result.returncode == 0, result.stdout


def test_every_named_example_has_a_schema() -> None:
    assert named_examples().keys() == SCHEMAS.keys()


def table(page: str, head: str) -> dict[str, list[str]]:
    """Return the rows of a table by their first cell."""
    text = (DOCS / page).read_text("utf-8").split(f"\n| {head} |")[1].split("\n\n")[0]
    rows = [re.findall(r"[^|]+", line) for line in text.splitlines()[2:]]
    return {cells[0].strip(" `"): [cell.strip() for cell in cells[1:]] for cells in rows}


def test_the_page_lists_the_inputs_and_outputs_of_the_action() -> None:
    action = yaml.safe_load((PROJECT / "action.yml").read_text("utf-8"))
    inputs = table("github.md", "input")
    assert list(inputs) == list(action["inputs"])
    for name, about in action["inputs"].items():
        assert not about["default"] or inputs[name][0] == f"`{about['default']}`"
    assert list(table("github.md", "output")) == list(action["outputs"])


def test_the_page_lists_the_variables_of_the_template() -> None:
    file = PROJECT / "templates" / "iaclint.gitlab-ci.yml"
    variables = yaml.safe_load(file.read_text("utf-8"))["iaclint"]["variables"]
    assert table("gitlab.md", "variable").keys() == variables.keys()


def test_editors_find_every_line(run_python: Run, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(SUSPENDED, encoding="utf-8")
    (tmp_path / ".iaclint.yaml").write_text("profile: all\n", encoding="utf-8")
    (tmp_path / "unknown.tf").write_text(
        'variable "status" {}\n' + KNOWN.replace('"Suspended"', "var.status"), encoding="utf-8"
    )
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "main.tf").write_text("resource {", encoding="utf-8")
    task: dict[str, Any] = json.loads(blocks("editors.md", "json")[0])["tasks"][0]
    result = run_python("-m", "iaclint", *task["args"], cwd=tmp_path)
    patterns = [matcher["pattern"] for matcher in task["problemMatcher"]]
    lines = result.stdout.splitlines()
    assert len(lines) > 2
    for line in lines:
        (match,) = filter(None, (re.search(pattern["regexp"], line) for pattern in patterns))
        assert (tmp_path / match[patterns[0]["file"]]).is_file()
    assert any(blocks("editors.md", "")[0].strip() in line for line in lines)


def test_options_exist(run_python: Run) -> None:
    known = run_python("-m", "iaclint", "check", "--help").stdout
    text = (DOCS / "coming-from.md").read_text("utf-8")
    cells = [line.split("|")[2] for line in text.splitlines() if line.startswith("| `")]
    used = set(re.findall(r"--[a-z-]+", " ".join(cells)))
    assert len(used) > 10
    assert sorted(option for option in used if f"{option} " not in known) == []


def test_the_image_runs_without_privileges() -> None:
    lines = (PROJECT / "Dockerfile").read_text("utf-8").splitlines()
    assert "USER iaclint" in lines
    assert 'ENTRYPOINT ["iaclint"]' in lines


def test_the_image_has_what_the_build_reads() -> None:
    ignored = (PROJECT / ".dockerignore").read_text("utf-8").splitlines()
    kept = [line[1:] for line in ignored if line.startswith("!")]
    assert all((PROJECT / name).exists() for name in kept)
    build = (PROJECT / "pyproject.toml").read_text("utf-8")
    assert {"README.md", "LICENSE", "rules", "iaclint", "hatch_build.py"} <= set(kept)
    assert 'readme = "README.md"' in build
