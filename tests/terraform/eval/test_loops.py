from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.support import Root, outline, root


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('[for x in ["a", "b"] : upper(x)]', "['A', 'B']"),
        ('[for i, x in ["a", "b"] : "${i}${x}"]', "['0a', '1b']"),
        ('[for k, v in { b = 1, a = 2 } : "${k}${v}"]', "['a2', 'b1']"),
        ('[for x in toset(["b", "a"]) : x]', "['a', 'b']"),
        ("[for x in [1, 2, 3] : x if x > 1]", "[2, 3]"),
        ('[for x in [1, 2] : x if "true"]', "[1, 2]"),
        ("[for x in [1] : x if var.flag]", "?var.flag"),
        ("[for x in (var.flag ? [1] : [2]) : x * 2]", "([2] | [4] by ?var.flag)"),
        ('[for x in var.list : "k"]', "?var.list"),
        ("[for x in [var.text] : upper(x)]", "[?var.text]"),
        ("[for x in [1, 2] : [for y in [x] : x + y]]", "[[2], [4]]"),
        ('[for v in sensitive(["a"]) : v]', "['a']"),
        ("{ for k, v in { a = 1 } : upper(k) => v + 1 }", "{A: 2}"),
        ('{ for x in ["a", "a"] : x => 1... }', "{a: [1, 1]}"),
        ('{ for x in ["a"] : var.text => 1 }', "?var.text"),
        ('{ for k in ["a", "b"] : "x" => k... }', "{x: ['a', 'b']}"),
        ('{ for x in ["b", "a"] : x => x }', "{a: 'a', b: 'b'}"),
        ("[for b in aws_s3_bucket.many : b.id]", "?var.map"),
        ("{ for k, b in aws_s3_bucket.each : k => b.bucket }", "{a: 'x', b: 'y'}"),
        ('[1, "a"][*]', "[1, 'a']"),
        ('"a"[*]', "['a']"),
        ("null[*]", "[]"),
        ("var.text[*]", "?var.text"),
        ("var.list[*]", "?var.list"),
        ("aws_s3_bucket.two[*].bucket", "['b-0', 'b-1']"),
        ("aws_s3_bucket.two.*.bucket", "['b-0', 'b-1']"),
        ("aws_s3_bucket.one[*].id", "[?aws_s3_bucket.one.id@.:aws_s3_bucket.one/id]"),
        ("aws_s3_bucket.each[*].a.bucket", "['x']"),
        ("[{ a = [1, 2] }, { a = [3] }][*].a[0]", "[1, 3]"),
        ("[{ a = [1, 2] }].*.a[0]", "[1, 2]"),
        ("[[{ a = 1 }]][*][0].a", "[1]"),
        ('tolist(["a"])[*]', "['a']"),
    ],
)
def test_value(unknowns: Root, expression: str, value: str) -> None:
    assert outline(unknowns.evaluate(expression)) == value


@pytest.mark.parametrize(
    ("expression", "at", "message", "hint"),
    [
        ("[for x in [1] : x if null]", "null", "invalid condition: it is null", None),
        (
            '[for x in [1] : x if "maybe"]',
            '"maybe"',
            "invalid condition: a bool is required",
            None,
        ),
        (
            "[for x in null : x]",
            "null",
            "null cannot be the collection of a 'for' expression",
            None,
        ),
        (
            "[for x in 5 : x]",
            "5",
            "the collection of a 'for' expression must be a list, set, map or object",
            None,
        ),
        (
            '{ for x in ["a", "a"] : x => 1 }',
            "x",
            "duplicate object key 'a'",
            "add '...' after the value to group by key",
        ),
        ("{ for x in [null] : x => 1 }", "x", "invalid object key: it is null", None),
        ("{ for x in [[1]] : x => 1 }", "x", "invalid object key: string required", None),
    ],
)
def test_refusal(unknowns: Root, expression: str, at: str, message: str, hint: str | None) -> None:
    error = unknowns.refused(expression)
    assert (error.span.text, error.message, error.hint) == (at, message, hint)


@pytest.mark.parametrize(("value", "part"), [("[]", ".a"), ("null", ""), ("null", ".a")])
def test_a_splat_of_no_elements_is_refused_by_its_type(
    value: str, part: str, tmp_path: Path
) -> None:
    source = f'variable "l" {{\n  type = list(string)\n  default = {value}\n}}\n'
    root(tmp_path, {"main.tf": source}).refused(f"(var.l)[*]{part}")


def test_a_splat_of_an_empty_list_of_objects_is_empty(tmp_path: Path) -> None:
    source = 'variable "l" {\n  type = list(object({ a = string }))\n  default = []\n}\n'
    assert outline(root(tmp_path, {"main.tf": source}).evaluate("(var.l)[*].a")) == "[]"


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("[for v in [] : v if null]", "'ERR'"),
        ("[for v in [] : v if v ? 1 : 2]", "'ERR'"),
        ("[for v in [] : v if v ? null : null]", "'ERR'"),
        ('[for v in [] : v if v ? "true" : "false"]', "'[]'"),
        ("[for v in [1] : v if var.flag ? 1 : 2]", "'ERR'"),
        ('[for v in [] : v if "x"]', "'ERR'"),
        ('[for v in [] : v if tonumber("x") == v]', "'ERR'"),
        ("[for v in toset([]) : v if [1]]", "'ERR'"),
        ("{ for k, v in {} : k => v if {}.a }", "'ERR'"),
        ("[for v in [] : v if v.a]", "'[]'"),
        ("[for v in [] : v if v]", "'[]'"),
        ("[for v in [] : v if length(v) > 1]", "'[]'"),
        ('[for v in [] : v if v > 0 && "a" == v]', "'[]'"),
        ('[for v in [] : v if "true"]', "'[]'"),
        ("{ for k, v in {} : k => v if k == v }", "'{}'"),
    ],
)
def test_a_test_is_checked_without_elements(unknowns: Root, expression: str, value: str) -> None:
    """The values are those of Terraform 1.11.4."""
    assert outline(unknowns.evaluate(f'try(jsonencode({expression}), "ERR")')) == value


@pytest.mark.parametrize("first", ["var.list[0]", "var.texts.a"])
def test_an_element_that_may_not_exist_may_be_of_another_type(tmp_path: Path, first: str) -> None:
    text = "".join(
        f'variable "{name}" {{\n  type = {kind}(string)\n}}\n'
        for name, kind in (("list", "list"), ("texts", "map"))
    )
    opened = root(tmp_path, {"main.tf": text})
    assert outline(opened.evaluate(f"[for x in try({first}, var.list) : x]")).startswith("?var.")
