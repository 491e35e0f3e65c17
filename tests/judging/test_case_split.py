"""Verdicts that depend on conditions, for templates and Terraform."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from iaclint.files.work import RUN
from iaclint.judging.findings import Finding
from iaclint.limits import MAX_RUN_STEPS
from iaclint.request import Request, RuleChoice
from iaclint.runs import run
from tests.fakes import write
from tests.pace import within

HEAD = """
Parameters:
  Stage: {Type: String, AllowedValues: [dev, prod]}
  Kind: {Type: String}
  Status: {Type: String, AllowedValues: [Enabled, Suspended]}
  Acl: {Type: String, AllowedValues: [Private, PublicRead]}
Mappings:
  Stages:
    dev: {Versions: Suspended}
    prod: {Versions: Enabled}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Equals [!Ref Stage, dev]
  NotProd: !Not [!Condition IsProd]
  Neither: !And [!Not [!Condition IsDev], !Not [!Condition IsProd]]
  Either: !Or [!Condition IsDev, !Condition IsProd]
  IsX: !Equals [!Ref Kind, x]
  IsY: !Equals [!Ref Kind, y]
  KeepsAll: !Equals [!FindInMap [Stages, !Ref Stage, Versions], Enabled]
Resources:
"""
OPEN_BUCKET = "OwnershipControls: {Rules: [{ObjectOwnership: ObjectWriter}]}"
BLOCK = "{IgnorePublicAcls: true, BlockPublicAcls: true}"
POLICY = (
    '{Statement: [{Effect: Allow, Principal: "*", Action: "s3:GetObject", '
    'Resource: !Sub "${Media.Arn}/*"}]}'
)


def judge(folder: Path, text: str, rule: str, name: str = "t.yaml") -> dict[str, Finding]:
    write(folder, {name: dedent(text)})
    report = run(Request((str(folder),), str(folder), RuleChoice((rule,))))
    return {address: finding for finding in report.findings for address in finding.instances}


VERSIONING = [
    # two choices on one condition
    ("VersioningConfiguration: {Status: !If [IsProd, Suspended, !If [IsProd, a, b]]}", "fail"),
    ("VersioningConfiguration: !If [IsProd, {Status: Suspended}, !Ref AWS::NoValue]", "fail"),
    ("VersioningConfiguration: !If [IsProd, {Status: Enabled}, {Status: Suspended}]", "unknown"),
    ("VersioningConfiguration: {Status: !If [Either, Enabled, Suspended]}", "pass"),
    ("VersioningConfiguration: {Status: !If [Neither, Suspended, Enabled]}", "pass"),
    (
        "VersioningConfiguration: {Status: !If [IsX, !If [IsY, Suspended, Enabled], Enabled]}",
        "pass",
    ),
    ("VersioningConfiguration: {Status: !If [IsDev, !If [IsProd, Enabled, a], b]}", "fail"),
    ("VersioningConfiguration: {Status: !If [KeepsAll, !If [IsProd, Enabled, a], b]}", "unknown"),
    ("VersioningConfiguration: {Status: !If [KeepsAll, !If [IsDev, a, Enabled], Enabled]}", "pass"),
    ("VersioningConfiguration: {Status: !Ref Status}", "unknown"),
    ("VersioningConfiguration: {Status: !FindInMap [Stages, !Ref Stage, Versions]}", "unknown"),
]


@pytest.mark.parametrize(("properties", "expected"), VERSIONING, ids=[c[0] for c in VERSIONING])
def test_worlds(tmp_path: Path, properties: str, expected: str) -> None:
    text = f"{HEAD}  Media:\n    Type: AWS::S3::Bucket\n    Properties:\n      {properties}\n"
    assert judge(tmp_path, text, "aws-s3-versioning")["Media"].verdict.value == expected


@pytest.mark.parametrize(
    ("condition", "status", "expected"),
    [
        ("IsProd", "!If [IsProd, Enabled, Suspended]", "pass"),
        ("IsProd", "!If [NotProd, Enabled, Suspended]", "fail"),
        ("NotProd", "!If [IsDev, Suspended, Enabled]", "fail"),
        ("IsDev", "!If [IsProd, Suspended, Enabled]", "pass"),
        ("IsDev", "!FindInMap [Stages, !Ref Stage, Versions]", "fail"),
        ("IsProd", "!FindInMap [Stages, !Ref Stage, Versions]", "pass"),
        ("KeepsAll", "!FindInMap [Stages, !Ref Stage, Versions]", "pass"),
        ("IsX", "!If [IsProd, Enabled, Suspended]", "unknown"),
        ("IsX", "Suspended", "fail"),
        ("Neither", "Suspended", None),
        ("Either", "Suspended", "fail"),
    ],
)
def test_a_resource_is_judged_where_it_exists(
    tmp_path: Path, condition: str, status: str, expected: str | None
) -> None:
    text = f"""{HEAD}
      Media:
        Type: AWS::S3::Bucket
        Condition: {condition}
        Properties: {{VersioningConfiguration: {{Status: {status}}}}}
      Other: {{Type: AWS::S3::Bucket}}
    """
    text = text.replace("\n      ", "\n  ")
    found = judge(tmp_path, text, "aws-s3-versioning").get("Media")
    assert (found.verdict.value if found else None) == expected


@pytest.mark.parametrize(
    ("acl", "block", "expected"),
    [
        ("!If [IsProd, PublicRead, Private]", f"!If [IsProd, {BLOCK}, !Ref AWS::NoValue]", "pass"),
        ("!If [IsProd, PublicRead, Private]", f"!If [IsDev, !Ref AWS::NoValue, {BLOCK}]", "pass"),
        ("!If [IsProd, PublicRead, Private]", f"!If [IsDev, {BLOCK}, {{}}]", "unknown"),
        ("!Ref Acl", "{}", "unknown"),
        ("!Ref Acl", BLOCK, "pass"),
    ],
)
def test_an_analysis_runs_in_every_world(
    tmp_path: Path, acl: str, block: str, expected: str
) -> None:
    text = f"""{HEAD}  Media:
    Type: AWS::S3::Bucket
    Properties:
      {OPEN_BUCKET}
      AccessControl: {acl}
      PublicAccessBlockConfiguration: {block}
