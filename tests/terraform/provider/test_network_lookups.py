"""Data sources that find security groups, route tables and network ACLs."""

from __future__ import annotations

from typing import Any

import pytest

from iaclint.symbolic.values import ABSENT, Identity, Unknown, Value
from iaclint.terraform.provider.network_lookups import found_id, lookup_of

X = Unknown("var.x")
VPC = Unknown("aws_vpc.v.id", Identity(".:aws_vpc.v", "id", "aws_vpc"))
GROUP = Unknown("aws_security_group.s.id", Identity(".:aws_security_group.s", "id"))


def filtered(**filters: Value) -> tuple[Value, ...]:
    return tuple(
        {"name": name.replace("_", "-"), "values": values} for name, values in filters.items()
    )


def get(arguments: dict[str, Any]) -> Any:
    return lambda name: arguments.get(name, ABSENT)


@pytest.mark.parametrize(
    ("type_", "arguments", "criteria", "is_unique"),
    [
        ("aws_security_group", {"name": "s"}, {"name": ("s",)}, True),
        (
            "aws_security_group",
            {"name": "s", "vpc_id": VPC},
            {"name": ("s",), "vpc_id": (VPC,)},
            True,
        ),
        ("aws_security_group", {"vpc_id": VPC}, {"vpc_id": (VPC,)}, False),
        ("aws_security_group", {"tags": {"a": "b"}}, {"tags/a": ("b",)}, True),
        ("aws_security_group", {"tags": X, "name": "s"}, {"name": ("s",)}, False),
        ("aws_security_group", {"name": "s", "arn": "x"}, {"name": ("s",)}, False),
        (
            "aws_security_group",
            {"filter": filtered(group_name=("s", "t"))},
            {"name": ("s", "t")},
            True,
        ),
        ("aws_security_group", {"filter": filtered(group_name=("s*",))}, {}, False),
        ("aws_security_group", {"filter": filtered(group_name=("s",) * 201)}, {}, False),
        ("aws_security_group", {"filter": filtered(description=("s",))}, {}, False),
        ("aws_security_group", {"filter": filtered(group_name=X)}, {}, False),
        ("aws_security_group", {"filter": ({"name": "tag:a", "values": ("s*",)},)}, {}, False),
        ("aws_security_group", {"filter": X}, {}, False),
        ("aws_security_group", {"tags": {str(n): "x" for n in range(300)}}, {}, False),
        ("aws_security_groups", {"filter": filtered(group_name=("s",))}, {"name": ("s",)}, False),
        ("aws_route_table", {"subnet_id": X}, {"subnet_id": (X,)}, True),
        ("aws_route_table", {"gateway_id": "igw-1"}, {}, False),
        ("aws_route_tables", {"vpc_id": VPC}, {"vpc_id": (VPC,)}, False),
        (
            "aws_network_acls",
            {"filter": ({"name": "association.subnet-id", "values": (X,)},)},
            {"subnet_ids": (X,)},
            False,
        ),
    ],
)
def test_criteria(
    type_: str, arguments: dict[str, Any], criteria: dict[str, Value], is_unique: bool
) -> None:
    lookup = lookup_of(type_, arguments.keys, get(arguments))
    assert lookup is not None
    assert {"/".join(each.path): each.values for each in lookup.criteria} == criteria
    assert lookup.is_unique is is_unique


def test_other_data_sources_find_nothing_of_these() -> None:
    assert lookup_of("aws_ami", dict, get({})) is None
    assert found_id("aws_ami", "id", get({"id": "ami-1"})) is ABSENT


@pytest.mark.parametrize(
    ("type_", "arguments", "value"),
    [
        ("aws_security_group", {"id": GROUP}, GROUP),
        ("aws_security_group", {"filter": filtered(group_id=(GROUP,))}, GROUP),
        ("aws_security_group", {"filter": filtered(group_id=(GROUP, "sg-1"))}, ABSENT),
        ("aws_security_group", {"name": "s", "vpc_id": VPC}, ABSENT),
        ("aws_security_group", {"name": "default", "vpc_id": X}, ABSENT),
        ("aws_security_groups", {"filter": filtered(group_id=(GROUP,))}, ABSENT),
        ("aws_route_table", {"route_table_id": "rtb-1"}, "rtb-1"),
    ],
)
def test_an_id_that_is_given(type_: str, arguments: dict[str, Any], value: Value) -> None:
    assert found_id(type_, "id", get(arguments)) == value
    assert found_id(type_, "name", get(arguments)) is ABSENT


@pytest.mark.parametrize(
    ("type_", "arguments", "attribute"),
    [
        ("aws_security_group", {"name": "default", "vpc_id": VPC}, "default_security_group_id"),
        (
            "aws_security_group",
            {"filter": filtered(group_name=("default",), vpc_id=(VPC,))},
            "default_security_group_id",
        ),
        (
            "aws_route_table",
            {"vpc_id": VPC, "filter": ({"name": "association.main", "values": ("true",)},)},
            "main_route_table_id",
        ),
    ],
)
def test_what_each_vpc_has(type_: str, arguments: dict[str, Any], attribute: str) -> None:
    value = found_id(type_, "id", get(arguments))
    assert isinstance(value, Unknown)
    assert value.identity == Identity(".:aws_vpc.v", attribute)
