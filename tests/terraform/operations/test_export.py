from __future__ import annotations

from fractions import Fraction

import pytest

from iaclint.symbolic.structure import is_known
from iaclint.symbolic.values import Choice, Identity, JsonText, PartialString, Unknown
from iaclint.terraform.operations.cases import is_among, workspace_of
from iaclint.terraform.operations.export import plain
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import (
    NUMBER,
    STRING,
    ListValue,
    MapValue,
    Null,
    Sensitive,
    SetValue,
    TerraformValue,
)

TYPED = Unknown("x", Identity("x", "id"), STRING, not_null=True)
BARE = Unknown("x", Identity("x", "id"), not_null=True)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", "a"),
        (True, True),
        (None, None),
        (Null(STRING), None),
        (Fraction(3, 2), 1.5),
        (Sensitive("s"), "s"),
        (Sensitive((Sensitive("s"),)), ("s",)),
        (ListValue(("a",), STRING), ("a",)),
        (SetValue(("a",), STRING), ("a",)),
        (MapValue({"k": Null(NUMBER)}, NUMBER), {"k": None}),
        (LazyObject(["a"], lambda name: Sensitive(name)), {"a": "a"}),
        (TYPED, BARE),
        ((TYPED, {"k": TYPED}), (BARE, {"k": BARE})),
    ],
)
def test_types_and_marks_are_removed(value: TerraformValue, expected: TerraformValue) -> None:
    found = plain(value)
    assert found == expected
    assert type(found) is type(expected)


def test_partly_known_values_stay_partly_known() -> None:
    choice = plain(Choice(TYPED, (Sensitive("a"), Null(STRING)), ("one", "other")))
    assert isinstance(choice, Choice)
    assert (choice.options, choice.labels) == (("a", None), ("one", "other"))
    text = plain(JsonText({"a": Sensitive(TYPED)}))
    assert isinstance(text, JsonText)
    assert text.content == {"a": BARE}
    assert not is_known(plain(PartialString(("a", TYPED))))


def test_a_test_on_the_workspace_is_a_choice_of_its_results() -> None:
    test = is_among(workspace_of("infra"), ("test", "prod"))
    assert test is not None
    value = plain({"enabled": (test,)})
    assert isinstance(value, dict)
    (choice,) = value["enabled"]
    assert isinstance(choice, Choice)
    assert choice.test is test
    assert choice.options == (True, False)
    assert choice.labels == (
        "in workspace test or prod",
        "in workspaces other than test and prod",
    )


def test_another_test_is_unknown() -> None:
    test = is_among(Unknown("var.env", Identity("infra", "var.env")), ("prod",))
    assert test is not None
    assert plain(test) == Unknown("var.env", not_null=True)
