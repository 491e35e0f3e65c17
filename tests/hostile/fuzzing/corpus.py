"""What the fuzzer starts with: the examples of the rules, and files of every kind that is read."""

# Source text is on one line where that shows its form.

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from iaclint.files.source import SourceFile
from iaclint.syntax import tree
from iaclint.syntax.yaml import parse
from tests.hostile.inputs import CRASHES, PLAN, SPELLINGS, TEMPLATE

PROJECT: Final = Path(__file__).parents[3]
POLICY: Final = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "a",
            "Effect": "Allow",
            "Principal": {"AWS": ["*", "arn:aws:iam::111122223333:root"]},
            "Action": ["s3:Get*", "s3:PutObject"],
            "Resource": ["arn:aws:s3:::x", "arn:aws:s3:::x/*"],
            "Condition": {
                "StringLike": {"aws:PrincipalOrgID": ["o-*"]},
                "IpAddress": {"aws:SourceIp": "10.0.0.0/8"},
                "Bool": {"aws:SecureTransport": "true"},
            },
        },
        {"Effect": "Deny", "NotPrincipal": "*", "NotAction": "s3:*", "NotResource": "*"},
    ],
}


def _planned(type_: str, name: str, values: dict[str, Any], module: str = "") -> dict[str, Any]:
    address = f"{module}.{type_}.{name}" if module else f"{type_}.{name}"
    return {
        "address": address,
        "mode": "managed",
        "type": type_,
        "name": name,
        "provider_name": "registry.terraform.io/hashicorp/aws",
        **({"module_address": module} if module else {}),
        "change": {
            "actions": ["create"],
            "before": None,
            "after": values,
            "after_unknown": {"id": True, "arn": True, "tags": [False, {"a": True}]},
            "before_sensitive": False,
            "after_sensitive": {"policy": True},
        },
    }


def _expressions(**names: str) -> dict[str, Any]:
    return {key: {"references": [name, "var.v"]} for key, name in names.items()}


def plan() -> dict[str, Any]:
    """Return a plan with everything that is read of one."""
    policy = json.dumps(POLICY)
    base = json.loads(json.dumps(PLAN))
    changes = [
        _planned("aws_s3_bucket", "x", {"bucket": "x", "tags": {"a": "b"}}),
        {**_planned("aws_s3_bucket", "y", {"bucket": None}), "index": 0},
        _planned("aws_s3_bucket_policy", "x", {"bucket": "x", "policy": policy}),
        _planned(
            "aws_s3_bucket_versioning", "x", {"versioning_configuration": [{"status": "Enabled"}]}
        ),
        {
            **_planned("aws_db_instance", "d", {"storage_encrypted": False}, "module.m[0]"),
            "index": "a",
        },
        {**_planned("aws_iam_policy_document", "p", {"json": policy}), "mode": "data"},
    ]
    resources = [
        {
            "address": f"{each['type']}.{each['name']}",
            "mode": each["mode"],
            "type": each["type"],
            "name": each["name"],
            "provider_config_key": "aws",
            "schema_version": 0,
            "expressions": {
                **_expressions(bucket="aws_s3_bucket.x.id"),
                "acl": {"constant_value": "private"},
                "rule": [{"a": {"references": ["each.value", "local.l", "module.m.o"]}}],
            },
            "count_expression": {"constant_value": 1},
            "for_each_expression": {"references": ["var.v"]},
        }
        for each in changes
    ]
    module = {
        "resources": resources[4:5],
        "variables": {"w": {}},
        "outputs": {"o": {"expression": {}}},
    }
    return {
        **base,
        "format_version": "1.2",
        "terraform_version": "1.9.0",
        "variables": {"v": {"value": "x"}},
        "planned_values": {
            "outputs": {"o": {"sensitive": False, "value": 1}},
            "root_module": {
                "resources": [],
                "child_modules": [{"address": "module.m[0]", "resources": []}],
            },
        },
        "resource_changes": [*base["resource_changes"], *changes],
        "resource_drift": [changes[0]],
        "output_changes": {"o": {"actions": ["create"], "after": 1}},
        "prior_state": {
            "format_version": "1.0",
            "values": {"root_module": {"resources": [changes[-1]]}},
        },
        "configuration": {
            "provider_config": {
                "aws": {"name": "aws", "expressions": {"region": {"constant_value": "eu-west-1"}}}
            },
            "root_module": {
                "resources": resources,
                "variables": {"v": {"default": "x"}},
                "outputs": {"o": {"expression": {"references": ["module.m.o"]}}},
                "module_calls": {
                    "m": {"source": "./m", "expressions": _expressions(w="var.v"), "module": module}
                },
            },
        },
        "checks": [],
        "timestamp": "2024-01-01T00:00:00Z",
    }


