"""The output of ``iaclint evaluate``."""

from __future__ import annotations

import json
from typing import Any

import pytest

MAIN = """\
variable "acl" { default = "private" }
variable "kms" {}
variable "flag" {}
resource "aws_s3_bucket" "media" {
  for_each = toset(["a", "b"])
  bucket   = "media-${each.key}"
}
resource "aws_s3_bucket_acl" "media" {
  bucket = aws_s3_bucket.media["a"].id
  acl    = var.acl
}
resource "aws_s3_bucket_policy" "media" {
  bucket = aws_s3_bucket.media["a"].id
  policy = jsonencode({ Resource = "${aws_s3_bucket.media["a"].arn}/*" })
}
resource "random_pet" "any" {
  length = var.flag ? 1 : 2
  keepers = { key = var.kms, none = null }
}
output "arn" { value = aws_s3_bucket.media["a"].arn }
output "names" { value = values(aws_s3_bucket.media)[*].bucket }
output "wrong" { value = var.gone }
"""
TEMPLATE = """\
Parameters: {Name: {Type: String}, Size: {Type: Number, Default: 3}}
Conditions: {Never: !Equals [a, b]}
Resources:
  Media: {Type: "AWS::S3::Bucket", Properties: {BucketName: !Sub "${Name}-logs"}}
  Disk: {Type: "AWS::EC2::Volume", DeletionPolicy: Retain, Properties: {Size: !Ref Size}}
Outputs:
  Arn: {Value: !GetAtt Media.Arn}
  Size: {Value: !Ref Size}
  Not: {Condition: Never, Value: x}
"""
A, B = 'aws_s3_bucket.media["a"]', 'aws_s3_bucket.media["b"]'


def test_terraform_as_json(program: Any) -> None:
    result = program("evaluate", ".", "--format", "json", files={"main.tf": MAIN})
    assert result.returncode == 0, result.stderr
    document = json.loads(result.stdout)
    (root,) = document["roots"]
    assert (root["path"], root["language"]) == (".", "terraform")
    assert root["outputs"] == {
        "arn": {"$unknown": f"{A}.arn"},
        "names": ["media-a", "media-b"],
        "wrong": {"$unknown": "var.gone"},
    }
    resources = root["resources"]
    assert resources[B] == {"type": "aws_s3_bucket", "attributes": {"bucket": "media-b"}}
    assert resources["aws_s3_bucket_acl.media"]["attributes"] == {
        "bucket": {"$unknown": f"{A}.id"},
        "acl": "private",
    }
    policy = resources["aws_s3_bucket_policy.media"]["attributes"]["policy"]
    assert policy == {"$json": {"Resource": {"$partial": [{"$unknown": f"{A}.arn"}, "/*"]}}}
    assert resources["random_pet.any"]["attributes"] == {
        "length": {"$choice": {"test": "var.flag", "options": [1, 2]}},
        "keepers": {"key": {"$unknown": "var.kms"}, "none": None},
    }
    (diagnostic,) = document["diagnostics"]
    assert "reference to undeclared input variable 'gone'" in diagnostic["message"]


def test_terraform_as_text(program: Any) -> None:
    printed = program("evaluate", files={"main.tf": MAIN}).stdout
    assert f'{A}  main.tf:4:1\n  bucket = "media-a"\n' in printed
    assert f'"<unknown: {A}.arn>/*"' in printed
    assert "length = one of, by <unknown: var.flag>, (1, 2)" in printed
    assert 'outputs\n  arn = <unknown: aws_s3_bucket.media["a"].arn>\n' in printed
    assert "\x1b" not in printed
    assert "\x1b" in program("evaluate", "--color", "always", files={}).stdout


def test_one_resource_with_the_origin_of_its_values(program: Any) -> None:
    result = program("evaluate", ".", "aws_s3_bucket_acl.media", files={"main.tf": MAIN})
    assert result.stdout == (
        ".\n\n"
        "aws_s3_bucket_acl.media  main.tf:8:1\n"
        f"  bucket = <unknown: {A}.id>\n"
        "    at main.tf:9:12\n"
        "      main.tf:4:1  aws_s3_bucket.media is declared here\n"
        '  acl = "private"\n'
        "    at main.tf:10:12\n"
        "      main.tf:1:28  default of variable 'acl'\n\n"
    )


