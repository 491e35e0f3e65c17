"""Templates that only the manifest of a cloud assembly leads to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iaclint.cloudformation.template.cdk_metadata import template_files
from iaclint.files.source import SourceFile
from iaclint.limits import MAX_STACKS
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


def stack(file: str, environment: str = "aws://1/a-b-1", **parameters: str) -> dict[str, object]:
    properties = {"templateFile": file, "parameters": parameters}
    return {"environment": environment, "properties": properties}


def artifacts(*stacks: object) -> str:
    return json.dumps({"artifacts": {f"S{number}": each for number, each in enumerate(stacks)}})


@pytest.mark.parametrize("file", ["S.template.json", "S.txt"])
@pytest.mark.parametrize(
    ("passed", "verdicts"),
    [
        (["Private", "PublicRead"], ["pass", "fail"]),
        (["PublicRead", "Private"], ["fail", "pass"]),
        (["PublicRead", "PublicRead"], ["fail"]),
        (["Private", "Private", "Private"], ["pass"]),
    ],
)
def test_a_template_is_deployed_for_each_artifact(
    tmp_path: Path, file: str, passed: list[str], verdicts: list[str]
) -> None:
    stacks = [stack(file, Acl=acl) for acl in passed]
    files = {"cdk.out/manifest.json": artifacts(*stacks), f"cdk.out/{file}": AS_JSON}
    found = check(tmp_path, files, RULE)
    assert sorted(f.verdict.value for f in found.findings) == sorted(verdicts)
    assert found.diagnostics == ()


def test_each_artifact_has_its_own_region(tmp_path: Path) -> None:
    text = "Conditions: {C: !Equals [!Ref AWS::Region, c-d-1]}\n" + BUCKET
    text = text.replace("!Ref Acl", "!If [C, PublicRead, Private]")
    anywhere = {"properties": {"templateFile": "S.txt"}}
    stacks = stack("S.txt"), stack("S.txt", "aws://1/c-d-1"), anywhere
    files = {"manifest.json": artifacts(*stacks), "S.txt": text}
    verdicts = sorted(f.verdict.value for f in check(tmp_path, files, RULE).findings)
    assert verdicts == ["fail", "pass", "unknown"]


def test_several_manifests_deploy_a_template(tmp_path: Path) -> None:
    files = {
        "cdk.out/manifest.json": artifacts(stack("S.template.json", Acl="Private")),
        "other/manifest.json": artifacts(stack("../cdk.out/S.template.json", Acl="PublicRead")),
        "cdk.out/S.template.json": AS_JSON,
    }
    verdicts = sorted(f.verdict.value for f in check(tmp_path, files, RULE).findings)
    assert verdicts == ["fail", "pass"]


@pytest.mark.parametrize("kind", ["Stack", "StackSet"])
def test_a_nested_template_may_be_an_artifact_of_its_own(tmp_path: Path, kind: str) -> None:
    pairs = [{"ParameterKey": "Acl", "ParameterValue": "Private"}]
    passed = pairs if kind == "StackSet" else {"Acl": "Private"}
    properties = {"TemplateURL": "N.template.json", "Parameters": passed}
    nested = {"Type": f"AWS::CloudFormation::{kind}", "Properties": properties}
    files = {
        "manifest.json": artifacts(
            stack("S.template.json"), stack("N.template.json", Acl="PublicRead")
        ),
        "S.template.json": json.dumps({"Resources": {"N": nested}}),
        "N.template.json": AS_JSON,
    }
    found = {f.address: f.verdict.value for f in check(tmp_path, files, RULE).findings}
    assert found == {"A": "fail", "N/A": "pass"}


def test_many_artifacts_of_a_template_are_bounded(tmp_path: Path) -> None:
    stacks = [stack("S.txt", Acl="Private")] * (MAX_STACKS + 2)
    found = check(tmp_path, {"manifest.json": artifacts(*stacks), "S.txt": BUCKET}, RULE)
    assert [d.code for d in found.diagnostics] == ["too-many-stacks"]
