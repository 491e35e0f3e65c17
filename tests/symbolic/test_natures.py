from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from iaclint.symbolic.equality import is_same
from iaclint.symbolic.natures import (
    ARN_PATTERN,
    UNSPECIFIED,
    Form,
    Nature,
    limited,
    may_be,
    may_be_written,
    may_contain,
    part_of_all,
    start_of,
)
from iaclint.symbolic.structure import nature_of_selection
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Identity, PartialString, Unknown, Value

VALUES = {
    Form.ARN: st.from_regex(r"\Aarn:aws:[a-z]{2,5}:[a-z0-9-]*:[0-9]{12}:[a-z/_-]{1,9}\Z"),
    Form.ACCOUNT: st.from_regex(r"\A[0-9]{12}\Z"),
    Form.EMAIL: st.from_regex(r"\A[a-z0-9-]{1,9}@[a-z-]{1,9}\.iam\.gserviceaccount\.com\Z"),
    Form.MEMBER: st.from_regex(r"\A(serviceAccount|user|principalSet):[a-z@/.-]{1,9}\Z"),
    Form.ADDRESS: st.ip_addresses().filter(lambda found: not found.is_unspecified).map(str),
}
ATTRIBUTES = st.sampled_from(sorted(VALUES, key=lambda form: form.value)).flatmap(
    lambda form: st.tuples(st.just(Nature(form, is_assigned=True)), VALUES[form])
)
EVERYONE = st.sampled_from(["*", "allUsers", "allAuthenticatedUsers"])
"""No attribute with a documented form can have one of these values."""


def attribute(nature: Nature, name: str = "x") -> Unknown:
    return Unknown(f"a.{name}", Identity(f"a.{name}", "x", nature=nature))


@given(ATTRIBUTES)
def test_an_attribute_may_have_each_value_of_its_form(found: tuple[Nature, str]) -> None:
    nature, value = found
    assert may_be(nature, value)
    assert value.startswith(start_of(nature))
    assert is_same(attribute(nature), value) is Truth.UNKNOWN


@given(ATTRIBUTES, EVERYONE)
def test_no_attribute_with_a_form_is_everyone(found: tuple[Nature, str], everyone: str) -> None:
    unknown = attribute(found[0])
    assert is_same(unknown, everyone) is is_same(everyone, unknown) is Truth.FALSE


@given(ATTRIBUTES, st.data())
def test_what_cannot_occur_in_a_value_does_not(
    found: tuple[Nature, str], data: st.DataObject
) -> None:
    nature, value = found
    start = data.draw(st.integers(0, len(value) - 1))
    end = data.draw(st.integers(start + 1, len(value)))
    assert may_contain(nature, value[start:end])
    assert may_be(part_of_all([nature]), value[start:end])


def test_accounts_that_deliver_logs_contain_no_placeholder() -> None:
    deliverer = Nature(Form.ARN, is_assigned=True, delivers_for="elasticloadbalancing")
    assert not may_contain(deliverer, "_S3_BUCKET_ID_")
    assert may_contain(deliverer, "aws:iam::156460612806")
    assert may_contain(Nature(Form.ARN, is_assigned=True), "_S3_BUCKET_ID_")


@given(st.lists(ATTRIBUTES, min_size=1, max_size=3), st.lists(EVERYONE | st.text(), max_size=2))
def test_a_selection_may_be_each_of_its_elements(
    found: list[tuple[Nature, str]], texts: list[str]
) -> None:
    nature = nature_of_selection(
        (*(attribute(n, str(i)) for i, (n, _) in enumerate(found)), *texts)
    )
    assert all(may_be(nature, text) for text in (*texts, *(value for _, value in found)))


ARN = Nature(Form.ARN, is_assigned=True)
ACCOUNT = Nature(Form.ACCOUNT, is_assigned=True)
X = Unknown("var.x")
OPEN_ARN = PartialString(("arn:aws:iam::", X, ":root"))


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ((attribute(ARN), attribute(ARN, "y")), Form.ARN),
        ((attribute(ARN), attribute(ACCOUNT)), Form.PART),
        ((attribute(ARN), "arn:aws:iam::111122223333:root"), Form.ARN),
        ((attribute(ARN), "111122223333"), Form.PART),
        ((attribute(ARN), PartialString(("role/", attribute(ACCOUNT)))), Form.PART),
        ((attribute(ARN), PartialString(("role/", X))), Form.OTHER),
        ((attribute(ARN), "*"), Form.OTHER),
        ((attribute(ARN), X), Form.OTHER),
        ((attribute(ARN), None), Form.OTHER),
        ((), Form.OTHER),
        (("a",), Form.OTHER),
        ((OPEN_ARN,), Form.ARN_PATTERN),
        ((OPEN_ARN, "arn:aws:iam::111122223333:root"), Form.ARN_PATTERN),
        ((OPEN_ARN, attribute(ARN)), Form.ARN_PATTERN),
        ((OPEN_ARN, attribute(ARN_PATTERN)), Form.ARN_PATTERN),
        ((OPEN_ARN, "*"), Form.OTHER),
        ((OPEN_ARN, X), Form.OTHER),
        ((OPEN_ARN, attribute(ACCOUNT)), Form.OTHER),
        ((PartialString((X, ":root")),), Form.OTHER),
        ((PartialString(("arn:", attribute(ARN_PATTERN))),), Form.ARN_PATTERN),
    ],
)
def test_selections(value: Value, form: Form) -> None:
    assert nature_of_selection(value).form is form


def test_a_part_of_an_arn_with_an_open_part_can_be_anything() -> None:
    assert part_of_all([ARN_PATTERN, ARN]) == UNSPECIFIED


@pytest.mark.parametrize("nature", [UNSPECIFIED, Nature(Form.ARN), Nature(Form.ID)])
def test_names_alone_are_not_certain(nature: Nature) -> None:
    assert may_be(nature, "*")
    assert is_same(attribute(nature), "*") is Truth.UNKNOWN


def test_an_attribute_may_be_empty() -> None:
    assert is_same(attribute(ARN), "") is Truth.UNKNOWN


class Letters(Struct, frozen=True):
    """A limit: texts of certain letters."""

    letters: str
    is_never_empty: bool = True

    def may_be(self, text: str) -> bool:
        return bool(text) and set(text) <= set(self.letters)


def test_every_limit_counts_for_a_text_as_it_is_written() -> None:
    nature = limited(limited(UNSPECIFIED, Letters("ab")), Letters("bc"))
    assert [text for text in ("", "a", "b", "c", "bb", "B") if may_be_written(nature, text)] == [
        "b",
        "bb",
    ]
    assert nature.is_never_empty
    # Models read words in several spellings.
    assert may_be(nature, "B")
    assert is_same(attribute(nature), "B") is Truth.UNKNOWN


def test_a_part_has_no_limits_of_the_whole() -> None:
    nature = limited(Nature(Form.ARN, is_assigned=True), Letters("arn:xs"))
    assert part_of_all([nature, nature]).limits == ()
