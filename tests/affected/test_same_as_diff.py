"""``iaclint check --changed`` finds what ``iaclint check . --diff HEAD`` finds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.escaped import escaped
from tests.scratch import Scratch

pytestmark = pytest.mark.slow

RULE = ("--rules", "aws-s3-public-access,aws-sqs-public-access")


class Case(NamedTuple):
    """A repository, and the files that a commit changes, adds or deletes (None)."""

    files: Mapping[str, str]
    change: Mapping[str, str | None]


def _bucket(acl: str, head: str = "") -> str:
    return (
        f"{head}Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n"
        "      OwnershipControls: {Rules: [{ObjectOwnership: BucketOwnerPreferred}]}\n"
        "      PublicAccessBlockConfiguration: {BlockPublicAcls: false, IgnorePublicAcls: false}\n"
        f"      AccessControl: {acl}\n"
    )


def _outer(url: str, parameters: str = "{}", head: str = "") -> str:
    return (
        f"{head}Resources:\n  S:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n"
        f"      TemplateURL: {url}\n      Parameters: {parameters}\n"
    )


def _export(value: str, name: str = "acl", key: str = "V") -> str:
    return f"Outputs:\n  {key}:\n    Value: {value}\n    Export:\n      Name: {name}\n"


def _parameter(default: str, name: str = "Acl") -> str:
    return f"Parameters: {{{name}: {{Type: String, Default: {default}}}}}\n"


NOTHING = "Resources: {N: {Type: AWS::SNS::Topic}}\n"
PUBLIC, PRIVATE = "PublicRead", "Private"
IMPORTER = _bucket("!ImportValue acl")
QUEUE = """\
Resources:
  Q: {Type: AWS::SQS::Queue}
  P:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Q]
      PolicyDocument:
        Statement: {Effect: Allow, Principal: !ImportValue acl, Action: "sqs:*", Resource: "*"}
