"""The request body of resources of azapi, into which ``sensitive_body`` is merged."""

from __future__ import annotations

from iaclint.limits import MAX_MERGED_PARTS
from iaclint.symbolic.values import ABSENT, Choice, Unknown, Value
from iaclint.terraform.request_body import with_sensitive_body
from tests.fakes import FakeBody

TEST = Unknown("var.x")


def body(**values: Value) -> FakeBody:
    return FakeBody(values, "main.tf", "header")


def test_only_resources_of_azapi_have_it() -> None:
    own = body(body={}, sensitive_body={"a": 1})
    assert with_sensitive_body("azurerm_x", own) is own
    assert with_sensitive_body("azapi_resource", body(body={})).get("sensitive_body") is ABSENT
    assert with_sensitive_body("azapi_resource", own).get("body") == {"a": 1}


def test_places_are_those_of_the_argument_that_sets_the_value() -> None:
    own = body(body={"p": {"a": 1, "b": 2}}, sensitive_body={"p": {"b": 3}})
    read = with_sensitive_body("azapi_resource", own)
    assert read.locate(("body", "p", "a")) == own.locate(("body", "p", "a"))
    assert read.locate(("body", "p", "b")) == own.locate(("sensitive_body", "p", "b"))
    assert read.locate(("body", "p")) == own.locate(("body", "p"))
    assert read.locate(("type",)) == own.locate(("type",))
    only = body(sensitive_body={"p": {"b": 3}})
    found = with_sensitive_body("azapi_resource", only).locate(("body", "p", "b"))
    assert found == only.locate(("sensitive_body", "p", "b"))


def test_too_many_parts_are_not_merged() -> None:
    large = {str(n): n for n in range(MAX_MERGED_PARTS)}
    read = with_sensitive_body("azapi_resource", body(body=large, sensitive_body={"a": 1}))
    assert read.get("body") == Unknown(f"more than {MAX_MERGED_PARTS} parts of sensitive_body")


def test_a_text_is_not_merged() -> None:
    read = with_sensitive_body("azapi_resource", body(body="{}", sensitive_body={"a": 1}))
    assert read.get("body") == "{}"


def test_an_unknown_one_sets_only_what_has_a_version() -> None:
    own = {"p": {"a": 1, "l": ({"x": 1},)}, "q": 2}
    versions: Value = {"p.l[0].x": "1", "p.s": "2", ".".join("r" * 1000): "3"}
    given = body(body=own, sensitive_body=TEST, sensitive_body_version=versions)
    found = with_sensitive_body("azapi_resource", given).get("body")
    assert isinstance(found, Choice)
    sent = found.options[0]
    assert isinstance(sent, dict)
    assert sent["p"] == {"a": 1, "l": TEST, "s": TEST}
    assert sent["q"] == 2
    assert found.options[1] == own
