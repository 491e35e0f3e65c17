"""Parts of a value are located where they are written, through functions, loops and blocks."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.resource import Path as Way
from tests.terraform.support import configuration, resources

COMMON = """
variable "list" {
  default = [
    { a = "first" },
    { a = "second" },
  ]
}
locals {
  map     = { x = { a = "of x" }, y = { a = "of y" } }
  more    = [{ a = "third" }]
  one     = { a = "alone" }
  nested  = [[{ a = "n0" }], [{ a = "n1" }, { a = "n2" }]]
  changed = merge(local.one, { b = "changed" })
}
"""


@pytest.mark.parametrize(
    ("written", "at", "expected"),
    [
        ("var.list", 1, '{ a = "second" }'),
        ("concat(var.list, local.more)", 2, '{ a = "third" }'),
        ("[for s in var.list : s]", 1, '{ a = "second" }'),
        ('[for s in var.list : s if s.a == "second"]', 0, '{ a = "second" }'),
        ('[for s in var.list : merge(s, { Sid = "x" })]', 1, '{ a = "second" }'),
        ('[for s in var.list : merge(s, { b = "x" })]', 1, 'merge(s, { b = "x" })'),
        ("flatten(local.nested)", 2, '{ a = "n2" }'),
        ("flatten([for n in local.nested : [for s in n : s]])", 1, '{ a = "n1" }'),
        ("distinct(concat(var.list, var.list, local.more))", 2, '{ a = "third" }'),
        ("values(local.map)", 1, '{ a = "of y" }'),
        ('[lookup(local.map, "y", null)]', 0, '{ a = "of y" }'),
        ("[try(local.map.z, local.one)]", 0, '{ a = "alone" }'),
        ("[element(var.list, 3)]", 0, '{ a = "second" }'),
        ("[one(local.more)]", 0, '{ a = "third" }'),
        ("[local.one]", 0, '{ a = "alone" }'),
        ("[local.changed]", 0, 'merge(local.one, { b = "changed" })'),
        ("jsonencode([for k, s in local.map : s])", 0, '{ a = "of x" }'),
        ("[for k, s in local.map : { a = s.a }]", 0, "{ a = s.a }"),
    ],
)
def test_an_object_is_located_where_it_is_written(
    tmp_path: Path, written: str, at: int, expected: str
) -> None:
    text = f'{COMMON}resource "b" "x" {{\n  parts = {written}\n}}\n'
    found = resources(configuration(tmp_path, {"main.tf": text}))["b.x"]
    assert found.body.locate(("parts", at)).text == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("coalesce(var.acl, t.other.id)", '"public-read"'),
        ('coalesce(null, "", (var.acl), t.other.id)', '"public-read"'),
        ("try(var.none.acl, var.acl, t.other.id)", '"public-read"'),
        ("lookup({ a = t.other.id, b = var.acl }, var.key)", '"public-read"'),
        ("element([t.other.id, var.acl], 1)", '"public-read"'),
        ('coalesce(var.acl == "x" ? t.other.id : var.acl, t.other.id)', '"public-read"'),
        ("coalesce(t.other.id, var.acl)", "t.other"),
        ("var.key == t.other.id ? var.acl : var.key", None),
    ],
)
def test_a_text_comes_from_the_argument_that_has_it(
    tmp_path: Path, written: str, expected: str | None
) -> None:
    text = f"""
variable "acl" {{ default = "public-read" }}
variable "key" {{ default = "b" }}
variable "none" {{ default = {{}} }}
resource "t" "other" {{}}
resource "t" "x" {{
  acl = {written}
}}
"""
    trail = resources(configuration(tmp_path, {"main.tf": text}))["t.x"].body.trail(("acl",))
    if expected == "t.other":
        assert [each.caption for each in trail] == ["t.other is declared here"]
    else:
        assert [each.span.text for each in trail] == ([expected] if expected else [])


def located(folder: Path, for_each: str, content: str, way: Way) -> tuple[str, list[str]]:
    block = f"dynamic rule {{\n    for_each = {for_each}\n    content {{ {content} }}\n  }}"
    text = f'{COMMON}resource "b" "x" {{\n  {block}\n}}\n'
    body = resources(configuration(folder, {"main.tf": text}))["b.x"].body
    return body.locate(way).text, [related.span.text for related in body.trail(way)]


def test_a_block_is_located_at_the_element_that_it_is_made_from(tmp_path: Path) -> None:
    place, trail = located(tmp_path, "var.list", "v = rule.value.a", ("rule", 1))
    assert place == '{ a = "second" }'
    assert trail == ["content", '{ a = "second" }']


@pytest.mark.parametrize(
    ("for_each", "content"), [("[1, 2]", "v = rule.value"), ('["on", "too"]', 'v = "same"')]
)
def test_a_block_that_is_only_switched_on_is_located_in_its_content(
    tmp_path: Path, for_each: str, content: str
) -> None:
    assert located(tmp_path, for_each, content, ("rule", 1)) == ("content", [])
