"""Mistakes in the metadata of templates, and forms that tools accept."""

from __future__ import annotations

import json

import pytest

from iaclint.files.source import SourceFile
from iaclint.suppressions.reading import read_all


def read(metadata: object) -> list[tuple[str, tuple[str, ...], str, str | None, str]]:
    """Return the syntax, the ids, the reason, the last day and the mistake of each suppression."""
    template = {"Resources": {"A": {"Type": "AWS::S3::Bucket", "Metadata": metadata}}}
    source = SourceFile("t.json", json.dumps(template).encode())
    found = (each.directive for each in read_all([source], pytest.fail))
    return [(d.syntax, d.ids, d.reason, d.until, d.mistake) for d in found]


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({"iaclint": {"ignore": "a"}}, ("iaclint", ("a",), "", None)),
        ({"iaclint": {"ignore": ["a"]}}, ("iaclint", ("a",), "", None)),
        ({"iaclint": {"ignore": {"rule": ["a", "b"]}}}, ("iaclint", ("a", "b"), "", None)),
        (
            {"iaclint": {"ignore": [{"rule": "a", "reason": "why", "until": "2027-01-31"}]}},
            ("iaclint", ("a",), "why", "2027-01-31"),
        ),
        ({"checkov": {"skip": [{"id": "CKV_1"}]}}, ("checkov", ("CKV_1",), "", None)),
        (
            {"cfn_nag": {"rules_to_suppress": [{"id": "W35", "reason": "why"}]}},
            ("cfn_nag", ("W35",), "why", None),
        ),
        ({"guard": {"SuppressedRules": ["A_B"]}}, ("guard", ("A_B",), "", None)),
        (
            {"cfn-lint": {"config": {"ignore_checks": ["W1"]}}},
            ("cfn-lint", ("W1",), "", None),
        ),
        ({"runterrascan.io/skip": '[{"rule": "AC_1"}]'}, ("terrascan", ("AC_1",), "", None)),
    ],
)
def test_reads(metadata: object, expected: tuple[object, ...]) -> None:
    assert read(metadata) == [(*expected, "")]


@pytest.mark.parametrize(
    ("item", "mistake"),
    [
        ({"reason": "why"}, "suppression without a rule"),
        ({"rule": "a", "reasons": "why"}, "unknown key 'reasons' in a suppression"),
        ({"rule": "a", "until": "soon"}, "invalid date 'soon' in a suppression"),
    ],
)
def test_reports_mistakes(item: object, mistake: str) -> None:
    assert [found[-1] for found in read({"iaclint": {"ignore": [item]}})] == [mistake]


@pytest.mark.parametrize(
    "metadata",
    [
        {"iaclint": "ignore"},
        {"checkov": {"skip": [None, {"comment": "why"}]}},
        {"guard": []},
        {"runterrascan.io/skip": "{"},
        {"runterrascan.io/skip": "[" * 100_000},
        {"runterrascan.io/skip": [{"rule": "AC_1"}]},
        ["checkov"],
    ],
)
def test_ignores_what_is_none(metadata: object) -> None:
    assert read(metadata) == []
