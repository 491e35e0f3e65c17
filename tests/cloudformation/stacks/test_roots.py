"""Which templates are checked with their own parameters, whatever nests them."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.request import Request, RuleChoice
from iaclint.runs import run
from tests.fakes import write

RULE = "aws-s3-public-access"
PROD = """
Parameters: {Acl: {Type: String, Default: PublicRead}}
Resources:
  B:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: !Ref Acl
      OwnershipControls: {Rules: [{ObjectOwnership: ObjectWriter}]}
      PublicAccessBlockConfiguration: {BlockPublicAcls: false, IgnorePublicAcls: false}
"""
TYPES = {
    "AWS::CloudFormation::Stack": "TemplateURL",
    "AWS::Serverless::Application": "Location",
}


def nesting(url: str, kind: str = "AWS::CloudFormation::Stack", more: str = "") -> str:
    return f"""\
  Nested:
    Type: {kind}{more}
    Properties:
      {TYPES[kind]}: {url}
      Parameters: {{Acl: Private}}
"""


def parent(url: str, kind: str = "AWS::CloudFormation::Stack", more: str = "") -> str:
    return f"""\
Transform: AWS::Serverless-2016-10-31
Parameters: {{On: {{Type: String, Default: "no"}}}}
Conditions: {{Never: !Equals [a, b], ByParameter: !Equals [!Ref On, "yes"]}}
Resources:
{nesting(url, kind, more)}"""


def verdicts(folder: Path, files: dict[str, str], *paths: str) -> set[str]:
    (folder / ".git").mkdir(exist_ok=True)
    write(folder, files)
    report = run(Request(paths or (".",), str(folder), RuleChoice(ids=(RULE,))))
    return {f.verdict.value for f in report.findings if f.verdict.value != "pass"}


@pytest.mark.parametrize("paths", [(), ("prod.yaml",)])
@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("folder", ["tests", "examples/a", ".ci", "node_modules", "test"])
def test_parents_in_examples_do_not_count(
    tmp_path: Path, folder: str, kind: str, paths: tuple[str, ...]
) -> None:
    url = "../" * (folder.count("/") + 1) + "prod.yaml"
    files = {"prod.yaml": PROD, f"{folder}/p.yaml": parent(url, kind)}
    assert verdicts(tmp_path, files, *paths) == {"fail"}


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize(("condition", "expected"), [("Never", {"fail"}), ("ByParameter", set())])
def test_parents_that_nest_in_no_case_do_not_count(
    tmp_path: Path, kind: str, condition: str, expected: set[str]
) -> None:
    more = f"\n    Condition: {condition}"
    files = {"prod.yaml": PROD, "p.yaml": parent("./prod.yaml", kind, more)}
    assert verdicts(tmp_path, files) == expected
    alone = verdicts(tmp_path, files, "prod.yaml")
    assert alone == (expected or {"unknown"})


def test_a_ring_deploys_none_of_its_templates(tmp_path: Path) -> None:
    files = {"prod.yaml": PROD + nesting("./a.yaml"), "a.yaml": parent("./prod.yaml")}
    assert verdicts(tmp_path, files) == {"fail"}


@pytest.mark.parametrize("folder", ["", "sub/", "environments/test/"])
def test_a_template_has_the_values_that_its_parent_passes(tmp_path: Path, folder: str) -> None:
    url = "./" + "../" * folder.count("/") + "prod.yaml"
    files = {"prod.yaml": PROD, f"{folder}p.yaml": parent(url)}
    assert verdicts(tmp_path, files) == set()