def terraform_json() -> dict[str, Any]:
    """Return a configuration in the JSON syntax of Terraform."""
    return {
        "//": "comment",
        "terraform": {
            "required_version": ">= 1.0",
            "required_providers": {"aws": {"source": "hashicorp/aws"}},
        },
        "provider": {"aws": [{"region": "eu-west-1"}, {"alias": "b", "region": "${var.v}"}]},
        "variable": {
            "v": {
                "type": "string",
                "default": "x",
                "validation": [{"condition": "${true}", "error_message": "m"}],
            }
        },
        "locals": {"l": ["${var.v}", {"a": "${upper(var.v)}"}]},
        "data": {
            "aws_iam_policy_document": {
                "p": {
                    "statement": [
                        {"actions": ["*"], "principals": {"type": "*", "identifiers": ["*"]}}
                    ]
                }
            }
        },
        "resource": {
            "aws_s3_bucket": {
                "x": {
                    "bucket": "${local.l[0]}",
                    "count": 1,
                    "lifecycle": {"ignore_changes": ["tags"]},
                },
                "y": [
                    {
                        "bucket": "y",
                        "for_each": {"a": 1},
                        "provider": "aws.b",
                        "depends_on": ["aws_s3_bucket.x"],
                    }
                ],
            },
            "aws_s3_bucket_policy": {
                "x": {"bucket": "${aws_s3_bucket.x[0].id}", "policy": "${jsonencode({})}"}
            },
            "aws_security_group": {
                "s": {
                    "dynamic": {
                        "ingress": {
                            "for_each": ["${var.v}"],
                            "iterator": "i",
                            "content": {"cidr_blocks": ["${i.value}"]},
                        }
                    }
                }
            },
            "aws_db_instance": {"d": {"storage_encrypted": False, "publicly_accessible": True}},
        },
        "module": {"m": {"source": "./m", "w": "${var.v}", "providers": {"aws": "aws.b"}}},
        "output": {"o": {"value": "${aws_s3_bucket.x}", "sensitive": True}},
        "moved": [{"from": "aws_s3_bucket.z", "to": "aws_s3_bucket.x"}],
        "import": {"to": "aws_s3_bucket.x", "id": "x"},
        "check": {"c": {"assert": {"condition": "${true}", "error_message": "m"}}},
        "removed": {"from": "aws_s3_bucket.q", "lifecycle": {"destroy": False}},
    }


