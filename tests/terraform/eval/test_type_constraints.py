from __future__ import annotations

import pytest

from iaclint.symbolic.values import ABSENT
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.eval.type_constraints import read_constraint
from iaclint.terraform.types.model import ObjectOf, to_json
from tests.terraform.support import parsed


def read(text: str) -> object:
    return read_constraint(parsed(text), lambda default: default.span.text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("string", "string"),
        ("any", "dynamic"),
        ('"string"', "string"),
        ('"list"', ["list", "dynamic"]),
        ("map", ["map", "dynamic"]),
        ("(bool)", "bool"),
        ("list(number)", ["list", "number"]),
        ("set(list(any))", ["set", ["list", "dynamic"]]),
        ("map(object({ a = bool }))", ["map", ["object", {"a": "bool"}]]),
        ("tuple([string, number])", ["tuple", ["string", "number"]]),
        ("tuple([])", ["tuple", []]),
        ("object({})", ["object", {}]),
        ("object({ a = string, b = any })", ["object", {"a": "string", "b": "dynamic"}]),
    ],
)
def test_types(text: str, kind: object) -> None:
    assert to_json(read(text)) == kind  # type: ignore[arg-type]


def test_optional_attributes() -> None:
    kind = read("object({ a = optional(string), b = optional(list(any), []), c = bool })")
    assert isinstance(kind, ObjectOf)
    assert kind.optional == {"a": ABSENT, "b": "[]"}
    assert to_json(kind) == ["object", {"a": "string", "b": ["list", "dynamic"], "c": "bool"}]


@pytest.mark.parametrize(
    ("text", "at", "message", "hint"),
    [
        ("strin", "strin", "invalid type 'strin'", "did you mean 'string'?"),
        ("lst(string)", "lst(string)", "invalid type 'lst'", "did you mean 'list'?"),
        ("list(string, bool)", "list(string, bool)", "list requires exactly one argument", None),
        ("list()", "list()", "list requires exactly one argument", None),
        ("object([])", "[]", "invalid argument of object(…)", None),
        ("tuple(string)", "string", "invalid argument of tuple(…)", None),
        ("1", "1", "invalid type", None),
        ("[string]", "[string]", "invalid type", None),
        ("object({ (a) = string })", "(a)", "attribute names must be literal", None),
        (
            "object({ a = optional() })",
            "optional()",
            "optional requires a type, and accepts a default",
            None,
        ),
        ("optional(string)", "optional(string)", "invalid type 'optional'", None),
    ],
)
def test_invalid_types(text: str, at: str, message: str, hint: str | None) -> None:
    with pytest.raises(EvaluationError) as caught:
        read(text)
    error = caught.value
    assert (error.span.text, error.message, error.hint) == (at, message, hint)
