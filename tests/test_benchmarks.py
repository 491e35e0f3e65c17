"""The benchmarks: their generated configurations are valid and reproducible."""

from __future__ import annotations

import json
import runpy
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import tree_sitter
import tree_sitter_hcl

pytestmark = pytest.mark.slow

Run = Callable[..., "subprocess.CompletedProcess[str]"]
LANGUAGES = ["terraform", "cloudformation"]
FIGURES = ["reading", "parsing", "evaluating", "judging", "reporting", "peak memory", "ratio"]


@pytest.fixture(scope="module", params=LANGUAGES)
def configuration(
    request: pytest.FixtureRequest, run_python: Run, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("generated") / str(request.param)
    result = run_python("benchmarks/generate.py", "0.2", str(folder), "--language", request.param)
    assert result.returncode == 0, result.stderr
    return folder


def test_size_is_as_requested(configuration: Path) -> None:
    size = sum(path.stat().st_size for path in configuration.rglob("*.*"))
    assert 200_000 <= size < 240_000


def test_same_arguments_give_the_same_files(
    configuration: Path, run_python: Run, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    run_python("benchmarks/generate.py", "0.2", str(again), "--language", configuration.name)
    for path in configuration.rglob("*.*"):
        assert (again / path.relative_to(configuration)).read_bytes() == path.read_bytes()


def test_every_terraform_file_parses(run_python: Run, tmp_path: Path) -> None:
    run_python("benchmarks/generate.py", "0.2", str(tmp_path / "generated"))
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_hcl.language()))
    files = list(tmp_path.rglob("*.tf"))
    assert len(files) > 50
    assert [path for path in files if parser.parse(path.read_bytes()).root_node.has_error] == []


def test_iaclint_reads_all_files(configuration: Path, run_python: Run) -> None:
    options = ("--format", "json", "--profile", "all")
    result = run_python("-m", "iaclint", "check", str(configuration), *options)
    assert result.returncode == 1, result.stderr
    report = json.loads(result.stdout)
    assert report["diagnostics"] == []
    assert any(finding["rule"] == "aws-s3-versioning" for finding in report["results"])


def test_figures_are_printed(configuration: Path, run_python: Run) -> None:
    result = run_python("benchmarks/run.py", str(configuration), "--runs", "1")
    assert result.returncode == 0, result.stderr
    for figure in FIGURES:
        assert figure in result.stdout


def test_growth_is_printed_for_each_kind(run_python: Run) -> None:
    result = run_python("benchmarks/growth.py", "--max", "400", "--runs", "1")
    assert result.returncode == 0, result.stderr
    heading, _, *rows = [line.split(" | ") for line in result.stdout.splitlines()]
    assert [row[1] for row in rows] == ["400"] * len(rows)
    assert {len(row) for row in rows} == {len(heading)}
    assert len({row[0] for row in rows}) == len(rows) > 5


def test_growing_kinds_have_as_many_resources_as_named(project: Path) -> None:
    kinds = runpy.run_path(str(project / "benchmarks/growth_kinds.py"))["KINDS"]
    for kind in ("several files", "public buckets", "one template", "several templates"):
        text = "".join(text for _, text in kinds[kind](2_000))
        assert text.count('resource "') + text.count("Type: ") == 2_000
