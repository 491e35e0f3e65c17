from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iaclint.cloudformation.transforms.canonical_form import to_plain, to_tree
from iaclint.files.source import SourceFile
from iaclint.syntax.tree import Node, to_value
from iaclint.syntax.yaml import parse
from tests.values import as_value

SCALARS = st.none() | st.booleans() | st.integers(-9, 9) | st.text("ab", max_size=3)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc"), inner, max_size=3),
)


def tree(text: str) -> Node:
    root, diagnostics = parse(SourceFile("t.yaml", text.encode()))
    assert root is not None
    assert diagnostics == []
    return root


def test_functions_have_their_long_form() -> None:
    text = (
        "{a: !Ref A, b: !GetAtt A.B.C, c: !If [X, !Sub '${Y}', 1], d: !Condition E,"
        " e: {'Fn::GetAtt': [A, B]}, f: [true, 2012-10-17]}\n"
    )
    assert to_plain(tree(text)) == {
        "a": {"Ref": "A"},
        "b": {"Fn::GetAtt": ["A", "B.C"]},
        "c": {"Fn::If": ["X", {"Fn::Sub": "${Y}"}, 1]},
        "d": {"Condition": "E"},
        "e": {"Fn::GetAtt": ["A", "B"]},
        "f": [True, "2012-10-17"],
    }


@given(VALUES)
def test_there_and_back(value: object) -> None:
    place = tree("x").span
    made = to_tree(value, (), place)
    assert to_value(made) == as_value(value)
    assert to_plain(made) == value
    assert to_tree(value, (made,), place) is made


@given(VALUES, VALUES)
def test_a_source_never_changes_a_value(value: object, other: object) -> None:
    place = tree("x").span
    source = to_tree(other, (), place)
    assert to_value(to_tree(value, (source,), place)) == as_value(value)
