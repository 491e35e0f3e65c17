from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.limits import MAX_INSTANCES
from iaclint.terraform.eval.expansion.instances import ExpandedInstance
from tests.terraform.support import configuration, messages, outline, resources, root

FRAME = """\
variable "f" {{}}
variable "n" {{}}
variable "m" {{}}
resource "b" "x" {{
  {}
}}
"""


@pytest.mark.parametrize(
    ("argument", "addresses"),
    [
        ("", ["b.x"]),
        ("count = 0", []),
        ("count = 1", ["b.x[0]"]),
        ('count = "2"', ["b.x[0]", "b.x[1]"]),
        ("for_each = {}", []),
        ("lifecycle {\n enabled = false\n}", []),
        ("lifecycle {\n enabled = true\n}", ["b.x"]),
        ("for_each = { k = 1, a = 2 }", ['b.x["a"]', 'b.x["k"]']),
        ("for_each = { a = var.n }", ['b.x["a"]']),
        ('for_each = toset(["b", "a"])', ['b.x["a"]', 'b.x["b"]']),
        ('for_each = { "a\\"b\\nc" = 1 }', ['b.x["a\\"b\\nc"]']),
        ('for_each = { "é/日" = 1 }', ['b.x["é/日"]']),
    ],
)
def test_known(tmp_path: Path, argument: str, addresses: list[str]) -> None:
    loaded = configuration(tmp_path, {"main.tf": FRAME.format(argument)})
    assert list(resources(loaded)) == addresses
    assert all(resource.presence is None for resource in loaded.resources)
    assert messages(loaded) == []


@pytest.mark.parametrize(
    ("argument", "present", "reference"),
    [
        ("count = var.n", {"b.x": "var.n"}, "?var.n@.:/var.n"),
        ("lifecycle {\n enabled = var.f\n}", {"b.x": "var.f"}, "{}"),
        ("count = var.f ? 1 : 0", {"b.x[0]": "var.f"}, "([{}] | [] by ?var.f)"),
        (
            "count = var.f ? 2 : 1",
            {"b.x[0]": None, "b.x[1]": "var.f"},
            "([{}, {}] | [{}] by ?var.f)",
        ),
        ("count = var.f ? var.n : 0", {"b.x": "var.f"}, "?var.f@.:/var.f ? var.n : 0"),
        ("for_each = var.m", {"b.x": "var.m"}, "?var.m@.:/var.m"),
        ("for_each = var.f ? { a = 1 } : {}", {'b.x["a"]': "var.f"}, "({a: {}} | {} by ?var.f)"),
        (
            'for_each = toset(var.f ? ["a", "b"] : ["b"])',
            {'b.x["a"]': "var.f", 'b.x["b"]': None},
            "({a: {}, b: {}} | {b: {}} by ?var.f)",
        ),
        ("for_each = toset([var.n])", {"b.x": "var.n"}, "?var.n@.:/toset([var.n])"),
        ('for_each = toset(["m-${var.n}"])', {"b.x": "var.n"}, None),
        ('for_each = toset([var.f ? "a-${var.n}" : "b"])', {"b.x": "var.f"}, None),
        ("for_each = toset([jsonencode([var.n])])", {"b.x": "var.n"}, None),
        ("for_each = { (var.n) = 1 }", {"b.x": "var.n"}, "?var.n@.:/{ (var.n) = 1 }"),
        ("for_each = var.f ? { a = 1 } : var.m", {"b.x": "var.m"}, None),
    ],
)
def test_unknown(
    tmp_path: Path, argument: str, present: dict[str, str | None], reference: str | None
) -> None:
    files = {"main.tf": FRAME.format(argument)}
    loaded = configuration(tmp_path, files)
    found = {r.address: r.presence.symbol if r.presence else None for r in loaded.resources}
    assert found == present
    assert messages(loaded) == []
    if reference is not None:
        assert outline(root(tmp_path, files).evaluate("b.x")) == reference


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("count = 1.5", "count must be a whole number, 0 or greater"),
        ("count = -1", "count must be a whole number, 0 or greater"),
        ("count = null", "count cannot be null"),
        ('count = "a"', 'count must be a number: "a" is not a number'),
        ("count = [1]", "count must be a number: number required"),
        (f"count = {MAX_INSTANCES + 1}", "count is 2001: more than 2000 are not evaluated"),
        ("count = 1000000000000", "count is 1000000000000: more than 2000 are not evaluated"),
        ("for_each = null", "for_each cannot be null"),
        ('for_each = ["a"]', "for_each must be a map, or a set of strings"),
        ("for_each = toset([1])", "for_each must be a map, or a set of strings"),
        ('for_each = sensitive(toset(["a"]))', "for_each cannot be sensitive"),
        (
            'for_each = { for p in setproduct(range(50), range(50)) : join("-", p) => 1 }',
            "for_each has 2500 elements: more than 2000 are not evaluated",
        ),
    ],
)
def test_refused(tmp_path: Path, argument: str, message: str) -> None:
    loaded = configuration(tmp_path, {"main.tf": FRAME.format(argument)})
    ((address, resource),) = resources(loaded).items()
    assert address == "b.x"
    assert resource.presence is not None
    column = len(argument.split("=")[0]) + 5
    assert messages(loaded) == [f"main.tf:5:{column}: {message}"]


