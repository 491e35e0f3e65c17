"""The words for the cases of an unknown key or test."""

from __future__ import annotations

import pytest

from iaclint.symbolic.values import Choice
from tests.terraform.support import Root


@pytest.mark.parametrize(
    ("expression", "labels"),
    [
        ('terraform.workspace == "a" ? 1 : 2', ("in workspace a", "in workspaces other than a")),
        ('terraform.workspace != "a" ? 1 : 2', ("in workspaces other than a", "in workspace a")),
        (
            'contains(["a", "b"], terraform.workspace) ? 1 : 2',
            ("in workspace a or b", "in workspaces other than a and b"),
        ),
        (
            'terraform.workspace == "a" || terraform.workspace == "b" ? 1 : 2',
            ("in workspace a or b", "in workspaces other than a and b"),
        ),
        ("{ a = 1, b = 2 }[terraform.workspace]", ("in workspace a", "in workspace b")),
        (
            "lookup({ a = 1, b = 2 }, terraform.workspace, 3)",
            ("in workspace a", "in workspace b", "in workspaces other than a and b"),
        ),
        (
            "lookup({ a = 1 }, var.text, 3)",
            ("var.text is a", "var.text is anything else"),
        ),
        ('var.text == "a" ? 1 : 2', ('var.text == "a"', 'not (var.text == "a")')),
        (
            'terraform.workspace == "a" && var.flag ? 1 : 2',
            (
                'terraform.workspace == "a" && var.flag',
                'not (terraform.workspace == "a" && var.flag)',
            ),
        ),
    ],
)
def test_labels(unknowns: Root, expression: str, labels: tuple[str, ...]) -> None:
    value = unknowns.evaluate(expression)
    assert isinstance(value, Choice)
    assert value.labels == labels
