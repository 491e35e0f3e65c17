"""SARIF files meet the official schema and the limits of GitHub code scanning."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from iaclint.judging.findings import Verdict
from iaclint.judging.report import Coverage, FixedFinding, Report
from iaclint.limits import (
    MAX_SARIF_BYTES,
    MAX_SARIF_PLACES,
    MAX_SARIF_RESULTS,
    MAX_SARIF_STEPS,
    MAX_SARIF_TAGS,
    MAX_SARIF_TEXT,
)
from iaclint.resource import Related
from iaclint.ruleset.rule import Severity
from tests.reports import REPORT

SCHEMA = Path(__file__).parents[2] / "data" / "sarif-2.1.0.json"


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_bytes()))


def run_of(written: str) -> dict[str, Any]:
    (run,) = json.loads(written)["runs"]
    return run


def report_of(*findings) -> Report:
    return Report(findings, (), Coverage())


def notes(run: dict[str, Any]) -> list[str]:
    return [note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"]]


def test_a_file_with_everything_is_valid(render, validator) -> None:
    document = json.loads(render(REPORT, format="sarif", show=frozenset(Verdict)))
    assert [error.message for error in validator.iter_errors(document)] == []


def test_the_same_report_has_the_same_bytes(render) -> None:
    assert render(format="sarif") == render(format="sarif")


def test_rules_have_a_page_a_rank_and_texts_that_github_reads(render, fail) -> None:
    rule = replace(fail.rule, why="x" * 3000, title="t" * 3000)
    (described,) = run_of(render(report_of(replace(fail, rule=rule)), format="sarif"))["tool"][
        "driver"
    ]["rules"]
    assert described["helpUri"].startswith("https://")
    assert described["defaultConfiguration"] == {"level": "error", "rank": 95.0}
    assert len(described["fullDescription"]["text"]) == MAX_SARIF_TEXT
    assert len(described["shortDescription"]["text"]) == MAX_SARIF_TEXT


def test_a_reference_that_is_no_address_is_not_the_page(render, fail) -> None:
    rule = replace(fail.rule, references=("Handbook, page 3",))
    run = run_of(render(report_of(replace(fail, rule=rule)), format="sarif"))
    assert "helpUri" not in run["tool"]["driver"]["rules"][0]


def test_failures_are_ranked_by_severity(render, fail, unknown) -> None:
    low = replace(fail, rule=replace(fail.rule, id="low", severity=Severity.LOW))
    run = run_of(render(report_of(fail, low, unknown), format="sarif", show=frozenset(Verdict)))
    assert [result.get("rank") for result in run["results"]] == [95.0, 20.0, None]


def test_tags_steps_and_places_are_limited(render, fail) -> None:
    rule = replace(fail.rule, compliance={f"framework-{n}": ("1",) for n in range(30)})
    finding = replace(
        fail,
        rule=rule,
        steps=fail.steps * (MAX_SARIF_STEPS + 1),
        related=(Related("passed here", fail.span),) * (MAX_SARIF_PLACES + 1),
    )
    run = run_of(render(report_of(finding), format="sarif"))
    (result,) = run["results"]
    flow = result["codeFlows"][0]["threadFlows"][0]["locations"]
    assert len(run["tool"]["driver"]["rules"][0]["properties"]["tags"]) == MAX_SARIF_TAGS
    assert len(flow) == MAX_SARIF_STEPS
    assert len(result["relatedLocations"]) == MAX_SARIF_PLACES


@pytest.mark.slow
def test_the_most_severe_results_stay_when_there_are_too_many(render, fail) -> None:
    low = replace(
        fail, rule=replace(fail.rule, id="low", severity=Severity.LOW), steps=(), related=()
    )
    run = run_of(render(report_of(*[low] * MAX_SARIF_RESULTS, fail), format="sarif"))
    assert len(run["results"]) == MAX_SARIF_RESULTS
    assert run["results"][0]["ruleId"] == fail.rule.id
    assert notes(run) == [
        "1 result left out, the least severe ones (GitHub accepts 25,000 results and 10 MB)"
    ]


@pytest.mark.slow
def test_a_file_that_is_too_large_has_the_most_severe_results(render, fail) -> None:
    noise = random.Random(1)
    low = replace(fail, rule=replace(fail.rule, id="low", severity=Severity.LOW))
    many = [replace(low, message=noise.randbytes(100_000).hex()) for _ in range(120)]
    written = render(report_of(*many, fail), format="sarif")
    run = run_of(written)
    assert MAX_SARIF_BYTES * 0.7 < len(gzip.compress(written.encode())) <= MAX_SARIF_BYTES
    assert run["results"][0]["ruleId"] == fail.rule.id
    assert notes(run)[0].startswith(f"{121 - len(run['results'])} results left out")


def test_fixed_findings_are_left_out_first(render, fail, monkeypatch) -> None:
    monkeypatch.setattr("iaclint.report.sarif.document.MAX_SARIF_RESULTS", 3)
    fixed = FixedFinding("aws-s3-versioning", "a", "a.tf", "a has no versions", "f1")
    report = Report((fail, fail), (), Coverage(), (fixed, fixed))
    run = run_of(render(report, format="sarif", unchanged=True))
    assert [result.get("baselineState") for result in run["results"]] == [None, None, "absent"]
    assert notes(run)[0].startswith("1 result left out")
