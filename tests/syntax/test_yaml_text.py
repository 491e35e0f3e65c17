from __future__ import annotations

import pytest

from iaclint.files.source import SourceFile
from iaclint.syntax.tree import to_value
from iaclint.syntax.yaml import parse
from iaclint.syntax.yaml_text import scalar

TEXTS = ["plain", "a: b", "a, b", "true", "yes", "1", "1.0", "", "# x", "a # b", "{x}", "[", "a\nb"]


@pytest.mark.parametrize("value", [*TEXTS, True, False, 7, 1.5, "AWS::S3::Bucket", "*", "!x", "~"])
def test_what_is_written_is_read_again(value: object) -> None:
    written = scalar(value)
    node, problems = parse(SourceFile("x.yaml", f"key: {written}\nlist: [{written}]\n".encode()))
    assert node is not None
    assert problems == []
    assert to_value(node) == {"key": value, "list": (value,)}


@pytest.mark.parametrize("text", ["plain", "two words", "AWS::S3::Bucket", "aws:kms", "0.0.0.0/0"])
def test_texts_are_quoted_only_where_needed(text: str) -> None:
    assert scalar(text) == text
