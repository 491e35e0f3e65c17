from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.symbolic.json_text import decode, part_of, recognize, without_json_parts
from iaclint.symbolic.values import Identity, JsonText, PartialString, Unknown, Value, concatenate

ARN = Unknown("b.arn", Identity("b", "arn"))
X = Unknown("var.x")


def partial(*parts: str | Unknown) -> Value:
    return concatenate(list(parts))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('{"a": [1, null]}', {"a": (1, None)}),
        (JsonText({"a": X}), {"a": X}),
        (X, X),
        (ARN, ARN),
        (partial('{"R": "', ARN, '"}'), {"R": ARN}),
        (partial('{"R": "', ARN, '/*"}'), {"R": PartialString((ARN, "/*"))}),
        (partial('{"R": "a', X, "b", ARN, '"}'), {"R": PartialString(("a", X, "b", ARN))}),
        (partial('{"R": ', X, "}"), {"R": X}),
        (partial('{"R": [', X, ", 1]}"), {"R": (X, 1)}),
        (partial('{"', X, '": 1}'), {"${var.x}": 1}),
        (partial('{"é\\"": "', X, '"}'), {'é"': X}),
        (partial('["', X, '", ', X, "]"), (X, X)),
    ],
)
def test_decode(text: Value, content: Value) -> None:
    assert decode(text) == content


@pytest.mark.parametrize("text", ["{", partial("{", X), partial('{"a": "', X, "}"), ""])
def test_text_that_is_not_json(text: Value) -> None:
    with pytest.raises(ValueError, match="char"):
        decode(text)


@pytest.mark.parametrize("value", [None, 1, ("a",), {}])
def test_values_that_are_not_text(value: Value) -> None:
    with pytest.raises(TypeError, match="not a text"):
        decode(value)


TEXTS = st.text(max_size=6)
DOCUMENTS = st.dictionaries(TEXTS, TEXTS | st.lists(TEXTS, max_size=2).map(tuple), max_size=3)


@given(DOCUMENTS, TEXTS, TEXTS)
def test_a_hole_in_a_string_stays_in_its_place(
    document: dict[str, Value], before: str, after: str
) -> None:
    whole = json.dumps({**document, "hole": f"{before}<HOLE>{after}"})
    head, found, tail = whole.rpartition("<HOLE>")
    assert found
    content = decode(partial(head, ARN, tail))
    assert content == {**document, "hole": partial(before, ARN, after)}


@pytest.mark.parametrize(
    ("known", "read"),
    [
        ('{"a": "\ue0007\ue001", "b": "', "\ue0007\ue001"),
        ('{"a": "\ue0000:0\ue001", "b": "', "\ue0000:0\ue001"),
        ('{"a": "\ue000\ue0003", "b": "', "\ue000\ue0003"),
        ('{"a": "\\ue0000:7\\uE001", "b": "', "\ue0000:7\ue001"),
    ],
)
def test_marks_in_the_text_itself_are_not_taken_for_holes(known: str, read: str) -> None:
    content = decode(PartialString((known, Unknown("var.x"), '"}')))
    assert content == {"a": read, "b": Unknown("var.x")}


def test_a_text_full_of_marks_is_unknown() -> None:
    known = '{"a": "\ue000' + "0" * 1_000 + '", "b": "'
    assert decode(PartialString((known, Unknown("var.x"), '"}'))) == Unknown("var.x")


@given(DOCUMENTS, DOCUMENTS)
def test_json_texts_in_json_make_a_json_text(
    document: dict[str, Value], other: dict[str, Value]
) -> None:
    content = {**document, "hole": ARN}
    text = concatenate(
        ['{"a": [', part_of(JsonText(content)), '], "b": ', json.dumps(other), ', "c": "', X, '"}']
    )
    assert isinstance(text, PartialString)
    joined = recognize(text)
    assert isinstance(joined, JsonText)
    assert joined.content == {"a": (content,), "b": other, "c": X}


def test_a_json_text_alone_stays_one() -> None:
    text = JsonText((ARN,))
    assert recognize(concatenate(["", part_of(text), ""])) is text


def test_what_json_texts_are_a_part_of_need_not_be_json() -> None:
    text = partial("ARNs: ", part_of(JsonText((ARN,))))
    assert recognize(text) is text
    assert isinstance(text, PartialString)
    assert without_json_parts(text) == PartialString(("ARNs: ", Unknown("b.arn", not_null=True)))


def test_a_number_with_too_many_digits_is_its_text() -> None:
    assert decode(f'{{"a": {"9" * 5_000}, "b": [-12]}}') == {"a": "9" * 5_000, "b": (-12,)}
