"""The kinds of inputs. A seed gives the same input in every run."""

# ruff: noqa: E501
# Source text is on one line where that shows its form.

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any, Final

from tests.hostile.fuzzing import corpus, templates, values
from tests.hostile.fuzzing.case import Files
from tests.hostile.fuzzing.grammar import FUNCTIONS, Writer
from tests.hostile.inputs import BUCKET, IN_JSON

TOKENS: Final = (
    *(
        b"\0",
        b"\xff",
        b"\xed\xa0\x80",
        b"[",
        b"]",
        b"{",
        b"}",
        b'"',
        b"\\u0000",
        b"\\ud800",
        b"\r",
        b"\t",
    ),
    *(
        b"${",
        b"%{",
        b"&a",
        b"*a",
        b"<<:",
        b"!!",
        b"null",
        b"-1",
        b"1e9999",
        b"9" * 500,
        b"\n",
        b"\n---\n",
    ),
    *(
        b"/*",
        b"*/",
        b"#",
        b"<<E\n",
        b"\xef\xbb\xbf",
        b"\xfe\xff",
        b"=",
        b"...",
        b"::pwned::",
        b"##[pwned]",
        b"\x1b[31m",
    ),
)
NAMES: Final = (
    *(
        "main.tf",
        "main.tofu",
        "main.tf.json",
        "main.tofu.json",
        "terraform.tfvars",
        "a.auto.tfvars.json",
    ),
    *(
        "t.yaml",
        "t.yml",
        "t.json",
        "t.template",
        "plan.json",
        ".terraform/modules/modules.json",
        "m/main.tf",
    ),
    *(
        "override.tf",
        ".terraform.lock.hcl",
        "a.tftest.hcl",
        "u.yaml",
        "samconfig.toml",
        "terraform.tfvars.json",
    ),
    *(
        ".terraform/environment",
        "cdk.out/manifest.json",
        ".terraform/terraform.tfstate",
        "a.tfvars",
        "t.YAML",
    ),
)
CHECK: Final = "check"


def mutate(data: bytes, dice: random.Random) -> bytes:
    """Return bytes with a few random insertions, deletions and copies."""
    for _ in range(dice.choice((1, 1, 2, 3, 8))):
        start = dice.randint(0, len(data))
        end = min(len(data), start + dice.choice((0, 0, 1, 1, 5, 50, 500)))
        roll = dice.random()
        piece = (
            dice.choice(TOKENS) if roll < 0.6 else data[start:end] * dice.choice((0, 0, 2, 3, 10))
        )
        if roll > 0.9:
            at = dice.randint(0, len(data))
            piece = data[at : at + dice.choice((10, 100))]
        data = data[:start] + piece + data[end:]
    return data


def _any_bytes(dice: random.Random) -> Files:
    name = dice.choice(NAMES)
    if dice.random() < 0.05:
        return {name: dice.randbytes(dice.choice((0, 1, 2, 50, 5_000)))}
    documents = (
        *(json.dumps(corpus.plan()), json.dumps(corpus.MODULES), json.dumps(corpus.VALUES)),
    )
    texts = (
        corpus.sources,
        corpus.templates,
        lambda: documents,
        lambda: (json.dumps(corpus.terraform_json()),),
    )
    if name.endswith((".tf", ".tofu", ".tfvars")) and dice.random() < 0.9:
        texts = texts[:1]
    elif not name.endswith((".tf", ".tofu")) and dice.random() < 0.7:
        texts = texts[1:]
    found = mutate(dice.choice(dice.choice(texts)()).encode("utf-8", "surrogatepass"), dice)
    files = {name: found}
    if "tfvars" in name or "modules" in name:
        files["main.tf"] = b'variable "v" {}\nmodule "m" {\n source = "a/b/aws"\n w = var.v\n}\n'
    return files


def _json(
    make: Callable[[], Any], name: str, *others: tuple[str, str]
) -> Callable[[random.Random], Files]:
    def files(dice: random.Random) -> Files:
        root = values.change(json.loads(json.dumps(make())), dice)
        return {name: values.dump(root, dice), **{key: text.encode() for key, text in others}}

    return files


def _plan(dice: random.Random) -> Files:
    root = corpus.plan()
    root["resource_changes"] = dice.sample(root["resource_changes"], dice.choice((2, 3, 3, 8)))
    return {"plan.json": values.dump(values.change(root, dice), dice)}


def _template(dice: random.Random) -> Files:
    root = json.loads(json.dumps(corpus.TEMPLATE_TREE))
    if dice.random() < 0.8:
        root["Transform"] = dice.choice(("AWS::LanguageExtensions", "AWS::LanguageExtensions", []))
        keep = dice.sample(sorted(root["Resources"]), 4)
        root["Resources"] = {key: root["Resources"][key] for key in keep}
    return {"t.json": values.dump(values.change(root, dice), dice)}


_CALLER: Final = 'variable "v" {\n type = %s\n}\nvariable "acl" {}\nresource "aws_s3_bucket" "x" {\n bucket = var.v\n acl = var.acl\n}\n'


