"""Inputs of which a part is not read or not settled, and which hide a public bucket there."""

from __future__ import annotations

import json
from typing import Any, Final

from tests.hostile.inputs import BUCKET, IN_PLAN, PLAN, TEMPLATE, Files
from tests.plan.plans import block, change, constant, module, plan, refers

_CALL: Final = 'module "m" {{\n  source = "{0}"\n}}\n'
_STACK: Final = (
    "Resources:\n  S:\n    Type: AWS::CloudFormation::Stack\n    Properties: {{TemplateURL: {0}}}\n"
)
_INCLUDE: Final = "Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/t.yaml}}\n"
_CHOSEN: Final = TEMPLATE.replace("PublicRead", "!If [C, Private, PublicRead]")
_VARIABLE: Final = BUCKET.replace('"public-read"', "var.acl") + 'variable "acl" {}\n'
_POLICY: Final = """\
resource "aws_s3_bucket" "b" {
  bucket = "b"
}
resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = jsonencode({
    Statement = concat(
      [{ Effect = "Allow", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::b/*" }],
      [for n in range(1000) : {
        Effect    = "Deny", Principal = "*", Action = "s3:*"
        Resource  = "arn:aws:s3:::b/*${n}*a*b*c*d*"
        Condition = { StringLike = { "aws:userid" = "*${n}*a*b*" } }
      }]
    )
  })
}
"""
_ACCOUNT: Final = """\
provider "aws" {
  alias = "other"
  assume_role {
    role_arn = "arn:aws:iam::999999999999:role/x"
  }
}
resource "aws_s3_account_public_access_block" "a" {
  provider           = aws.other
  ignore_public_acls = true
}
"""
_STATEMENT: Final = """\
resource "aws_s3_bucket" "b" {{
  bucket = "b"
}}
resource "aws_s3_bucket_policy" "b" {{
  bucket = aws_s3_bucket.b.id
  policy = jsonencode({{
    Statement = merge(
      {{ Effect = "Allow", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::b/*" }},
      {0}
    )
  }})
}}
"""
_REJECTED: Final = (
    '{ Principal = { aws = "*" } }',
    '{ Principal = { Service = "*" } }',
    '{ Principal = { Foo = "*" } }',
    '{ Principal = [{ AWS = "*" }] }',
    '{ Effect = "Permit" }',
    '{ Condition = ["x"] }',
    '{ Condition = { StringIs = { "aws:SourceVpc" = "x" } } }',
    '{ Condition = { IpAddress = { "aws:SourceIp" = "x" } } }',
)
_STACK_IN_TERRAFORM: Final = (
    'resource "aws_cloudformation_stack" "s" {{\n  name = "s"\n  template_body = {0}\n}}\n'
)


_MANIFEST: Final = json.dumps(
    {"artifacts": {"S": {"properties": {"templateFile": "../../../outside.json"}}}}
)


def _condition(test: str) -> Files:
    return {"t.yaml": f"Conditions: {{C: {test}}}\n{_CHOSEN}".encode()}


_WITH_ACL: Final = "Parameters: {Acl: {Type: String, Default: Private}}\n" + TEMPLATE.replace(
    "PublicRead", "!Ref Acl"
)
_PASSED: Final = (
    "{Fn::Transform: {Name: M}}",
    "!If [C, !Ref AWS::NoValue, {Fn::Transform: {Name: M}}]",
    "!If [C, {Acl: Private}, {Acl: PublicRead}]",
)
"""Parameters of a nested stack."""
_PAIR: Final = "{{ParameterKey: Acl, ParameterValue: {}}}"
_PAIRS: Final = f"!If [C, {_PAIR.format('Private')}, {_PAIR.format('PublicRead')}]"


def _nested(kind: str, parameters: str, url: str = "child.yaml") -> Files:
    """Return a stack of which the name of the outer stack, or a macro, decides what it opens."""
    properties = f"{{TemplateURL: {url}, Parameters: {parameters}}}"
    text = (
        "Conditions: {C: !Equals [!Ref AWS::StackName, a]}\nResources:\n"
        f"  S: {{Type: AWS::CloudFormation::{kind}, Properties: {properties}}}\n"
    )
    return {**_text("t.yaml", text), **_text("child.yaml", _WITH_ACL)}


