from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.analyses.network import kafka
from iaclint.analyses.network.reachability import UNSAID, analyse
from iaclint.symbolic.values import ABSENT, Choice, Identity, PartialString, Unknown, Value
from tests.analyses.facts import Facts

X = Unknown("var.x")
P = Unknown("var.port", Identity("root/var.port", ""))
WORLD = "0.0.0.0/0"


def rule(**parts: Value) -> dict[str, Value]:
    return {"protocol": "tcp", "from": 5432, "to": 5432, "cidrs": (WORLD,), **parts}


def judge(*rules: Value, **fields: Value) -> dict[str, Any]:
    base = {"publicly_accessible": True, "security_groups": ("sg-1",), "engine": "postgres"}
    value = analyse(Facts({**base, "ingress": rules, **fields})).value
    assert isinstance(value, dict)
    return value


@pytest.mark.parametrize(
    ("parts", "closed"),
    [
        ({}, False),
        ({"cidrs": WORLD}, False),
        ({"cidrs": ("203.0.113.0/24",)}, True),
        ({"cidrs": ("203.0.113.0/24", WORLD)}, False),
        ({"cidrs": ABSENT, "cidrs6": ("::/0",)}, False),
        ({"cidrs": ("10.0.0.0/8",)}, True),
        ({"cidrs": ("0.0.0.0/1",)}, False),
        ({"cidrs": (PartialString((X, "/0")),)}, False),
        ({"cidrs": ABSENT, "cidrs6": (PartialString(("2001:db8::", X, "/0")),)}, False),
        ({"cidrs": (PartialString((X, "0")),)}, None),
        ({"cidrs": (PartialString((X, "/10")),)}, None),
        ({"cidrs": (PartialString((X, "/" + "9" * 5_000)),)}, None),
        ({"cidrs": (), "cidrs6": None}, True),
        ({"from": 443, "to": 443}, True),
        ({"from": "5000", "to": "6000"}, False),
        ({"protocol": "-1", "from": 0, "to": 0}, False),
        ({"protocol": -1, "from": ABSENT, "to": ABSENT}, False),
        ({"protocol": "udp"}, True),
        ({"protocol": "6"}, False),
        ({"type": "egress"}, True),
        ({"type": "ingress"}, False),
        ({"cidrs": ABSENT, "prefix_lists": ("pl-1",)}, None),
        ({"cidrs": (X,)}, None),
        ({"protocol": X}, None),
        ({"protocol": X, "from": 443, "to": 443}, None),
        ({"from": X}, None),
        ({"from": X, "cidrs": ("10.0.0.0/8",)}, True),
    ],
)
def test_rules(parts: dict[str, Value], closed: bool | None) -> None:
    found = judge({k: v for k, v in rule(**parts).items() if v is not ABSENT})["closed"]
    assert isinstance(found, Unknown) if closed is None else found is closed


def test_databases_that_share_a_rule_have_ports_of_their_own() -> None:
    shared = rule()
    found = [judge(shared, engine=engine)["closed"] for engine in ("postgres", "mysql") * 2]
    assert found == [False, True] * 2


EIGHTHS = [f"{n}.0.0.0/8" for n in range(256)]
NARROW = [rule(cidrs=(cidr,)) for cidr in EIGHTHS]


