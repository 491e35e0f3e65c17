from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.symbolic.values import ABSENT
from tests.terraform.support import configuration, messages, outline, root

VARIABLES = 'variable "f" {}\nvariable "l" {\n  type = list(string)\n}\n'


def dynamic(for_each: str, more: str = "", content: str = "v = rule.value") -> str:
    return (
        f'  dynamic "rule" {{\n    for_each = {for_each}\n{more}'
        f"    content {{\n      {content}\n    }}\n  }}\n"
    )


def resource(body: str) -> str:
    return f'{VARIABLES}resource "b" "x" {{\n{body}}}\n'


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("", "ABSENT"),
        ("  rule = 1\n", "1"),
        ("  rule = null\n", "None"),
        ("  rule {}\n", "[{}]"),
        ("  rule {\n    v = 1\n  }\n  rule {\n    v = 2\n  }\n", "[{v: 1}, {v: 2}]"),
        ("  rule {\n    deep {\n      v = 1\n    }\n  }\n", "[{deep: [{v: 1}]}]"),
        ('  rule "a" {\n    v = 1\n  }\n', "{a: {v: 1}}"),
        ('  rule "a" {\n    v = 1\n  }\n  rule "b" {}\n', "{a: {v: 1}, b: {}}"),
        (dynamic("[]"), "ABSENT"),
        (dynamic('["a", "b"]'), "[{v: 'a'}, {v: 'b'}]"),
        (dynamic("{ k = 1 }", content='v = "${rule.key}${rule.value}"'), "[{v: 'k1'}]"),
        (dynamic('toset(["b", "a"])', content="v = rule.key"), "[{v: 'a'}, {v: 'b'}]"),
        (dynamic("[1]", "    iterator = it\n", "v = it.value"), "[{v: 1}]"),
        (dynamic('["a"]', "    labels = [rule.value]\n", "v = 1"), "{a: {v: 1}}"),
        ("  rule {\n    v = 0\n  }\n" + dynamic("[1]"), "[{v: 0}, {v: 1}]"),
        (
            dynamic("[[1, 2]]", content='dynamic "in" {\n      for_each = rule.value\n'
                    "      content {\n        v = in.value\n      }\n    }"),
            "[{in: [{v: 1}, {v: 2}]}]",
        ),
        (dynamic("var.f ? [1] : []"), "([{v: 1}] | ABSENT by ?var.f)"),
        (dynamic("var.f ? [1] : [2]"), "[{v: (1 | 2 by ?var.f)}]"),
        (dynamic("var.l"), "([{v: ?var.l}] | ABSENT by ?var.l)"),
        (
            "  rule {\n" + dynamic("var.l").replace("rule", "in") + "  }\n",
            "[{in: ([{v: ?var.l}] | ABSENT by ?var.l)}]",
        ),
        (
            dynamic("var.l", '    labels = ["a"]\n', "v = 1"),
            "({a: {v: 1}} | ABSENT by ?var.l)",
        ),
        ("  rule {}\n" + dynamic("var.l"), "([{}, {v: ?var.l}] | [{}] by ?var.l)"),
        (dynamic('sensitive(["a"])'), "[{v: 'a'}]"),
    ],
)  # fmt: skip
def test_attributes_and_blocks(tmp_path: Path, body: str, value: str) -> None:
    opened = root(tmp_path, {"main.tf": resource(body)})
    assert outline(opened.get("b.x", "rule")) == value
    assert opened.messages == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (dynamic("null"), "for_each cannot be null"),
        (dynamic("5"), "for_each must be a list, set, map or object"),
        (dynamic("nope"), "undefined name 'nope'"),
        ('  dynamic "rule" {\n    content {}\n  }\n', "a dynamic block requires for_each"),
        (
            '  dynamic "rule" {\n    for_each = []\n  }\n',
            "a dynamic block requires a content block",
        ),
        ("  rule = local.nope\n", "reference to undeclared local value 'nope'"),
        ("  rule = b.x.rule\n", "circular reference: 'rule' depends on itself"),
    ],
)
def test_an_error_is_reported_and_unknown(tmp_path: Path, body: str, message: str) -> None:
    opened = root(tmp_path, {"main.tf": resource(body)})
    assert outline(opened.get("b.x", "rule")).startswith("?")
    assert opened.messages == [message]


