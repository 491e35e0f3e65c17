"""Conditions and dependencies of resources that are checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.terraform.blocks.conditions import restores
from tests.terraform.support import configuration, messages, root

_IGNORING = 'resource "b" "x" {{\n  size = 1\n  lifecycle {{\n    ignore_changes = {}\n  }}\n}}\n'
_IN_JSON = '{{"resource": {{"b": {{"x": {{"size": 1, "lifecycle": {{"ignore_changes": {}}}}}}}}}}}'
VARIABLES = """variable "size" { default = 1 }
variable "name" {}
"""


def written(body: str) -> str:
    return f'{VARIABLES}resource "b" "x" {{\n  size = var.size\n{body}}}\n'


def condition(kind: str, text: str, message: str = '"too small"') -> str:
    return (
        f"  lifecycle {{\n    {kind} {{\n      condition     = {text}\n"
        f"      error_message = {message}\n    }}\n  }}\n"
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (condition("precondition", "var.size > 0"), []),
        (
            condition("precondition", "var.size > 1"),
            ["main.tf:7:23: the precondition of b.x is not met: too small"],
        ),
        (
            condition("postcondition", "self.size > 1", '"size is ${self.size}"'),
            ["main.tf:7:23: the postcondition of b.x is not met: size is 1"],
        ),
        (
            condition("precondition", "false", "var.name"),
            ["main.tf:7:23: the precondition of b.x is not met"],
        ),
        (condition("precondition", 'var.name == "x"'), []),
        (condition("postcondition", 'self.id == "x"'), []),
        (
            condition("precondition", "var.sise > 1"),
            ["main.tf:7:23: reference to undeclared input variable 'sise'"],
        ),
        (
            "  for_each = toset([for n in [2, 1] : tostring(n)])\n"
            + condition("precondition", "each.key > 1"),
            ['main.tf:8:23: the precondition of b.x["1"] is not met: too small'],
        ),
        (
            "  lifecycle {\n    prevent_destory = true\n    enabled = true\n  }\n",
            ["main.tf:6:5: unsupported argument 'prevent_destory' in a lifecycle block"],
        ),
        (
            "  lifecycle {\n    check {\n    }\n  }\n",
            ["main.tf:6:5: unsupported block 'check' in a lifecycle block"],
        ),
        ("  depends_on = [b.y]\n", ["main.tf:5:17: reference to undeclared resource 'b.y'"]),
        ("  depends_on = [module.m]\n", ["main.tf:5:17: reference to undeclared module 'm'"]),
        ('  depends_on = ["b.y"]\n', []),
        ("  depends_on = [module.n.done, module.n[0].done]\n", []),
        (
            "  depends_on = [module.n.done.at]\n",
            ["main.tf:5:17: depends_on names whole resources and modules, not their attributes"],
        ),
        (
            "  depends_on = [module.m.done]\n",
            ["main.tf:5:17: reference to undeclared module 'm'"],
        ),
        (
            "  depends_on = [b.z.id, b.z, b.z[0]]\n",
            ["main.tf:5:17: depends_on names whole resources and modules, not their attributes"],
        ),
    ],
)
def test_what_is_refused_is_reported(tmp_path: Path, body: str, expected: list[str]) -> None:
    other = 'resource "b" "z" {\n  size = 1\n}\nmodule "n" {\n  source = "./n"\n}\n'
    loaded = configuration(tmp_path, {"main.tf": written(body), "other.tf": other, "n/main.tf": ""})
    assert messages(loaded) == expected
    assert {resource.body.get("size") for resource in loaded.resources} == {1}


def test_a_dependency_in_a_file_that_cannot_be_parsed_may_exist(tmp_path: Path) -> None:
    text = written("  depends_on = [b.y]\n")
    loaded = configuration(tmp_path, {"main.tf": text, "other.tf": 'resource "b" "y" {\n'})
    assert not any("undeclared" in message for message in messages(loaded))


@pytest.mark.parametrize(
    ("name", "text", "restored"),
    [
        ("main.tf", 'resource "b" "x" {\n  size = 1\n}\n', True),
        ("main.tf", 'resource "b" "x" {\n  size {}\n}\n', True),
        ("main.tf", 'resource "b" "x" {}\n', False),
        ("main.tf", _IGNORING.format("[tags]"), True),
        ("main.tf", _IGNORING.format("[tags, size]"), False),
        ("main.tf", _IGNORING.format("[size[0].a]"), False),
        ("main.tf", _IGNORING.format('["size"]'), False),
        ("main.tf", _IGNORING.format("all"), False),
        ("main.tf.json", _IN_JSON.format('["size"]'), False),
        ("main.tf.json", _IN_JSON.format('"all"'), False),
        ("main.tf.json", _IN_JSON.format('["tags"]'), True),
    ],
)
def test_what_an_apply_restores(tmp_path: Path, name: str, text: str, restored: bool) -> None:
    opened = root(tmp_path, {name: text})
    block = opened.instance.module.resources["b", "x"]
    assert restores(block, "size") is restored
