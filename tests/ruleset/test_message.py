"""Values as text in messages, and labels next to the source."""

from __future__ import annotations

import pytest

from iaclint.ruleset.message import (
    label,
    placeholders,
    render,
    show,
)
from iaclint.symbolic.values import ABSENT, Choice, JsonText, PartialString, Unknown, Value

STAGE = Unknown("var.stage")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (ABSENT, "nothing"),
        (None, "nothing"),
        (True, "true"),
        (7, "7"),
        ("a", "a"),
        (STAGE, "var.stage"),
        (PartialString(("logs-", STAGE)), "logs-${var.stage}"),
        (Choice(STAGE, ("a", Choice(STAGE, ("b", "a")))), "a or b or a"),
        (JsonText({"a": STAGE}), "a JSON document"),
        (("a", False), "a, false"),
        ({"a": 1}, "a: 1"),
    ],
)
def test_show(value: Value, text: str) -> None:
    assert show(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("public-read", 'is "public-read"'),
        (False, "is false"),
        (ABSENT, "acl is not set"),
        (None, "acl is not set"),
        (STAGE, "is unknown: var.stage"),
        (Choice(STAGE, ("a", None)), 'is "a" or nothing, depending on var.stage'),
        (
            Choice(STAGE, ("a", Choice(Unknown("var.n"), ("", "a", STAGE)))),
            'is "a" or "" or var.stage, depending on var.stage',
        ),
        (Choice(STAGE, ({"a": 1}, None)), "depends on var.stage"),
        (Choice(STAGE, ("a", "{\n}")), "depends on var.stage"),
        ("x" * 61, f'is "{"x" * 59}…"'),
        ('{\n  "Version": "2012-10-17"\n}', ""),
        (PartialString(("{\n", STAGE, "}")), ""),
        (JsonText({}), ""),
        ({"a": 1}, ""),
    ],
)
def test_label(value: Value, text: str) -> None:
    assert label("acl", value, written=True) == text


def test_label_of_a_default() -> None:
    assert label("encrypted", False, written=False) == "encrypted is not set, so it is false"


def test_render() -> None:
    message = "{address} has {acl} and {logging.target}"
    values: dict[str, Value] = {"acl": "public-read", "logging.target": ABSENT}
    assert placeholders(message) == ["acl", "logging.target"]
    assert render(message, "bucket.a", values.__getitem__) == "bucket.a has public-read and nothing"
