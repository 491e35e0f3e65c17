"""Escapes in the bytes of templates."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from iaclint.files.escapes import unescaped, with_unescaped


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (rb"\x63.yaml", b"c.yaml"),
        (rb".\/c.json", b"./c.json"),
        (rb"a\ b", b"a b"),
        (rb"\u0063\U00000063", b"cc"),
        (rb"\xe9\u00e9", "éé".encode()),
        (rb"\ud83d\ude00", "\U0001f600".encode()),
        (rb"\ud83d", "\ufffd".encode()),
        (rb"\U0000d83d\UFFFFFFFF", rb"?\UFFFFFFFF"),
        (b"c.\\\n    yaml", b"c.yaml"),
        (rb"\"\n\\", rb"\"\n\\"),
        (b"\xff\xfea\0", b"a"),
    ],
)
def test_escapes_are_resolved_unless_they_are_of_what_ends_strings(
    text: bytes, expected: bytes
) -> None:
    assert unescaped(text) == expected


@pytest.mark.parametrize("dump", [json.dumps, lambda text: yaml.dump(text, default_style='"')])
def test_a_dumped_text_is_found(dump: object) -> None:
    assert callable(dump)

    @given(st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters='"\\')))
    def check(text: str) -> None:
        assert text.encode() in unescaped(dump(text).encode())

    check()


def test_a_text_stays_what_it_is_before_its_text_without_escapes() -> None:
    assert with_unescaped(rb"\x63") == b"\\x63\nc"
    assert with_unescaped(rb"C:\n") == rb"C:\n"
