"""Firewalls that list address ranges: what they allow, alone and together."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.analyses import find_analysis
from iaclint.analyses.aws.iam.requests.source_addresses import are_broad, range_of
from iaclint.symbolic.values import ABSENT, Choice, PartialString, Unknown, Value
from tests.analyses.facts import Facts

X, Y = Unknown("var.x"), Unknown("var.y")


def judge(allowed: Value, **fields: Value) -> dict[str, Value]:
    value = find_analysis("firewall_exposure")(Facts({"allowed": allowed, **fields})).value
    assert isinstance(value, dict)
    return value


def public(allowed: Value, **fields: Value) -> Value:
    return judge(allowed, **fields)["public"]


def span(start: Value, end: Value) -> dict[str, Value]:
    return {"start": start, "end": end}


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [
        (ABSENT, False),
        ((), False),
        (({"cidr": "0.0.0.0/0"},), True),
        (({"cidr": "::/0"},), True),
        (({"cidr": "198.51.100.0/24"},), False),
        (({"cidr": "198.51.100.0/24"}, {"cidr": "0.0.0.0/0"}), True),
        (({"cidr": "0.0.0.0/1"}, {"cidr": "128.0.0.0/1"}), True),
        (({"cidr": "44.0.0.0/8"}, {"cidr": "45.0.0.0/8"}), True),
        (({"cidr": "44.0.0.0/8"}, {"cidr": "46.0.0.0/8"}), False),
        (({"cidr": "no network"},), False),
        (({"cidr": X},), X),
        (({"cidr": X}, {"cidr": "0.0.0.0/0"}), True),
        (({"cidr": PartialString((X, "/32"))},), False),
        (({"cidr": PartialString((X, "/4"))},), X),
        (({"cidr": PartialString((X, "/0"))},), True),
        ((X,), X),
        (X, X),
        ("198.51.100.7,0.0.0.0/1", True),
        ("198.51.100.7, 198.51.100.8", False),
        ((span("0.0.0.0", "255.255.255.255"),), True),
        ((span("0.0.0.0", "0.0.0.0"),), False),
        ((span("0.0.0.1", "9.255.255.255"), span("10.0.0.0", "255.255.255.254")), True),
        ((span("255.255.255.255", "0.0.0.0"),), False),
        ((span("0.0.0.0", "::1"),), False),
        ((span("0.0.0.0", X),), X),
        ((span(X, X),), False),
        ((span(X, Y),), X),
        ((span("not", "so"),), False),
    ],
)
def test_ranges_that_a_firewall_allows(allowed: Value, expected: Value) -> None:
    found = public(allowed)
    assert found is expected if isinstance(expected, bool) else found == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"public_network": True}, True),
        ({"public_network": False}, False),
        ({"public_network": X}, X),
        ({"subnet": "subnets/databases"}, False),
        ({"subnet": Unknown("azurerm_subnet.a.id", not_null=True)}, False),
        ({"subnet": X}, X),
        ({"public_network": X, "subnet": "subnets/databases"}, False),
    ],
)
def test_a_broad_range_counts_on_the_public_network(
    fields: dict[str, Value], expected: Value
) -> None:
    assert public(({"cidr": "0.0.0.0/0"},), **fields) == expected
    assert public(({"cidr": "198.51.100.0/24"},), **fields) is False


def test_a_choice_is_known_where_its_branches_agree() -> None:
    wide, narrow = ({"cidr": "0.0.0.0/0"},), ({"cidr": "198.51.100.0/24"},)
    assert public(Choice(X, (wide, ({"cidr": "::/0"},)))) is True
    assert public(Choice(X, (wide, narrow))) == X


def test_texts_name_the_source() -> None:
    assert judge(({"cidr": "0.0.0.0/0"},))["opens"] == "anyone to connect from 0.0.0.0/0"
    halves = ({"cidr": "44.0.0.0/8"}, {"cidr": "45.0.0.0/8"})
    assert judge(halves)["opens"] == "anyone to connect from ranges that together are broad"


@given(st.lists(st.integers(0, 255), max_size=12), st.integers(0, 6))
def test_ranges_that_cover_the_internet_together(holes: list[int], length: int) -> None:
    pieces = list(ip_network("0.0.0.0/0").subnets(new_prefix=length))
    assert are_broad(map(range_of, pieces))
    blocks = list(ip_network("0.0.0.0/0").subnets(new_prefix=8))
    kept = [block for n, block in enumerate(blocks) if n not in holes]
    assert are_broad(map(range_of, reversed(kept)))
    assert not are_broad(map(range_of, blocks[::2]))
    assert are_broad(map(range_of, [block for n, block in enumerate(blocks) if n % 3]))


@pytest.mark.parametrize(
    ("network", "broad"),
    [
        ("::/0", True),
        ("::/1", True),
        ("2600::/12", True),
        ("2600::/32", False),
        ("8000::/1", False),
        ("fc00::/7", False),
        ("fd00::/8", False),
        ("fe80::/10", False),
        ("ff00::/8", False),
        ("192.0.0.0/2", True),
        ("224.0.0.0/3", False),
        ("240.0.0.0/4", False),
    ],
)
def test_only_addresses_of_the_internet_count(network: str, broad: bool) -> None:
    assert are_broad([range_of(ip_network(network))]) is broad