"""
    assert judge(tmp_path, text, "aws-s3-public-access")["Media"].verdict.value == expected


@pytest.mark.parametrize(
    ("of_bucket", "of_policy", "expected"),
    [
        ("IsProd", "IsProd", "fail"),
        ("IsProd", "Either", "fail"),
        ("IsProd", "IsDev", "pass"),
        ("IsProd", "NotProd", "pass"),
        ("NotProd", "IsDev", "fail"),
        ("Either", "IsDev", "unknown"),
        ("IsX", "IsProd", "unknown"),
    ],
)
def test_a_companion_exists_in_its_own_worlds(
    tmp_path: Path, of_bucket: str, of_policy: str, expected: str
) -> None:
    text = f"""{HEAD}  Media:
    Type: AWS::S3::Bucket
    Condition: {of_bucket}
    Properties: {{PublicAccessBlockConfiguration: {{BlockPublicAcls: true}}}}
  Opening:
    Type: AWS::S3::BucketPolicy
    Condition: {of_policy}
    Properties: {{Bucket: !Ref Media, PolicyDocument: {POLICY}}}
"""
    assert judge(tmp_path, text, "aws-s3-public-access")["Media"].verdict.value == expected


def test_the_branch_is_named(tmp_path: Path) -> None:
    text = f"""{HEAD}  Media:
    Type: AWS::S3::Bucket
    Properties: {{VersioningConfiguration: {{Status: !If [IsProd, Enabled, Suspended]}}}}
"""
    found = judge(tmp_path, text, "aws-s3-versioning")["Media"]
    assert found.message.endswith("has versioning disabled where IsProd is false")
    assert found.label == 'is "Suspended" where IsProd is false'
    assert found.blocked_by == ("condition IsProd",)


@pytest.mark.parametrize(
    ("level", "label"),
    [
        ('"blob"', 'is "blob"'),
        (
            'var.stage == "test" ? "blob" : "container"',
            'is "blob" where var.stage == "test", and also fails otherwise',
        ),
    ],
)
def test_the_branch_is_named_where_it_decides_the_value(
    tmp_path: Path, level: str, label: str
) -> None:
    text = f"""
variable "stage" {{
  type = string
}}

resource "azurerm_storage_account" "media" {{
  name                            = var.stage == "test" ? "media-test" : "media"
  allow_nested_items_to_be_public = true
}}

resource "azurerm_storage_container" "scans" {{
  name                  = "scans"
  storage_account_name  = azurerm_storage_account.media.name
  container_access_type = {level}
}}
"""
    found = judge(tmp_path, text, "azure-storage-public-blob", "main.tf")
    assert found["azurerm_storage_account.media"].label == label


def test_only_deciding_conditions_are_named(tmp_path: Path) -> None:
    text = f"""{HEAD}  Media:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !If [IsX, a, b]
      VersioningConfiguration: {{Status: !If [IsX, !If [IsProd, Enabled, Off], !Ref Status]}}
