"""Policy variables of which a part is unknown."""

from __future__ import annotations

import pytest

from iaclint.analyses.aws.iam.language.cut_variables import without_unknown_names
from iaclint.symbolic.values import PartialString, Unknown, Value

U, V = Unknown("u"), Unknown("v")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (PartialString(("a:${tag/", U, "}")), "a:${unknown}"),
        (PartialString(("a:${tag/", U, "-", V, "}:b")), "a:${unknown}:b"),
        (PartialString(("${x}${tag/", U, "}", V)), PartialString(("${x}${unknown}", V))),
        (PartialString(("a:${tag}/", U)), PartialString(("a:${tag}/", U))),
        (PartialString(("a:${tag/", U)), PartialString(("a:${tag/", U))),
        ("a:${tag}", "a:${tag}"),
        (U, U),
    ],
)
def test_unknown_names_are_left_out(value: Value, expected: Value) -> None:
    assert without_unknown_names(value) == expected
