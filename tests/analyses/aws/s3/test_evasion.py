"""A denial that covers some objects only does not close a bucket, whatever it spells."""

from __future__ import annotations

import json

import pytest

from iaclint.analyses.aws.s3.bucket import analyse
from tests.analyses.facts import Facts


def public(allowed: str, *denied: str) -> object:
    statements = [
        {"Effect": effect, "Principal": "*", "Action": "s3:GetObject", "Resource": path}
        for effect, paths in (("Allow", [allowed]), ("Deny", denied))
        for path in (f"arn:aws:s3:::media/{path}" for path in paths)
    ]
    value = analyse(Facts(policy=json.dumps({"Statement": statements}))).value
    assert isinstance(value, dict)
    return value["public"]


@pytest.mark.parametrize(
    ("allowed", "denied"),
    [
        ("*", ["*7*"]),
        ("*", ["z*"]),
        ("*", ["zq7*"]),
        ("*", ["*unnamed"]),
        ("*", ["*-*", "*a*", "*e*"]),
        ("*", ["????????*"]),
        ("*", ["?", "*z*"]),
        ("*", [f"*{letter}*" for letter in "abcdefghijklmnopqrstuvwxyz"]),
        ("open/*", ["open/*a*", "open/z*"]),
        ("open/*", ["open/????*"]),
        ("*.jpg", ["*a*.jpg", "z*"]),
        ("?.jpg", ["z*"]),
        ("*0*a*", [f"*{n}*a*" for n in range(1, 10)]),
    ],
)
def test_public(allowed: str, denied: list[str]) -> None:
    assert public(allowed, *denied) is True


@pytest.mark.parametrize(
    ("allowed", "denied"),
    [
        ("*", ["*"]),
        ("*", ["?*"]),
        ("open/*", ["open/*"]),
        ("open/*", ["o*"]),
        ("a*", ["*a*"]),
        ("*a", ["*a*"]),
        ("a", ["?"]),
    ],
)
def test_closed(allowed: str, denied: list[str]) -> None:
    assert public(allowed, *denied) is False
