"""What is an example or a test, and so not deployed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.support import Files, check

RULE = "aws-s3-public-access"
INCLUDE = "Fn::Transform: {Name: AWS::Include, Parameters: {Location: ./tests/part.yaml}}"
OPEN = """\
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead
      OwnershipControls: {Rules: [{ObjectOwnership: ObjectWriter}]}
      PublicAccessBlockConfiguration: {BlockPublicAcls: false, IgnorePublicAcls: false}
"""
NESTED = "{Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./tests/b.yaml}}"
BUCKET = """\
resource "aws_s3_bucket" "b" {
  bucket = "clinic"
}
resource "aws_s3_bucket_acl" "b" {
  bucket = aws_s3_bucket.b.id
  acl    = "public-read"
}
"""


def is_example(folder: Path, files: Files) -> bool:
    """Whether the only failure of a check is in an example or a test."""
    (failure,) = (f for f in check(folder, files, RULE).findings if f.verdict.value == "fail")
    return failure.is_example


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("examples/a/main.tf", True),
        ("modules/m/test/main.tf", True),
        ("live/examples/main.tf", True),
        ("environments/test/main.tf", False),
        ("accounts/example/main.tf", False),
        ("infra/test/eu-west-1/main.tf", False),
        ("latest/main.tf", False),
    ],
)
def test_folders_of_examples(tmp_path: Path, path: str, expected: bool) -> None:
    assert is_example(tmp_path, {path: BUCKET}) is expected


def test_what_is_deployed_from_elsewhere_is_no_example(tmp_path: Path) -> None:
    call = 'module "m" {\n  source = "./tests/m"\n}\n'
    assert not is_example(tmp_path, {"main.tf": call, "tests/m/main.tf": BUCKET})


def test_what_a_link_outside_of_examples_leads_to_is_no_example(tmp_path: Path) -> None:
    (tmp_path / "main.tf").symlink_to("tests/x.tf")
    found = check(tmp_path, {"tests/x.tf": BUCKET}, RULE).findings
    roots = {finding.is_example for finding in found if finding.verdict.value == "fail"}
    assert roots == {True, False}


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ({"b.tf": 'terraform {\n  backend "s3" {}\n}\n'}, False),
        ({"b.tf.json": '{"terraform": {"backend": {"azurerm": {}}}}'}, False),
        ({"b.tf": "terraform {\n  cloud {}\n}\n"}, False),
        ({"terraform.tfstate": "{}"}, False),
        ({"terraform.tfstate.d/prod/terraform.tfstate": "{}"}, False),
        ({"b.tf": 'terraform {\n  backend "local" {}\n}\n'}, True),
        ({".terraform.lock.hcl": "", "terraform.tfvars": ""}, True),
    ],
)
@pytest.mark.parametrize("folder", ["test", "examples/a", "fixtures"])
def test_a_root_with_a_state_is_no_example(
    tmp_path: Path, folder: str, extra: Files, expected: bool
) -> None:
    files = {f"{folder}/{name}": text for name, text in {"main.tf": BUCKET, **extra}.items()}
    assert is_example(tmp_path, files) is expected


def test_what_a_root_with_a_state_calls_is_no_example(tmp_path: Path) -> None:
    call = 'terraform {\n  backend "s3" {}\n}\nmodule "m" {\n  source = "./m"\n}\n'
    assert not is_example(tmp_path, {"test/main.tf": call, "test/m/main.tf": BUCKET})


@pytest.mark.parametrize(
    ("link", "target", "expected"),
    [
        ("prod", "tests/p", False),
        ("live/prod", "tests", False),
        ("examples/p", "tests/p", True),
        ("prod", "tests/other", True),
        ("prod", ".", True),
    ],
)
def test_what_is_below_a_link_outside_of_examples_is_no_example(
    tmp_path: Path, link: str, target: str, expected: bool
) -> None:
    (tmp_path / "tests/other").mkdir(parents=True)
    (tmp_path / link).parent.mkdir(exist_ok=True)
    (tmp_path / link).symlink_to(tmp_path / target, target_is_directory=True)
    assert is_example(tmp_path, {"tests/p/main.tf": BUCKET}) is expected


@pytest.mark.parametrize(
    "files",
    [
        {"main.yaml": f"Resources:\n  {INCLUDE}\n", "tests/part.yaml": f"B:\n{OPEN}"},
        {
            "main.yaml": f"Resources:\n  Q: {{Type: AWS::SQS::Queue}}\n  B:\n    {INCLUDE}\n",
            "tests/part.yaml": OPEN,
        },
        {
            "main.yaml": f"Resources:\n  {INCLUDE}\n",
            "tests/part.yaml": f"N: {NESTED}\n",
            "tests/b.yaml": f"Resources:\n  B:\n{OPEN}",
        },
    ],
)
def test_what_a_template_includes_is_deployed_with_it(tmp_path: Path, files: Files) -> None:
    assert not is_example(tmp_path, files)


def test_what_an_example_includes_is_the_example_s(tmp_path: Path) -> None:
    files = {
        "examples/main.yaml": f"Resources:\n  {INCLUDE}\n",
        "examples/tests/part.yaml": f"B:\n{OPEN}",
    }
    assert is_example(tmp_path, files)
