"""A branch of a conditional that fails; the values are those of Terraform 1.11.4."""

from __future__ import annotations

import pytest

from iaclint.terraform.eval.attempts import attempt
from iaclint.terraform.eval.evaluator import HANDLERS, evaluate
from tests.pace import within
from tests.terraform.support import Root, outline, parsed


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('false ? !tobool("x") : "p"', '"p"'),
        ('false ? "x${tonumber("x")}" : "p"', '"p"'),
        ('false ? -tonumber("x") : 5', "5"),
        ('false ? 1 + tonumber("x") : 5', "5"),
        ('false ? ["a", null.b] : { a = "x" }', "ERR"),
        ('false ? [for v in [1] : tonumber("x")] : 5', "ERR"),
        ('false ? [tonumber("x")] : ["a", "b"]', '["a","b"]'),
        ('false ? [tonumber("x")] : true', "ERR"),
        ('false ? tonumber("x") == 1 : 5', "ERR"),
        ('false ? { (tonumber("x")) = 1 } : 5', "5"),
        ("false ? { a = null.b } : 5", "ERR"),
        ('false ? { a = { b = tonumber("x") } } : { a = "x" }', "ERR"),
        ('false ? { b = element([], 3) } : "p"', "ERR"),
        ('true ? "p" : tonumber("x") == 1', '"p"'),
        ('true ? 5 : !tobool("x")', "ERR"),
        ('true ? 5 : [{ a = tonumber("x") }]', "ERR"),
        ('true ? ["a", "b"] : "x${tonumber("x")}"', "ERR"),
        ('true ? ["a", "b"] : ["a", null.b]', '["a","b"]'),
        ('true ? [] : ([tonumber("x")])', "[]"),
        ('true ? [] : [["a", tonumber("x")]]', "[]"),
        ("true ? [] : null.a", "[]"),
        ('true ? [] : tonumber("x")', "[]"),
        ('true ? [{ a = "x" }] : 1 + tonumber("x")', "ERR"),
        ('true ? [{ a = "x" }] : [for v in [1] : tonumber("x")]', '[{"a":"x"}]'),
        ('true ? null : [{ a = tonumber("x") }]', "null"),
        ('true ? null : { a = tonumber("x") }', "null"),
        ('true ? null : { a = { b = tonumber("x") } }', "null"),
        ('true ? tomap({ a = "x" }) : ([tonumber("x")])', "ERR"),
        ('true ? true : { a = tonumber("x") }', "ERR"),
        ('true ? { a = "x" } : upper(tonumber("x"))', '{"a":"x"}'),
        ('true ? { a = "x", b = 1 } : [["a", tonumber("x")]]', "ERR"),
        ('true ? { a = "x", b = 1 } : { b = element([], 3) }', '{"a":"x","b":"1"}'),
        ('true ? {} : -tonumber("x")', "ERR"),
        ("true ? {} : { a = null.b }", "{}"),
        ('true ? 5 : [tonumber("x"), "b"][1]', '"5"'),
        ('true ? 5 : [tonumber("x"), "b"][0]', "5"),
        ('true ? 5 : { a = tonumber("x"), b = "c" }.b', '"5"'),
        ('true ? 5 : "${[tonumber("x")]}"', "ERR"),
        ('true ? { a = true } : tolist(["a"])[tonumber("x")]', '{"a":true}'),
        ("true ? true : (null ? 5 : 6)", "ERR"),
        ('true ? "p" : (null ? 5 : 6)', '"p"'),
        ('true ? [] : (tobool("x") ? 5 : 6)', "ERR"),
        ('true ? [] : (tobool("x") ? 5 : tonumber("x"))', "[]"),
        ('true ? 5 : (true ? [tonumber("x")] : ["a"])', "ERR"),
        ("true ? 5 : (true ? [] : 5)", "5"),
        ('true ? "p" : [for v in [tonumber("x")] : v]', "ERR"),
        ('true ? [1] : [for v in [1, tonumber("x")] : 5]', "[1]"),
        ('true ? "p" : { for k, v in { a = tonumber("x") } : k => 5 }', "ERR"),
        ('true ? "p" : { for v in ["a", "a"] : v => 1 }', "ERR"),
        ('true ? { a = "x", b = 1 } : { for v in ["a", "a"] : v => 1 }', '{"a":"x","b":"1"}'),
        ('true ? 5 : { for v in [1] : tonumber("x") => v }', "5"),
        ('true ? "p" : [for v in [] : v if null]', '"p"'),
        ('true ? "p" : [for v in [1] : v if tobool("x")]', '"p"'),
        ('true ? "p" : [{ a = 1 }, {}][*].a', "ERR"),
        ("true ? [1, 2] : [{ a = 1 }, {}][*].a", "[1,2]"),
        ('true ? "p" : tolist([{ a = 1 }])[*].b', "ERR"),
        ('true ? "p" : { a = 1 }[*].b', "ERR"),
        ('true ? "p" : [tonumber("x")][*].a', '"p"'),
        ("true ? true : [for v in true[*].a : v]", "true"),
        ('true ? "p" : try(tonumber("x"))', '"p"'),
        ('true ? "p" : tolist([tonumber("x")])', '"p"'),
    ],
)
def test_types_are_compared_as_far_as_they_are_known(
    unknowns: Root, expression: str, value: str
) -> None:
    assert unknowns.evaluate(f'try(jsonencode({expression}), "ERR")') == value