def _variable_values(dice: random.Random) -> Files:
    kinds = (
        "any",
        "string",
        "number",
        "list(string)",
        "map(any)",
        "object({a = optional(string)})",
        "set(any)",
    )
    root = values.change(json.loads(json.dumps(corpus.VALUES)), dice)
    return {
        "terraform.tfvars.json": values.dump(root, dice),
        "main.tf": (_CALLER % dice.choice(kinds)).encode(),
    }


def _example_json(dice: random.Random) -> Files:
    """Return an example of a rule in CloudFormation, with any value at any place."""
    from yaml import YAMLError

    text = dice.choice(corpus.examples("cloudformation"))
    try:
        root = corpus.plain_yaml(text)
    except YAMLError:
        root = None
    if not isinstance(root, dict):
        return {"t.yaml": mutate(text.encode(), dice)}
    return {"t.json": values.dump(values.change(root, dice), dice)}


def _yaml(dice: random.Random) -> Files:
    root: Any = (
        json.loads(json.dumps(corpus.TEMPLATE_TREE))
        if dice.random() < 0.5
        else templates.tree(dice)
    )
    if dice.random() < 0.5:
        root = values.change(root, dice)
    text = templates.write_yaml(root, dice).encode("utf-8", "surrogatepass")
    return {"t.yaml": mutate(text, dice) if dice.random() < 0.2 else text}


def _intrinsics(dice: random.Random) -> Files:
    files = {"t.json": values.dump(templates.tree(dice), dice)}
    if dice.random() < 0.3:
        files["u.yaml"] = templates.write_yaml(
            values.change(templates.tree(dice), dice), dice
        ).encode("utf-8", "replace")
    return files


def _grammar(dice: random.Random) -> Files:
    writer = Writer(dice)
    files = {"main.tf": writer.source().encode("utf-8", "replace")}
    if dice.random() < 0.3:
        files["m/main.tf"] = writer.source().encode("utf-8", "replace")
    if dice.random() < 0.1:
        files[dice.choice(("override.tf", "main.tofu", "b.tf", "a_override.tf"))] = (
            writer.source().encode("utf-8", "replace")
        )
    if dice.random() < 0.1:
        files["terraform.tfvars"] = f"a = {writer.expression()}\nb = {writer.literal()}\n".encode(
            "utf-8", "replace"
        )
    return files


def _functions(dice: random.Random) -> Files:
    writer = Writer(dice)
    name = dice.choice(FUNCTIONS)
    arguments = ", ".join(
        writer.expression(dice.choice((0, 1, 2))) for _ in range(dice.choice((1, 1, 2, 2, 3, 4)))
    )
    call = f"{name}({arguments}{dice.choice(('', '', '', '...'))})"
    if dice.random() < 0.3:
        call = dice.choice(corpus.expressions()).replace("\n", " ")
    if dice.random() < 0.3:
        call = f"{dice.choice(FUNCTIONS)}({call})"
    places = (
        f'resource "aws_s3_bucket" "x" {{\n bucket = {call}\n}}\n',
        f'resource "aws_s3_bucket" "x" {{\n for_each = {call}\n bucket = each.value\n}}\n',
        f'resource "aws_s3_bucket" "x" {{\n count = {call}\n}}\n',
        f'resource "aws_s3_bucket_policy" "x" {{\n bucket = "x"\n policy = {call}\n}}\n',
        f'locals {{\n a = {call}\n}}\nresource "aws_db_instance" "x" {{\n storage_encrypted = local.a\n tags = local.a\n}}\n',
        f'resource "aws_security_group" "x" {{\n dynamic "ingress" {{\n for_each = {call}\n content {{\n cidr_blocks = [ingress.value]\n}}\n}}\n}}\n',
        f'output "o" {{\n value = {call}\n}}\nresource "aws_s3_bucket_acl" "x" {{\n bucket = "x"\n acl = "${{{call}}}"\n}}\n',
    )
    return {"main.tf": dice.choice(places).encode("utf-8", "replace")}


def _policy(dice: random.Random) -> Files:
    policy = values.change(json.loads(json.dumps(corpus.POLICY)), dice)
    if dice.random() < 0.3:
        policy = values.change(policy, dice)
    text = values.dump(policy, dice).decode("utf-8", "replace")
    roll = dice.random()
    if roll < 0.4:
        doc = text.replace("${", "$${").replace("%{", "%%{")
        type_ = dice.choice(
            (
                "aws_s3_bucket_policy",
                "aws_sqs_queue_policy",
                "aws_kms_key",
                "aws_iam_policy",
                "aws_ecr_repository_policy",
            )
        )
        return {
            "main.tf": f'resource "{type_}" "x" {{\nbucket = "x"\nqueue_url = "x"\nrepository = "x"\npolicy = <<E\n{doc}\nE\n}}\n'.encode(
                "utf-8", "replace"
            )
        }
    if roll < 0.7:
        plan = corpus.plan()
        for each in plan["resource_changes"]:
            if "policy" in each["change"]["after"]:
                each["change"]["after"]["policy"] = text
        return {"plan.json": json.dumps(plan).encode()}
    resources = {
        "B": {
            "Type": "AWS::S3::BucketPolicy",
            "Properties": {"Bucket": "x", "PolicyDocument": policy},
        }
    }
    return {"t.json": json.dumps({"Resources": resources}).encode()}