_STACK_SET: Final = """\
resource "aws_cloudformation_stack_set" "s" {
  name          = "s"
  template_body = file("child.yaml")
}
resource "aws_cloudformation_stack_set_instance" "i" {
  stack_set_name      = timestamp() == "" ? "x" : "s"
  parameter_overrides = { Acl = "PublicRead" }
}
"""
_AS_JSON: Final = json.dumps(
    {
        "Parameters": {"Acl": {"Type": "String", "Default": "Private"}},
        "Resources": {
            "B": {
                "Type": "AWS::S3::Bucket",
                "Properties": {
                    "AccessControl": {"Ref": "Acl"},
                    "OwnershipControls": {"Rules": [{"ObjectOwnership": "ObjectWriter"}]},
                    "PublicAccessBlockConfiguration": {"BlockPublicAcls": False},
                },
            }
        },
    }
).encode()


def _assembly(*parameters: object) -> bytes:
    """Return a manifest of the CDK that deploys a template with each of some parameters."""
    file = {"templateFile": "S.template.json"}
    stacks = enumerate({"properties": {**file, "parameters": each}} for each in parameters)
    return json.dumps({"artifacts": {f"S{number}": each for number, each in stacks}}).encode()


def _acl(acl: str, argument: str = "") -> str:
    bucket = BUCKET.replace('"public-read"', acl)
    return f'{bucket}resource "terraform_data" "t" {{\n  {argument}\n}}\n'


def _text(name: str, text: str) -> Files:
    return {name: text.encode()}


_ALL_KINDS: Final = f"""\
Parameters:
  Text: {{Type: String, MinLength: 1, AllowedPattern: '[a-z]+'}}
  Number: {{Type: Number, MinValue: 5}}
  Network: {{Type: 'AWS::EC2::VPC::Id'}}
  Stage: {{Type: String}}
Rules: {{R: {{Assertions: [{{Assert: !Not [!Equals [!Ref Stage, dev]]}}]}}}}
Conditions:
  C: !Or
    - !Equals [!Ref Text, '']
    - !Equals [!Ref Text, PROD]
    - !Equals [!Ref Number, '1.0']
    - !Equals [!Ref Number, x]
    - !Equals [!Ref Network, none]
    - !Equals [!Ref Stage, dev]
{_CHOSEN}"""
_LOOP: Final = """\
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::L:
    - X
    - {0}
    - {1}:
        Type: AWS::S3::Bucket
        Properties: {{AccessControl: PublicRead}}
"""


def _planned(policy: dict[str, Any], *sources: tuple[dict[str, Any], dict[str, Any]]) -> Files:
    """Return a plan with a policy that is known after apply, and other changes and blocks."""
    changes = [
        change("aws_s3_bucket.b", {"bucket": "b"}, {"id": True, "arn": True}),
        change("aws_s3_bucket_policy.b", {"bucket": "b"}, {"policy": True}),
        *(each for each, _ in sources),
    ]
    blocks = [block("aws_s3_bucket.b"), block("aws_s3_bucket_policy.b", policy=policy)]
    blocks += [each for _, each in sources]
    return _text("p.json", json.dumps(plan(changes, module(*blocks))))


_OPEN: Final = json.dumps(
    {
        "Statement": {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
        }
    }
)

