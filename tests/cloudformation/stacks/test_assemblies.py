"""Templates that only the manifest of a cloud assembly leads to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iaclint.cloudformation.template.cdk_metadata import template_files
from iaclint.files.source import SourceFile
from tests.terraform.support import check

RULE = "aws-s3-public-access"
BUCKET = """\
Parameters: {Acl: {Type: String, Default: Private}}
Resources:
  A:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: !Ref Acl
      OwnershipControls: {Rules: [{ObjectOwnership: BucketOwnerPreferred}]}
      PublicAccessBlockConfiguration: {BlockPublicAcls: false, IgnorePublicAcls: false}
"""


def manifest(file: object, **parameters: str) -> str:
    stack = {
        "type": "aws:cloudformation:stack",
        "environment": "aws://unknown-account/unknown-region",
        "properties": {"templateFile": file, "parameters": parameters},
    }
    return json.dumps({"artifacts": {"odd": 1, "Other": {"properties": None}, "S": stack}})


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("S.txt", "cdk.out/S.txt"),
        ("S", "cdk.out/S"),
        ("../S.txt", "S.txt"),
        ("../other/S.yaml", "other/S.yaml"),
        ("./sub/S.template.json", "cdk.out/sub/S.template.json"),
        ("S.yaml", "cdk.out/S.yaml"),
    ],
)
@pytest.mark.parametrize("acl", ["Private", "PublicRead"])
def test_a_named_template_has_the_parameters(
    tmp_path: Path, file: str, path: str, acl: str
) -> None:
    text = json.dumps(json.loads(AS_JSON)) if path.endswith(".json") else BUCKET
    found = check(tmp_path, {"cdk.out/manifest.json": manifest(file, Acl=acl), path: text}, RULE)
    assert [f.span.file.path for f in found.findings] == [path]
    assert [f.verdict.value for f in found.findings] == ["pass" if acl == "Private" else "fail"]
    assert found.diagnostics == ()


AS_JSON = json.dumps(
    {
        "Parameters": {"Acl": {"Type": "String"}},
        "Resources": {
            "A": {
                "Type": "AWS::S3::Bucket",
                "Properties": {
                    "AccessControl": {"Ref": "Acl"},
                    "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerPreferred"}]},
                    "PublicAccessBlockConfiguration": {
                        "BlockPublicAcls": False,
                        "IgnorePublicAcls": False,
                    },
                },
            }
        },
    }
)


@pytest.mark.parametrize(
    ("file", "level"), [("none.txt", "WARNING"), ("../../none.txt", "ERROR"), ("sub", "WARNING")]
)
def test_a_template_that_is_not_read_is_told(tmp_path: Path, file: str, level: str) -> None:
    files = {"cdk.out/manifest.json": manifest(file), "t.yaml": BUCKET, "cdk.out/sub/x": ""}
    report = check(tmp_path, files, RULE)
    (told,) = report.diagnostics
    assert (told.code, told.level.name) == ("template-not-found", level)
    assert told.span is not None
    assert told.span.file.path == "cdk.out/manifest.json"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("manifest.json", "S.template.json"),
        ("manifest.json", ""),
        ("manifest.json", 1),
        ("other.json", "S.txt"),
    ],
)
def test_what_a_run_finds_by_itself_is_not_named(name: str, file: object) -> None:
    assert template_files(SourceFile(name, manifest(file).encode())) == []


def test_escapes_hide_no_template() -> None:
    text = manifest("S.txt").replace("templateFile", "template\\u0046ile")
    assert template_files(SourceFile("manifest.json", text.encode())) == ["S.txt"]
