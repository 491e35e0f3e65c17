from __future__ import annotations

import pytest

from iaclint.analyses.aws.iam.language.conditions import ConditionTest
from iaclint.analyses.aws.iam.language.operators import read_operator
from iaclint.analyses.aws.iam.requests.source_addresses import cut_addresses, select_addresses
from iaclint.symbolic.values import PartialString, Unknown, Value

SHARED = (
    "64.0.0.0/8",
    "65.0.0.0/8",
)


def breadth(operator: str, *values: Value, allows: bool = True) -> tuple[bool, bool]:
    test = ConditionTest(read_operator(operator), "aws:sourceip", values, ())
    space = cut_addresses([test])
    certain, possible = select_addresses(space, test, allows=allows)
    return space.is_broad(certain), space.is_broad(possible)


ALL = PartialString((Unknown("var.address"), "/0"))
BROAD, NARROW, OPEN = (True, True), (False, False), (False, True)


@pytest.mark.parametrize(
    ("operator", "values", "expected"),
    [
        ("IpAddress", ["44.0.0.0/8"], NARROW),
        ("IpAddress", ["44.0.0.0/7"], BROAD),
        ("IpAddress", ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"], NARROW),
        ("IpAddress", ["2001:db8::/32"], NARROW),
        ("IpAddress", ["2001:db8::/31"], BROAD),
        ("IpAddress", ["fc00::/7", "fe80::/10", "240.0.0.0/4"], NARROW),
        ("IpAddress", [*SHARED], BROAD),
        ("IpAddress", [f"{n}.0.0.0/8" for n in range(224) if n % 3], BROAD),
        ("IpAddress", ["65.0.0.0/8", "66.0.0.0/8"], NARROW),
        ("IpAddress", ["203.0.113.7"], NARROW),
        ("NotIpAddress", ["203.0.113.0/24"], BROAD),
        ("IpAddressIfExists", ["203.0.113.0/24"], BROAD),
        ("ForAllValues:IpAddress", ["203.0.113.0/24"], BROAD),
        ("NotIpAddress", ["0.0.0.0/0", "::/0"], BROAD),
        ("ForAnyValue:NotIpAddress", ["0.0.0.0/0", "::/0"], NARROW),
        ("Null", ["true"], BROAD),
        ("Null", ["false"], BROAD),
        ("StringEquals", ["203.0.113.7"], NARROW),
        ("StringEquals", ["0.0.0.0/0"], NARROW),
        ("StringLike", ["203.*"], OPEN),
        ("StringLike", ["*"], BROAD),
        ("ForAnyValue:StringNotLike", ["*"], NARROW),
        ("IpAddress", [Unknown("var.cidr")], OPEN),
        ("IpAddress", ["0.0.0.0/0", Unknown("var.cidr")], BROAD),
        ("IpAddress", [PartialString((Unknown("aws_eip.nat.public_ip"), "/32"))], NARROW),
        ("IpAddress", [PartialString((Unknown("var.network"), "/8"))], OPEN),
        ("IpAddress", [ALL], BROAD),
        ("ForAnyValue:NotIpAddress", [ALL], OPEN),
        ("ForAnyValue:NotIpAddress", [ALL, "::/0"], OPEN),
        ("IpAddress", ["not an address"], OPEN),
    ],
)
def test_broad_address_ranges_are_public(
    operator: str, values: list[Value], expected: tuple[bool, bool]
) -> None:
    assert breadth(operator, *values) == expected


def test_a_denial_of_all_addresses_of_an_unknown_version_denies_neither_for_certain() -> None:
    assert breadth("IpAddress", ALL, allows=False) == OPEN