def test_an_attribute_that_fails_leaves_the_others(tmp_path: Path) -> None:
    loaded = configuration(tmp_path, {"main.tf": resource('  é = "ü"\n  bad = 1 + "é"\n')})
    body = loaded.resources[0].body
    assert body.get("é") == "ü"
    assert outline(body.get("bad")) == "?b.x.bad"
    assert messages(loaded) == ["main.tf:7:9: a number is required here"]


def test_meta_arguments_are_not_attributes(tmp_path: Path) -> None:
    text = resource(
        "  count = 1\n  provider = aws.x\n  depends_on = [b.y]\n  lifecycle {}\n"
        '  provisioner "x" {}\n  v = 1\n'
    )
    body = configuration(tmp_path, {"main.tf": text}).resources[0].body
    assert [body.get(name) for name in ("count", "provider", "depends_on", "lifecycle")] == [
        ABSENT
    ] * 4
    assert body.get("v") == 1


def test_cycles_between_resources_end(tmp_path: Path) -> None:
    text = 'resource "t" "x" {\n  a = t.y.b\n}\nresource "t" "y" {\n  b = t.x.a\n}\n'
    opened = root(tmp_path, {"main.tf": text})
    assert outline(opened.get("t.x", "a")).startswith("?")
    assert opened.messages == ["circular reference: 'a' depends on itself"]


def test_a_resource_that_refers_to_itself_is_unknown(tmp_path: Path) -> None:
    opened = root(tmp_path, {"main.tf": 'resource "t" "x" {\n  a = t.x\n}\n'})
    assert outline(opened.get("t.x", "a")) == "?a value that is nested too deeply"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('"to ${b.missing.id}, please"', "'to ' + ?b.missing + ', please'"),
        ('["a", "to ${b.missing.id}"]', "['a', 'to ' + ?b.missing]"),
        ("[b.missing.id]", "[?b.missing]"),
        ("{ a = b.missing.id, b = 1 }", "{a: ?b.missing, b: 1}"),
        ("b.missing.id == 1 ? 2 : 3", "(2 | 3 by ?b.missing)"),
    ],
)
def test_known_parts_around_an_undeclared_name_stay(
    tmp_path: Path, written: str, read: str
) -> None:
    opened = root(tmp_path, {"main.tf": resource(f"  v = {written}\n")})
    assert outline(opened.get("b.x", "v")) == read
    assert opened.messages == ["reference to undeclared resource 'b.missing'"]


@pytest.mark.parametrize(
    ("for_each", "blocks"),
    [
        ("var.nope", "([{v: 0}, {v: 1}] | [{v: 0}] by ?var.nope)"),
        ("var.nope ? [1] : []", "([{v: 0}, {v: 1}] | [{v: 0}] by ?var.nope)"),
        ("var.nope ? [1] : [2]", "[{v: 0}, {v: 1}]"),
    ],
)
def test_an_undeclared_name_in_for_each_leaves_the_content(
    tmp_path: Path, for_each: str, blocks: str
) -> None:
    body = "  rule {\n    v = 0\n  }\n" + dynamic(for_each, content="v = 1")
    opened = root(tmp_path, {"main.tf": resource(body)})
    assert outline(opened.get("b.x", "rule")) == blocks
    assert opened.messages == ["reference to undeclared input variable 'nope'"]


def test_the_content_of_a_dynamic_block_reports_undeclared_names(tmp_path: Path) -> None:
    body = dynamic("var.nope", content="v = local.nope")
    opened = root(tmp_path, {"main.tf": resource(body)})
    assert outline(opened.get("b.x", "rule")) == "([{v: ?local.nope}] | ABSENT by ?var.nope)"
    assert opened.messages == [
        "reference to undeclared input variable 'nope'",
        "reference to undeclared local value 'nope'",
    ]


@pytest.mark.parametrize(
    ("written", "read", "name"),
    [
        ("False", "False", "False"),
        ("True", "True", "True"),
        ("!TRUE", "False", "TRUE"),
        ("None", "?b.x.v", "None"),
    ],
)
def test_a_boolean_in_another_case_is_reported_and_read(
    tmp_path: Path, written: str, read: str, name: str
) -> None:
    opened = root(tmp_path, {"main.tf": resource(f"  v = {written}\n")})
    assert outline(opened.get("b.x", "v")) == read
    assert opened.messages == [f"undefined name '{name}'"]
