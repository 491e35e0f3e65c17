"""Derived values: what is named as an attribute is that attribute, whatever the resource is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.limits import MAX_DERIVATION_LENGTH
from iaclint.symbolic.derivations import attribute_identity, derive
from iaclint.symbolic.examples import Example, Formats
from iaclint.symbolic.natures import UNSPECIFIED
from iaclint.symbolic.separators import may_have
from iaclint.symbolic.values import AnyValue, PartialString, Unknown

FORMATS = Formats(
    {"id": "{name}", "arn": "arn:{partition}:s3:::{name}", "host": "{name}.s3.{region}.{suffix}"},
    lambda attribute: UNSPECIFIED,
    has_capitals=False,
)
OTHER = Formats({"id": "{name}", "arn": "arn:aws:{name}"}, lambda attribute: UNSPECIFIED)
PLACE = Formats({"partition": "{partition}"}, lambda attribute: UNSPECIFIED, is_of_place=True)

Function = Callable[..., AnyValue]


def the(attribute: str, owner: str = "x", formats: Formats = FORMATS) -> Unknown:
    return Unknown(f"{owner}.{attribute}", attribute_identity(owner, attribute, "bucket", formats))


def call(name: str, function: Function, *arguments: AnyValue) -> Unknown:
    def safe(*values: AnyValue) -> AnyValue:
        try:
            return function(*values)
        except (TypeError, AttributeError, IndexError, ValueError):
            return Unknown("refused")

    return derive(Unknown("blocked"), name, safe, arguments)


def attribute(value: Unknown) -> str | None:
    return value.identity.attribute if value.identity else None


def cut(position: int) -> Function:
    return lambda text, separator: text.split(separator)[position]


@pytest.mark.parametrize(
    ("function", "arguments", "expected"),
    [
        (str.lower, [the("id")], "id"),
        (str.strip, [the("arn")], "arn"),
        (cut(5), [the("arn"), ":"], "id"),
        (cut(0), [the("host"), "."], "id"),
        (str.removesuffix, [PartialString((the("arn"), "/*")), "/*"], "arn"),
        (
            str.removeprefix,
            [the("arn"), PartialString(("arn:", the("partition", "p", PLACE), ":s3:::"))],
            "id",
        ),
        (str.upper, [the("id")], "upper(id)"),
        (str.upper, [the("id", formats=OTHER)], "upper(id)"),
        (str.lower, [the("id", formats=OTHER)], "lower(id)"),
        (lambda text: text[13:], [the("arn")], "<lambda>(arn)"),
        (lambda text: text[:12], [the("id")], "<lambda>(id)"),
        (str.replace, [the("id"), "old", "new"], "replace(id, 'old', 'new')"),
        (str.replace, [the("id"), "-old-", "-"], "replace(id, '-old-', '-')"),
        (str.replace, [the("id"), "_OLD_", "-"], "id"),
        (str.replace, [the("id", formats=OTHER), "_OLD_", ""], "replace(id, '_OLD_', '')"),
        (str.removeprefix, [the("id", formats=OTHER), "_a"], "removeprefix(id, '_a')"),
        (str.removesuffix, [the("id", formats=OTHER), ".fifo"], "removesuffix(id, '.fifo')"),
        (str.replace, [the("id"), "a.b", "-"], "replace(id, 'a.b', '-')"),
        (str.replace, [the("host"), "us-east-1", "x"], "replace(host, 'us-east-1', 'x')"),
        (str.replace, [the("arn"), "aws-iso", "aws"], "replace(arn, 'aws-iso', 'aws')"),
        (str.removeprefix, [the("id"), "acme-"], "removeprefix(id, 'acme-')"),
        (str.removesuffix, [the("id"), "-logs"], "removesuffix(id, '-logs')"),
        (cut(0), [the("id"), "-"], "<lambda>(id, '-')"),
        (cut(9), [the("arn"), ":"], "<lambda>(arn, ':')"),
    ],
)
def test_what_a_function_makes_of_an_attribute(
    function: Function, arguments: list[AnyValue], expected: str
) -> None:
    found = call(function.__name__, function, *arguments)
    assert found.identity is not None
    assert found.identity.owner == "x"
    assert attribute(found) == expected


@pytest.mark.parametrize(
    "arguments",
    [
        [the("id"), the("id", "y")],
        [the("id"), Unknown("var.x")],
        [Unknown("var.x"), "a"],
        ["a", "b"],
        [the("partition", "p", PLACE), "a"],
        [the("id"), "a" * MAX_DERIVATION_LENGTH],
    ],
)
def test_what_is_not_derived_from_one_resource(arguments: list[AnyValue]) -> None:
    assert call("join", lambda *texts: "".join(map(str, texts)), *arguments).identity is None


def test_a_known_name_decides() -> None:
    def of(name: str) -> Unknown:
        identity = attribute_identity("x", "host", "bucket", FORMATS, lambda: name)
        return Unknown("x.host", identity)

    assert attribute(call("cut", cut(0), of("acme-media"), ".")) == "id"
    assert attribute(call("cut", cut(0), of("www.acme.com"), ".")) == "cut(host, '.')"
    assert attribute(call("replace", str.replace, of("media"), "old", "new")) == "host"
    moved = call("replace", str.replace, of("media"), ".us-east-1.", ".")
    assert attribute(moved) == "replace(host, '.us-east-1.', '.')"


STEPS: list[tuple[str, Function, list[AnyValue]]] = [
    ("lower", str.lower, []),
    ("upper", str.upper, []),
    ("strip", str.strip, []),
    ("first", cut(0), [":"]),
    ("last", cut(-1), [":"]),
    ("stem", cut(0), ["."]),
    ("dash", cut(0), ["-"]),
    ("after", str.removeprefix, ["acme-"]),
    ("before", str.removesuffix, ["-logs"]),
    ("without", str.replace, ["arn:aws:s3:::", ""]),
    ("rename", str.replace, ["old", "new"]),
    ("inside", str.replace, ["-old-", "-"]),
    ("moved", str.replace, ["us-east-1", "us-west-2"]),
    ("east", str.replace, ["east", "west"]),
    ("start", lambda text: text[:20], []),
    ("reverse", lambda text: text[::-1], []),
]

WORDS = ["acme-", "old", "-logs", "media", "x", "7", "-"]
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map("".join)
resources = st.builds(
    Example,
    names,
    st.just("aws"),
    st.sampled_from(["us-east-1", "eu-west-3"]),
    st.sampled_from(["999988887777", "123456789012"]),
)


@given(
    st.sampled_from(["id", "arn", "host"]),
    st.lists(st.sampled_from(STEPS), min_size=1, max_size=4),
    resources,
)
def test_a_named_attribute_is_what_the_functions_return(
    start: str, steps: list[tuple[str, Function, list[AnyValue]]], deployed: Example
) -> None:
    value, text = the(start), deployed.fill(FORMATS.attributes[start])
    for name, function, arguments in steps:
        value = call(name, function, value, *arguments)
        text = function(text, *arguments)
    named = attribute(value)
    if named in FORMATS.attributes:
        assert text == deployed.fill(FORMATS.attributes[named])


@given(st.sampled_from(["id", "arn", "host"]), resources, st.data())
def test_a_text_that_an_attribute_lacks_does_not_occur_in_it(
    name: str, deployed: Example, data: st.DataObject
) -> None:
    text = deployed.fill(FORMATS.attributes[name])
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert may_have(the(name), text[start:end])


@pytest.mark.parametrize(
    ("value", "is_possible"),
    [
        (the("id"), False),
        (the("arn"), False),
        (the("id", formats=OTHER), True),
        (call("upper", str.upper, the("id")), True),
        (Unknown("var.x"), True),
    ],
)
def test_where_a_placeholder_may_occur(value: Unknown, is_possible: bool) -> None:
    assert may_have(value, "_S3_BUCKET_ID_") is is_possible
