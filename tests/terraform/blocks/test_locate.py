"""Places of values, and their origins."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.resource import Path as Way
from tests.terraform.support import configuration, resources

MAIN = """\
variable "acl" {
  default = "public-read"
}
variable "on" { type = bool }
locals {
  acl = var.acl
  all = { a = { acl = "private" }, b = { acl = "public-read" } }
}
resource "b" "x" {
  acl  = local.acl
  cond = true ? local.acl : "z"
  open = var.on ? "a" : "b"
  text = "${var.acl}-é"
  json = jsonencode({
    Statement = [{ Effect = local.acl, "Key" = "日" }]
  })
  list = ["é", [var.acl]]
  map  = local.all.b.acl
  two  = "${var.acl}${local.acl}"
  bare = "é"
  rule {
    v = var.acl
    deep { w = (local.acl) }
  }
  rule { v = 2 }
  dynamic "made" {
    for_each = ["p", "q"]
    content { v = made.value }
  }
}
resource "b" "ref" {
  acl  = b.x.acl
  id   = b.x.id
  data = data.d.y.v
  mod  = module.m.out
}
data "d" "y" {}
module "m" {
  source = "./m"
  acl    = local.acl
}
"""
FILES = {
    "main.tf": MAIN,
    "terraform.tfvars": "# é\non = null\n",
    "m/main.tf": """\
