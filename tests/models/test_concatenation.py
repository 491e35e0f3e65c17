"""Companions that are all elements of a list: the IAM members of a bucket."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from iaclint.models.instances import by_type, project
from iaclint.models.model import Model
from iaclint.models.projection import ModelInstance
from iaclint.resource import Resource
from iaclint.symbolic.values import ABSENT, Choice, Identity, PartialString, Unknown, Value
from tests.fakes import resource, ruleset

MODEL = """
model: test.store
title: store
terraform:
  resource: store
  identity: [id]
  companions:
    member: {resource: store_member, owner: [store_id, store_name]}
    group: {resource: store_group, owner: store_id}
    policy: {resource: store_policy, owner: store_id}
    list: {resource: store_list, owner: account, identity: [id]}
  fields:
    lists: {for_each: list, parts: {id: id, other: other}}
    name: name
    grants:
      concat:
        - {for_each: grant, parts: {who: user}}
        - {for_each: member, parts: {who: member, role: settings.role}}
        - {for_each: group, parts: {who: members}}
    policy: policy.text
    groups: {for_each: group, parts: {who: members}}
"""
VAR = Unknown("var.x")
A = Unknown("store.a.id", Identity("root:store.a", "id"))


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    rules = ruleset(tmp_path_factory.mktemp("rules"), store_model=MODEL)
    assert rules.diagnostics == ()
    return rules.models["test.store"]


def instances(model: Model, *resources: Resource) -> list[ModelInstance]:
    return list(project(model, by_type(resources)))


def one(model: Model, *companions: Resource, **values: Any) -> ModelInstance:
    (found,) = instances(model, resource("store.a", **values), *companions)
    return found


def test_companions_alone_are_a_list_without_concat(model: Model) -> None:
    found = one(
        model,
        resource("store_group.x", store_id=A, members="anna"),
        resource("store_group.y", store_id=A, members="ben"),
    )
    assert found.get("groups") == ({"who": "anna"}, {"who": "ben"})


def test_a_companion_is_known_by_the_attribute_that_others_refer_to(model: Model) -> None:
    found = one(model, resource("store_list.x"), resource("store_list.y", id="y"))
    mine = Unknown("store_list.x.id", Identity("root:store_list.x", "id"), not_null=True)
    assert found.get("lists") == ({"id": mine}, {"id": "y"})


def test_blocks_that_may_not_exist_are_elements_that_may_not_exist(model: Model) -> None:
    both = ({"user": "emil"}, {"user": "fay"})
    found = one(model, grant=Choice(VAR, (both, ABSENT)))
    value = found.get("grants")
    assert isinstance(value, tuple)
    assert [item.options for item in value if isinstance(item, Choice)] == [
        ({"who": "emil"}, None),
        ({"who": "fay"}, None),
    ]
    places = [found.read("grants").at((n, "who")).path for n in range(2)]
    assert places == [("grant", 0, "user"), ("grant", 1, "user")]


def test_companions_and_blocks_make_one_list(model: Model) -> None:
    found = one(
        model,
        resource("store_member.x", store_id=A, member="anna", settings=({"role": "reader"},)),
        resource("store_member.y", store_id=A, member="ben"),
        resource("store_group.z", store_id=A, members=("carl", "dora")),
        grant=({"user": "emil"}, {"user": "fay"}),
    )
    assert found.get("grants") == (
        {"who": "emil"},
        {"who": "fay"},
        {"who": "anna", "role": "reader"},
        {"who": "ben"},
        {"who": ("carl", "dora")},
    )


def test_none_is_an_empty_list(model: Model) -> None:
    assert one(model).get("grants") == ()


def test_each_part_has_its_place(model: Model) -> None:
    found = one(
        model,
        resource("store_member.x", store_id=A, member="anna", settings=({"role": "reader"},)),
        resource("store_group.z", store_id=A, members=("carl", "dora")),
        grant=({"user": "emil"},),
    )
    field_value = found.read("grants")
    places = {
        field_value.at(path).span().text: field_value.at(path).resource.address
        for path in [(0, "who"), (1, "who"), (2, "who", 1), (1,)]
    }
    assert places == {
        "emil": "store.a",
        "anna": "store_member.x",
        "dora": "store_group.z",
        "store_member store_member.x": "store_member.x",
    }


def test_a_companion_that_may_not_exist_is_a_choice(model: Model) -> None:
    found = one(model, resource("store_member.x", store_id=A, member="anna", presence=VAR))
    (element,) = found.get("grants")  # type: ignore[misc]
    assert isinstance(element, Choice)
    assert element.options == ({"who": "anna"}, None)


def test_concatenated_companions_are_not_rivals(model: Model) -> None:
    members = [resource(f"store_member.x{n}", store_id=A, member=str(n)) for n in range(3)]
    policies = [resource(f"store_policy.p{n}", store_id=A, text=str(n)) for n in range(2)]
    found = instances(model, resource("store.a"), *members, *policies)
    assert [instance.get("policy") for instance in found] == ["0", "1"]
    assert all(len(instance.get("grants")) == 3 for instance in found)  # type: ignore[arg-type]


def test_the_first_attribute_that_is_set_names_the_owner(model: Model) -> None:
    by_name = resource("store_member.x", store_name="alpha", member="anna")
    by_id = resource("store_member.y", store_id=A, store_name="other", member="ben")
    null = resource("store_member.z", store_id=None, store_name="alpha", member="carl")
    found = one(model, by_name, by_id, null, name="alpha")
    assert found.get("grants") == ({"who": "anna"}, {"who": "ben"}, {"who": "carl"})


def test_an_external_owner_can_have_more_companions(model: Model) -> None:
    (found,) = instances(model, resource("store_member.x", store_id="elsewhere", member="anna"))
    first, rest = found.get("grants")  # type: ignore[misc]
    assert first == {"who": "anna"}
    assert isinstance(rest, Unknown)
    assert found.read("grants").at((0, "who")).span().text == "anna"


IDLE = MODEL.replace(
    "member: {resource: store_member, owner: [store_id, store_name]}",
    "member: {resource: store_member, owner: store_id, ignore_when: {member: [nobody], role: []}}",
)


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({}, False),
        ({"member": "nobody"}, False),
        ({"member": None, "role": ()}, False),
        ({"member": Choice(VAR, ("nobody", None))}, False),
        ({"member": "anna"}, True),
        ({"member": "nobody", "role": "reader"}, True),
        ({"member": Choice(VAR, ("nobody", "anna"))}, True),
        ({"member": VAR}, True),
    ],
)
def test_a_companion_without_effect_is_ignored(
    tmp_path: Path, values: dict[str, Any], counts: bool
) -> None:
    rules = ruleset(tmp_path, store_model=IDLE)
    assert rules.diagnostics == ()
    model = rules.models["test.store"]
    found = one(model, resource("store_member.x", store_id=A, **values))
    assert bool(found.get("grants")) is counts
    # Nor does it speak of a thing that is made elsewhere.
    assert bool(instances(model, resource("store_member.x", store_id="other", **values))) is counts


FILTERED = MODEL.replace(
    "member: {resource: store_member, owner: [store_id, store_name]}",
    "member: {resource: store_member, owner: store_id,"
    " starts_with: {role: [store/, custom/]}, ends_with: {member: [everyone]}}",
)


@pytest.mark.parametrize(
    ("member", "counts"),
    [
        ("everyone", True),
        ("group:everyone", True),
        ("anna", False),
        (None, False),
        (ABSENT, False),
        (("anna", "everyone"), True),
        (("anna", "ben"), False),
        ((), False),
        (VAR, True),
        (("anna", VAR), True),
        (Choice(VAR, ("anna", "ben")), False),
        (Choice(VAR, ("anna", "everyone")), True),
        (PartialString(("user:", VAR)), True),
        (PartialString((VAR, "@example.com")), False),
        (PartialString((VAR, "one")), True),
    ],
)
def test_only_companions_that_may_end_so_count(tmp_path: Path, member: Value, counts: bool) -> None:
    model = ruleset(tmp_path, store_model=FILTERED).models["test.store"]
    values = {"role": "store/reader"} if member is ABSENT else {"role": "store/r", "member": member}
    found = one(model, resource("store_member.x", store_id=A, **values))
    assert bool(found.get("grants")) is counts


@pytest.mark.parametrize(
    ("role", "counts"),
    [
        ("store/reader", True),
        ("custom/x", True),
        ("other/reader", False),
        (VAR, True),
        (PartialString(("custom/", VAR)), True),
        (PartialString(("cu", VAR)), True),
        (PartialString(("other/", VAR)), False),
        (PartialString((VAR, "/reader")), True),
    ],
)
def test_only_companions_that_may_start_so_count(tmp_path: Path, role: Value, counts: bool) -> None:
    model = ruleset(tmp_path, store_model=FILTERED).models["test.store"]
    found = one(model, resource("store_member.x", store_id=A, role=role, member="everyone"))
    assert bool(found.get("grants")) is counts


WHERE = MODEL.replace(
    "member: {resource: store_member, owner: [store_id, store_name]}",
    'member: {resource: store_member, owner: "settings[*].value",'
    ' where: {"settings[*].key": [store, archive]}}',
)


@pytest.mark.parametrize(
    ("key", "counts"),
    [("store", True), ("archive", True), ("prefix", False), (ABSENT, False), (VAR, True)],
)
def test_only_owners_in_elements_that_may_count(tmp_path: Path, key: Value, counts: bool) -> None:
    model = ruleset(tmp_path, store_model=WHERE).models["test.store"]
    settings = ({"key": "enabled", "value": "true"}, {"key": key, "value": A})
    found = one(model, resource("store_member.x", settings=settings, member="everyone"))
    assert bool(found.get("grants")) is counts