@pytest.mark.parametrize(("address", "found"), [(A, [A]), ("aws_s3_bucket.media", [A, B])])
def test_an_address_without_a_key_selects_all_instances(
    program: Any, address: str, found: list[str]
) -> None:
    result = program("evaluate", ".", address, "--format", "json", files={"main.tf": MAIN})
    (root,) = json.loads(result.stdout)["roots"]
    assert list(root["resources"]) == found


def test_an_address_that_does_not_exist(program: Any) -> None:
    result = program("evaluate", ".", "aws_s3_bucket_acl.medai", files={"main.tf": MAIN})
    assert result.returncode == 2
    assert "no resource has the address 'aws_s3_bucket_acl.medai'" in result.stderr
    assert "did you mean 'aws_s3_bucket_acl.media'?" in result.stderr


def test_cloudformation(program: Any) -> None:
    files = {"template.yaml": TEMPLATE}
    document = json.loads(program("evaluate", ".", "--format", "json", files=files).stdout)
    (root,) = document["roots"]
    assert (root["path"], root["language"]) == ("template.yaml", "cloudformation")
    assert root["outputs"] == {"Arn": {"$unknown": "Media.Arn"}, "Size": 3}
    assert root["resources"] == {
        "Media": {
            "type": "AWS::S3::Bucket",
            "attributes": {"BucketName": {"$partial": [{"$unknown": "parameter Name"}, "-logs"]}},
        },
        "Disk": {
            "type": "AWS::EC2::Volume",
            "attributes": {"Size": 3, "DeletionPolicy": "Retain"},
        },
    }
    printed = program("evaluate", ".", "Disk", files={}).stdout
    assert "Disk  template.yaml:5:3  AWS::EC2::Volume\n  Size = 3\n" in printed
    assert "template.yaml:1:66  default of parameter Size" in printed


def test_plans(program: Any) -> None:
    plan = {
        "format_version": "1.2",
        "planned_values": {},
        "resource_changes": [],
        "output_changes": {
            "id": {"actions": ["create"], "after_unknown": True},
            "old": {"actions": ["delete"], "after": None},
            "list": {"actions": ["no-op"], "after": ["a", None], "after_unknown": [False, True]},
        },
    }
    result = program("evaluate", "p.json", "--format", "json", files={"p.json": json.dumps(plan)})
    (root,) = json.loads(result.stdout)["roots"]
    unknown = {"$unknown": "output.id (known after apply)"}
    assert root["outputs"]["id"] == unknown
    assert root["outputs"]["list"][0] == "a"
    assert list(root["outputs"]) == ["id", "list"]


def test_unreadable_files_fail(program: Any) -> None:
    result = program("evaluate", ".", files={"main.tf": 'resource "a" "b" {\n'})
    assert result.returncode == 1
    assert "syntax-error" in result.stdout


@pytest.mark.parametrize(("region", "encrypted"), [("eu-west-1", "true"), ("us-east-1", "false")])
def test_a_stack_is_evaluated_and_explained_in_its_region(
    program, region: str, encrypted: str
) -> None:
    template = (
        "Conditions: {Eu: !Equals [!Ref AWS::Region, eu-west-1]}\n"
        "Resources:\n"
        "  Disk: {Type: AWS::EC2::Volume, Properties: {Encrypted: !If [Eu, true, false]}}\n"
    )
    printed = program("evaluate", "--region", region, files={"t.yaml": template}).stdout
    assert f"Encrypted = {encrypted}" in printed
    explained = program("explain", "Disk", "--region", region).stdout
    assert ("high[aws-ebs-volume-encryption]" in explained) is (encrypted == "false")


def test_types_and_values_are_printed_without_control_characters(program: Any) -> None:
    hostile = r"AWS::\r::error::x\e[2J"
    content = f'Type: "{hostile}", Properties: {{"{hostile}": "{hostile}"}}'
    printed = program("evaluate", ".", files={"t.yaml": f"Resources: {{X: {{{content}}}}}"}).stdout
    assert "error" in printed
    assert not {character for character in printed if ord(character) < 32} - {"\n"}