def test_types_are_compared_for_an_unknown_test(unknowns: Root) -> None:
    text = 'try(var.flag ? "a" : [tonumber("x")], "ERR")'
    assert unknowns.evaluate(text) == "ERR"


def test_the_type_of_a_splat_of_an_unknown_that_is_no_list_is_not_compared(unknowns: Root) -> None:
    assert unknowns.evaluate("true ? 5 : var.object[*].name.b") == 5


@pytest.mark.parametrize(
    "level",
    [
        'true ? "a" : [#]',
        'var.flag ? [#] : "a"',
        'true ? "a" : [upper(#)]',
        'var.flag ? [upper(#)] : "a"',
        'true ? "a" : [null ? # : 1]',
        'true ? "a" : [{ a = # }.a]',
    ],
)
def test_each_branch_is_evaluated_once(unknowns: Root, level: str) -> None:
    nested = 'tonumber("x")'
    for _ in range(40):
        nested = level.replace("#", nested)
    assert unknowns.evaluate(f'try({nested}, "ERR")') == "ERR"


@pytest.mark.parametrize(
    ("nested", "value"),
    [
        ('true ? "a" : [{}]', "ERR"),
        ('true ? "a" : {{ a = {} }}', "ERR"),
        ('true ? ["a"] : [for v in {} : tonumber("x")]', '["a"]'),
        ('true ? ["a"] : [for v in ["a"] : v if length({}) > 0]', '["a"]'),
        ('true ? ["a"] : ["a"][*][{}]', '["a"]'),
        ('true ? ["a"] : {{ for v in {} : "a" => tonumber("x") }}', "ERR"),
    ],
)
def test_nested_branches_take_work_in_proportion_to_their_number(
    unknowns: Root, nested: str, value: str
) -> None:
    text = '[tonumber("x")]'
    for _ in range(25):
        text = nested.format(text)
    with within(50):
        assert unknowns.evaluate(f'try(jsonencode({text}), "ERR")') == value


@pytest.mark.parametrize(
    "expression",
    [
        '[1, "a", { b = var.flag }]',
        "[1, 2][0]",
        'var.flag ? "a" : "b"',
        "{ for v in var.list : v => 1 if v != null }",
        "[for v in [1, 2] : v if var.flag]",
        "[{ a = 1 }, { a = 2 }][*].a",
        "[var.object][*].name",
        '"${var.flag}"',
    ],
)
def test_what_does_not_fail_is_known_in_full(unknowns: Root, expression: str) -> None:
    scope, written = unknowns.instance.scope, parsed(expression)
    value, error = attempt(written, scope, evaluate, HANDLERS)
    assert error is None
    assert outline(value) == outline(evaluate(written, scope))