@pytest.mark.parametrize(
    ("rules", "closed"),
    [
        (NARROW, False),
        ([rule(cidrs=tuple(EIGHTHS))], False),
        ([{**each, "from": n} for n, each in enumerate(NARROW)], False),
        (NARROW[:3], False),
        (NARROW[::2], True),
        (
            [{**each, "to": 5432 + n % 2, "from": 5432 + n % 2} for n, each in enumerate(NARROW)],
            True,
        ),
        ([{**each, "type": "egress"} for each in NARROW], True),
        ([{**each, "protocol": "udp"} for each in NARROW], True),
        ([rule(cidrs=("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))], True),
        ([X, *NARROW], False),
        ([Choice(X, (each, None)) for each in NARROW], None),
        ([rule(cidrs=(Choice(X, pair),)) for pair in itertools.pairwise(EIGHTHS)], None),
        ([{**each, "from": X} for each in NARROW], None),
    ],
)
def test_rules_that_allow_the_internet_together(rules: list[Value], closed: bool | None) -> None:
    assert judge(*rules)["closed"] == (X if closed is None else closed)


def test_ranges_on_different_ports_are_not_taken_together() -> None:
    ports = {"engine": "activemq"}
    low, high = rule(**{"from": 5671, "to": 5671}), rule(**{"from": 8883, "to": 8883})
    each = [{**(low, high)[n % 2], "cidrs": (cidr,)} for n, cidr in enumerate(EIGHTHS)]
    assert judge(*each, **ports)["closed"] is True
    assert judge(*each, {**low, "cidrs": tuple(EIGHTHS)}, **ports)["closed"] is False


REF = Unknown("PL", Identity("template:PL", "Ref"))
ID = Unknown("PL.PrefixListId", Identity("template:PL", "PrefixListId"))


@pytest.mark.parametrize("name", ["pl-1", REF, ID])
def test_entries_of_a_prefix_list(name: Value) -> None:
    listed = rule(cidrs=ABSENT, prefix_lists=(name,))
    ids = {"list": "pl-1"} if name == "pl-1" else {"list": REF, "also": ID}
    entries = [{**ids, "cidrs": cidr} for cidr in EIGHTHS]
    assert judge(listed, prefix_list_entries=tuple(entries))["closed"] is False
    assert judge(listed, prefix_list_entries=({**ids, "cidrs": (X, WORLD)},))["closed"] is False
    for other in (X, {"list": X, "cidrs": WORLD}, {**ids, "cidrs": ("10.0.0.0/8", X)}):
        assert isinstance(judge(listed, prefix_list_entries=(other,))["closed"], Unknown)


def test_an_unknown_engine_and_rules_that_are_broad_together() -> None:
    assert judge(*NARROW, engine=X)["closed"] == Unknown("the port")


@pytest.mark.parametrize("cidr", ["fc00::/7", "fd00::/8", "fe80::/10", "ff00::/8"])
def test_private_addresses_are_not_the_internet(cidr: str) -> None:
    assert judge(rule(cidrs=(), cidrs6=(cidr,)))["closed"] is True
    assert judge(rule(cidrs=(), cidrs6=(cidr, "2000::/3")))["closed"] is False


@pytest.mark.parametrize(
    ("network", "closed"),
    [(ABSENT, False), (None, False), ("DUAL", False), ("IPV6", False), ("IPV4", True), (X, X)],
)
def test_rules_for_ipv6_and_a_network_type(network: Value, closed: Value) -> None:
    six = rule(cidrs=(), cidrs6=("::/0",))
    assert judge(six, network_type=network)["closed"] == closed
    listed = rule(cidrs=(), prefix_lists=("pl-1",))
    lists = ({"list": "pl-1", "cidrs": ("::/0",)},)
    found = judge(listed, network_type=network, prefix_list_entries=lists)["closed"]
    assert found is False if closed is False else isinstance(found, Unknown)
    assert judge(six, rule(), network_type=network)["closed"] is False
    assert judge(rule(cidrs=("10.0.0.0/8",)), network_type=network)["closed"] is True
    private = rule(cidrs=(), cidrs6=("fd00::/8",))
    assert judge(private, network_type=network)["closed"] is True
    may_exist = Choice(Unknown("var.y"), (six, None))
    assert judge(may_exist, network_type="IPV4")["closed"] is True


def test_one_open_rule_is_enough() -> None:
    assert judge(X, rule())["closed"] is False
    assert judge(rule(cidrs=("10.0.0.0/8",)), X)["closed"] == X
    assert judge()["closed"] is True


def test_a_rule_that_may_not_exist() -> None:
    assert isinstance(judge(Choice(X, (rule(), None)))["closed"], Unknown)
    assert judge(Choice(X, (rule(cidrs=()), None)))["closed"] is True


@pytest.mark.parametrize(
    ("fields", "closed"),
    [
        ({"port": 443, "engine": ABSENT}, True),
        ({"port": "5432", "engine": ABSENT}, False),
        ({"engine": "sqlserver-ex"}, True),
        ({"engine": "aurora-postgresql"}, False),
    ],
)
def test_ports(fields: dict[str, Value], closed: bool) -> None:
    assert judge(rule(), **fields)["closed"] is closed


@pytest.mark.parametrize(
    ("options", "closed"),
    [
        (ABSENT, True),
        (({"name": "SSL", "port": 443},), False),
        (({"name": "SSL", "port": "443"},), False),
        (({"name": "JVM"}, {"name": "OEM", "port": 443}), False),
        (({"name": "SSL", "port": 2484},), True),
        (({"name": "S3_INTEGRATION", "port": 0},), True),
        (({"name": "JVM"}, {"name": X}), True),
        (({"name": "SSL", "port": X},), None),
        ((X,), None),
    ],
)
def test_options_with_a_port_of_their_own(options: Value, closed: bool | None) -> None:
    on_443 = rule(**{"from": 443, "to": 443})
    found = judge(on_443, options=options)["closed"]
    assert isinstance(found, Unknown) if closed is None else found is closed
    assert judge(rule(), options=options)["closed"] is False


@pytest.mark.parametrize(("name", "port"), [("SSL", 2484), ("oem", 5500), ("SSRS", 8443)])
def test_default_ports_of_options(name: str, port: int) -> None:
    options = ({"name": name},)
    assert judge(rule(**{"from": port, "to": port}), options=options)["closed"] is False
    assert judge(rule(**{"from": 443, "to": 443}), options=options)["closed"] is True


def test_an_unknown_port() -> None:
    assert isinstance(judge(rule(), engine=X)["closed"], Unknown)
    assert judge(rule(**{"from": 0, "to": 65535}), engine=X)["closed"] is False


@pytest.mark.parametrize("groups", [ABSENT, None, ()])
def test_no_group_is_the_default_group(groups: Value) -> None:
    assert judge(security_groups=groups)["closed"] is True
    assert judge(rule(), security_groups=groups)["closed"] is True
    opened = judge(security_groups=groups, default_ingress=(rule(),))["closed"]
    assert opened == Unknown("the VPC")
    assert judge(security_groups=groups, default_ingress=(X,))["closed"] == X
    other = (rule(**{"from": 443, "to": 443}), rule(cidrs=("10.0.0.0/8",)))
    assert judge(security_groups=groups, default_ingress=other)["closed"] is True


def test_rules_of_default_groups_do_not_matter_beside_named_groups() -> None:
    assert judge(default_ingress=(rule(),))["closed"] is True
    assert judge(rule(), default_ingress=())["closed"] is False


def test_a_public_broker_of_rabbitmq_has_no_group() -> None:
    assert judge(security_groups=ABSENT, broker_engine="RabbitMQ")["closed"] is False
    assert judge(security_groups=ABSENT, broker_engine="ActiveMQ")["closed"] is True
    assert judge(security_groups=ABSENT, broker_engine=Unknown("var.x"))["closed"] == Unknown(
        "var.x"
    )
    assert judge(security_groups=ABSENT, engine="ActiveMQ")["closed"] is True


ENGINES = {
    "mariadb": {3306},
    "aurora-mysql": {3306},
    "aurora-postgresql": {5432},
    "oracle-se2-cdb": {1521},
    "custom-oracle-ee": {1521},
    "sqlserver-web": {1433},
    "custom-sqlserver-se": {1433},
    "db2-ae": {50000},
    "neptune": {8182},
    "ActiveMQ": {5671, 8162, 8883, 61614, 61617, 61619},
    "RABBITMQ": {443, 5671, 15671},
}


@given(st.sampled_from(sorted(ENGINES)), st.data())
def test_a_group_opens_an_engine_by_the_ports_that_it_listens_on(
    engine: str, data: st.DataObject
) -> None:
    near = sorted({n + d for ports in ENGINES.values() for n in ports for d in (-1, 0, 1)})
    first, last = sorted(data.draw(st.tuples(*[st.sampled_from(near)] * 2)))
    closed = judge(rule(**{"from": first, "to": last}), engine=engine)["closed"]
    assert closed is not any(first <= port <= last for port in ENGINES[engine])


@pytest.mark.parametrize(("port", "closed"), [(9194, False), (9198, False), (9098, True)])
def test_public_ports_of_kafka(port: int, closed: bool) -> None:
    rules = (rule(**{"from": port, "to": port}),)
    facts = {"publicly_accessible": True, "security_groups": ("sg-1",), "ingress": rules}
    assert kafka.analyse(Facts(facts)).value["closed"] is closed  # type: ignore[index, call-overload]


def test_one_address_that_is_not_known_is_narrow() -> None:
    assert judge(rule(cidrs=(PartialString((X, "/32")),)))["closed"] is True
    assert isinstance(judge(rule(cidrs=(PartialString((X, "/1")),)))["closed"], Unknown)


PUBLIC = {"route_table": "rtb-1", "routes": ({"cidr": WORLD, "gateway": "internet"},)}
PRIVATE = {"route_table": "rtb-2", "routes": ({"cidr": WORLD, "gateway": "private"},)}


@pytest.mark.parametrize(
    ("group", "subnets", "closed"),
    [
        ("g", (PRIVATE, PRIVATE), True),
        ("g", (PRIVATE, PUBLIC), False),
        ("g", (PRIVATE, X), X),
        ("g", (X, PUBLIC), False),
        ("g", (), Unknown("the subnet group g")),
        (X, (), X),
        (ABSENT, (), False),
        ("g", (Choice(X, (PUBLIC, None)),), X),
        ("g", (Choice(X, (PRIVATE, None)),), True),
        ("g", (None,), Unknown("the subnet group g")),
    ],
)
def test_subnets(group: Value, subnets: tuple[Value, ...], closed: Value) -> None:
    assert judge(rule(), subnet_group=group, subnets=subnets)["closed"] == closed
    rabbit = {"broker_engine": "rabbitmq", "security_groups": ABSENT}
    assert judge(**rabbit, subnet_group=group, subnets=subnets)["closed"] == closed


def test_security_groups_and_subnets_each_block_access() -> None:
    open_subnets, closed_subnets = (PUBLIC,), (PRIVATE,)
    assert judge(X, subnet_group="g", subnets=closed_subnets)["closed"] is True
    assert judge(X, subnet_group="g", subnets=open_subnets)["closed"] == X
    assert judge(subnet_group="g", subnets=open_subnets)["closed"] is True


@pytest.mark.parametrize("fields", [{"publicly_accessible": False}, {"ingress": ()}])
def test_subnets_are_not_read_if_they_do_not_matter(fields: dict[str, Value]) -> None:
    class Strict(Facts):
        def get(self, field: str) -> Value:  # type: ignore[override]
            assert not field.startswith("subnet")
            return super().get(field)

    base = {"publicly_accessible": True, "security_groups": ("sg-1",), "ingress": (rule(),)}
    assert analyse(Strict({**base, **fields})).value["closed"] is True  # type: ignore[index, call-overload]


def test_the_chain_leads_from_the_subnet_to_the_gateway() -> None:
    facts = {
        "publicly_accessible": True,
        "security_groups": ("sg-1",),
        "ingress": (rule(**{"from": 0, "to": 65535}),),
        "subnet_group": "g",
        "subnets": (PRIVATE, PUBLIC),
    }
    steps = [(step.field, step.path) for step in analyse(Facts(facts)).steps]
    assert steps == [
        ("publicly_accessible", ()),
        ("ingress", (0,)),
        ("subnets", (1,)),
        ("subnets", (1, "route_table")),
        ("subnets", (1, "routes", 0, "gateway")),
    ]


def test_the_address() -> None:
    assert judge()["public_address"] is True
    assert judge(publicly_accessible=False)["public_address"] is False
    assert judge(publicly_accessible=X)["public_address"] == X
    assert judge(publicly_accessible=ABSENT)["public_address"] == Unknown(UNSAID)


def test_security_groups_can_be_unknown() -> None:
    assert judge(security_groups=X)["closed"] == X
    assert judge(rule(), security_groups=X)["closed"] is False
    assert judge(security_groups=Choice(X, (("sg-1",), ())))["closed"] == X


OWN = {"@sources.port": ("root:db", "root:cluster")}


def port_of(owner: str, attribute: str = "port") -> Unknown:
    return Unknown(f"{owner}.{attribute}", Identity(f"root:{owner}", attribute))


@pytest.mark.parametrize(
    ("start", "end", "closed"),
    [
        (port_of("db"), port_of("db"), False),
        (port_of("cluster", "Endpoint.Port"), port_of("db"), False),
        (0, port_of("db"), False),
        (port_of("db"), 65535, False),
        (Choice(X, (port_of("db"), port_of("cluster"))), port_of("db"), False),
        (port_of("db"), X, None),
        (Choice(X, (port_of("db"), 6000)), port_of("db"), None),
        (port_of("db"), 80, True),
        (port_of("other"), port_of("other"), None),
        (port_of("db", "backup_retention_period"), port_of("db"), None),
    ],
)
@pytest.mark.parametrize("is_optional", [False, True])
def test_a_rule_opens_the_port_of_the_database(
    start: Value, end: Value, closed: bool | None, is_optional: bool
) -> None:
    opened: Value = rule(**{"from": start, "to": end})
    opened = Choice(X, (opened, opened)) if is_optional else opened
    found = judge(opened, **OWN)["closed"]
    assert isinstance(found, Unknown) if closed is None else found is closed


def test_a_rule_opens_the_port_of_a_database_of_an_unknown_engine() -> None:
    opened = rule(**{"from": port_of("db"), "to": port_of("db")})
    assert judge(opened, engine=X, **OWN)["closed"] is False


@pytest.mark.parametrize(("port", "closed"), [(P, False), (X, None), (5432, None)])
def test_a_rule_opens_what_the_port_is_set_to(port: Value, closed: bool | None) -> None:
    found = judge(rule(**{"from": P, "to": P}), port=port)["closed"]
    assert isinstance(found, Unknown) if closed is None else found is closed


PRIVATE = {"route_table": "rtb-1", "routes": ()}
PUBLIC = {"route_table": "rtb-1", "routes": ({"cidr": WORLD, "gateway": "internet"},)}


@pytest.mark.parametrize(
    ("groups", "closed"),
    [
        ({"source_subnet_group": "s", "source_subnets": (PRIVATE,)}, True),
        ({"source_subnet_group": "s", "source_subnets": (PUBLIC,)}, False),
        ({"source_subnet_group": "s", "source_subnets": ()}, None),
        ({"source_subnet_group": None, "source_subnets": (PRIVATE,)}, False),
        (
            {
                "subnet_group": "own",
                "subnets": (PRIVATE,),
                "source_subnet_group": "s",
                "source_subnets": (PUBLIC,),
            },
            True,
        ),
    ],
)
def test_a_replica_is_in_the_subnets_of_its_source(
    groups: dict[str, Value], closed: bool | None
) -> None:
    found = judge(rule(), **groups)["closed"]
    assert isinstance(found, Unknown) if closed is None else found is closed