def _files_and_folders(dice: random.Random) -> Files:
    """Return sources in files and folders with odd names."""
    import os

    odd = (
        *(
            "é",
            "\udcff\udcfe",
            "a b",
            "#a",
            "::pwned::",
            "##[pwned]",
            "a\nb",
            "\x1b[31m",
            "-rf",
            "*",
            "[a]",
            "'",
            '"',
            "a\tb",
            "\\",
        ),
        *(
            "..a",
            "~",
            "$HOME",
            "%s",
            "a" * 200,
            "<b>",
            "`",
            "|",
            ":",
            "a:1",
            "\u202e",
            "\r",
            ".hidden",
            "venv",
            "m[0]",
        ),
    )
    files: Files = {}
    for _ in range(dice.randint(1, 3)):
        name = "/".join(dice.choice(odd) for _ in range(dice.randint(0, 2)))
        end = dice.choice(
            ("main.tf", "t.yaml", "t.json", f"{dice.choice(odd)}.tf", f"{dice.choice(odd)}.json")
        )
        texts = corpus.sources() if end.endswith(".tf") else corpus.templates()
        files[os.path.join(name, end)] = dice.choice(texts).encode("utf-8", "replace")
    called = dice.choice(sorted(files)).rpartition("/")[0]
    source = json.dumps(f"./{called}", ensure_ascii=False).encode("utf-8", "surrogatepass")
    files["call.tf"] = b'module "m" {\n source = ' + source + b"\n}\n"
    return files


def within(dice: random.Random, seed: int) -> tuple[str, Files]:
    """Return files with a public resource that nothing else in them may hide, and its address."""
    roll = dice.random()
    name = f"w{seed}"
    if roll < 0.4:
        writer = Writer(dice)
        bucket = (
            BUCKET.replace('"b"', f'"{name}"')
            .replace("bucket.b.", f"bucket.{name}.")
            .replace('"x"', f'"{name}"')
        )
        blocks = [writer.block() for _ in range(dice.randint(1, 4))]
        blocks.insert(dice.randint(0, len(blocks)), bucket)
        return f"aws_s3_bucket.{name}", {"main.tf": "".join(blocks).encode("utf-8", "replace")}
    if roll < 0.7:
        plan = corpus.plan()
        for each in plan["resource_changes"][:2]:
            each["name"], each["address"] = name, f"{each['type']}.{name}"
            each["change"]["after"]["bucket"] = name
        # A policy whose bucket is not known can be that of the public one, and deny its use.
        others = [c for c in plan["resource_changes"][3:] if c["type"] != "aws_s3_bucket_policy"]
        plan["resource_changes"][3:] = dice.sample(others, 2)
        kept = _all_ids(plan["resource_changes"][:2]) | {id(plan["resource_changes"])}
        root = values.change(plan, dice, kept)
        return f"aws_s3_bucket.{name}", {"plan.json": json.dumps(root).encode()}
    root = templates.tree(dice)
    bucket = json.loads(IN_JSON)["Resources"]["B"]
    root["Resources"][name] = bucket
    kept = _all_ids([bucket]) | {id(root), id(root["Resources"])}
    values.change(root, dice, kept)
    text = json.dumps(root) if dice.random() < 0.5 else templates.write_yaml(root, dice, kept)
    return name, {"t.yaml": text.encode("utf-8", "surrogatepass")}


def _all_ids(value: Any) -> frozenset[int]:
    return frozenset(id(each[key]) for each, key in values.places(value)) | {id(value)}


TOGETHER: Final[dict[str, tuple[float, Callable[[random.Random], Files]]]] = {
    "any bytes": (20, _any_bytes),
    "JSON: plan": (8, _plan),
    "JSON: .tf.json": (
        8,
        _json(
            corpus.terraform_json,
            "main.tf.json",
            ("m/main.tf", 'variable "w" {}\noutput "o" {\n value = var.w\n}\n'),
        ),
    ),
    "JSON: template": (6, _template),
    "JSON: template of an example": (5, _example_json),
    "JSON: modules.json": (
        2,
        _json(
            lambda: corpus.MODULES,
            ".terraform/modules/modules.json",
            ("main.tf", 'module "m" {\n source = "a/b/aws"\n}\n'),
            ("m/main.tf", BUCKET),
        ),
    ),
    "JSON: .tfvars.json": (3, _variable_values),
    "YAML": (8, _yaml),
    "HCL by grammar": (16, _grammar),
    "functions": (9, _functions),
    "intrinsics and transforms": (9, _intrinsics),
    "policies": (4, _policy),
    "names of files": (1, _files_and_folders),
}
"""The kinds that are checked together with others in one run, with their weights."""
WITHIN: Final = "public resource within"
WEIGHT_WITHIN: Final = 9.0
