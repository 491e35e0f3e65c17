"""The steps of ``action.yml``, run as GitHub runs them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.pull_requests.conftest import KNOWN, SUSPENDED, check_out, commit_often, run
from tests.scratch import Scratch

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]
ACTION = yaml.safe_load((PROJECT / "action.yml").read_text("utf-8"))
STEPS: dict[str, dict[str, Any]] = {step["name"]: step for step in ACTION["runs"]["steps"]}
FETCH, CHECK = "Fetch the base of the pull request", "Check"
VERSIONING = "--rules\naws-s3-versioning"

Step = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def step(tmp_path: Path, program: Path) -> Step:
    """Return a function that runs the script of a step in a clone."""
    temp = program.parents[2]
    for name in ("output", "summary"):
        (temp / name).touch()

    def run_step(name: str, clone: Scratch, base: str = "", **inputs: str):
        script = temp / "script.sh"
        script.write_text(STEPS[name]["run"], encoding="utf-8")
        values = {name: str(about.get("default", "")) for name, about in ACTION["inputs"].items()}
        values |= {name.replace("_", "-"): text for name, text in inputs.items()}
        given = {
            variable: values[re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", text)[1]]
            for variable, text in STEPS[name].get("env", {}).items()
        }
        service = {
            "GITHUB_ACTION_PATH": str(PROJECT),
            "GITHUB_BASE_REF": base,
            "GITHUB_OUTPUT": str(temp / "output"),
            "GITHUB_STEP_SUMMARY": str(temp / "summary"),
            "RUNNER_TEMP": str(temp),
        }
        shell = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
        return run(*shell, script, cwd=clone.root, **service, **given)

    return run_step


@pytest.fixture
def temp(program: Path) -> Path:
    """Return the folder for temporary files of the runner."""
    return program.parents[2]


def outputs(temp: Path) -> dict[str, str]:
    lines = (temp / "output").read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


def results(temp: Path) -> list[dict[str, Any]]:
    (run,) = json.loads(Path(outputs(temp)["sarif-file"]).read_bytes())["runs"]
    return run["results"]


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", ".github/workflows/tests.yml"),
        ("vendor.github-workflows", ".github/workflows/release.yml"),
    ],
)
def test_files_are_valid(schema: str, file: str) -> None:
    command = ("-m", "check_jsonschema", "--builtin-schema", schema, PROJECT / file)
    result = run(sys.executable, *command, cwd=PROJECT)
    assert result.returncode == 0, result.stdout


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    files = (PROJECT / "action.yml", PROJECT / ".github" / "workflows")
    result = run(zizmor, "--offline", "--no-config", *files, cwd=PROJECT)
    assert result.returncode == 0, result.stdout


def test_scripts_contain_no_expressions() -> None:
    assert [name for name, step in STEPS.items() if "${{" in step.get("run", "")] == []


def test_actions_are_pinned_to_commits() -> None:
    used = [step["uses"] for step in STEPS.values() if "uses" in step]
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action) for action in used)
    assert used


def test_every_input_is_used() -> None:
    text = (PROJECT / "action.yml").read_text("utf-8")
    assert [name for name in ACTION["inputs"] if f"inputs.{name} " not in text] == []


@pytest.mark.parametrize("options", [("--depth=1",), ("--depth=2",), ()])
@pytest.mark.parametrize("ref", ["refs/pull/1/merge", "refs/pull/1/head"])
def test_the_merge_base_is_fetched(
    step: Step, origin: Scratch, ref: str, options: tuple[str, ...]
) -> None:
    clone = check_out(origin, ref, *options)
    result = step(FETCH, clone, base="main")
    assert result.returncode == 0, result.stdout + result.stderr
    expected = "main" if ref.endswith("merge") else "main~1"
    base = clone.git("merge-base", "HEAD", "origin/main")
    assert base == origin.git("rev-parse", expected)


def test_history_is_fetched_until_the_merge_base(step: Step, origin: Scratch) -> None:
    origin.git("checkout", "-q", "change")
    commit_often(origin, 60)
    clone = check_out(origin, "refs/heads/change", "--depth=1")
    assert step(FETCH, clone, base="main").returncode == 0
    base = clone.git("merge-base", "HEAD", "origin/main")
    assert base == origin.git("rev-parse", "main~1")


def test_a_base_that_cannot_be_fetched_is_an_error(step: Step, origin: Scratch) -> None:
    clone = check_out(origin, "refs/pull/1/merge", "--depth=1")
    result = step(FETCH, clone, base="gone")
    assert result.returncode == 2
    hint = "set fetch-depth: 0 for actions/checkout, or keep its credentials"
    assert result.stdout == f"::error title=iaclint::cannot fetch gone: {hint}\n"


def test_a_push_reports_all_findings(step: Step, origin: Scratch, temp: Path) -> None:
    clone = check_out(origin, "refs/pull/1/merge", "--depth=1")
    result = step(CHECK, clone, arguments=VERSIONING)
    assert result.returncode == 1, result.stderr
    assert outputs(temp)["exit-code"] == "1"
    assert len(results(temp)) == 2
    summary = (temp / "summary").read_text("utf-8")
    assert "aws_s3_bucket.media" in summary
    assert "aws_s3_bucket.old" in summary
    annotations = [line for line in result.stdout.splitlines() if line.startswith("::")]
    assert len(annotations) == 2
    assert re.match(r"::\w+ file=main.tf,line=8,", annotations[0])


def test_a_pull_request_reports_what_it_introduces(step: Step, origin: Scratch, temp: Path) -> None:
    clone = check_out(origin, "refs/pull/1/merge", "--depth=1")
    assert step(FETCH, clone, base="main").returncode == 0
    result = step(CHECK, clone, base="main", arguments=VERSIONING)
    assert result.returncode == 1, result.stderr
    annotations = [line for line in result.stdout.splitlines() if line.startswith("::")]
    assert len(annotations) == 1
    assert "file=main.tf,line=8," in annotations[0]
    assert "1 introduced, 1 unchanged" in result.stdout
    states = {
        r["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]: r["baselineState"]
        for r in results(temp)
    }
    assert states == {"aws_s3_bucket.media": "new", "aws_s3_bucket.old": "unchanged"}


def test_a_pull_request_without_new_findings_passes(
    step: Step, origin: Scratch, temp: Path
) -> None:
    origin.git("checkout", "-q", "change")
    origin.git("revert", "--no-edit", "HEAD")
    clone = check_out(origin, "refs/heads/change", "--depth=1")
    assert step(FETCH, clone, base="main").returncode == 0
    result = step(CHECK, clone, base="main", arguments=VERSIONING)
    assert result.returncode == 0, result.stdout + result.stderr
    assert outputs(temp)["exit-code"] == "0"


def test_inputs_become_options(step: Step, origin: Scratch, temp: Path) -> None:
    clone = check_out(origin, "refs/pull/1/merge")
    clone.write({"-x y.tf": KNOWN.replace("old", "other")})
    inputs = {"profile": "all", "fail_on": "critical", "arguments": VERSIONING, "diff": "off"}
    result = step(CHECK, clone, base="main", paths="./-x y.tf\n", **inputs)
    assert result.returncode == 0, result.stderr
    assert result.stdout.count("aws-s3-versioning") > 0
    result = step(CHECK, clone, summary="false", annotations="false", arguments=VERSIONING)
    assert "\n::" not in result.stdout
    assert (temp / "summary").read_text("utf-8").count("# iaclint") == 1


def test_inputs_are_not_run(step: Step, origin: Scratch, temp: Path) -> None:
    clone = check_out(origin, "refs/pull/1/merge")
    for name in ("paths", "profile", "fail_on", "diff", "arguments"):
        step(CHECK, clone, **{name: f"$(touch {temp}/run); `touch {temp}/run`"})
    assert not (temp / "run").exists()


def test_a_run_that_cannot_start_is_an_error(step: Step, origin: Scratch, temp: Path) -> None:
    clone = check_out(origin, "refs/pull/1/merge")
    result = step(CHECK, clone, arguments="--rules\nno-such-rule")
    assert result.returncode == 2
    assert result.stdout.startswith("::error title=iaclint::iaclint did not run")
    assert outputs(temp) == {"exit-code": "2"}


def test_sarif_is_valid_and_its_fingerprints_are_stable(
    step: Step, origin: Scratch, temp: Path
) -> None:
    clone = check_out(origin, "refs/pull/1/merge")
    clone.write({".iaclint.yaml": "profile: all\n"})
    step(CHECK, clone)
    before = results(temp)
    schema = json.loads((PROJECT / "tests/data/sarif-2.1.0.json").read_bytes())
    document = json.loads(Path(outputs(temp)["sarif-file"]).read_bytes())
    assert [e.message for e in Draft202012Validator(schema).iter_errors(document)] == []
    clone.write({"main.tf": f"# moved\n\n{SUSPENDED}"})
    step(CHECK, clone)
    after = results(temp)
    assert [r["partialFingerprints"] for r in before] == [r["partialFingerprints"] for r in after]
    assert before != after


@pytest.mark.slow
@pytest.mark.network
@pytest.mark.usefixtures("network")
def test_install(step: Step, origin: Scratch, program: Path) -> None:
    program.unlink()
    result = step("Install iaclint", origin, extras="none")
    assert result.returncode == 0, result.stdout + result.stderr
    assert run(program, "--version", cwd=origin.root).stdout.startswith("iaclint ")
