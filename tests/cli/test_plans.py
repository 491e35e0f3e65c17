"""Plans on the command line."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.plan.plans import block, change, constant, module, plan, refers

ACL, MEDIA = "aws_s3_bucket_acl.media", "aws_s3_bucket.media"
PLAN = json.dumps(
    plan(
        [
            change(MEDIA, {"bucket": "clinic"}, {"id": True, "acl": True, "policy": True}),
            change(ACL, {"acl": "public-read"}, {"bucket": True}),
            change("aws_s3_bucket.gone", None, actions=("delete",)),
        ],
        module(
            block(MEDIA, bucket=constant("clinic")),
            block(ACL, acl=constant("public-read"), bucket=refers(f"{MEDIA}.id", MEDIA)),
        ),
    )
)
SOURCES = f"""\
resource "aws_s3_bucket" "media" {{
  bucket = "clinic"
}}
resource "aws_s3_bucket_acl" "media" {{
  bucket = {MEDIA}.id
  acl    = "public-read"
}}
"""
RULE = ["--rules", "aws-s3-public-access"]


def finding(program: Any, *arguments: str, files: dict[str, str]) -> dict[str, Any]:
    result = program("check", *arguments, *RULE, "--format", "json", files=files)
    assert result.returncode == 1, result.stderr
    (found,) = json.loads(result.stdout)["results"]
    assert found["resource"]["address"] == MEDIA
    assert found["resource"]["companions"] == [ACL]
    return dict(found)


@pytest.mark.parametrize("name", ["plan.json", "tfplan"])
def test_findings_have_places_in_the_plan(program: Any, name: str) -> None:
    found = finding(program, name, files={name: PLAN})
    start, end = (found["location"][side]["column"] - 1 for side in ("start", "end"))
    assert found["location"]["path"] == name
    assert PLAN[start:end] == '"public-read"'


def test_findings_have_places_in_the_sources(program: Any) -> None:
    files = {"plan.json": PLAN, "infra/main.tf": SOURCES}
    found = finding(program, "plan.json", "--source", "infra", files=files)
    assert found["location"]["path"] == "infra/main.tf"
    assert found["location"]["start"] == {"line": 6, "column": 12}


def test_a_folder_with_a_plan_in_it(program: Any) -> None:
    assert finding(program, ".", files={"plan.json": PLAN})["location"]["path"] == "plan.json"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["main.tf", "--source", "."], "no plan found to go with --source"),
        (["plan.json", "--source", "gone"], "there is no file or folder 'gone'"),
        (["plan.json", "--source", "main.tf"], "'main.tf' is not a folder"),
    ],
)
def test_invalid_sources_are_rejected(program: Any, arguments: list[str], message: str) -> None:
    result = program("check", *arguments, files={"plan.json": PLAN, "main.tf": SOURCES})
    assert result.returncode == 2
    assert message in result.stderr


def test_suppressions_in_the_sources_reach_findings(program: Any) -> None:
    text = SOURCES.replace(
        '"public-read"', '"public-read" # iaclint: ignore[aws-s3-public-access] why'
    )
    files = {"plan.json": PLAN, "infra/main.tf": text}
    arguments = ("check", "plan.json", "--source", "infra", *RULE)
    assert program(*arguments, files=files).stdout.endswith("Found no problems; 1 suppressed.\n")
