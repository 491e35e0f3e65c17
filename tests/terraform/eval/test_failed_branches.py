"""The branch of a conditional that fails; the values are those of Terraform 1.11.4."""

from __future__ import annotations

import pytest

from tests.pace import within
from tests.terraform.support import Root


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
    ],
)
def test_types_are_compared_as_far_as_they_are_known(
    unknowns: Root, expression: str, value: str
) -> None:
    assert unknowns.evaluate(f'try(jsonencode({expression}), "ERR")') == value


def test_types_are_compared_for_an_unknown_test(unknowns: Root) -> None:
    text = 'try(var.flag ? "a" : [tonumber("x")], "ERR")'
    assert unknowns.evaluate(text) == "ERR"


@pytest.mark.parametrize(
    ("nested", "value"),
    [
        ('true ? "a" : [{}]', "ERR"),
        ('true ? "a" : {{ a = {} }}', "ERR"),
        ('true ? ["a"] : [for v in {} : tonumber("x")]', '["a"]'),
        ('true ? ["a"] : [for v in ["a"] : v if length({}) > 0]', '["a"]'),
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
