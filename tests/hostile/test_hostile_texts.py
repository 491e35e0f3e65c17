"""No text of an input reaches a log as a command, a control character, a link or a script."""

# ruff: noqa: E501
# Source text is on one line where that shows its form.

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pytest

from tests.hostile.fuzzing.laws import Outcome, broken
from tests.hostile.fuzzing.running import keep_rules, run
from tests.hostile.inputs import PLAN

pytestmark = pytest.mark.slow

HOSTILE: Final = (
    "`` | ` \r::error::a\r\n::error::b\n##[error]c ##vso[d]e\n##teamcity[f]\x1b[31m\x9b1m\x07\u2028::error::g"
    "\u2029::stop-commands::h\x85::error::i\t[j](javascript:k)![l](javascript:m)<script>n</script>\u202e\x7f"
)
FORMATS: Final = (
    *("text", "full", "concise", "json", "sarif", "github", "gitlab", "gitlab-sast", "junit"),
    *("markdown", "csv", "html"),
)
COMMANDS: Final = (
    ("check",),
    ("check", "--color", "always", "--format", "full"),
    ("evaluate",),
    ("evaluate", "--format", "json"),
    ("modules", "list"),
    ("modules", "list", "--format", "json"),
    ("baseline", "write", "--force", "--unknown"),
)
REPORTS: Final = tuple(
    part for format in FORMATS for part in ("--format", format, "--output", f"../out.{format}")
)
POLICY: Final = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "a",
            "Effect": "Allow",
            "Principal": {"AWS": ["*", "arn:aws:iam::999999999999:role/r"]},
            "Action": ["s3:GetObject", "s3:Foo"],
            "Resource": ["arn:aws:s3:::b/*"],
            "Condition": {"StringLike": {"aws:Referer": ["x", "y*"]}},
        }
    ],
}
TERRAFORM: Final = {
    "terraform": {"required_providers": {"aws": {"source": "hashicorp/aws", "version": "~> 5.0"}}},
    "provider": {"aws": {"region": "eu-west-1", "profile": "p"}},
    "variable": {"acl": {"type": "string", "default": "public-read", "description": "d"},
                 "free": {"type": "string", "description": "e"}},
    "locals": {"name": "b", "tag": "${var.free}"},
    "output": {"name": {"value": "${local.name}", "description": "o"}},
    "module": {"near": {"source": "./near", "acl": "public-read"},
               "far": {"source": "org/far/aws", "version": "1.0.0", "name": "x"}},
    "data": {"aws_caller_identity": {"me": {}}},
    "resource": {
        "aws_s3_bucket": {"b": {"bucket": "b", "tags": {"k": "v", "w": "${local.tag}"}}},
        "aws_s3_bucket_acl": {"b": {"bucket": "${aws_s3_bucket.b.id}", "acl": "${var.acl}"}},
        "aws_s3_bucket_policy": {"b": {"bucket": "${aws_s3_bucket.b.id}",
                                       "policy": json.dumps(POLICY)}},
        "aws_sqs_queue_policy": {"q": {"queue_url": "u", "policy": "${jsonencode(var.free)}"}},
        "aws_db_instance": {"d": {"identifier": "i", "engine": "mysql",
                                  "publicly_accessible": "${var.free}"}},
        "corp_thing": {"t": {"name": "n", "block": {"x": "y"}}},
    },
}  # fmt: skip
TEMPLATE: Final = {
    "AWSTemplateFormatVersion": "2010-09-09",
    "Description": "d",
    "Transform": ["AWS::LanguageExtensions"],
    "Metadata": {"m": {"n": "o"}},
    "Parameters": {"Acl": {"Type": "String", "Default": "PublicRead", "AllowedValues": ["PublicRead", "p"]},
                   "Free": {"Type": "String", "Description": "f"}},
    "Mappings": {"M": {"a": {"b": "c"}}},
    "Conditions": {"C": {"Fn::Equals": [{"Ref": "Free"}, "x"]}},
    "Rules": {"R": {"Assertions": [{"Assert": {"Fn::Equals": ["a", "b"]}, "AssertDescription": "g"}]}},
    "Resources": {
        "B": {"Type": "AWS::S3::Bucket", "Condition": "C", "DeletionPolicy": "Retain",
              "Properties": {"BucketName": "b", "AccessControl": {"Ref": "Acl"},
                             "Tags": [{"Key": "k", "Value": {"Fn::Sub": "${Free}-${AWS::Region}"}}]}},
        "P": {"Type": "AWS::S3::BucketPolicy",
              "Properties": {"Bucket": {"Ref": "B"}, "PolicyDocument": POLICY}},
        "Q": {"Type": "AWS::SQS::Queue", "Metadata": {"iaclint": {"ignore": ["aws-sqs-encryption"], "reason": "r"}},
              "Properties": {"QueueName": {"Fn::FindInMap": ["M", "a", "b"]}}},
        "S": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "https://x/y.json"}},
        "X": {"Type": "Custom::Thing", "Properties": {"ServiceToken": {"Fn::ImportValue": "e"}}},
    },
    "Outputs": {"O": {"Value": {"Fn::GetAtt": ["B", "Arn"]}, "Description": "h", "Export": {"Name": "e"}}},
}  # fmt: skip
CHANGES: Final = copy.deepcopy(PLAN)
CHANGES.update(
    {
        "terraform_version": "1.9.0",
        "planned_values": {"outputs": {"o": {"value": "v"}}, "root_module": {}},
        "variables": {"free": {"value": "x"}},
        "configuration": {
            "provider_config": {"aws": {"name": "aws", "full_name": "registry.terraform.io/a/aws"}},
            "root_module": {"module_calls": {"m": {"source": "./m"}}},
        },
        "checks": [{"address": {"to_display": "check.c"}, "status": "fail"}],
    }
)
NEAR: Final = {
    "variable": {"acl": {"type": "string"}},
    "resource": {"aws_s3_bucket_acl": {"n": {"bucket": "n", "acl": "${var.acl}"}}},
}
INPUTS: Final = {
    "main.tf.json": (TERRAFORM, {"near/main.tf.json": NEAR}),
    "t.json": (TEMPLATE, {}),
    "p.json": (CHANGES, {}),
}