MODULES: Final = {
    "Modules": [
        {"Key": "", "Source": "", "Dir": "."},
        {"Key": "m", "Source": "registry.terraform.io/a/b/aws", "Version": "1.0.0", "Dir": "m"},
        {"Key": "m.n", "Source": "../n", "Dir": "n"},
    ]
}
TEMPLATE_TREE: Final[dict[str, Any]] = {
    "AWSTemplateFormatVersion": "2010-09-09",
    "Transform": ["AWS::LanguageExtensions", "AWS::Serverless-2016-10-31"],
    "Parameters": {
        "P": {"Type": "String", "Default": "x", "AllowedValues": ["x"], "NoEcho": True},
        "N": {"Type": "CommaDelimitedList"},
    },
    "Mappings": {"M": {"a": {"b": "c", "d": ["e"]}}},
    "Conditions": {
        "C": {"Fn::Equals": [{"Ref": "P"}, "x"]},
        "D": {"Fn::Not": [{"Condition": "C"}]},
    },
    "Rules": {
        "R": {
            "Assertions": [
                {"Assert": {"Fn::Contains": [["a"], {"Ref": "P"}]}, "AssertDescription": "d"}
            ]
        }
    },
    "Globals": {
        "Function": {"Runtime": "python3.12", "Environment": {"Variables": {"A": {"Ref": "P"}}}}
    },
    "Metadata": {
        "iaclint": {
            "ignore": [{"rule": "aws-s3-versioning", "reason": "why", "until": "2999-12-31"}]
        }
    },
    "Resources": {
        "A": {
            "Type": "AWS::S3::Bucket",
            "Condition": "C",
            "DeletionPolicy": "Retain",
            "DependsOn": ["T"],
            "Metadata": {"checkov": {"skip": [{"id": "CKV_AWS_21", "comment": "c"}]}},
            "Properties": {
                "BucketName": {"Fn::Sub": ["${P}-${X}", {"X": {"Fn::FindInMap": ["M", "a", "b"]}}]},
                "AccessControl": {"Fn::If": ["C", "Private", {"Ref": "AWS::NoValue"}]},
                "PublicAccessBlockConfiguration": {"BlockPublicAcls": True},
                "BucketEncryption": {
                    "ServerSideEncryptionConfiguration": [
                        {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}
                    ]
                },
                "LoggingConfiguration": {"DestinationBucketName": {"Fn::ImportValue": "v"}},
                "Tags": [
                    {"Key": "a", "Value": {"Fn::Select": [0, {"Fn::Split": [",", {"Ref": "P"}]}]}}
                ],
            },
        },
        "L": {
            "Type": "AWS::S3::BucketPolicy",
            "Properties": {"Bucket": {"Ref": "A"}, "PolicyDocument": POLICY},
        },
        "T": {
            "Type": "AWS::SNS::Topic",
            "Properties": {"TopicName": {"Fn::Join": ["-", ["a", {"Ref": "P"}]]}},
        },
        "F": {
            "Type": "AWS::Serverless::Function",
            "Properties": {
                "Events": {
                    "E": {"Type": "S3", "Properties": {"Bucket": {"Ref": "A"}, "Events": "s3:*"}}
                }
            },
        },
        "Q": {"Type": "AWS::Serverless::SimpleTable"},
        "S": {
            "Type": "AWS::CloudFormation::Stack",
            "Properties": {
                "TemplateURL": "u.yaml",
                "Parameters": {"P": {"Fn::GetAtt": ["A", "Arn"]}},
            },
        },
        "I": {"Fn::Transform": {"Name": "AWS::Include", "Parameters": {"Location": "u.yaml"}}},
        "Fn::ForEach::K": [
            "V",
            ["a", "b"],
            {"B${V}": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Ref": "V"}}}},
        ],
        "G": {
            "Type": "AWS::CloudFormation::StackSet",
            "Properties": {
                "TemplateBody": {"Fn::ToJsonString": {"Resources": {}}},
                "OperationPreferences": {},
            },
        },
        "U": {
            "Type": "AWS::CloudFormation::Stack",
            "Properties": {
                "TemplateURL": {"Fn::Base64": "x"},
                "TimeoutInMinutes": {"Fn::Length": ["a"]},
            },
        },
        "W": {
            "Type": "AWS::EC2::Subnet",
            "Properties": {
                "CidrBlock": {"Fn::Select": [0, {"Fn::Cidr": ["10.0.0.0/16", 2, 8]}]},
                "AvailabilityZone": {"Fn::Select": ["0", {"Fn::GetAZs": ""}]},
            },
        },
    },
    "Outputs": {
        "O": {
            "Value": {"Fn::GetAtt": "A.Arn"},
            "Condition": "C",
            "Export": {"Name": {"Fn::Sub": "${AWS::StackName}-o"}},
        }
    },
    "Hooks": {},
}
VALUES: Final = {
    "v": "x",
    "w": ["a", {"b": 1}],
    "acl": "public-read",
    "n": 1,
    "o": {"a": {"b": []}},
}
PARAMETERS: Final = [
    {"ParameterKey": "P", "ParameterValue": "x"},
    {"ParameterKey": "N", "ParameterValue": "a,b", "UsePreviousValue": False},
]
CONFIG: Final = {
    "profile": "default",
    "rules": {"aws-s3-versioning": "off", "aws-*-cross-account-access": "low"},
    "fail-on": "medium",
    "unknown": "report",
    "coverage": "report",
    "exclude": ["**/examples/**", "a/**"],
    "rule-folders": ["policies"],
    "stubs": ["stubs"],
    "allowed-accounts": ["111122223333"],
    "suppressions": {
        "allowed": True,
        "other-tools": False,
        "require-reason": True,
        "max-days": 9,
        "forbidden-rules": ["aws-*"],
        "problems": "fail",
    },
    "roots": [
        {
            "path": "*",
            "var-files": ["a.tfvars"],
            "workspace": "dev",
            "region": "eu-west-1",
            "account": "111122223333",
            "partition": "aws",
            "parameters": {"P": "x"},
            "parameter-files": ["p.json"],
            "environments": {"dev": {"var-files": ["dev.tfvars"], "workspace": "dev"}},
        }
    ],
}
BASELINE: Final = {
    "schema": 1,
    "findings": [
        {
            "rule": "aws-s3-public-access",
            "verdict": "fail",
            "path": "c/main.tf",
            "resources": {"c": ["aws_s3_bucket.b"]},
            "message": "m",
            "environments": ["dev"],
            "cause": "x",
            "fingerprint": "f",
        }
    ],
}


def _plain(node: tree.Node | None) -> Any:
    if isinstance(node, tree.Mapping):
        return {key: _plain(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, tree.Sequence):
        return [_plain(each) for each in node.items]
    return node.value if isinstance(node, tree.Scalar) else None


@cache
def rule_files() -> tuple[str, ...]:
    """Return the texts of the rules and models."""
    paths = sorted((PROJECT / "rules").rglob("*.yaml"))
    return tuple(path.read_text("utf-8") for path in paths)


@cache
def examples(language: str) -> tuple[str, ...]:
    """Return the examples of the rules in a language."""
    found = []
    for text in rule_files():
        root = _plain(parse(SourceFile("a.yaml", text.encode()))[0])
        for each in (root.get("examples") or ()) if isinstance(root, dict) else ():
            if isinstance(each.get(language), str):
                found.append(each[language])
    return tuple(found)


@cache
def templates() -> tuple[str, ...]:
    """Return templates: those of examples, and one with everything that is read."""
    return (*examples("cloudformation"), TEMPLATE, json.dumps(TEMPLATE_TREE))


@cache
def sources() -> tuple[str, ...]:
    """Return Terraform source: examples, conformance cases and hostile inputs."""
    cases = sorted((PROJECT / "tests/data/terraform-config-cases").rglob("*.tf"))
    hostile = [
        data.decode("utf-8", "replace")
        for files in (*SPELLINGS.values(), *CRASHES.values())
        for name, data in files.items()
        if name.endswith(".tf")
    ]
    return (*examples("terraform"), *(path.read_text("utf-8") for path in cases), *hostile)


@cache
def expressions() -> tuple[str, ...]:
    """Return expressions of Terraform."""
    found = []
    for path in sorted((PROJECT / "tests/data").glob("terraform-expr*.jsonl")):
        found += [json.loads(line)["expr"] for line in path.read_text("utf-8").splitlines()]
    return tuple(found)


def plain_yaml(text: str) -> Any:
    """Return the value of a document in YAML, with intrinsic functions in their long form."""
    return _long(parse(SourceFile("a.yaml", text.encode()))[0])


def _long(node: tree.Node | None) -> Any:
    if isinstance(node, tree.Mapping):
        found: Any = {key: _long(entry.value) for key, entry in node.entries.items()}
    elif isinstance(node, tree.Sequence):
        found = [_long(each) for each in node.items]
    else:
        found = node.value if node else None
    tag = getattr(node, "tag", None)
    if tag and tag.startswith("!"):
        name = tag[1:]
        return {name if name in ("Ref", "Condition") else f"Fn::{name}": found}
    return found
