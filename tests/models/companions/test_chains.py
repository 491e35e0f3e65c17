"""Companions that a resource refers to, and companions of companions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from iaclint.models.instances import by_type, project
from iaclint.models.model import Model
from iaclint.models.projection import ModelInstance
from iaclint.resource import Related, Resource
from iaclint.symbolic.natures import Nature
from iaclint.symbolic.values import ABSENT, Choice, Identity, PartialString, Unknown, Value
from tests.fakes import FakeBody, resource, ruleset

MODEL = """
model: test.database
title: database
terraform:
  resource: database
  identity: [id]
  companions:
    cluster: {resource: cluster, referenced_by: cluster, identity: [id]}
    group: {resource: group, referenced_by: [groups, cluster.groups], identity: [id]}
    rule: {resource: rule, owner: group, parent: group}
  fields:
    port: [port, cluster.port]
    rules:
      concat:
        - {for_each: group.inside, parts: {from: source}}
        - {for_each: rule, parts: {from: place.cidr}}
"""


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    rules = ruleset(tmp_path_factory.mktemp("rules"), database_model=MODEL)
    assert rules.diagnostics == ()
    return rules.models["test.database"]


def ref(address: str, attribute: str = "id") -> Unknown:
    return Unknown(f"{address}.{attribute}", Identity(f"root:{address}", attribute))


OF_A_RESOURCE = Unknown("x.y.id", Identity("root:x.y", "id", nature=Nature(is_of_resource=True)))


def database(model: Model, *others: Resource, **values: Any) -> ModelInstance:
    (found,) = project(model, by_type([resource("database.a", **values), *others]))
    return found


def rules(model: Model, *others: Resource, **values: Any) -> tuple[Value, ...]:
    found = database(model, *others, **values).get("rules")
    assert isinstance(found, tuple)
    return found


def test_no_reference(model: Model) -> None:
    assert rules(model, resource("group.g", inside=({"source": "x"},))) == ()


def test_references_of_the_resource_and_of_a_companion(model: Model) -> None:
    g = resource("group.g", inside=({"source": "g"},))
    h = resource("group.h", inside=({"source": "h"},))
    cluster = resource("cluster.c", groups=(ref("group.h"),), port=7)
    found = database(model, g, h, cluster, groups=(ref("group.g"),), cluster=ref("cluster.c"))
    assert found.get("rules") == ({"from": "g"}, {"from": "h"})
    assert found.get("port") == 7
    assert found.addresses == {"database.a", "group.g", "group.h", "cluster.c"}


def test_companions_of_companions(model: Model) -> None:
    g, h = resource("group.g", inside=({"source": "inside"},)), resource("group.h")
    mine = resource("rule.r", group=ref("group.g"), place=({"cidr": "mine"},))
    others = resource("rule.s", group=ref("group.h"), place=({"cidr": "theirs"},))
    found = rules(model, g, h, mine, others, groups=(ref("group.g"),))
    assert found == ({"from": "inside"}, {"from": "mine"})


def test_elements_have_places(model: Model) -> None:
    g = resource("group.g", inside=({"source": "x"},))
    rule = resource("rule.r", group=ref("group.g"), place=({"cidr": "mine"},))
    field_value = database(model, g, rule, groups=(ref("group.g"),)).read("rules")
    places = [field_value.at(path).span() for path in ((0,), (0, "from"), (1,), (1, "from"))]
    assert [place.file.path for place in places] == ["root/group.g.tf"] * 2 + ["root/rule.r.tf"] * 2
    assert [place.text for place in places[1::2]] == ["x", "mine"]


def test_a_reference_to_an_undeclared_companion_is_one_unknown_element(model: Model) -> None:
    g = resource("group.g", inside=({"source": "x"},))
    found = rules(model, g, groups=(ref("group.g"), Unknown("var.more"), "sg-1"))
    assert found == ({"from": "x"}, Unknown("var.more"), Unknown("sg-1"))
    assert rules(model, g, groups=Unknown("var.all")) == (Unknown("var.all"),)


def test_a_reference_with_several_values(model: Model) -> None:
    x = Unknown("var.x", Identity("root:/var.x", ""))
    g = resource("group.g", inside=({"source": "x"},))
    (found,) = rules(model, g, groups=(Choice(x, (ref("group.g"), "sg-1")),))
    assert isinstance(found, Choice)
    assert found.options == ({"from": "x"}, None)


def test_a_companion_that_may_not_exist(model: Model) -> None:
    x = Unknown("var.x", Identity("root:/var.x", ""))
    g = resource("group.g", presence=x)
    rule = resource("rule.r", group=ref("group.g"), place=({"cidr": "mine"},))
    (found,) = rules(model, g, rule, groups=(ref("group.g"),))
    assert isinstance(found, Choice)
    assert found.options == ({"from": "mine"}, None)


def test_a_companion_is_found_by_its_known_name(tmp_path: Path) -> None:
    text = MODEL.replace(
        "referenced_by: cluster, identity: [id]", "referenced_by: cluster, identity: [id, name]"
    )
    named = ruleset(tmp_path, database_model=text).models["test.database"]
    clusters = [resource("cluster.c", name="main", port=7), resource("cluster.d", name="other")]
    assert database(named, *clusters, cluster="main").get("port") == 7
    assert database(named, *clusters, cluster=ref("cluster.c", "name")).get("port") == 7
    assert database(named, *clusters, cluster="elsewhere").addresses == {"database.a"}


def test_a_shared_name_refers_to_the_companion_that_it_was_taken_from(model: Model) -> None:
    groups = [resource(f"group.{n}", id="front", inside=({"source": n},)) for n in "gh"]
    owner = resource("database.a", groups=("front",))
    (found,) = project(model, by_type([owner, *groups]))
    assert found.get("rules") == ({"from": "g"}, {"from": "h"})
    assert isinstance(owner.body, FakeBody)
    owner.body.trails["groups", 0] = (Related("group.h", groups[1].span),)
    (found,) = project(model, by_type([owner, *groups]))
    assert found.get("rules") == ({"from": "h"},)


def test_a_companion_of_a_companion_declared_later(tmp_path: Path) -> None:
    broken = MODEL.replace("parent: group}", "parent: groups}")
    (diagnostic,) = ruleset(tmp_path, database_model=broken).diagnostics
    assert diagnostic.message == "no companion 'groups' is listed before 'rule'"
    assert diagnostic.hint == "did you mean 'group'?"


def test_a_parent_is_found_by_its_name(model: Model) -> None:
    rule = resource("rule.r", group="front", place=({"cidr": "x"},))
    group = resource("group.g", id="front")
    assert rules(model, group, rule, groups=("front",)) == ({"from": "x"},)


@pytest.mark.parametrize(
    ("owner", "symbol"),
    [
        (Unknown("which"), "which"),
        (ref("var.other"), "var.other.id"),
        (PartialString(("g-", Unknown("which"))), "which"),
        (ref("group.g", "another"), "group.g.another"),
    ],
)
def test_a_companion_of_an_unknown_owner_may_be_of_any(
    model: Model, owner: Value, symbol: str
) -> None:
    rule = resource("rule.r", group=owner, place=({"cidr": "x"},))
    groups = [resource(f"group.{name}") for name in "gh"]
    (found,) = rules(model, *groups, rule, groups=(ref("group.g"),))
    assert isinstance(found, Choice)
    assert (found.test.symbol, found.options) == (symbol, ({"from": "x"}, None))


@pytest.mark.parametrize("owner", ["g-1", ref("group.h"), None, OF_A_RESOURCE])
def test_a_companion_of_another_owner_is_not_possible(model: Model, owner: Value) -> None:
    rule = resource("rule.r", group=owner, place=({"cidr": "x"},))
    groups = [resource(f"group.{name}") for name in "gh"]
    assert rules(model, *groups, rule, groups=(ref("group.g"),)) == ()


def test_a_companion_of_the_same_unknown_owner_is_certain(model: Model) -> None:
    rule = resource("rule.r", group=ref("var.other"), place=({"cidr": "x"},))
    found = rules(model, resource("group.g"), rule, groups=(ref("group.g"), ref("var.other")))
    assert {"from": "x"} in found


def test_a_type_of_owners_that_the_model_lacks(tmp_path: Path) -> None:
    text = """\
