"""The work of analyses is bounded, and shared between instances."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iaclint.files.work import RUN
from iaclint.judging.report import Report
from iaclint.request import Request, RuleChoice
from iaclint.runs import run
from tests.terraform.support import lay_out

RULE = "aws-sqs-public-access"


def queues(count: int) -> str:
    """Return queues with a policy that differs and is not known: no verdict is that of another."""
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": {"Ref": "Who"}},
        "Action": "sqs:SendMessage",
        "Resource": "*",
    }
    resources: dict[str, object] = {}
    for n in range(count):
        resources[f"Q{n}"] = {"Type": "AWS::SQS::Queue"}
        document = {"Statement": [{**statement, "Sid": f"S{n}"}] * 20}
        resources[f"P{n}"] = {
            "Type": "AWS::SQS::QueuePolicy",
            "Properties": {"Queues": [{"Ref": f"Q{n}"}], "PolicyDocument": document},
        }
    return json.dumps({"Parameters": {"Who": {"Type": "String"}}, "Resources": resources})


def check(folder: Path) -> Report:
    return run(Request((".",), str(folder), RuleChoice(ids=(RULE,))))


def test_what_takes_more_steps_than_there_are_is_unknown_and_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = queues(10).replace('{"Ref": "Who"}', '["*", {"Ref": "Who"}]')
    lay_out(tmp_path, {"t.json": text})
    assert {finding.verdict.value for finding in check(tmp_path).findings} == {"fail"}
    with monkeypatch.context() as patched:
        patched.setattr("iaclint.files.work.MAX_RUN_STEPS", 1_200)
        report = check(tmp_path)
    RUN.begin()
    assert {finding.verdict.value for finding in report.findings} == {"fail", "unknown"}
    blockers = {b for f in report.findings if f.verdict.value == "unknown" for b in f.blocked_by}
    assert blockers == {"the limit of steps"}
    assert any("more steps than are allowed" in d.message for d in report.diagnostics)


def test_all_queues_of_a_shared_policy_have_its_verdict_and_place(tmp_path: Path) -> None:
    template = json.loads(queues(1).replace('{"Ref": "Who"}', '"*"'))
    for n in range(1, 5):
        template["Resources"][f"Q{n}"] = {"Type": "AWS::SQS::Queue"}
        template["Resources"]["P0"]["Properties"]["Queues"].append({"Ref": f"Q{n}"})
    lay_out(tmp_path, {"t.json": json.dumps(template, indent=1)})
    findings = check(tmp_path).findings
    assert [finding.verdict.value for finding in findings] == ["fail"]
    (finding,) = findings
    assert finding.instances == ("Q0", "Q1", "Q2", "Q3", "Q4")