_ACL: Final = b"""\
variable "acl" {
  default = "private"
}
resource "aws_s3_bucket_acl" "b" {
  bucket = "x"
  acl    = var.acl
}
"""
_SEEN: Final = """\
{0}resource "aws_s3_bucket" "b" {{
  bucket = "b"
  acl    = fileexists(".terraform.lock.hcl") ? "public-read" : "private"
}}
"""
_PARENTHESES: Final = 'module "m" {\n  source = ("./${"m"}")\n  acl = "public-read"\n}\n'
GAPS: Final[dict[str, Files]] = {
    "module in .git": {**_text("main.tf", _CALL.format("./.git/m")), ".git/m/main.tf": b""},
    "module in parentheses": {**_text("main.tf", _PARENTHESES), "m/main.tf": _ACL},
    "value that is not nullable": {
        **_text("main.tf", _PARENTHESES.replace('"public-read"', "null")),
        "m/main.tf": _ACL.replace(b'"private"', b'"public-read"\n  nullable = (false)\n'),
    },
    "file that Terraform writes": _text("main.tf", _SEEN.format("")),
    "folder of the work tree": _text(
        "main.tf",
        _SEEN.replace('fileexists(".terraform.lock.hcl")', 'path.cwd == "/x"').format(""),
    ),
    "file that the configuration writes": _text(
        "main.tf",
        _SEEN.replace(".terraform.lock.hcl", "x").format(
            'resource "local_file" "x" {\n  filename = "x"\n}\n'
        ),
    ),
    "module above": _text("main.tf", _CALL.format("../..")),
    "template outside": _text("t.yaml", _STACK.format("../../../outside.yaml")),
    "template outside of an assembly": _text("manifest.json", _MANIFEST),
    "template in .git": {**_text("t.yaml", _STACK.format(".git/t")), ".git/t": TEMPLATE.encode()},
    "include that is not read": _text("t.yaml", f"Resources:\n  {_INCLUDE}"),
    "include of sections": _text("t.yaml", _INCLUDE + "Resources: {A: {Type: AWS::SNS::Topic}}\n"),
    "output of a macro": _text(
        "t.yaml", TEMPLATE.replace("AccessControl: PublicRead", "Fn::Transform: {Name: M}")
    ),
    "plan of a wrong shape": _text("p.json", json.dumps({**PLAN, "planned_values": []})),
    "plan that failed": _text(
        "p.json", json.dumps({**PLAN, "resource_changes": [], "errored": True})
    ),
    "plan after a list": _text("p.json", f"[]{IN_PLAN}"),
    "account of a provider": _text("main.tf", BUCKET + _ACCOUNT),
    "stack name": _condition("!Equals [!Ref AWS::StackName, a]"),
    "impossible stack name": _condition("!Equals [!Ref AWS::StackName, '']"),
    "impossible parameters": _text("t.yaml", _ALL_KINDS),
    "loop over a region": _text("t.yaml", _LOOP.format("[!Ref AWS::Region]", "'B&{X}'")),
    "loop in a loop over an unknown list": _text(
        "t.yaml",
        _LOOP.format(
            "[!Ref AWS::Region]", "Fn::ForEach::M:\n      - Y\n      - [a]\n      - 'B&{X}${Y}'"
        ),
    ),
    "Availability Zone": _condition("!Equals [!Select [0, !GetAZs ''], a]"),
    **{
        f"parameters of a nested stack: {parameters}": _nested("Stack", parameters)
        for parameters in _PASSED
    },
    **{
        f"parameters of a stack set: {parameters}": _nested("StackSet", parameters)
        for parameters in (*_PASSED[:2], _PAIRS, f"[{_PAIRS}]")
    },
    "instance of an unsettled stack set": {
        **_text("main.tf", _STACK_SET),
        "child.yaml": _WITH_ACL.encode(),
    },
    "template of two artifacts": {
        "manifest.json": _assembly({}, {"Acl": "PublicRead"}),
        "S.template.json": _AS_JSON,
    },
    "template of two artifacts, one of which is odd": {
        "manifest.json": _assembly({"Acl": 1}, {"Acl": "PublicRead"}),
        "S.template.json": _AS_JSON,
    },
    "nested stack at an unsettled location": _nested(
        "Stack", "{Acl: PublicRead}", "!If [C, none.txt, child.yaml]"
    ),
    "suffix": _condition("!Equals [!Sub 'x.${AWS::URLSuffix}', x.a.b]"),
    "stack in Terraform": _text("main.tf", _STACK_IN_TERRAFORM.format(json.dumps(TEMPLATE))),
    "terraform_data": _text("main.tf", _acl("terraform_data.t.output", 'input = "public-read"')),
    "random value": _text(
        "main.tf", _acl('startswith(terraform_data.t.id, "a") ? "private" : "public-read"')
    ),
    "empty id": _text("main.tf", _acl('terraform_data.t.id == "" ? "private" : "public-read"')),
    "empty workspace": _text(
        "main.tf", _acl('terraform.workspace == "" ? "private" : "public-read"')
    ),
    "default workspace": _text(
        "main.tf", _acl('terraform.workspace == "default" ? "public-read" : "private"')
    ),
    "policy of many patterns": _text("main.tf", _POLICY),
    **{
        f"statement that AWS rejects: {elements}": _text("main.tf", _STATEMENT.format(elements))
        for elements in _REJECTED
    },
    "unsettled stack in Terraform": _text(
        "main.tf",
        _STACK_IN_TERRAFORM.format(f'timestamp() == "" ? "" : {json.dumps(TEMPLATE)}'),
    ),
    "module in an example folder": {
        **_text("main.tf", _CALL.format("./tests/m")),
        "tests/m/main.tf": BUCKET.encode(),
    },
    "template in an example folder": {
        **_text("t.yaml", _STACK.format("tests/t.txt")),
        "tests/t.txt": TEMPLATE.encode(),
    },
    "ignored variable file": {
        **_text("main.tf", _VARIABLE),
        "x.auto.tfvars": b'acl = "public-read"\n',
        ".gitignore": b"*.tfvars\n",
    },
    "template that starts broken": _text("t.yaml", "{% if x %}\n" + TEMPLATE + "{% endif %}\n"),
    "two plans in a file": _text(
        "p.json", json.dumps({**PLAN, "resource_changes": []}) + "\n" + IN_PLAN
    ),
    "state in place of a plan": _text(
        "p.json", json.dumps({"format_version": "1.0", "values": {"root_module": {}}})
    ),
    "module that is recorded elsewhere": {
        **_text("main.tf", _CALL.format("./good")),
        "good/main.tf": b"",
        ".terraform/modules/m/main.tf": BUCKET.encode(),
        ".terraform/modules/modules.json": json.dumps(
            {"Modules": [{"Key": "m", "Source": "./good", "Dir": ".terraform/modules/m"}]}
        ).encode(),
    },
    "plan of known references": _planned(refers("var.closed", "var.open", "path.module")),
    "plan of a random value": _planned(
        refers("random_id.r.hex", "random_id.r", "var.open"),
        (change("random_id.r", {"byte_length": 1}, {"hex": True}), block("random_id.r")),
    ),
    "plan of a repeated value": _planned(
        refers("terraform_data.t.output.policy", "terraform_data.t.output", "terraform_data.t"),
        (
            change("terraform_data.t", {"input": {"policy": _OPEN}}, {"output": True}),
            block("terraform_data.t", input=constant({"policy": _OPEN})),
        ),
    ),
    "folder of a variable file": {**_text("main.tf", _VARIABLE), "x.auto.tfvars/a": b""},
}

LINKS: Final[dict[str, tuple[Files, dict[str, str]]]] = {
    "module outside": (_text("main.tf", _CALL.format("./m")), {"m": "/usr"}),
    "template behind a link": (_text("t.yaml", _STACK.format("a.yaml")), {"a.yaml": "/etc/passwd"}),
    "file outside": (_text("main.tf", ""), {"a.tf": "/etc/passwd"}),
    "link to nothing": (_text("main.tf", ""), {"a.tf": "nothing"}),
    "link to a folder": ({**_text("main.tf", ""), "m/a.txt": b""}, {"a.tf": "m"}),
    "ring of links": (_text("main.tf", _CALL.format("./a/m")), {"a": "b", "b": "a"}),
    "link to a folder of a tool": (
        {"package.json": b"", "node_modules/d/t.yaml": TEMPLATE.encode()},
        {"infra": "node_modules/d"},
    ),
    "link to an example": ({"tests/a.tf": BUCKET.encode()}, {"main.tf": "tests/a.tf"}),
}
"""Files, and links by their name."""