@pytest.mark.parametrize(
    ("argument", "value", "expected"),
    [
        ("count = 2", "b.x[1].v", "1"),
        ("count = var.n", "b.x[0].v", "(?var.n@.:/var.n, count.index | ?var.n by ?var.n)"),
        ("for_each = { k = 2 }", 'b.x["k"].v', "'k2'"),
        ('for_each = toset(["k"])', 'b.x["k"].v', "'kk'"),
        ("for_each = { k = var.n }", 'b.x["k"].v', "'k' + ?var.n@.:/var.n/"),
        ("for_each = var.f ? { k = 1 } : { k = 2 }", 'b.x["k"].v', "('k1' | 'k2' by ?var.f)"),
        ("for_each = var.f ? { k = 1, l = 3 } : { k = 1 }", 'b.x["k"].v', "'k1'"),
        ("for_each = var.f ? { k = 1, l = 3 } : { k = 1 }", 'b.x["l"].v', "'l3'"),
    ],
)
def test_values_of_each_and_count(tmp_path: Path, argument: str, value: str, expected: str) -> None:
    own = "count.index" if argument.startswith("count") else '"${each.key}${each.value}"'
    opened = root(tmp_path, {"main.tf": FRAME.format(f"{argument}\n  v = {own}")})
    assert outline(opened.evaluate(value)) == expected


def test_equal_conditions_have_equal_results(tmp_path: Path) -> None:
    text = FRAME.format("count = var.f ? 1 : 0")
    text += 'resource "c" "y" {\n  count  =  var.f  ?  1 : 0\n}\n'
    text += 'resource "c" "z" {\n  count = var.n\n}\n'
    found = resources(configuration(tmp_path, {"main.tf": text}))
    deciders = [found[a].presence for a in ("b.x[0]", "c.y[0]", "c.z")]
    identities = [decider.identity if decider else None for decider in deciders]
    assert identities[0] is not None
    assert identities[0] == identities[1] != identities[2]


@pytest.mark.parametrize(
    ("key", "suffix"), [(None, ""), (3, "[3]"), ("a", '["a"]'), ('a"\\\n', '["a\\"\\\\\\n"]')]
)
def test_suffixes(key: str | int | None, suffix: str) -> None:
    assert ExpandedInstance(key, {}).suffix == suffix


def test_count_and_for_each_together_are_refused(tmp_path: Path) -> None:
    loaded = configuration(tmp_path, {"main.tf": FRAME.format("count = 1\n  for_each = {}")})
    ((_, resource),) = resources(loaded).items()
    assert resource.presence is not None
    assert messages(loaded) == ["main.tf:6:3: count and for_each are mutually exclusive"]


def test_the_key_of_an_instance_is_no_attribute(tmp_path: Path) -> None:
    text = FRAME.format("for_each = { a = 1 }") + 'resource "b" "y" { v = b.x.a.id }\n'
    loaded = configuration(tmp_path, {"main.tf": text})
    resources(loaded)["b.y"].body.get("v")
    assert messages(loaded) == ["main.tf:7:24: missing resource instance key: b.x has for_each set"]
