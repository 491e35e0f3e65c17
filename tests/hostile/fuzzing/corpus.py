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
from tests.plan.plans import block, change, constant, refers

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


def _planned(address: str, after: object, unknown: object, **more: Any) -> dict[str, Any]:
    """Return a change, with values that the fuzzer may change."""
    return json.loads(json.dumps(change(address, after, unknown, **more)))  # type: ignore[no-any-return]


def _changes() -> list[dict[str, Any]]:
    policy = json.dumps(POLICY)
    marks = {"id": True, "arn": True, "tags": [False, {"a": True}]}
    statement = {"actions": ["s3:*"], "resources": [None], "principals": []}
    documents = {"source_policy_documents": [None, "{}"], "statement": None}
    return [
        _planned('aws_s3_bucket.x["a"]', {"bucket": "x", "tags": {"a": "b"}}, marks),
        _planned("aws_s3_bucket.y[0]", {"bucket": None}, {**marks, "bucket": True}),
        _planned('aws_s3_bucket_policy.x["a"]', {}, {"bucket": True, "policy": True}),
        _planned("aws_s3_bucket_policy.y[0]", {"bucket": "x", "policy": policy}, {}),
        _planned(
            "aws_s3_bucket_versioning.x",
            {"versioning_configuration": [{"status": "Enabled"}]},
            {"versioning_configuration": [{"mfa_delete": True}]},
        ),
        _planned('module.m[0].aws_db_instance.d["a"]', {"storage_encrypted": False}, marks),
        _planned("module.m[0].aws_sqs_queue_policy.q", {}, {"queue_url": True, "policy": True}),
        _planned(
            "data.aws_iam_policy_document.d",
            {"statement": [statement]},
            {"json": True, "statement": [{"resources": [True]}]},
            actions=("read",),
        ),
        _planned(
            "data.aws_iam_policy_document.e",
            documents,
            {"json": True, "source_policy_documents": [True, False]},
            actions=("read",),
        ),
        _planned("terraform_data.t", {"input": {"p": policy}}, {"id": True, "output": True}),
        _planned("random_id.r", {"byte_length": 1, "keepers": {"a": "b"}}, {"hex": True}),
        _planned("aws_kms_key.k", {"policy": policy}, {"policy": True}),
    ]


def _document(name: str) -> dict[str, Any]:
    whole = f"data.aws_iam_policy_document.{name}"
    return refers(f"{whole}.json", whole)


def _blocks() -> list[dict[str, Any]]:
    bucket = refers("aws_s3_bucket.x", "each.key")
    chosen = {"rule": [{"a": refers("each.value", "local.l", "module.m.o")}]}
    blocks = [
        block("aws_s3_bucket.x", bucket=constant("x"), for_each=refers("var.v")),
        {**block("aws_s3_bucket.y", **chosen), "count_expression": constant(1)},
        block("aws_s3_bucket_policy.x", bucket=bucket, policy=_document("e"), for_each=bucket),
        block("aws_s3_bucket_policy.y", bucket=refers("aws_s3_bucket.y[0].id", "aws_s3_bucket.y")),
        block("aws_s3_bucket_versioning.x", versioning_configuration=[{"status": {}}]),
        block("data.aws_iam_policy_document.d", statement=[{"resources": refers("local.a")}]),
        block("data.aws_iam_policy_document.e", source_policy_documents=_document("d")),
        block("terraform_data.t", input=refers("random_id.r.hex", "random_id.r", "var.v")),
        block("random_id.r", byte_length=constant(1)),
        block("aws_kms_key.k", policy=refers("terraform_data.t.output.p", "terraform_data.t")),
    ]
    return [{**each, "provider_config_key": "aws", "schema_version": 0} for each in blocks]


def plan() -> dict[str, Any]:
    """Return a plan with everything that is read of one."""
    base = json.loads(json.dumps(PLAN))
    changes = _changes()
    role = {"role_arn": constant("arn:aws:iam::111122223333:role/x")}
    child = {
        "resources": [
            block("aws_db_instance.d", storage_encrypted=refers("var.w"), for_each=refers("var.w")),
            block("aws_sqs_queue_policy.q", queue_url=refers("var.w"), policy=refers("var.w")),
        ],
        "variables": {"w": {}},
        "outputs": {"o": {"expression": refers("aws_db_instance.d", "var.w")}},
    }
    call = {
        "source": "./m",
        "expressions": {"w": refers("random_id.r.hex", "random_id.r", "each.value")},
        "module": child,
        "count_expression": constant(1),
    }
    planned = [{**each, "values": each["change"]["after"]} for each in changes[4:5]]
    return {
        **base,
        "terraform_version": "1.9.0",
        "variables": {"v": {"value": "x"}},
        "planned_values": {
            "outputs": {"o": {"sensitive": False, "value": 1}},
            "root_module": {
                "resources": planned,
                "child_modules": [{"address": "module.m[0]", "resources": planned}],
            },
        },
        "resource_changes": [*base["resource_changes"], *changes],
        "resource_drift": [changes[0]],
        "deferred_changes": [
            {"reason": "a", "resource_change": _planned("aws_s3_bucket.later[0]", {}, {})}
        ],
        "output_changes": {"o": {"actions": ["create"], "after": 1, "after_unknown": False}},
        "prior_state": {
            "format_version": "1.0",
            "values": {"root_module": {"resources": [changes[-1]]}},
        },
        "configuration": {
            "provider_config": {
                "aws": {
                    "name": "aws",
                    "expressions": {"region": constant("eu-west-1"), "assume_role": [role]},
                }
            },
            "root_module": {
                "resources": _blocks(),
                "variables": {"v": {"default": "x"}},
                "outputs": {"o": {"expression": refers("module.m.o", "module.m")}},
                "module_calls": {"m": call},
            },
        },
        "relevant_attributes": [{"resource": "random_id.r", "attribute": ["hex"]}],
        "checks": [],
        "timestamp": "2024-01-01T00:00:00Z",
        "complete": True,
        "errored": False,
    }


def terraform_json() -> dict[str, Any]:
    """Return a configuration in the JSON syntax of Terraform."""
    return {
        "//": ["comment", "iaclint: ignore[aws-s3-versioning] why"],
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
                        {
                            "//": {"a": ["comment"]},
                            "actions": ["*"],
                            "principals": {"//": "comment", "type": "*", "identifiers": ["*"]},
                        }
                    ]
                }
            }
        },
        "resource": {
            "aws_s3_bucket": {
                "x": {
                    "//": "iaclint: ignore[aws-s3-access-logging] why",
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
        "module": {
            "m": {"//": "comment", "source": "./m", "w": "${var.v}", "providers": {"aws": "aws.b"}}
        },
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