model: test.thing
title: thing
terraform:
  resource: [a_thing, b_thing]
  identity: [id]
  companions:
    policy: {resource: a_policy, owner: thing, of: a_thingg}
  fields:
    name: name
    policy: policy.text
"""
    (diagnostic,) = ruleset(tmp_path, thing_model=text).diagnostics
    assert diagnostic.message == "'a_thingg' is not a resource of the model"
    assert diagnostic.hint == "did you mean 'a_thing'?"


def test_a_companion_refers_to_its_owner_by_the_first_attribute_that_is_set(
    tmp_path: Path,
) -> None:
    text = MODEL.replace("owner: group, parent", "owner: [group, group_name], parent")
    text = text.replace("cluster.groups], identity: [id]", "cluster.groups], identity: [id, name]")
    model = ruleset(tmp_path, database_model=text).models["test.database"]
    group = resource("group.g", name="front")
    named = resource("rule.r", group_name="front", place=({"cidr": "x"},))
    other = resource("rule.s", group=OF_A_RESOURCE, group_name="front", place=({"cidr": "y"},))
    assert rules(model, group, named, other, groups=(ref("group.g"),)) == ({"from": "x"},)
    stage = Unknown("var.stage", Identity("root/var.stage", ""))
    partial = resource("rule.p", group_name=PartialString((stage, "front")), place=())
    (possible,) = rules(model, group, partial, groups=(ref("group.g"),))
    assert isinstance(possible, Choice)
    same = resource("group.g", name=PartialString((stage, "front")))
    assert rules(model, same, partial, groups=(ref("group.g"),)) == ({},)


def test_a_companion_by_a_name_that_several_have_configures_any_of_them(model: Model) -> None:
    groups = [resource(f"group.{n}", id="front") for n in "gh"]
    named = resource("rule.r", group="front", place=({"cidr": "x"},))
    (found,) = rules(model, *groups, named, groups=("front",))
    assert isinstance(found, Choice)
    assert set(map(str, found.options)) == {"{'from': 'x'}", "None"}


def test_the_resources_that_a_field_is_of(model: Model) -> None:
    owner = resource("cluster.c", port=7)
    unset = database(model, owner, cluster=ref("cluster.c"))
    assert unset.get("@sources.port") == ("root:database.a", "root:cluster.c")
    assert database(model, owner, cluster=ref("cluster.c"), port=8).get("@sources.port") == (
        "root:database.a",
    )
    may_set = Choice(Unknown("var.x"), (8, ABSENT))
    found = database(model, owner, cluster=ref("cluster.c"), port=may_set)
    assert found.get("@sources.port") == ("root:database.a",)
    either = Choice(Unknown("var.x"), (ref("cluster.c"), None))
    found = database(model, owner, cluster=either)
    assert found.get("@sources.port") == ("root:database.a",)
    assert database(model, cluster=ref("cluster.d")).get("@sources.port") == ("root:database.a",)


def test_a_source_that_is_not_declared_sets_nothing(tmp_path: Path) -> None:
    text = MODEL.replace("referenced_by: cluster,", "referenced_by: cluster, external: false,")
    without = ruleset(tmp_path, database_model=text).models["test.database"]
    assert database(without, cluster=ref("cluster.c")).get("port") is ABSENT
    assert (
        database(without, resource("cluster.c", port=7), cluster=ref("cluster.c")).get("port") == 7
    )
