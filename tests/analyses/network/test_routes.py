"""Routes from the internet to a subnet."""

from __future__ import annotations

import pytest

from iaclint.analyses.network.prefix_lists import PrefixLists
from iaclint.analyses.network.routes import (
    ENDPOINT,
    MAIN,
    InternetRoute,
    find_internet_route,
)
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Choice, PartialString, Unknown, Value
from tests.analyses.facts import Facts

X = Unknown("var.x")
WORLD = "0.0.0.0/0"
YES, NO, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def route(**parts: Value) -> dict[str, Value]:
    found = {"cidr": WORLD, "gateway": "internet", **parts}
    return {part: value for part, value in found.items() if value is not ABSENT}


def subnet(*routes: Value, **parts: Value) -> dict[str, Value]:
    return {"route_table": "rtb-1", "routes": routes, **parts}


@pytest.mark.parametrize(
    ("parts", "truth"),
    [
        ({}, YES),
        ({"gateway": "igw-0a1b2c3d4e5f60718"}, YES),
        ({"gateway": "local"}, NO),
        ({"gateway": "vgw-0a1b2c3d4e5f60718"}, NO),
        ({"gateway": "outgoing"}, NO),
        ({"gateway": "private"}, NO),
        ({"gateway": ABSENT}, NO),
        ({"gateway": None}, NO),
        ({"gateway": ""}, NO),
        ({"gateway": X}, UNKNOWN),
        ({"gateway": X, "cidr": "10.0.0.0/8"}, NO),
        ({"gateway": ABSENT, "endpoint": "vpce-1"}, UNKNOWN),
        ({"gateway": ABSENT, "endpoint": "vpce-1", "cidr": "10.1.0.0/16"}, NO),
        ({"cidr": ABSENT, "cidr6": "::/0"}, YES),
        ({"cidr": "", "cidr6": "::/0"}, YES),
        ({"cidr": "0.0.0.0/1"}, YES),
        ({"cidr": PartialString((X, "/0"))}, YES),
        ({"cidr": PartialString((X, "/1"))}, UNKNOWN),
        ({"cidr": "198.51.100.0/24"}, YES),
        ({"cidr": "172.20.0.0/16"}, NO),
        ({"cidr": "172.0.0.0/8"}, YES),
        ({"cidr": ABSENT, "cidr6": "fd00::/8"}, NO),
        ({"cidr": "nonsense"}, NO),
        ({"cidr": X}, UNKNOWN),
        ({"cidr": X, "gateway": "private"}, NO),
        ({"cidr": ABSENT, "prefix_list": "pl-1"}, UNKNOWN),
        ({"cidr": ABSENT, "prefix_list": X, "gateway": "private"}, NO),
    ],
)
def test_one_route(parts: dict[str, Value], truth: Truth) -> None:
    assert find_internet_route(subnet(route(**parts))).truth is truth


@pytest.mark.parametrize(
    ("cidrs", "truth"),
    [
        (("10.0.0.0/8", WORLD), YES),
        (WORLD, YES),
        (("10.0.0.0/8",), UNKNOWN),
        ((X,), UNKNOWN),
        (X, UNKNOWN),
    ],
)
def test_a_route_to_a_prefix_list(cidrs: Value, truth: Truth) -> None:
    lists = PrefixLists(Facts({"prefix_list_entries": ({"list": "pl-1", "cidrs": cidrs},)}))
    listed = subnet(route(cidr=ABSENT, prefix_list="pl-1"))
    found = find_internet_route(listed, lists)
    assert found.truth is truth
    assert found.about == WORLD or truth is UNKNOWN
    other = subnet(route(cidr=ABSENT, prefix_list="pl-2"))
    assert find_internet_route(other, lists).truth is UNKNOWN
    private = subnet(route(cidr=ABSENT, prefix_list="pl-1", gateway="private"))
    assert find_internet_route(private, lists).truth is NO


def test_no_route() -> None:
    assert find_internet_route(subnet()).truth is NO
    assert find_internet_route({"route_table": X, "routes": ()}).truth is NO


def test_one_public_subnet_is_enough() -> None:
    way = find_internet_route(subnet(X, route(gateway="private"), route()))
    assert way == InternetRoute(YES, WORLD, ("routes", 2, "gateway"), "route_table")
    assert find_internet_route(subnet(route(gateway="private"), X)).about == "var.x"


def test_a_route_that_may_not_exist() -> None:
    assert find_internet_route(subnet(Choice(X, (route(), None)))).truth is UNKNOWN
    assert find_internet_route(subnet(Choice(X, (route(gateway="private"), None)))).truth is NO
    assert find_internet_route(subnet(route(gateway=Choice(X, ("internet", "igw-1"))))).truth is YES


def test_unknown_routes_name_their_symbols() -> None:
    assert find_internet_route(X).about == "var.x"
    assert find_internet_route(subnet(route(gateway=X))).about == "var.x"
    assert find_internet_route(subnet(route(gateway=ABSENT, endpoint="vpce-1"))).about == ENDPOINT


def test_the_main_route_table_applies_without_an_association() -> None:
    main = {"main_route_table": "rtb-2", "main_routes": (route(),)}
    default = {"default_route_table": "rtb-3", "default_routes": (route(),)}
    assert find_internet_route(subnet(**main, **default)).truth is NO
    assert find_internet_route({**main, "default_routes": ()}).table == "main_route_table"
    assert (
        find_internet_route({**default, "main_route_table": "rtb-2", "main_routes": ()}).truth is NO
    )
    assert find_internet_route(default) == InternetRoute(
        YES, WORLD, ("default_routes", 0, "gateway"), "default_route_table"
    )
    assert find_internet_route({"default_route_table": "rtb-3", "default_routes": ()}).truth is NO


def test_a_main_route_table_outside_of_the_configuration() -> None:
    assert find_internet_route({}) == InternetRoute(UNKNOWN, MAIN)
    assert find_internet_route({"default_routes": (route(gateway="private"),)}) == InternetRoute(
        UNKNOWN, MAIN
    )
    assert find_internet_route({"default_routes": (route(),)}).truth is YES


def test_an_association_that_may_not_exist() -> None:
    table = Choice(X, ("rtb-1", ABSENT))
    assert find_internet_route({"route_table": table, "routes": (route(),)}).truth is UNKNOWN
