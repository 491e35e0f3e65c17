"""Companions whose owner a data source finds."""

from __future__ import annotations

from typing import Any

import pytest

from iaclint.models.companions.ownership import MAX_POSSIBLE_OWNERS
from iaclint.models.instances import by_type, project
from iaclint.models.model import Model
from iaclint.resource import Resource
from iaclint.symbolic.natures import Form, Nature
from iaclint.symbolic.values import Choice, Criterion, Identity, Lookup, Unknown, Value
from tests.fakes import resource, ruleset

MODEL = """
model: test.database
title: database
terraform:
  resource: database
  identity: [id]
  companions:
    group: {resource: [group, vpc], referenced_by: groups, identity: [id]}
    rule: {resource: rule, owner: group, parent: group}
    outer:
      resource: rule
      owner: account
      created_elsewhere: {group: [default]}
  fields:
    rules:
      concat:
        - {for_each: group.inside, parts: {from: source}}
        - {for_each: rule, parts: {from: cidr}}
    outer_rules:
      concat:
        - {for_each: outer, parts: {from: cidr}}
"""
VARIABLE = Unknown("var.x", Identity("root:/var.x", ""))
OPEN = {"from": "all"}


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    rules = ruleset(tmp_path_factory.mktemp("rules"), database_model=MODEL)
    assert rules.diagnostics == ()
    return rules.models["test.database"]


def ref(address: str, attribute: str = "id") -> Unknown:
    nature = Nature(Form.ID, is_of_resource=True)
    return Unknown(f"{address}.{attribute}", Identity(f"root:{address}", attribute, "", nature))


def found_by(*criteria: tuple[str, Value], unique: bool = True) -> Unknown:
    """Return the id of the group that a data source finds."""
    listed = tuple(Criterion(tuple(path.split("/")), (value,)) for path, value in criteria)
    identity = Identity("root:data.group.x", "id", lookup=Lookup(("group",), listed, unique))
    return Unknown("data.group.x.id", identity)


def read(model: Model, field: str, *others: Resource, **values: Any) -> Value:
    owner = resource("database.a", **values)
    (found,) = project(model, by_type([owner, *others]))
    return found.get(field)


def rules(model: Model, owner: Value, **of_group: Value) -> Value:
    """Return the rules of a database with a group, of a rule with an owner."""
    group = resource("group.g", **of_group)
    vpc = resource("vpc.v", tags={"Name": "s"})
    rule = resource("rule.r", group=owner, cidr="all")
    return read(model, "rules", group, vpc, rule, groups=(ref("group.g"),))


@pytest.mark.parametrize(
    "owner",
    [
        found_by(("name", "s")),
        found_by(("name", "S"), ("vpc_id", ref("vpc.v"))),
        found_by(("name", ref("group.g", "name"))),
        found_by(("tags/Name", "s")),
        found_by(("id", ref("group.g"))),
    ],
)
def test_what_meets_all_criteria_is_found(model: Model, owner: Value) -> None:
    found = rules(model, owner, name="s", vpc_id=ref("vpc.v"), tags={"Name": "s", "more": "x"})
    assert found == (OPEN,)


@pytest.mark.parametrize(
    "owner",
    [
        found_by(("name", "s"), unique=False),
        found_by(("name", "s"), ("vpc_id", VARIABLE)),
        found_by(("name", VARIABLE), ("vpc_id", ref("vpc.v"))),
    ],
)
def test_what_may_meet_all_criteria_may_be_found(model: Model, owner: Value) -> None:
    (found,) = rules(model, owner, name="s", vpc_id=ref("vpc.v"))  # type: ignore[misc]
    assert isinstance(found, Choice)
    assert found.options == (OPEN, None)
    assert found.test.symbol == "data.group.x.id"


@pytest.mark.parametrize(
    "owner",
    [
        found_by(("name", "t")),
        found_by(("name", "s"), ("vpc_id", ref("vpc.w"))),
        found_by(("name", "s"), ("tags/Name", "s")),
        found_by(("name", VARIABLE)),
        found_by(),
    ],
)
def test_what_certainly_differs_or_only_may_be_the_same_is_not_found(
    model: Model, owner: Value
) -> None:
    assert rules(model, owner, name="s", vpc_id=ref("vpc.v")) == ()


def test_a_group_that_is_found_and_one_that_only_may_be(model: Model) -> None:
    group = resource("group.g", name="s")
    rule = resource("rule.r", group=ref("group.g"), cidr="all")
    by_name = found_by(("name", "s"))
    assert read(model, "rules", group, rule, groups=(by_name,)) == (OPEN,)
    # It may be another group, whose rules are unknown.
    by_both = found_by(("name", "s"), unique=False)
    found = read(model, "rules", group, rule, groups=(by_both,))
    assert isinstance(found, tuple)
    assert [type(rule) for rule in found] == [Unknown, Choice]
    # Whichever it is, a rule of the same data source is of the same group.
    same = resource("rule.s", group=by_both, cidr="same")
    found = read(model, "rules", group, same, groups=(by_both,))
    assert isinstance(found, tuple)
    assert {"from": "same"} in found


def test_many_lookups_of_many_resources_are_compared_up_to_a_limit(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iaclint.models.companions.ownership.MAX_POSSIBLE_OWNERS", 3)
    assert MAX_POSSIBLE_OWNERS > 3
    groups = [resource(f"group.g{n}", name="s") for n in range(5)]
    rule = resource("rule.r", group=found_by(("name", "s")), cidr="all")
    found = read(model, "rules", *groups, rule, groups=(ref("group.g0"),))
    assert isinstance(found, tuple)
    assert [rule.symbol for rule in found if isinstance(rule, Unknown)] == ["data.group.x.id"]


@pytest.mark.parametrize(
    ("owner", "counts"),
    [
        ("sg-1", True),
        (VARIABLE, True),
        (Choice(VARIABLE, (ref("group.g"), "sg-1")), True),
        (found_by(("name", "default")), True),
        (found_by(("vpc_id", VARIABLE)), True),
        (found_by(("name", "web")), False),
        (ref("group.g"), False),
        (None, False),
        ("", False),
    ],
)
def test_companions_of_what_is_created_elsewhere(model: Model, owner: Value, counts: bool) -> None:
    rule = resource("rule.r", group=owner, cidr="all")
    found = read(model, "outer_rules", resource("group.g"), rule)
    assert found == ((OPEN,) if counts else ())
