"""Network ACLs: which of their rules decide, and what stays unknown."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.analyses.aws.iam.requests.source_addresses import are_broad, range_of
from iaclint.analyses.network.network_acls import admits_internet
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Choice, PartialString, Unknown, Value

X = Unknown("var.x")
WORLD = "0.0.0.0/0"
PORTS = (5432,)
YES, NO, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def rule(**parts: Value) -> dict[str, Value]:
    found: dict[str, Value] = {
        "number": 100,
        "action": "allow",
        "protocol": "tcp",
        "from": 5432,
        "to": 5432,
        "cidr": WORLD,
        **parts,
    }
    return {part: value for part, value in found.items() if value is not ABSENT}


def deny(number: Value, **parts: Value) -> dict[str, Value]:
    return rule(number=number, action="deny", **parts)


def admits(*rules: Value, **parts: Value) -> Truth:
    return admits_internet({"acl": "acl-1", "rules": rules, **parts}, PORTS)


@pytest.mark.parametrize(("part", "truth"), [("cidr", NO), ("cidr6", YES)])
def test_a_denial_of_all_addresses_is_of_the_version_of_its_part(part: str, truth: Truth) -> None:
    denial = deny(90, **{"cidr": ABSENT, part: PartialString((X, "/0"))})
    assert admits(denial, rule()) is truth


@pytest.mark.parametrize(
    ("parts", "truth"),
    [
        ({}, YES),
        ({"action": "Allow"}, YES),
        ({"action": "deny"}, NO),
        ({"protocol": -1, "from": 0, "to": 0}, YES),
        ({"protocol": "6", "from": "1024", "to": "65535"}, YES),
        ({"protocol": "udp"}, NO),
        ({"from": 443, "to": 443}, NO),
        ({"cidr": PartialString((X, "/0"))}, YES),
        ({"cidr": PartialString((X, "/8"))}, UNKNOWN),
        ({"cidr": "10.0.0.0/8"}, NO),
        ({"cidr": "10.0.0.0/8", "cidr6": "::/0"}, YES),
        ({"cidr": ABSENT}, NO),
        ({"cidr": ""}, NO),
        ({"cidr": "nonsense"}, NO),
        ({"egress": True}, NO),
        ({"egress": "false"}, YES),
        ({"egress": X}, UNKNOWN),
        ({"cidr": X}, UNKNOWN),
        ({"action": X}, UNKNOWN),
        ({"protocol": X}, UNKNOWN),
        ({"from": X}, UNKNOWN),
        ({"number": X}, YES),
        ({"number": X, "cidr": "10.0.0.0/8"}, NO),
        ({"action": X, "cidr": "10.0.0.0/8"}, NO),
    ],
)
def test_one_rule(parts: dict[str, Value], truth: Truth) -> None:
    assert admits(rule(**parts)) is truth


@pytest.mark.parametrize(
    ("first", "truth"),
    [
        (deny(90), NO),
        (deny("90"), NO),
        (deny(110), YES),
        (deny(90, cidr="0.0.0.0/1"), YES),
        (deny(90, cidr6="::/0", protocol="-1"), NO),
        (deny(90, **{"from": 443, "to": 443}), YES),
        (deny(X), UNKNOWN),
        (deny(90, cidr=X), UNKNOWN),
        (deny(110, cidr=X), YES),
        (rule(number=90, action=X), UNKNOWN),
        (Choice(X, (deny(90), None)), UNKNOWN),
        (Choice(X, (deny(110), None)), YES),
        (X, UNKNOWN),
        ({"network": "vpc-1"}, YES),
    ],
)
def test_a_rule_beside_one_that_allows(first: Value, truth: Truth) -> None:
    assert admits(first, rule()) is truth
    assert admits(rule(), first) is truth


def test_an_acl_of_its_own_replaces_the_default_one() -> None:
    default: dict[str, Value] = {"default_acl": "acl-2", "default_rules": (rule(),)}
    assert admits(**default) is NO
    assert admits_internet({**default, "rules": (deny(1),)}, PORTS) is YES
    assert admits_internet({"default_acl": "acl-2"}, PORTS) is NO
    assert admits_internet({"vpc_rules": ()}, PORTS) is YES
    assert admits_internet({"vpc_rules": (deny(50, cidr6="::/0"),)}, PORTS) is NO
    assert admits_internet({"vpc_rules": (deny(150, cidr6="::/0"),)}, PORTS) is YES
    assert admits_internet(None, PORTS) is YES
    assert admits_internet(X, PORTS) is UNKNOWN


def test_an_acl_that_the_subnet_may_not_have() -> None:
    acl = Choice(X, ("acl-1", ABSENT))
    assert admits_internet({"acl": acl, "rules": (Choice(X, (rule(), None)),)}, PORTS) is YES
    assert admits_internet({"acl": acl, "rules": (Choice(X, (deny(1), None)),)}, PORTS) is UNKNOWN
    assert admits_internet({"acl": acl}, PORTS) is UNKNOWN
    assert admits_internet({"acl": acl, "default_acl": "acl-2"}, PORTS) is NO
    assert admits_internet({"acl": X, "rules": (rule(),)}, PORTS) is YES


def test_any_port_is_enough_and_an_unknown_port_is_unknown() -> None:
    acls = {"acl": "acl-1", "rules": (rule(), deny(90, **{"from": 443, "to": 443}))}
    assert admits_internet(acls, (443, 5432)) is YES
    assert admits_internet(acls, (443,)) is NO
    assert admits_internet(acls, None) is UNKNOWN


def test_more_rules_than_are_read_are_unknown() -> None:
    assert admits(*[rule(number=n, cidr=f"10.0.{n}.0/24") for n in range(250)]) is UNKNOWN


BLOCKS = [f"{16 * n}.0.0.0/4" for n in range(16)] + ["0.0.0.0/1", "128.0.0.0/1", WORLD]
RULES = st.lists(st.tuples(st.booleans(), st.sampled_from(BLOCKS)), max_size=8)


@given(RULES)
def test_the_first_rule_that_matches_decides(found: list[tuple[bool, str]]) -> None:
    allowed = []
    for block in map(ip_network, BLOCKS[:16]):
        named = (allows for allows, cidr in found if block.subnet_of(ip_network(cidr)))
        if next(named, False):
            allowed.append(range_of(block))
    rules = [
        rule(number=n, action="allow" if allows else "deny", cidr=cidr)
        for n, (allows, cidr) in enumerate(found, 1)
    ]
    assert admits(*reversed(rules)) is Truth.of(are_broad(allowed))


@given(RULES, st.data())
def test_an_unknown_part_never_makes_another_verdict(
    found: list[tuple[bool, str]], data: st.DataObject
) -> None:
    rules: list[dict[str, Value]] = [
        rule(number=n, action="allow" if allows else "deny", cidr=cidr)
        for n, (allows, cidr) in enumerate(found, 1)
    ]
    known = admits(*rules)
    parts = st.sampled_from(["number", "action", "protocol", "from", "to", "cidr"])
    hidden: list[Value] = [
        {**one, data.draw(parts): X} if data.draw(st.booleans()) else one for one in rules
    ]
    assert admits(*hidden) in (known, UNKNOWN)