"""
    found = judge(tmp_path, text, "aws-s3-versioning")["Media"]
    assert found.message.endswith("where IsX is true and IsProd is false")
    assert found.blocked_by == ("condition IsX", "condition IsProd")


def many(count: int, value: str) -> str:
    names = "".join(f"  E{n}: {{Type: String}}\n" for n in range(count))
    conditions = "".join(f"  C{n}: !Equals [!Ref E{n}, x]\n" for n in range(count))
    return (
        f"Parameters:\n{names}Conditions:\n{conditions}Resources:\n"
        f"  Media:\n    Type: AWS::S3::Bucket\n    Properties:\n{value}"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "value",
    [
        "".join(f"      Key{n}: !If [C{n}, a, b]\n" for n in range(20)),
        "      AccessControl: !If [C0, PublicRead, Private]\n"
        f"      Tags: [{', '.join(f'!If [C{n}, a, b]' for n in range(20))}]\n",
    ],
)
def test_many_conditions_take_bounded_time(tmp_path: Path, value: str) -> None:
    with within(1000):
        found = judge(tmp_path, many(20, value), "all")
    assert found["Media"]


def test_twenty_conditions_that_all_matter_are_unknown_with_their_names(tmp_path: Path) -> None:
    statements = ", ".join(
        f"!If [C{n}, {{Effect: Allow, Principal: {{AWS: !Ref E{n}}}, Action: 's3:*', "
        f"Resource: '*'}}, !Ref AWS::NoValue]"
        for n in range(20)
    )
    text = many(20, "      BucketName: media\n") + (
        "  Opening:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n"
        f"      Bucket: !Ref Media\n      PolicyDocument: {{Statement: [{statements}]}}\n"
    )
    with within(1000):
        found = judge(tmp_path, text, "aws-s3-public-access")["Media"]
    assert found.verdict.value == "unknown"
    assert found.blocked_by


def test_worlds_end_with_the_steps_of_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acl = "AccessControl: !If [C0, Private, PublicRead]"
    policy = POLICY.replace("Statement: [", "Statement: [!If [C1, !Ref AWS::NoValue, ")
    text = many(2, f"      {OPEN_BUCKET}\n      {acl}\n") + (
        "  Opening:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n"
        f"      Bucket: !Ref Media\n      PolicyDocument: {policy.replace(']}', ']]}')}\n"
    )
    text = text.replace("C1: !Equals [!Ref E1, x]", "C1: !Not [!Condition C0]")
    rule = "aws-s3-public-access"
    assert judge(tmp_path, text, rule)["Media"].verdict.value == "fail"
    with monkeypatch.context() as patched:
        patched.setattr("iaclint.files.work.MAX_RUN_STEPS", 500)
        report = run(Request((str(tmp_path),), str(tmp_path), RuleChoice((rule,))))
    RUN.begin()
    assert [finding.verdict.value for finding in report.findings] == ["unknown"]
    assert any("more steps than are allowed" in d.message for d in report.diagnostics)


TERRAFORM = """
variable "env" {}
resource "aws_s3_bucket" "media" {}
resource "aws_s3_bucket_ownership_controls" "media" {
  bucket = aws_s3_bucket.media.id
  rule { object_ownership = "ObjectWriter" }
}
resource "aws_s3_bucket_acl" "media" {
  bucket = aws_s3_bucket.media.id
  acl    = var.env == "prod" ? "public-read" : "private"
}
resource "aws_s3_bucket_public_access_block" "media" {
  bucket             = aws_s3_bucket.media.id
  ignore_public_acls = %s
}
"""


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ('var.env == "prod" ? true : false', "pass"),
        ('var.env == "prod" ? false : true', "unknown"),
        ('var.env == "dev" ? true : false', "unknown"),
    ],
)
def test_terraform_conditionals_with_the_same_test(
    tmp_path: Path, test: str, expected: str
) -> None:
    found = judge(tmp_path, TERRAFORM % test, "aws-s3-public-access", "main.tf")
    assert found["aws_s3_bucket.media"].verdict.value == expected


def accounts(count: int) -> str:
    return 'variable "owners" { type = list(string) }\n' + "".join(
        f'resource "azurerm_storage_account" "s{n}" {{ name = "s{n}" }}\n'
        f'resource "azurerm_storage_container" "c{n}" {{\n  name = "c{n}"\n'
        f'  storage_account_name  = var.owners[{n}]\n  container_access_type = "blob"\n}}\n'
        for n in range(count)
    )


@pytest.mark.slow
def test_companions_of_an_unknown_owner_take_steps_for_the_worlds_that_are_tried(
    tmp_path: Path,
) -> None:
    (tmp_path / "main.tf").write_text(accounts(20))
    report = run(
        Request((str(tmp_path),), str(tmp_path), RuleChoice(("azure-storage-public-blob",)))
    )
    assert RUN.left > MAX_RUN_STEPS * 9 // 10, "two hundred accounts have enough steps"
    assert "limit-reached" not in {diagnostic.code for diagnostic in report.diagnostics}