variable "acl" {}
variable "own" { default = "x" }
module "n" {
  source = "./n"
  acl    = var.acl
}
output "out" { value = var.acl }
""",
    "m/n/main.tf": 'variable "acl" {}\nresource "b" "inner" {\n  acl = var.acl\n}\n',
}


@pytest.mark.parametrize(
    ("way", "place", "text"),
    [
        ((), "main.tf:9:1", 'resource "b" "x"'),
        (("acl",), "main.tf:10:10", "local.acl"),
        (("cond",), "main.tf:11:17", "local.acl"),
        (("open",), "main.tf:12:10", 'var.on ? "a" : "b"'),
        (("text",), "main.tf:13:10", '"${var.acl}-é"'),
        (("json", "Statement", 0, "Effect"), "main.tf:15:29", "local.acl"),
        (("json", "Statement", 0, "Key"), "main.tf:15:48", '"日"'),
        (("list", 1, 0), "main.tf:17:17", "var.acl"),
        (("bare",), "main.tf:20:10", '"é"'),
        (("rule",), "main.tf:21:3", "rule"),
        (("rule", 0), "main.tf:21:3", "rule"),
        (("rule", 0, "v"), "main.tf:22:9", "var.acl"),
        (("rule", "v"), "main.tf:22:9", "var.acl"),
        (("rule", 0, "deep", 0, "w"), "main.tf:23:17", "local.acl"),
        (("rule", 1, "v"), "main.tf:25:14", "2"),
        (("rule", 1, "nope"), "main.tf:25:3", "rule"),
        (("made", 1, "v"), "main.tf:28:19", "made.value"),
        (("nope",), "main.tf:9:1", 'resource "b" "x"'),
        (("nope", 3, "more"), "main.tf:9:1", 'resource "b" "x"'),
    ],
)
def test_where_a_value_is_written(tmp_path: Path, way: Way, place: str, text: str) -> None:
    span = resources(configuration(tmp_path, FILES))["b.x"].body.locate(way)
    assert (str(span), span.text) == (place, text)


LOCAL = ("local.acl is defined here", "main.tf:6:9")
DEFAULT = ("default of variable 'acl'", "main.tf:2:13")


@pytest.mark.parametrize(
    ("address", "way", "trail"),
    [
        ("b.x", (), []),
        ("b.x", ("nope",), []),
        ("b.x", ("bare",), []),
        ("b.x", ("acl",), [LOCAL, DEFAULT]),
        ("b.x", ("cond",), [LOCAL, DEFAULT]),
        ("b.x", ("text",), [DEFAULT]),
        ("b.x", ("json", "Statement", 0, "Effect"), [LOCAL, DEFAULT]),
        ("b.x", ("list", 1, 0), [DEFAULT]),
        ("b.x", ("rule", 0, "v"), [DEFAULT]),
        ("b.x", ("rule", 0, "deep", 0, "w"), [LOCAL, DEFAULT]),
        ("b.x", ("open",), [("set here", "terraform.tfvars:2:6")]),
        ("b.ref", ("id",), [("b.x is declared here", "main.tf:9:1")]),
        ("b.ref", ("data",), [("data.d.y is declared here", "main.tf:37:1")]),
        (
            "module.m.module.n.b.inner",
            ("acl",),
            [
                ("passed here by module.n", "m/main.tf:5:12"),
                ("passed here by module.m", "main.tf:40:12"),
                LOCAL,
                DEFAULT,
            ],
        ),
    ],
)
def test_origin_of_a_value(
    tmp_path: Path, address: str, way: Way, trail: list[tuple[str, str]]
) -> None:
    body = resources(configuration(tmp_path, FILES))[address].body
    assert [(related.caption, str(related.span)) for related in body.trail(way)] == trail


def test_a_part_of_a_local_map_has_a_place(tmp_path: Path) -> None:
    body = resources(configuration(tmp_path, FILES))["b.x"].body
    (related,) = body.trail(("map",))
    assert related.caption == "local.all is defined here"
    assert related.span.start.line == 7


def test_a_member_of_for_each(tmp_path: Path) -> None:
    text = MAIN + 'resource "b" "each" {\n  for_each = local.all\n  acl = each.value.acl\n}\n'
    found = resources(configuration(tmp_path, {**FILES, "main.tf": text}))
    body = found['b.each["b"]'].body
    assert body.get("acl") == "public-read"
    assert body.locate(("acl",)).text == "each.value.acl"


def test_a_circular_origin_ends(tmp_path: Path) -> None:
    text = 'locals {\n  a = local.b\n  b = local.a\n}\nresource "b" "x" {\n  v = local.a\n}\n'
    body = resources(configuration(tmp_path, {"main.tf": text}))["b.x"].body
    assert [str(related.span) for related in body.trail(("v",))] == ["main.tf:2:7", "main.tf:3:7"]


def test_no_value_at_all(tmp_path: Path) -> None:
    text = 'variable "é" {}\nresource "b" "x" {\n  v = var.é\n}\n'
    body = resources(configuration(tmp_path, {"main.tf": text}))["b.x"].body
    assert [(r.caption, str(r.span)) for r in body.trail(("v",))] == [
        ("variable 'é' has no value", "main.tf:1:1")
    ]


LOOPS = """\
locals {
  acls = { x = "private", y = "public-read" }
}
resource "b" "pair" {
  for_each = local.acls
  acl      = each.value
}
resource "b" "mapped" {
  for_each = { for k, v in { y = { acl = "public-read" } } : k => v.acl }
  acl      = each.value
}
resource "b" "member" {
  for_each = toset(["x", "y"])
  acl      = each.key
}
resource "b" "block" {
  dynamic "rule" {
    for_each = [local.acls]
    content { acl = rule.value.y }
  }
}
module "m" {
  source   = "./m"
  for_each = local.acls
  acl      = each.value
}
"""


@pytest.mark.parametrize(
    ("address", "way", "last"),
    [
        ('b.pair["y"]', ("acl",), "main.tf:2:31"),
        ('b.mapped["y"]', ("acl",), "main.tf:9:42"),
        ('b.member["y"]', ("acl",), "main.tf:13:26"),
        ("b.block", ("rule", 0, "acl"), "main.tf:2:31"),
        ('module.m["y"].b.x', ("acl",), "main.tf:2:31"),
    ],
)
def test_elements_of_loops_have_places(tmp_path: Path, address: str, way: Way, last: str) -> None:
    called = 'variable "acl" {}\nresource "b" "x" { acl = var.acl }\n'
    found = resources(configuration(tmp_path, {"main.tf": LOOPS, "m/main.tf": called}))
    assert str(found[address].body.trail(way)[-1].span).endswith(last)


GENERATED = """\
variable "users" {
  type = map(object({
    kind     = string
    password = optional(string)
  }))
  default = {
    app  = { kind = "built-in", password = "correct-horse" }
    anna = { kind = "iam" }
  }
}
resource "r" "generated" {
  for_each = toset([for k, v in var.users : k if v.password == null])
}
locals {
  users = {
    for k, v in var.users : k => {
      password = v.kind == "built-in" ? try(r.generated[k].result, v.password) : null
    }
  }
}
resource "b" "user" {
  for_each = local.users
  password = each.value.password
}
"""


def test_the_argument_of_try_with_a_value_is_followed(tmp_path: Path) -> None:
    body = resources(configuration(tmp_path, {"main.tf": GENERATED}))['b.user["app"]'].body
    trail = [(related.caption, related.span.text) for related in body.trail(("password",))]
    assert trail[-1] == ("default of variable 'users'", '"correct-horse"')
