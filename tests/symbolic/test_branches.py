from __future__ import annotations

from iaclint.symbolic.branches import branches
from iaclint.symbolic.values import Choice, JsonText, Unknown, Value


def test_a_value_without_choices_is_its_only_branch() -> None:
    value: Value = {"a": ("x", 1, {"b": None}), "c": Unknown("var.c")}
    (branch,) = branches(value)
    assert branch is value


def test_choices_at_any_depth_make_branches() -> None:
    value: Value = {"a": ("x", {"b": Choice(Unknown("var.b"), ("y", "z"))})}
    assert branches(value) == [{"a": ("x", {"b": "y"})}, {"a": ("x", {"b": "z"})}]


def test_a_choice_with_one_option_is_that_option() -> None:
    value: Value = JsonText({"a": Choice(Unknown("x.output"), (("*",),))})
    (branch,) = branches(value)
    assert isinstance(branch, JsonText)
    assert branch.content == {"a": ("*",)}