"""
DECLARED = "Parameters: {Acl: {Type: String}}\n"


def _module(acl: str, head: str = "") -> str:
    return f'{head}resource "aws_s3_bucket" "a" {{\n  bucket = "a"\n  acl    = {acl}\n}}\n'


def _call(source: str, arguments: str = "", name: str = "m") -> str:
    return f'module "{name}" {{\n  source = "{source}"\n{arguments}}}\n'


def _variable(default: str, name: str = "acl") -> str:
    return f'variable "{name}" {{\n  default = "{default}"\n}}\n'


def _assembly(parameters: Mapping[str, str], file: str = "S.template.json") -> str:
    properties = {"templateFile": file, "parameters": parameters}
    artifact = {
        "type": "aws:cloudformation:stack",
        "environment": "aws://unknown-account/unknown-region",
        "properties": properties,
    }
    return json.dumps({"version": "36.0.0", "artifacts": {"S": artifact}})


def _json(acl: object, **sections: object) -> str:
    properties = {
        "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerPreferred"}]},
        "PublicAccessBlockConfiguration": {"BlockPublicAcls": False, "IgnorePublicAcls": False},
        "AccessControl": acl,
    }
    bucket = {"Type": "AWS::S3::Bucket", "Properties": properties}
    return json.dumps({**sections, "Resources": {"A": bucket}}, indent=1)


SYNTHESIZED = _json({"Ref": "Acl"}, Parameters={"Acl": {"Type": "String"}})
SELF_CONTAINED = _module("var.acl", _variable("public-read") + "terraform {\n}\n")
UNDECIDED = _module("var.acl", _variable("public-read") + 'variable "name" {\n}\n')
PRIVATE_CALL = _call("./m", '  acl = "private"\n')
CALLED = _module("var.acl", _variable("public-read"))
NESTABLE = _bucket("!Ref Acl", _parameter(PUBLIC))
PRIVATE_NEST = _outer("n.yaml", "{Acl: Private}")

TEMPLATES: dict[str, Case] = {
    "the value of an export": Case(
        {"a.yaml": NOTHING + _export(PRIVATE), "b.yaml": IMPORTER},
        {"a.yaml": NOTHING + _export(PUBLIC)},
    ),
    "an export that a policy imports": Case(
        {"a.yaml": NOTHING + _export("!Ref AWS::AccountId"), "b.yaml": QUEUE},
        {"a.yaml": NOTHING + _export("'*'")},
    ),
    "an import of an export": Case(
        {"a.yaml": NOTHING + _export(PUBLIC), "b.yaml": _bucket(PRIVATE)},
        {"b.yaml": IMPORTER},
    ),
    "an added export": Case(
        {"a.yaml": NOTHING, "b.yaml": IMPORTER}, {"a.yaml": NOTHING + _export(PUBLIC)}
    ),
    "a deleted export of the same name": Case(
        {
            "a.yaml": NOTHING + _export(PUBLIC),
            "b.yaml": IMPORTER,
            "c.yaml": NOTHING + _export(PRIVATE),
        },
        {"c.yaml": None},
    ),
    "another name of an export of the same name": Case(
        {
            "a.yaml": NOTHING + _export(PUBLIC),
            "b.yaml": IMPORTER,
            "c.yaml": NOTHING + _export(PRIVATE),
        },
        {"c.yaml": NOTHING + _export(PRIVATE, "other")},
    ),
    "an export with a computed name": Case(
        {
            "a.yaml": _parameter("net", "P") + NOTHING + _export(PRIVATE, "!Sub '${P}-acl'"),
            "b.yaml": _bucket("{'Fn::ImportValue': !Sub '${N}-acl'}", _parameter("net", "N")),
        },
        {"a.yaml": _parameter("net", "P") + NOTHING + _export(PUBLIC, "!Sub '${P}-acl'")},
    ),
    "an export with a joined name": Case(
        {
            "a.yaml": _parameter("net", "P")
            + NOTHING
            + _export(PRIVATE, "!Join ['-', [!Ref P, acl]]"),
            "b.yaml": _bucket("!ImportValue net-acl"),
        },
        {
            "a.yaml": _parameter("net", "P")
            + NOTHING
            + _export(PUBLIC, "!Join ['-', [!Ref P, acl]]")
        },
    ),
    "an export in a nested template": Case(
        {
            "o.yaml": _outer("n.yaml", "{Acl: Private}"),
            "n.yaml": _parameter(PRIVATE) + NOTHING + _export("!Ref Acl"),
            "b.yaml": IMPORTER,
        },
        {"o.yaml": _outer("n.yaml", "{Acl: PublicRead}")},
    ),
    "an export in a template that a nested one imports": Case(
        {
            "a.yaml": NOTHING + _export(PRIVATE),
            "o.yaml": _outer("n.yaml", "{Acl: !ImportValue acl}"),
            "n.yaml": NESTABLE,
        },
        {"a.yaml": NOTHING + _export(PUBLIC)},
    ),
    "an export of an import": Case(
        {
            "a.yaml": NOTHING + _export(PRIVATE),
            "b.yaml": NOTHING + _export("!ImportValue acl", "again"),
            "c.yaml": _bucket("!ImportValue again"),
        },
        {"a.yaml": NOTHING + _export(PUBLIC)},
    ),
    "an export by a fragment": Case(
        {
            "a.yaml": "Outputs:\n  Fn::Transform:\n    Name: AWS::Include\n"
            "    Parameters: {Location: o.txt}\n" + NOTHING,
            "o.txt": "V:\n  Value: Private\n  Export: {Name: acl}\n",
            "b.yaml": IMPORTER,
        },
        {"o.txt": "V:\n  Value: PublicRead\n  Export: {Name: acl}\n"},
    ),
    "exports in JSON": Case(
        {
            "a.json": _json(
                PRIVATE, Outputs={"V": {"Value": PRIVATE, "Export": {"Name": {"Fn::Sub": "acl"}}}}
            ),
            "b.json": _json({"Fn::ImportValue": {"Fn::Sub": "acl"}}),
        },
        {
            "a.json": _json(
                PRIVATE, Outputs={"V": {"Value": PUBLIC, "Export": {"Name": {"Fn::Sub": "acl"}}}}
            )
        },
    ),
    "a parameter in a manifest of the CDK": Case(
        {
            "cdk.out/manifest.json": _assembly({"Acl": PRIVATE}),
            "cdk.out/S.template.json": SYNTHESIZED,
        },
        {"cdk.out/manifest.json": _assembly({"Acl": PUBLIC})},
    ),
    "a deleted manifest of the CDK": Case(
        {
            "cdk.out/manifest.json": _assembly({"Acl": PRIVATE}),
            "cdk.out/S.template.json": _json(
                {"Ref": "Acl"}, Parameters={"Acl": {"Type": "String", "Default": PUBLIC}}
            ),
        },
        {"cdk.out/manifest.json": None},
    ),
    "a parameter of a manifest for an exporter": Case(
        {
            "cdk.out/manifest.json": _assembly({"Acl": PRIVATE}),
            "cdk.out/S.template.json": _json(
                PRIVATE,
                Parameters={"Acl": {"Type": "String"}},
                Outputs={"V": {"Value": {"Ref": "Acl"}, "Export": {"Name": "acl"}}},
            ),
            "b.yaml": IMPORTER,
        },
        {"cdk.out/manifest.json": _assembly({"Acl": PUBLIC})},
    ),
    "a template that only a manifest of the CDK names": Case(
        {
            "cdk.out/manifest.json": _assembly({"Acl": PUBLIC}, "../S.txt"),
            "S.txt": _json(PRIVATE, Parameters={"Acl": {"Type": "String"}}),
        },
        {"S.txt": SYNTHESIZED},
    ),
    "another template in a manifest of the CDK": Case(
        {
            "cdk.out/manifest.json": _assembly({"Acl": PUBLIC}, "a.txt"),
            "cdk.out/a.txt": _json(PRIVATE, Parameters={"Acl": {"Type": "String"}}),
            "cdk.out/b.txt": SYNTHESIZED,
        },
        {"cdk.out/manifest.json": _assembly({"Acl": PUBLIC}, "b.txt")},
    ),
    "a nested template of the CDK": Case(
        {
            "cdk.out/manifest.json": _assembly({}),
            "cdk.out/S.template.json": json.dumps(
                {
                    "Resources": {
                        "N": {
                            "Type": "AWS::CloudFormation::Stack",
                            "Properties": {
                                "TemplateURL": {"Fn::Join": ["", ["https://", {"Ref": "B"}]]},
                                "Parameters": {"Acl": PUBLIC},
                            },
                            "Metadata": {"aws:asset:path": "n.nested.template.json"},
                        }
                    }
                }
            ),
            "cdk.out/n.nested.template.json": _json(
                PRIVATE, Parameters={"Acl": {"Type": "String"}}
            ),
        },
        {"cdk.out/n.nested.template.json": SYNTHESIZED},
    ),
    "a nested template with a computed path": Case(
        {
            "o.yaml": _outer("!Sub 'n/${E}.yaml'", "{Acl: PublicRead}", _parameter("dev", "E")),
            "n/dev.yaml": DECLARED + _bucket(PRIVATE),
        },
        {"n/dev.yaml": DECLARED + _bucket("!Ref Acl")},
    ),
    "a nested template with a computed folder": Case(
        {
            "o.yaml": _outer("!Sub '${E}/n.yaml'", "{Acl: PublicRead}", _parameter("dev", "E")),
            "dev/n.yaml": DECLARED + _bucket(PRIVATE),
        },
        {"dev/n.yaml": DECLARED + _bucket("!Ref Acl")},
    ),
    "a nested template with a joined path": Case(
        {
            "o.yaml": _outer("!Join ['/', [dev, n.yaml]]", "{Acl: PublicRead}"),
            "dev/n.yaml": DECLARED + _bucket(PRIVATE),
        },
        {"dev/n.yaml": DECLARED + _bucket("!Ref Acl")},
    ),
    "a nested template of a condition in one line": Case(
        {
            "o.yaml": _outer(
                "!If [C,n/a.yaml,n/b.yaml]",
                "{Acl: PublicRead}",
                "Conditions: {C: !Equals [a, a]}\n",
            ),
            "n/a.yaml": DECLARED + _bucket(PRIVATE),
            "n/b.yaml": DECLARED + _bucket(PRIVATE),
        },
        {"n/a.yaml": DECLARED + _bucket("!Ref Acl")},
    ),
    "the template of a stack set": Case(
        {
            "o.yaml": "Resources:\n  S:\n    Type: AWS::CloudFormation::StackSet\n    Properties:\n"
            "      TemplateURL: n.yaml\n      Parameters:\n"
            "        - {ParameterKey: Acl, ParameterValue: PublicRead}\n",
            "n.yaml": DECLARED + _bucket(PRIVATE),
        },
        {"n.yaml": DECLARED + _bucket("!Ref Acl")},
    ),
    "a template that is no longer nested": Case(
        {"o.yaml": PRIVATE_NEST, "n.yaml": NESTABLE}, {"o.yaml": NOTHING}
    ),
    "a deleted template that nested another": Case(
        {"o.yaml": PRIVATE_NEST, "n.yaml": NESTABLE}, {"o.yaml": None}
    ),
    "a template that is nested in no case": Case(
        {"o.yaml": PRIVATE_NEST, "n.yaml": NESTABLE},
        {
            "o.yaml": "Conditions: {C: !Equals [a, b]}\n"
            + PRIVATE_NEST.replace("    Properties:\n", "    Condition: C\n    Properties:\n")
        },
    ),
}

MODULES: dict[str, Case] = {
    "a module that is no longer called": Case(
        {"main.tf": PRIVATE_CALL, "m/main.tf": CALLED}, {"main.tf": ""}
    ),
    "a deleted caller": Case(
        {"r/main.tf": _call("../m", '  acl = "private"\n'), "m/main.tf": CALLED},
        {"r/main.tf": None},
    ),
    "a call that makes no instance": Case(
        {"main.tf": PRIVATE_CALL, "m/main.tf": CALLED},
        {"main.tf": _call("./m", '  acl = "private"\n  count = 0\n')},
    ),
    "a call deep down that makes no instance": Case(
        {
            "main.tf": _call("./m", '  acl = "private"\n'),
            "m/main.tf": _variable("private") + _call("../n", "  acl = var.acl\n"),
            "n/main.tf": CALLED,
        },
        {"m/main.tf": _variable("private") + _call("../n", "  acl = var.acl\n  count = 0\n")},
    ),
    "another module through a link": Case(
        {
            "r/main.tf": _call("../m/one", '  acl = "public-read"\n'),
            "m/one/main.tf": _module('"private"', _variable("private")),
        },
        {"m/one/main.tf": _module("var.acl", _variable("private"))},
    ),
    "a file that a template function reads, with variables": Case(
        {
            "main.tf": _variable("dev", "env")
            + _call("./m", '  template = "${path.module}/${var.env}.tpl"\n'),
            "m/main.tf": _module(
                'templatefile(var.template, { name = "x" })', 'variable "template" {}\n'
            ),
            "dev.tpl": "private",
        },
        {"dev.tpl": "public-read"},
    ),
    "a file that a map of computed paths names": Case(
        {
            "main.tf": _variable("dev", "env")
            + 'locals {\n  p = { a = "${path.module}/${var.env}.txt" }\n}\n'
            + _module('file(local.p["a"])'),
            "dev.txt": "private",
        },
        {"dev.txt": "public-read"},
    ),
    "a file that a module in JSON reads": Case(
        {
            "main.tf.json": json.dumps(
                {
                    "resource": {
                        "aws_s3_bucket": {
                            "a": {"bucket": "a", "acl": '${file("${path.module}/acl.txt")}'}
                        }
                    }
                }
            ),
            "acl.txt": "private",
        },
        {"acl.txt": "public-read"},
    ),
    "the template of a stack": Case(
        {
            "main.tf": 'resource "aws_cloudformation_stack" "s" {\n  name = "s"\n'
            '  template_body = file("t.yaml")\n  parameters = { Acl = "PublicRead" }\n}\n',
            "t.yaml": DECLARED + _bucket(PRIVATE),
        },
        {"t.yaml": DECLARED + _bucket("!Ref Acl")},
    ),
    "the template of a stack with another name": Case(
        {
            "main.tf": 'resource "aws_cloudformation_stack" "s" {\n  name = "s"\n'
            '  template_body = file("t.txt")\n  parameters = { Acl = "PublicRead" }\n}\n',
            "t.txt": DECLARED + _bucket(PRIVATE),
        },
        {"t.txt": DECLARED + _bucket("!Ref Acl")},
    ),
    "a value that a module passes to another": Case(
        {
            "main.tf": _call("./m", "  acl = module.n.acl\n") + _call("./n", name="n"),
            "m/main.tf": CALLED,
            "n/main.tf": 'output "acl" {\n  value = "private"\n}\n',
        },
        {"n/main.tf": 'output "acl" {\n  value = "public-read"\n}\n'},
    ),
    "a variable file of a folder above": Case(
        {"main.tf": SELF_CONTAINED, "terraform.tfvars": 'acl = "private"\n'},
        {"terraform.tfvars": None},
    ),
    "a state file of a called module": Case(
        {"main.tf": PRIVATE_CALL, "m/main.tf": CALLED}, {"m/terraform.tfstate": '{"version": 4}'}
    ),
    "a lock file of a called module": Case(
        {
            "main.tf": PRIVATE_CALL,
            "m/main.tf": CALLED + 'provider "aws" {\n}\n',
        },
        {
            "m/.terraform.lock.hcl": 'provider "registry.terraform.io/hashicorp/aws" {\n'
            '  version = "5.0.0"\n}\n'
        },
    ),
    "an automatic variable file of a called module": Case(
        {"main.tf": PRIVATE_CALL, "m/main.tf": CALLED},
        {"m/terraform.tfvars": 'acl = "public-read"\n'},
    ),
    **{
        f"{what} that makes a module a root": Case({"m/main.tf": UNDECIDED}, {f"m/{path}": text})
        for what, path, text in (
            ("a variable file", "terraform.tfvars", 'name = "x"\n'),
            ("a variable file in JSON", "terraform.tfvars.json", '{"name": "x"}'),
            ("an automatic variable file", "x.auto.tfvars", 'name = "x"\n'),
            ("a variable file without values", "terraform.tfvars", ""),
            ("a variable file of an environment", "prod.tfvars", 'name = "x"\n'),
            ("a variable file below", "env/prod.tfvars", 'name = "x"\n'),
            ("a backend", "backend.tf", 'terraform {\n  backend "s3" {\n  }\n}\n'),
            ("a provider", "provider.tf", 'provider "aws" {\n}\n'),
        )
    },
    "the last file of a module": Case(
        {
            "main.tf": _call("./m", '  acl = "private"\n') + _call("./n", name="n"),
            "m/main.tf": CALLED,
            "n/main.tf": "",
        },
        {"main.tf": None},
    ),
    "a caller that only examples replace": Case(
        {
            "main.tf": PRIVATE_CALL,
            "examples/e/main.tf": _call("../../m", '  acl = "private"\n'),
            "m/main.tf": CALLED,
        },
        {"main.tf": ""},
    ),
}

NESTED_CHANGE = (DECLARED + _bucket(PRIVATE), DECLARED + _bucket("!Ref Acl"))
OUTER_JSON = json.dumps(
    {
        "Resources": {
            "S": {
                "Type": "AWS::CloudFormation::Stack",
                "Properties": {"TemplateURL": "\u00fc/\u00e9.json", "Parameters": {"Acl": PUBLIC}},
            }
        }
    }
)


def _nested(written: str, path: str) -> Case:
    """Return a nested template that is written in one way."""
    before, after = NESTED_CHANGE
    return Case({"o.yaml": _outer(written, "{Acl: PublicRead}"), path: before}, {path: after})


def _called(written: str, folder: str = "m") -> Case:
    """Return a module that is called with a source that is written in one way."""
    call = f'module "m" {{\n  {written}\n  acl = "public-read"\n}}\n'
    path = f"{folder}/main.tf"
    return Case(
        {"main.tf": call, path: _module('"private"', _variable("private"))},
        {path: _module("var.acl", _variable("private"))},
    )


def _reading(expression: str, head: str = "") -> Case:
    """Return a module that reads a file with a value."""
    return Case(
        {"main.tf": _module(expression, head), "acl.txt": "private"}, {"acl.txt": "public-read"}
    )


SPELLINGS: dict[str, Case] = {
    "a nested template in a folded block": _nested(">-\n        ./n.yaml", "n.yaml"),
    "a nested template after a tag": _nested("!Sub ./n.yaml", "n.yaml"),
    "a nested template with an apostrophe": _nested("'./it''s.yaml'", "it's.yaml"),
    "a nested template with a quote": _nested(r'"./d\"/a\"b.yaml"', 'd"/a"b.yaml'),
    "a nested template with a tab": _nested(r'"./a\tb.yaml"', "a\tb.yaml"),
    "a nested template with a space": _nested(r'"./a\ b/c\x20d.yaml"', "a b/c d.yaml"),
    "a nested template with a backslash": _nested(r"./a\x41.yaml", r"a\x41.yaml"),
    "a nested template with letters that JSON escapes": Case(
        {"o.json": OUTER_JSON, "\u00fc/\u00e9.json": _json(PRIVATE)},
        {"\u00fc/\u00e9.json": SYNTHESIZED},
    ),
    "a module with a quote": _called(r'source = "./a\"b"', 'a"b'),
    "a module with a letter of two characters": _called('source = "./e\u0301"', "\u00e9"),
    "a module after a comment": _called('source /* a */ = /* b */ "./m"'),
    "a template in a string": _reading(
        "templatestring(local.t, {})", 'locals {\n  t = "$${f\\u0069le(\\"acl.txt\\")}"\n}\n'
    ),
    "a file by a pattern": _reading('file(tolist(fileset(path.module, "\\u0061*.txt"))[0])'),
    "a file in a local value": _reading("file(local.p)", 'locals {\n  p = "./acl\\u002etxt"\n}\n'),
}

CASES = {**TEMPLATES, **MODULES, **SPELLINGS}
COMPARED = frozenset(
    kind
    for kind, case in CASES.items()
    if None in case.change.values()
    or any(
        word in kind
        for word in ("no longer", " no ", "state", "lock", "same name", "replace", "root")
    )
    or kind == "a value that a module passes to another"
)
"""Where only the state before shows that the change is the cause."""


@pytest.mark.parametrize("kind", CASES)
def test_named_files_have_the_new_findings_of_all_files(tmp_path: Path, kind: str) -> None:
    _compare(tmp_path, CASES[kind])


@pytest.mark.parametrize("kind", [*TEMPLATES, *MODULES])
def test_strings_with_escapes_name_the_same_files(tmp_path: Path, kind: str) -> None:
    files, change = CASES[kind]
    _compare(
        tmp_path,
        Case(
            {path: escaped(path, text) for path, text in files.items()},
            {path: text and escaped(path, text) for path, text in change.items()},
        ),
    )


def _compare(tmp_path: Path, case: Case) -> None:
    scratch = Scratch(tmp_path / "r", {**case.files, "README.md": ""})
    for path, text in case.change.items():
        if text is None:
            scratch.delete(path)
        else:
            scratch.write({path: text})
    scratch.git("add", "-Af")
    wanted = _new(scratch, ".", "--diff", "HEAD")
    assert wanted, "the case has no finding"
    assert wanted <= _new(scratch, "--changed", *case.change)


def _new(scratch: Scratch, *arguments: str) -> set[tuple[str, str]]:
    found = scratch.report(*arguments, *RULE)["results"]
    return {
        (r["rule"], r["resource"]["address"]) for r in found if r["baseline_state"] in (None, "new")
    }


@pytest.mark.parametrize("kind", [kind for kind in CASES if kind not in COMPARED])
def test_named_files_that_are_committed_have_the_findings(tmp_path: Path, kind: str) -> None:
    scratch = Scratch(tmp_path / "r", {**CASES[kind].files, "README.md": ""})
    scratch.write({path: text for path, text in CASES[kind].change.items() if text is not None})
    scratch.git("add", "-Af")
    scratch.git("commit", "-qm", "change")
    wanted = _new(scratch, ".", "--diff", "HEAD~1")
    assert wanted <= _new(scratch, "--changed", *CASES[kind].change)
