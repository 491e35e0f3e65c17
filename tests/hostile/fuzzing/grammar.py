"""Terraform by grammar: every block type and meta-argument, any function on any values."""

# ruff: noqa: E501
# Source text is on one line where that shows its form.

from __future__ import annotations

import json
import random
from typing import Final

from iaclint.terraform.functions import names
from tests.hostile.fuzzing import values

FUNCTIONS: Final = (*names(), "can", "try", "defaults", "provider::x::y", "core::upper", "nope")
_TYPES: Final = (
    *(
        "aws_s3_bucket",
        "aws_s3_bucket_acl",
        "aws_s3_bucket_policy",
        "aws_s3_bucket_public_access_block",
    ),
    *(
        "aws_s3_bucket_versioning",
        "aws_db_instance",
        "aws_security_group",
        "aws_security_group_rule",
    ),
    *(
        "aws_iam_policy",
        "aws_kms_key",
        "aws_sns_topic_policy",
        "aws_ebs_volume",
        "aws_subnet",
        "aws_vpc",
    ),
    *(
        "azurerm_storage_account",
        "google_storage_bucket",
        "google_storage_bucket_iam_binding",
        "null_resource",
    ),
    *("aws_s3_account_public_access_block", "aws_launch_template", "random_id", "nope"),
)
_DATA: Final = (
    *("aws_iam_policy_document", "aws_caller_identity", "aws_region", "external", "template_file"),
    *("terraform_remote_state", "aws_s3_bucket", "aws_ami", "google_iam_policy", "archive_file"),
)
_ARGUMENTS: Final = (
    *(
        "bucket",
        "acl",
        "policy",
        "tags",
        "versioning_configuration",
        "status",
        "ingress",
        "cidr_blocks",
    ),
    *(
        "from_port",
        "to_port",
        "protocol",
        "storage_encrypted",
        "publicly_accessible",
        "kms_key_id",
        "name",
    ),
    *(
        "force_destroy",
        "block_public_acls",
        "grant",
        "statement",
        "actions",
        "principals",
        "identifiers",
    ),
    *(
        "condition",
        "test",
        "rule",
        "logging",
        "source",
        "version",
        "encrypted",
        "vpc_security_group_ids",
    ),
)
_META: Final = (
    "count",
    "for_each",
    "provider",
    "depends_on",
    "source",
    "version",
    "providers",
    "lifecycle",
)
_NAMES: Final = ("a", "b", "c", "x", "this", "é", "_", "a-b")
_REFERENCES: Final = (
    *(
        "var.a",
        "var.b",
        "local.a",
        "local.b",
        "local.c",
        "module.a",
        "module.a.o",
        "module.a[0].o",
        "each.key",
    ),
    *(
        "each.value",
        "count.index",
        "self.x",
        "path.module",
        "path.root",
        "path.cwd",
        "terraform.workspace",
    ),
    *(
        "aws_s3_bucket.a",
        "aws_s3_bucket.a.id",
        "aws_s3_bucket.b[0].arn",
        "aws_s3_bucket.a[*].id",
        "data.aws_region.a",
    ),
    *(
        "data.aws_iam_policy_document.a.json",
        "provider.aws",
        "var",
        "local",
        "a",
        "x.y.z",
        "var.a[each.key].b",
    ),
    *(
        "aws_s3_bucket",
        "data",
        "module",
        "i.value",
        "i.key",
        "iterator.value",
        "ephemeral.a.b",
        "aws_s3_bucket.a.*.id",
    ),
)
_OPERATORS: Final = (
    "+",
    "-",
    "*",
    "/",
    "%",
    "==",
    "!=",
    "<",
    ">",
    "<=",
    ">=",
    "&&",
    "||",
    "??",
    "=>",
)
_CONSTRAINTS: Final = (
    *(
        "string",
        "number",
        "bool",
        "any",
        "list(any)",
        "map(string)",
        "set(object({a = optional(string, 1)}))",
    ),
    *(
        "object({})",
        "tuple([string, any])",
        "list",
        "optional(string)",
        '"string"',
        "list(list(list(any)))",
        "var.a",
    ),
)


