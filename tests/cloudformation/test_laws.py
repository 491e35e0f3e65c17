"""Property tests: nothing raises, and a parameter value never changes a known value."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.cloudformation.eval.intrinsics import INTRINSICS
from iaclint.cloudformation.loader import load_templates as load
from iaclint.cloudformation.options import Options
from iaclint.files.source import SourceFile
from iaclint.resource import Configuration, Path
from iaclint.symbolic.values import ABSENT, Choice, JsonText, PartialString, Unknown, Value
from tests.cloudformation.templates import read

pytestmark = pytest.mark.slow

NAMES = st.sampled_from(["A", "P", "Q", "C", "D", "M", "a", "b", "Nothing", "AWS::Region"])
TEXTS = NAMES | st.sampled_from(
    [
        "",
        "0",
        "1",
        "true",
        "dev",
        ",",
        "A.Arn",
        "${P}",
        "${A.Arn}-${Q}",
        "${!P}",
        "${M",
        "AWS::NoValue",
    ]
)
SCALARS = TEXTS | st.integers(-1, 3) | st.booleans() | st.none()


def extend(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    calls = st.sampled_from(["Ref", "Condition", *(f"Fn::{name}" for name in sorted(INTRINSICS))])
    condition = st.sampled_from(["C", "D", "E"])
    return (
        st.lists(inner, max_size=4)
        | st.dictionaries(TEXTS, inner, max_size=3)
        | st.tuples(calls, inner).map(lambda pair: {pair[0]: pair[1]})
        | NAMES.map(lambda name: {"Ref": name})
        | st.tuples(condition, inner, inner).map(lambda given: {"Fn::If": list(given)})
        | st.tuples(TEXTS, st.lists(inner, max_size=3)).map(lambda g: {"Fn::Join": list(g)})
        | st.tuples(st.integers(0, 2), st.lists(inner, max_size=3)).map(
            lambda g: {"Fn::Select": list(g)}
        )
    )


TREES = st.recursive(SCALARS, extend, max_leaves=12)
OPERANDS = st.recursive(
    st.tuples(TREES, TREES).map(lambda pair: {"Fn::Equals": list(pair)})
    | NAMES.map(lambda name: {"Condition": name}),
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(lambda items: {"Fn::And": items})
        | st.lists(inner, min_size=2, max_size=3).map(lambda items: {"Fn::Or": items})
        | inner.map(lambda item: {"Fn::Not": [item]})
    ),
    max_leaves=4,
)


def template(value: object, condition: object, other: object) -> str:
    return json.dumps(
        {
            "Parameters": {
                "P": {"Type": "String"},
                "Q": {"Type": "String", "AllowedValues": ["dev", "prod"]},
            },
            "Mappings": {"M": {"dev": {"a": "x"}, "prod": {"a": "y"}, "a": {"b": ["z"]}}},
            "Conditions": {
                "C": condition,
                "D": other,
                "E": {"Fn::Equals": [{"Ref": "Q"}, "prod"]},
            },
            "Resources": {"A": {"Type": "X::Y", "Properties": {"V": value}}},
        }
    )


def paths(value: Value, before: Path = ()) -> list[Path]:
    found = [before]
    if isinstance(value, dict):
        found += [path for key in value for path in paths(value[key], (*before, key))]
    elif isinstance(value, tuple):
        found += [path for n, item in enumerate(value) for path in paths(item, (*before, n))]
    return found


@given(st.text(max_size=200) | st.text("{}[]:,-!&* \n\"'|>#?%@`<ab\t\r\x85\ufeff", max_size=60))
def test_no_text_raises(text: str) -> None:
    for path in ("a.yaml", "a.json", "a.template"):
        load([SourceFile(path, text.encode("utf-8", "surrogatepass"))])
        load([SourceFile(path, b"Resources:\n " + text.encode("utf-8", "surrogatepass"))])


@pytest.mark.slow
@given(TREES, TREES, TREES, TREES)
def test_no_tree_raises(value: object, condition: object, other: object, root: object) -> None:
    walk(read(template(value, condition, other), path="a.json"))
    sections = {"Resources": root, "Parameters": value, "Conditions": other, "Mappings": condition}
    walk(read(json.dumps(sections), path="a.json"))
    walk(read(json.dumps({"Resources": {"A": root, "B": {"Type": "X::Y", "Properties": value}}})))


def walk(configuration: Configuration) -> None:
    for diagnostic in configuration.diagnostics:
        assert diagnostic.message
        assert str(diagnostic.span)
    for resource in configuration.resources:
        for name in ("V", "A", "DeletionPolicy"):
            for path in paths(resource.body.get(name), (name,)):
                assert resource.body.locate(path).start_byte >= 0
                resource.body.trail(path)


@pytest.mark.slow
@given(TREES, OPERANDS, OPERANDS, st.sampled_from(["dev", "prod"]), TEXTS)
def test_a_given_value_changes_nothing_known(
    value: object, condition: object, other: object, q: str, p: str
) -> None:
    text = template(value, condition, other)
    before = read(text, path="a.json")
    after = read(text, Options({"P": p, "Q": q}), path="a.json")
    (old,), (new,) = before.resources, after.resources
    assert admits(old.body.get("V"), new.body.get("V"))


def admits(before: Value, after: Value) -> bool:
    """Return whether a value can be another one once more is known."""
    if isinstance(before, Unknown):
        return True
    if isinstance(after, Choice):
        return all(admits(before, option) for option in after.options)
    if isinstance(before, Choice):
        return any(admits(option, after) for option in before.options)
    if isinstance(before, PartialString):
        if isinstance(after, str):
            return after.startswith(before.prefix) and after.endswith(before.suffix)
        return isinstance(after, (PartialString, Unknown))
    if isinstance(before, JsonText):
        return isinstance(after, (JsonText, str))
    if isinstance(before, dict):
        return isinstance(after, dict) and all(
            admits(before.get(key, ABSENT), after.get(key, ABSENT)) for key in {*before, *after}
        )
    if isinstance(before, tuple):
        return (
            isinstance(after, tuple)
            and len(before) == len(after)
            and all(admits(old, new) for old, new in zip(before, after, strict=True))
        )
    return before == after and type(before) is type(after)
