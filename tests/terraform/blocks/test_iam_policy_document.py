from __future__ import annotations

import json
from pathlib import Path

import pytest

from iaclint.symbolic.json_text import decode
from iaclint.symbolic.values import Choice
from iaclint.terraform.types.model import TerraformValue
from tests.terraform.support import outline, root

FRAME = """\
variable "u" {{}}
variable "f" {{}}
variable "l" {{ type = list(string) }}
resource "b" "x" {{}}
{}
data "aws_iam_policy_document" "d" {{
  {}
}}
"""
OWN = 'statement {\n  sid = "A"\n  actions = ["own"]\n  resources = ["*"]\n}\n'
OTHER = """\
data "aws_iam_policy_document" "{0}" {{
  statement {{
    sid = "{0}"
    actions = ["{0}"]
    resources = ["*"]
  }}
}}
"""


def rendered(folder: Path, body: str, more: str = "") -> TerraformValue:
    opened = root(folder, {"main.tf": FRAME.format(more, body)})
    value = opened.evaluate("data.aws_iam_policy_document.d.json")
    assert opened.messages == []
    return value


def statement(
    action: TerraformValue, sid: str | None = None, resource: TerraformValue = "*"
) -> dict[str, TerraformValue]:
    head = {} if sid is None else {"Sid": sid}
    return {**head, "Effect": "Allow", "Action": action, "Resource": resource}


A, B = OTHER.format("A"), OTHER.format("B")
REFERENCE = "data.aws_iam_policy_document.{}.json"


@pytest.mark.parametrize(
    ("body", "more", "statements"),
    [
        (OWN, "", [statement("own", "A")]),
        (
            'statement {\n  sid = ""\n  actions = ["a:B", "c:D"]\n  resources = []\n}\n',
            "",
            [{"Effect": "Allow", "Action": ["a:B", "c:D"]}],
        ),
        (
            'statement {\n  effect = "Deny"\n  not_actions = ["a"]\n  not_resources = ["b"]\n}\n',
            "",
            [{"Effect": "Deny", "NotAction": "a", "NotResource": "b"}],
        ),
        (
            'statement {\n  principals {\n    type = "AWS"\n    identifiers = ["1", "2"]\n  }\n'
            '  principals {\n    type = "Service"\n    identifiers = ["s3.amazonaws.com"]\n  }\n'
            '  principals {\n    type = "AWS"\n    identifiers = ["3"]\n  }\n}\n',
            "",
            [
                {
                    "Effect": "Allow",
                    "Principal": {"AWS": ["1", "2", "3"], "Service": "s3.amazonaws.com"},
                }
            ],
        ),
        (
            'statement {\n  principals {\n    type = "*"\n    identifiers = ["*"]\n  }\n}\n',
            "",
            [{"Effect": "Allow", "Principal": "*"}],
        ),
        (
            'statement {\n  not_principals {\n    type = "AWS"\n    identifiers = ["*"]\n  }\n}\n',
            "",
            [{"Effect": "Allow", "NotPrincipal": {"AWS": "*"}}],
        ),
        (
            'statement {\n  condition {\n    test = "Bool"\n    variable = "v"\n'
            '    values = ["false"]\n  }\n  condition {\n    test = "Bool"\n    variable = "w"\n'
            '    values = ["a", "b"]\n  }\n}\n',
            "",
            [{"Effect": "Allow", "Condition": {"Bool": {"v": "false", "w": ["a", "b"]}}}],
        ),
        (
            'statement {\n  actions = ["a"]\n  resources = ["x/&{aws:username}/*"]\n'
            '  condition {\n    test = "StringEquals"\n    variable = "v"\n'
            '    values = ["a", "&{aws:PrincipalTag/team, \'b\'}"]\n  }\n}\n',
            "",
            [
                {
                    **statement("a", resource="x/${aws:username}/*"),
                    "Condition": {"StringEquals": {"v": ["a", "${aws:PrincipalTag/team, 'b'}"]}},
                }
            ],
        ),
        (
            'dynamic "statement" {\n  for_each = { A = "x", B = "y" }\n  content {\n'
            '    sid = statement.key\n    actions = [statement.value]\n    resources = ["*"]\n'
            "  }\n}\n",
            "",
            [statement("x", "A"), statement("y", "B")],
        ),
        (
            f"source_policy_documents = [{REFERENCE.format('B')}]\n{OWN}",
            B,
            [statement("B", "B"), statement("own", "A")],
        ),
        (
            f"source_policy_documents = [{REFERENCE.format('A')}]\n{OWN}",
            A,
            [statement("own", "A")],
        ),
        (
            f"override_policy_documents = [{REFERENCE.format('A')}]\n{OWN}",
            A,
            [statement("A", "A")],
        ),
        (
            f"override_policy_documents = [{REFERENCE.format('B')}]\n{OWN}",
            B,
            [statement("own", "A"), statement("B", "B")],
        ),
        (
            "source_json = {}\noverride_json = {}\n".format(*map(REFERENCE.format, "BA")) + OWN,
            A + B,
            [statement("B", "B"), statement("A", "A")],
        ),
        (
            f'source_policy_documents = [""]\noverride_policy_documents = null\n{OWN}',
            "",
            [statement("own", "A")],
        ),
        (
            'source_policy_documents = [jsonencode({ Statement = { Effect = "Deny" } })]',
            "",
            [{"Effect": "Deny"}],
        ),
    ],
)
def test_statements(tmp_path: Path, body: str, more: str, statements: list[TerraformValue]) -> None:
    value = rendered(tmp_path, body, more)
    assert isinstance(value, str)
    assert json.loads(value) == {"Version": "2012-10-17", "Statement": statements}


