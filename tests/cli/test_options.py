from __future__ import annotations

from typing import Any

import pytest

from iaclint.cli.options import one_of
from iaclint.report import FORMATS


@pytest.mark.parametrize(
    ("names", "text"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_names_in_a_sentence(names: list[str], text: str) -> None:
    assert one_of(names) == text


def test_the_help_lists_every_format(program: Any) -> None:
    printed = " ".join(program("check", "--help").stdout.split())
    assert f"Report format: {one_of(FORMATS)} (default: text); repeatable." in printed