def spoiled(value: Any) -> Iterator[Any]:
    """Yield a document with the hostile text in each string and each key, one at a time."""
    if isinstance(value, str):
        yield value + HOSTILE
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from ([*value[:n], new, *value[n + 1 :]] for new in spoiled(item))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from ({**value, key: new} for new in spoiled(item))
            yield {**{k: v for k, v in value.items() if k != key}, key + HOSTILE: item}


def write(folder: Path, name: str) -> None:
    document, beside = INPUTS[name]
    for n, changed in enumerate(spoiled(document)):
        root = folder / f"r{n}"
        for path, content in {name: changed, **beside}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(json.dumps(content))
    raw = HOSTILE.replace("\n", "").replace("\r", "")
    for path, text in {
        f"h{raw.replace('/', '')}/{name}": json.dumps(document),
        "raw/main.tf": f'resource "aws_s3_bucket" "{raw}" {{\n  bucket = "{raw}"\n  a {raw} = 1\n}}\n',
        "raw2/main.tf": f"locals {{\n  x = {raw}\n}}\n",
        "raw/t.yaml": f"Resources:\n  'B{raw}':\n    Type: 'AWS::S3::Bucket'\n    {raw}: *x\n",
        "raw2/t.yaml": f"Resources: {{B: {{Type: !X{raw} 'y'}}}}\n# iaclint:ignore {raw}\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e]")
COLOR: Final = re.compile("\x1b\\[[0-9;]*m")
CODE: Final = re.compile(r"(?<!`)(`+)(?!`)(?:(?<!\\)\\\||[^|])*?(?<!`)\1(?!`)")
"""A code span, in which only an escaped pipe does not end a cell."""
LINK: Final = re.compile(r"(?<!\\)\]\(javascript:")
SARIF_LINK: Final = re.compile(r'"text": .*(?<!\\)\]\(javascript:')


def problems(arguments: tuple[str, ...], text: str) -> Iterator[str]:
    colored = "always" in arguments
    for line in (COLOR.sub("", text) if colored else text).split("\n"):
        if CONTROL.search(line):
            yield f"control character: {line!r}"
        if "sarif" in arguments and SARIF_LINK.search(line):
            yield f"link: {line!r}"
        if "html" in arguments and "<script>n" in line:
            yield f"script: {line!r}"
        line = "" if line.startswith("<summary>") else CODE.sub("", line)
        if "markdown" in arguments and (LINK.search(line) or "<script>" in line):
            yield f"link: {line!r}"


def faults(arguments: tuple[str, ...], outcome: Outcome) -> Iterator[str]:
    for text in (outcome.stdout, outcome.stderr):
        yield from islice(problems(arguments, text), 3)
    yield from broken(arguments, outcome)


@pytest.mark.parametrize("name", INPUTS)
def test_hostile_texts(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_rules()
    root = tmp_path / "root"
    write(root, name)
    monkeypatch.chdir(root)
    whole = run(("check", "--show", "all", *REPORTS))
    found = [*faults(("check",), whole)]
    for format in FORMATS:
        text = Path(f"../out.{format}").read_text(encoding="utf-8")
        arguments = ("check", "--format", format)
        found += faults(arguments, Outcome(whole.code, text, ""))
    explained = [("explain", f"r{n}/{name}") for n in range(3, 40, 12)]
    for arguments in (*COMMANDS, *explained):
        found += [f"{arguments}: {each}" for each in faults(arguments, run(arguments))]
    assert [each[:500] for each in found] == []
