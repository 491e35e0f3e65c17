from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.terraform.config.module import module_files
from iaclint.terraform.config.overrides import is_override
from tests.terraform.support import configuration, messages, outline, root

BASE = """\
resource "b" "x" {
  name = "base"
  kept = 1
  rule { v = 1 }
  rule { v = 2 }
  other { v = 1 }
}
locals {
  l = "base"
}
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("override.tf", True),
        ("a_override.tf", True),
        ("override.tf.json", True),
        ("a_override.tofu", True),
        ("override.tofu.json", True),
        ("overrides.tf", False),
        ("aoverride.tf", False),
        ("main.tf", False),
    ],
)
def test_names(name: str, expected: bool) -> None:
    assert is_override(name) is expected


@pytest.mark.parametrize(
    ("names", "files"),
    [
        (("b.tf", "a.tf"), ["b.tf", "a.tf"]),
        (("a_override.tf", "b.tf", "override.tf"), ["b.tf", "a_override.tf", "override.tf"]),
        (("main.tf", "main.tofu"), ["main.tofu"]),
        (("main.tf.json", "main.tofu.json"), ["main.tofu.json"]),
        (("main.tf", "main.tofu.json"), ["main.tf", "main.tofu.json"]),
        ((".main.tf", "#main.tf#", "main.tf~", "main.tf.bak", "readme.md"), []),
        (("#main.tf",), ["#main.tf"]),
    ],
)
def test_which_files_make_up_a_module(names: tuple[str, ...], files: list[str]) -> None:
    assert module_files(names) == files


@pytest.mark.parametrize(
    ("override", "name", "rules"),
    [
        ('resource "b" "x" {\n  name = "new"\n}\n', "'new'", "[{v: 1}, {v: 2}]"),
        ('resource "b" "x" {\n  rule { v = 3 }\n}\n', "'base'", "[{v: 3}]"),
        (
            'resource "b" "x" {\n  dynamic "rule" {\n    for_each = [5, 6]\n'
            "    content {\n      v = rule.value\n    }\n  }\n}\n",
            "'base'",
            "[{v: 5}, {v: 6}]",
        ),
        ('locals {\n  l = "new"\n}\n', "'base'", "[{v: 1}, {v: 2}]"),
    ],
)
def test_an_override_changes_what_it_names(
    tmp_path: Path, override: str, name: str, rules: str
) -> None:
    opened = root(tmp_path, {"main.tf": BASE, "override.tf": override})
    assert outline(opened.get("b.x", "name")) == name
    assert outline(opened.get("b.x", "rule")) == rules
    assert outline(opened.get("b.x", "kept")) == "1"
    assert outline(opened.get("b.x", "other")) == "[{v: 1}]"
    assert opened.evaluate("local.l") == ("new" if "locals" in override else "base")


def test_later_overrides_win_and_may_be_json(tmp_path: Path) -> None:
    files = {
        "main.tf": BASE,
        "a_override.tf": 'resource "b" "x" {\n  name = "a"\n  kept = 2\n}\n',
        "b_override.tf.json": '{"resource": {"b": {"x": {"name": "b"}}}}',
    }
    opened = root(tmp_path, files)
    assert (opened.get("b.x", "name"), opened.get("b.x", "kept")) == ("b", 2)


@pytest.mark.parametrize(
    ("base", "override"),
    [("count = 2", "for_each = {}"), ("for_each = {}", "count = 2"), ("count = 3", "count = 2")],
)
def test_count_applies_where_an_override_adds_the_other(
    tmp_path: Path, base: str, override: str
) -> None:
    files = {
        "main.tf": f'resource "b" "x" {{\n  {base}\n}}\n',
        "override.tf": f'resource "b" "x" {{\n  {override}\n}}\n',
    }
    opened = root(tmp_path, files)
    assert opened.addresses() == ["b.x[0]", "b.x[1]"]
    assert opened.messages == []


def test_count_and_for_each_of_one_block_stay_wrong(tmp_path: Path) -> None:
    both = 'resource "b" "x" {\n  count = 1\n  for_each = {}\n}\n'
    opened = root(tmp_path, {"main.tf": both, "override.tf": 'resource "b" "x" {\n  n = 1\n}\n'})
    opened.addresses()
    assert opened.messages == ["count and for_each are mutually exclusive"]


def test_an_override_needs_an_original(tmp_path: Path) -> None:
    loaded = configuration(
        tmp_path, {"main.tf": BASE, "override.tf": 'resource "b" "y" {\n  name = 1\n}\n'}
    )
    assert messages(loaded) == [
        "override.tf:1:1: missing resource 'b.y' to override",
    ]
    assert [resource.address for resource in loaded.resources] == ["b.x"]


def test_a_provider_without_an_alias_needs_nothing_to_override(tmp_path: Path) -> None:
    override = 'provider "b" {\n  alias = "c"\n}\nprovider "b" {\n  region = "r"\n}\n'
    loaded = configuration(tmp_path, {"main.tf": BASE, "override.tf": override})
    assert messages(loaded) == ["override.tf:1:1: missing provider 'b.c' to override"]


def test_a_place_is_that_of_the_override(tmp_path: Path) -> None:
    files = {"main.tf": BASE, "override.tf": '# é\nresource "b" "x" {\n  name = "new"\n}\n'}
    (resource,) = configuration(tmp_path, files).resources
    assert str(resource.body.locate(("name",))) == "override.tf:3:10"
    assert str(resource.body.locate(("kept",))) == "main.tf:3:10"
    assert str(resource.span) == "main.tf:1:1"