class Writer:
    """Writes Terraform source with dice."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice

    def text(self) -> str:
        """Return a quoted text."""
        found = values.text(self.dice)[:5_100]
        if self.dice.random() < 0.2:
            found += f"${{{self.expression(1)}}}"
            return '"' + found.replace("\n", "\\n").replace('"', "'") + '"'
        quoted = json.dumps(found, ensure_ascii=self.dice.random() < 0.3)
        return (
            quoted if self.dice.random() < 0.3 else quoted.replace("${", "$${").replace("%{", "%%{")
        )

    def literal(self) -> str:
        """Return a literal."""
        dice = self.dice
        roll = dice.random()
        if roll < 0.4:
            return self.text()
        if roll < 0.7:
            return dice.choice(
                (
                    "0",
                    "1",
                    "2",
                    "-1",
                    "1.5",
                    "1e9999",
                    "9" * 400,
                    "1e3",
                    "007",
                    "0.1e-400",
                    str(2**64),
                )
            )
        return dice.choice(
            ("null", "true", "false", "[]", "{}", '""', "sensitive(1)", "timestamp()", "var.a")
        )

    def call(self, depth: int) -> str:
        """Return a call of any function on any values."""
        dice = self.dice
        arguments = [self.expression(depth - 1) for _ in range(dice.choice((0, 1, 1, 2, 2, 3, 4)))]
        dots = "..." if arguments and dice.random() < 0.1 else ""
        return f"{dice.choice(FUNCTIONS)}({', '.join(arguments)}{dots})"

    def expression(self, depth: int = 3) -> str:
        """Return an expression of at most a depth."""
        dice = self.dice
        if depth <= 0:
            return self.literal() if dice.random() < 0.6 else dice.choice(_REFERENCES)
        forms = (
            (6, self.literal),
            (4, lambda: dice.choice(_REFERENCES)),
            (5, lambda: self.call(depth)),
            (
                2,
                lambda: (
                    f"[{', '.join(self.expression(depth - 1) for _ in range(dice.randint(0, 3)))}]"
                ),
            ),
            (2, lambda: self._object(depth)),
            (
                2,
                lambda: (
                    f"{self.expression(depth - 1)} {dice.choice(_OPERATORS)} {self.expression(depth - 1)}"
                ),
            ),
            (
                2,
                lambda: (
                    f"{self.expression(depth - 1)} ? {self.expression(depth - 1)} : {self.expression(depth - 1)}"
                ),
            ),
            (1, lambda: f"({self.expression(depth - 1)})"),
            (1, lambda: f"{dice.choice('-!')}{self.expression(depth - 1)}"),
            (2, lambda: self._for(depth)),
            (
                2,
                lambda: (
                    f"{self.expression(depth - 1)}{dice.choice(('[0]', '.a', '[*]', '.*', '[*].a', '.0', '.0.1', '[null]', '[each.key]'))}"
                ),
            ),
            (1, lambda: f"{self.expression(depth - 1)}[{self.expression(depth - 1)}]"),
            (1, lambda: self._template(depth)),
            (1, self._heredoc),
        )
        return dice.choices([form for _, form in forms], [weight for weight, _ in forms])[0]()

    def _object(self, depth: int) -> str:
        dice = self.dice
        keys = (*_NAMES, '"k"', f"({self.expression(depth - 1)})", "1", "for", "if")
        pairs = (
            f"{dice.choice(keys)} {dice.choice('=:')} {self.expression(depth - 1)}"
            for _ in range(dice.randint(0, 3))
        )
        return f"{{ {', '.join(pairs)} }}"

    def _for(self, depth: int) -> str:
        dice = self.dice
        over = self.expression(depth - 1)
        test = f" if {self.expression(depth - 1)}" if dice.random() < 0.3 else ""
        if dice.random() < 0.5:
            return f"[for {dice.choice(('i', 'i, a', 'a, a'))} in {over} : {self.expression(depth - 1)}{test}]"
        dots = "..." if dice.random() < 0.3 else ""
        return f"{{for i, a in {over} : {self.expression(depth - 1)} => a{dots}{test}}}"

    def _template(self, depth: int) -> str:
        inner = self.expression(depth - 1)
        form = self.dice.choice(
            (
                '"a${%s}b"',
                '"${%s}"',
                '"%%{ if %s }a%%{ else }b%%{ endif }"',
                '"%%{ for i in %s }${i}%%{ endfor }"',
                '"${~ %s ~}"',
            )
        )
        return form % inner

    def _heredoc(self) -> str:
        text = values.text(self.dice)
        return f"<<{self.dice.choice(('E', '-E'))}\n{text}\n  {json.dumps(values.value(self.dice))}\n${{{self.expression(1)}}}\nE\n"

    def body(self, depth: int = 2) -> str:
        """Return the body of a block, with nested and dynamic blocks."""
        dice = self.dice
        lines = []
        for _ in range(dice.choice((0, 1, 1, 2, 4))):
            name = dice.choice(_ARGUMENTS if dice.random() < 0.7 else _META)
            roll = dice.random()
            if depth and roll < 0.15:
                lines.append(f"{name} {{\n{self.body(depth - 1)}}}\n")
            elif depth and roll < 0.3:
                iterator = "iterator = i\n" if dice.random() < 0.4 else ""
                labels = "labels = [1]\n" if dice.random() < 0.05 else ""
                each = f"for_each = {self.expression(2)}\n{iterator}{labels}"
                lines.append(
                    f'dynamic "{name}" {{\n{each}content {{\n{self.body(depth - 1)}}}\n}}\n'
                )
            elif roll < 0.35:
                lines.append(self._lifecycle())
            else:
                lines.append(f"{name} = {self.expression(2)}\n")
        return "".join(lines)

    def _lifecycle(self) -> str:
        dice = self.dice
        check = f"condition = {self.expression(2)}\nerror_message = {self.literal()}\n"
        return dice.choice(
            (
                f"lifecycle {{\nignore_changes = {dice.choice(('all', '[tags]', '[a.b[0]]', '[]', '1'))}\n}}\n",
                f"lifecycle {{\nprecondition {{\n{check}}}\npostcondition {{\n{check}}}\nreplace_triggered_by = [{self.expression(1)}]\n}}\n",
                f'provisioner "local-exec" {{\ncommand = {self.expression(1)}\n}}\n',
                f"timeouts {{\ncreate = {self.expression(1)}\n}}\n",
                "connection {\nhost = self.x\n}\n",
            )
        )

    def block(self) -> str:
        """Return a block of any type."""
        dice = self.dice
        name = dice.choice(_NAMES)
        meta = "".join(
            dice.choice(
                (
                    f"count = {self.expression(2)}\n",
                    f"for_each = {self.expression(2)}\n",
                    f"depends_on = [{self.expression(0)}]\n",
                    f"provider = {dice.choice(('aws.b', 'aws', self.expression(0)))}\n",
                    f"providers = {{ aws = aws.b, a.b = {self.expression(0)} }}\n",
                )
            )
            for _ in range(dice.choice((0, 0, 1, 1, 2)))
        )
        kinds = (
            (8, lambda: f'resource "{dice.choice(_TYPES)}" "{name}" {{\n{meta}{self.body()}}}\n'),
            (4, lambda: f'data "{dice.choice(_DATA)}" "{name}" {{\n{meta}{self.body()}}}\n'),
            (4, lambda: f"locals {{\n{name} = {self.expression()}\nb = {self.expression()}\n}}\n"),
            (
                3,
                lambda: (
                    f'variable "{name}" {{\ntype = {dice.choice(_CONSTRAINTS)}\ndefault = {self.expression(2)}\n{self._variable()}}}\n'
                ),
            ),
            (
                3,
                lambda: (
                    f'output "{name}" {{\nvalue = {self.expression()}\nsensitive = {self.literal()}\n}}\n'
                ),
            ),
            (
                3,
                lambda: (
                    f'module "{name}" {{\nsource = {dice.choice((chr(34) + "./m" + chr(34), chr(34) + "./" + chr(34), chr(34) + "a/b/c" + chr(34), self.literal(), chr(34) + "terraform-aws-modules/s3-bucket/aws" + chr(34)))}\n{meta}{self.body()}}}\n'
                ),
            ),
            (
                1,
                lambda: (
                    f'provider "aws" {{\nalias = {self.literal()}\nregion = {self.expression(1)}\nassume_role {{\nrole_arn = {self.expression(1)}\n}}\n}}\n'
                ),
            ),
            (
                1,
                lambda: (
                    f'terraform {{\nrequired_version = {self.literal()}\nrequired_providers {{\naws = {self.expression(1)}\n}}\nbackend "s3" {{\nbucket = {self.literal()}\n}}\n}}\n'
                ),
            ),
            (1, lambda: f"moved {{\nfrom = {self.expression(0)}\nto = {self.expression(0)}\n}}\n"),
            (
                1,
                lambda: (
                    f"import {{\nfor_each = {self.expression(1)}\nto = {self.expression(0)}\nid = {self.expression(1)}\n}}\n"
                ),
            ),
            (
                1,
                lambda: (
                    f"removed {{\nfrom = {self.expression(0)}\nlifecycle {{\ndestroy = {self.literal()}\n}}\n}}\n"
                ),
            ),
            (
                1,
                lambda: (
                    f'check "{name}" {{\ndata "aws_region" "{name}" {{\n{meta}}}\nassert {{\ncondition = {self.expression(2)}\nerror_message = {self.literal()}\n}}\n}}\n'
                ),
            ),
            (1, lambda: f'ephemeral "random_password" "{name}" {{\n{meta}{self.body()}}}\n'),
            (
                1,
                lambda: (
                    f"{dice.choice(('action', 'list', 'run', 'mock_provider', 'nope', 'resource', 'module', 'variable', 'locals', 'output', 'data'))} {dice.choice(('', self.text(), name))} {{\n{self.body()}}}\n"
                ),
            ),
        )
        found = dice.choices([kind for _, kind in kinds], [weight for weight, _ in kinds])[0]()
        if dice.random() < 0.1:
            ids = dice.choice(("aws-s3-*", "*", "aws-s3-public-access", values.text(dice)))
            found = f"{dice.choice(('#', '//', '/*'))} {dice.choice((f'iaclint: ignore[{ids}] why', 'checkov:skip=CKV_AWS_20:why', 'tfsec:ignore:*', f'trivy:ignore:{ids}', 'iaclint: ignore[*] until=' + values.text(dice), 'iaclint: ignore[*] for=[' + values.text(dice)))}\n{found}"
        return found

    def _variable(self) -> str:
        if self.dice.random() < 0.6:
            return ""
        check = (
            f"validation {{\ncondition = {self.expression(2)}\nerror_message = {self.text()}\n}}\n"
        )
        return (
            f"{check}nullable = {self.literal()}\nsensitive = {self.literal()}\nephemeral = true\n"
        )

    def source(self) -> str:
        """Return the source of a file."""
        return "".join(self.block() for _ in range(self.dice.choice((1, 1, 1, 2, 2, 3, 5))))
