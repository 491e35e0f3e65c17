"""A template that is checked without the template that nests it."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.cloudformation.stacks.callers import names_file
from iaclint.options import Options
from iaclint.request import Request, RuleChoice
from iaclint.runs import run
from tests.fakes import write

RULE = "aws-s3-public-access"
OPEN = "{BlockPublicAcls: false, IgnorePublicAcls: false}"
CLOSED = "{BlockPublicAcls: true, IgnorePublicAcls: true}"
CHILD = f"""
Parameters:
  Acl: {{Type: String, Default: PublicRead}}
  Stage: {{Type: String, Default: dev, AllowedValues: [dev, prod]}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  ByParameter:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: !Ref Acl
      OwnershipControls: &own {{Rules: [{{ObjectOwnership: ObjectWriter}}]}}
      PublicAccessBlockConfiguration: {OPEN}
  ByCondition:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead
      OwnershipControls: *own
      PublicAccessBlockConfiguration: !If [IsProd, {CLOSED}, {OPEN}]
  Always:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead
      OwnershipControls: *own
      PublicAccessBlockConfiguration: {OPEN}
"""
PARENT = """
Resources:
  Child:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: {url}
      Parameters: {{Acl: Private, Stage: prod}}
"""
NAMES = ("ByParameter", "ByCondition", "Always")


def verdicts(
    folder: Path, *paths: str, url: str = "nested/child.yaml", **parameters: str
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the verdicts by resource, and the parameters of the parent that decide."""
    (folder / ".git").mkdir()
    write(folder, {"parent.yaml": PARENT.format(url=url), "nested/child.yaml": CHILD})
    options = Options(parameters=parameters)
    report = run(Request(paths, str(folder), RuleChoice(ids=(RULE,)), options=options))
    return {
        f.address.rpartition("/")[2]: (
            f.verdict.value,
            f.depends_on.variables if f.depends_on else (),
        )
        for f in report.findings
    }


@pytest.mark.parametrize("path", ["nested/child.yaml", "nested"])
def test_without_its_parent_only_what_always_fails_fails(tmp_path: Path, path: str) -> None:
    assert verdicts(tmp_path, path) == {
        "ByParameter": ("unknown", ("parameter Acl",)),
        "ByCondition": ("unknown", ("condition IsProd",)),
        "Always": ("fail", ()),
    }


def test_with_its_parent_it_has_the_values_that_it_passes(tmp_path: Path) -> None:
    found = {name: verdict for name, (verdict, _) in verdicts(tmp_path, ".").items()}
    assert found == {"ByParameter": "pass", "ByCondition": "pass", "Always": "fail"}


def test_parameters_that_are_given_are_those_of_a_deployment(tmp_path: Path) -> None:
    found = verdicts(tmp_path, "nested/child.yaml", Stage="prod")
    assert found["ByParameter"] == ("fail", ())
    assert found["ByCondition"] == ("pass", ())


def test_a_template_that_nothing_nests_has_its_defaults(tmp_path: Path) -> None:
    found = verdicts(tmp_path, "nested/child.yaml", url="nested/other.yaml")
    assert found == dict.fromkeys(NAMES, ("fail", ()))


@pytest.mark.parametrize(
    ("text", "outer", "inner", "expected"),
    [
        ("TemplateURL: ./a.yaml", "p.yaml", "a.yaml", True),
        ("TemplateURL: 'file://../x/a.yaml'", "y/p.yaml", "x/a.yaml", True),
        ('{"TemplateURL": "a.yaml"}', "x/p.json", "x/a.yaml", True),
        ("TemplateURL: a.yaml", "p.yaml", "x/a.yaml", False),
        ("TemplateURL: https://bucket/a.yaml", "p.yaml", "a.yaml", False),
    ],
)
def test_which_paths_name_a_file(text: str, outer: str, inner: str, expected: bool) -> None:
    assert names_file(text.encode(), outer, inner) is expected
