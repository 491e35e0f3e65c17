"""Companions with a model."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.models.instances import by_type, project
from iaclint.models.projection import ModelInstance
from iaclint.resource import Resource
from iaclint.ruleset.loader import Ruleset
from iaclint.symbolic.values import Choice, Identity, Unknown, Value
from tests.fakes import resource, ruleset

DATABASE = """
model: test.database
title: database
terraform:
  resource: database
  identity: [id]
  companions:
    subnet:
      resource: [subnet, old_subnet]
      model: test.subnet
      referenced_by: subnets
      identity: [id]
  fields:
    places:
      concat:
        - {for_each: subnet, parts: {table: table, ways: routes}}
"""
SUBNET = """
model: test.subnet
title: subnet
terraform:
  resource: [subnet, old_subnet]
  identity: [id]
  companions:
    association: {resource: association, owner: subnet}
    table: {resource: table, referenced_by: association.table, identity: [id]}
  fields:
    table: association.table
    routes:
      concat:
        - for_each: table.route
          parts: {to: to, by: by}
          values: {gateway: internet, nat: private}
"""


@pytest.fixture(scope="session")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    found = ruleset(tmp_path_factory.mktemp("rules"), database_model=DATABASE, subnet_model=SUBNET)
    assert found.diagnostics == ()
    return found


def ref(address: str) -> Unknown:
    kind = address.split(".")[0]
    return Unknown(f"{address}.id", Identity(f"root:{address}", "id", kind), not_null=True)


def database(rules: Ruleset, *others: Resource, **values: Value) -> ModelInstance:
    resources = by_type([resource("database.a", **values), *others])
    (found,) = project(rules.models["test.database"], resources, rules.models)
    return found


def network(*routes: Value, presence: Unknown | None = None) -> list[Resource]:
    return [
        resource("subnet.s"),
        resource("table.t", route=routes),
        resource("association.x", subnet=ref("subnet.s"), table=ref("table.t"), presence=presence),
    ]


def test_the_fields_of_the_other_model_are_the_parts(rules: Ruleset) -> None:
    route = {"to": "everywhere", "by": ref("gateway.g")}
    found = database(rules, *network(route), resource("old_subnet.o"), subnets=(ref("subnet.s"),))
    ways = ({"to": "everywhere", "by": "internet"},)
    assert found.get("places") == ({"table": ref("table.t"), "ways": ways},)
    found = database(rules, resource("old_subnet.o"), subnets=(ref("old_subnet.o"), "subnet-1"))
    assert found.get("places") == ({"ways": ()}, Unknown("subnet-1"))


def test_resource_types_are_translated(rules: Ruleset) -> None:
    routes = ({"by": ref("nat.n")}, {"by": ref("other.o")}, {"by": "nat"})
    found = database(rules, *network(*routes), subnets=(ref("subnet.s"),)).get("places")
    words = [way["by"] for way in found[0]["ways"]]  # type: ignore[index, call-overload]
    assert words == ["private", ref("other.o"), "private"]


def test_parts_have_places(rules: Ruleset) -> None:
    found = database(rules, *network({"to": "x", "by": "gateway"}), subnets=(ref("subnet.s"),))
    field_value = found.read("places")
    spans = [field_value.at((0, *path)).span() for path in ((), ("table",), ("ways", 0, "by"))]
    assert [span.file.path for span in spans] == [
        "root/subnet.s.tf",
        "root/association.x.tf",
        "root/table.t.tf",
    ]
    assert spans[2].text == "gateway"


def test_parts_are_read_in_the_given_world(rules: Ruleset) -> None:
    x = Unknown("var.x", Identity("root:/var.x", ""))
    found = database(rules, *network({"to": "x"}, presence=x), subnets=(ref("subnet.s"),))
    (place,) = found.get("places")  # type: ignore[misc, union-attr]
    assert isinstance(place["table"], Choice)  # type: ignore[index, call-overload]
    branches = next(found.forks(["places"]))
    tables = [found.where(branch.condition).get("places")[0].get("table") for branch in branches]  # type: ignore[index, union-attr, call-overload]
    assert tables == [ref("table.t"), None]


def test_a_model_that_does_not_exist(tmp_path: Path) -> None:
    broken = DATABASE.replace("test.subnet", "test.subnets")
    found = ruleset(tmp_path, database_model=broken, subnet_model=SUBNET)
    (diagnostic,) = found.diagnostics
    message = "unknown model 'test.subnets' of companion 'subnet'"
    assert (diagnostic.message, diagnostic.hint) == (message, "did you mean 'test.subnet'?")
    places = database(found, resource("subnet.s"), subnets=(ref("subnet.s"),)).get("places")
    assert places == (Unknown("subnet.s"),)