def test_the_text_has_the_format_of_the_provider(tmp_path: Path) -> None:
    value = rendered(tmp_path, f'version = "2008-10-17"\npolicy_id = "p"\n{OWN}')
    assert value == (
        '{\n  "Version": "2008-10-17",\n  "Id": "p",\n  "Statement": [\n    {\n'
        '      "Sid": "A",\n      "Effect": "Allow",\n      "Action": "own",\n'
        '      "Resource": "*"\n    }\n  ]\n}'
    )


@pytest.mark.parametrize(
    ("body", "content"),
    [
        (
            'statement {\n  actions = ["a"]\n  resources = [b.x.arn, "${b.x.arn}/*"]\n}\n',
            "[{Effect: 'Allow', Action: 'a', "
            "Resource: [?b.x.arn@.:b.x/arn, ?b.x.arn@.:b.x/arn + '/*']}]",
        ),
        (
            'statement {\n  resources = ["${b.x.arn}/&{aws:username}/*"]\n}\n',
            "[{Effect: 'Allow', Resource: ?b.x.arn@.:b.x/arn + '/${aws:username}/*'}]",
        ),
        (
            "statement {\n  actions = var.l\n}\n",
            "[{Effect: 'Allow', Action: ?var.l@.:/var.l/}]",
        ),
        ("statement {\n  effect = var.u\n}\n", "[{Effect: ?var.u@.:/var.u/}]"),
        (
            'statement {\n  principals {\n    type = "AWS"\n    identifiers = var.l\n  }\n}\n',
            "[{Effect: 'Allow', Principal: {AWS: ?var.l@.:/var.l/}}]",
        ),
        (
            'statement {\n  principals {\n    type = "Service"\n'
            '    identifiers = ["a.${var.u}"]\n  }\n'
            '  principals {\n    type = "Service"\n    identifiers = ["b.${var.u}"]\n  }\n}\n',
            "[{Effect: 'Allow', "
            "Principal: {Service: ['a.' + ?var.u@.:/var.u/, 'b.' + ?var.u@.:/var.u/]}}]",
        ),
        (
            'statement {\n  condition {\n    test = "t"\n    variable = "v"\n'
            '    values = ["a${var.u}"]\n  }\n'
            '  condition {\n    test = "t"\n    variable = "v"\n    values = ["b"]\n  }\n}\n',
            "[{Effect: 'Allow', Condition: {t: {v: ['a' + ?var.u@.:/var.u/, 'b']}}}]",
        ),
        (
            'statement {\n  principals {\n    type = var.u\n    identifiers = ["*"]\n  }\n}\n',
            "[{Effect: 'Allow', Principal: ?var.u}]",
        ),
        (
            'statement {\n  condition {\n    test = var.u\n    variable = "v"\n'
            '    values = ["a"]\n  }\n}\n',
            "[{Effect: 'Allow', Condition: ?var.u}]",
        ),
    ],
)
def test_unknown_parts_stay_in_their_places(tmp_path: Path, body: str, content: str) -> None:
    document = decode(rendered(tmp_path, body))
    assert isinstance(document, dict)
    assert outline(document["Statement"]) == content


@pytest.mark.parametrize(
    "body",
    [
        f"source_policy_documents = [var.u]\n{OWN}",
        f"source_policy_documents = var.l\n{OWN}",
        f"override_policy_documents = [var.u]\n{OWN}",
    ],
)
def test_an_unknown_document_makes_the_whole_unknown(tmp_path: Path, body: str) -> None:
    assert outline(rendered(tmp_path, body)).startswith("?var.")


def test_a_statement_that_may_not_exist(tmp_path: Path) -> None:
    body = f'dynamic "statement" {{\n  for_each = var.f ? [1] : []\n  content {{}}\n}}\n{OWN}'
    value = rendered(tmp_path, body)
    assert isinstance(value, Choice)
    counts = [len(json.loads(str(option))["Statement"]) for option in value.options]
    assert sorted(counts) == [1, 2]
