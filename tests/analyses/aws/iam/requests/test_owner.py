"""Statements for another resource than the one that a policy is attached to."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from iaclint.analyses import find_analysis
from iaclint.analyses.analysis import OWN_RESOURCE
from iaclint.symbolic.natures import Form, Nature
from iaclint.symbolic.values import ABSENT, Identity, PartialString, Unknown, Value, concatenate
from tests.analyses.facts import Facts

ANALYSE = find_analysis("resource_policy")
ARN = Nature(Form.ARN, is_assigned=True, is_of_resource=True)
X = Unknown("var.x", Identity("the root", "var.x"))
ACCOUNT = "us-east-1:111122223333"
OTHERS = {
    "backup": f"arn:aws:backup:{ACCOUNT}:backup-vault:other",
    "cloudsearch": f"arn:aws:cloudsearch:{ACCOUNT}:domain/other",
    "es": f"arn:aws:es:{ACCOUNT}:domain/other/*",
    "events": f"arn:aws:events:{ACCOUNT}:event-bus/other",
    "glacier": f"arn:aws:glacier:{ACCOUNT}:vaults/other",
    "kinesis": f"arn:aws:kinesis:{ACCOUNT}:stream/other",
    "s3": "arn:aws:s3:::other",
    "secretsmanager": f"arn:aws:secretsmanager:{ACCOUNT}:secret:other-a1b2c3",
    "sns": f"arn:aws:sns:{ACCOUNT}:other",
    "sqs": "arn:aws:sqs:*:*:oth*",
}
"""An ARN of another resource, for services with names in ARNs."""


def arn(owner: str, kind: str = "a_queue", attribute: str = "arn") -> Unknown:
    return Unknown(f"{owner}.{attribute}", Identity(owner, attribute, kind, ARN))


OWN, OTHER, TOPIC = arn("a_queue.own"), arn("a_queue.other"), arn("a_topic.t", "a_topic")


def public(
    service: str,
    deny: Value,
    allow: Value = "*",
    name: Value = "own",
    kind: str = "a_queue",
    **fields: Value,
) -> Value:
    everyone = {"Principal": "*", "Action": "*"}
    statements = (
        {"Effect": "Deny", **everyone, "Resource": deny},
        {"Effect": "Allow", **everyone, "Resource": allow},
    )
    own = {"name": name, OWN_RESOURCE: (kind, f"{kind}.own")}
    facts = Facts({"policy": {"Statement": statements}, **own, **fields})
    facts.prefix = service
    value = ANALYSE(facts).value
    assert isinstance(value, dict)
    return value["public"]


@pytest.mark.parametrize(("service", "other"), OTHERS.items())
@pytest.mark.parametrize("name", ["own", ABSENT])
def test_a_deny_on_another_resource_denies_nothing(service: str, other: str, name: Value) -> None:
    allow = "*" if service != "s3" else ("arn:aws:s3:::own", "arn:aws:s3:::own/*")
    expected = name is ABSENT and service == "sqs"  # a generated name may start with `oth`
    found = public(service, other, allow, name)
    assert isinstance(found, Unknown) if expected else found is True
    assert public(service, other.replace("oth", "own"), allow, "owner") is False
    assert public(service, (other, "*"), allow, name) is False


@pytest.mark.parametrize("service", ["kms", "elasticfilesystem", *OTHERS])
@pytest.mark.parametrize("other", [OTHER, TOPIC, PartialString((OTHER, "/*"))])
def test_the_arn_of_another_resource_of_the_configuration(service: str, other: Value) -> None:
    if service != "s3":
        assert public(service, other) is True
        assert public(service, (), other) is False
    assert public(service, (other, OWN), OWN) is False


@pytest.mark.parametrize("service", ["kms", "elasticfilesystem", "sqs"])
@pytest.mark.parametrize(
    "own",
    [
        OWN,
        PartialString((OWN, "")),
        arn("a_queue_version.v", "a_queue_version"),
        arn("a_topic.t", "a_topic", "queue_arn"),
        PartialString((arn("a_topic.t", "a_topic", "queue_arn"), "*")),
        "*",
        "arn:aws:*",
    ],
)
def test_the_arn_of_the_resource(service: str, own: Value) -> None:
    assert public(service, own) is False
    assert public(service, (), own) is True


@pytest.mark.parametrize(
    ("name", "deny"),
    [
        ("own", X),
        ("own", replace(TOPIC, identity=replace(TOPIC.identity, nature=Nature(Form.ARN)))),
        (X, "arn:aws:sqs:us-east-1:111122223333:orders"),
        (X, PartialString(("arn:aws:sqs:", X, ":", X, ":orders"))),
        (ABSENT, "arn:aws:sqs:us-east-1:111122223333:shop-Orders-1A2B3C4D5E6F7"),
        (ABSENT, "arn:aws:sqs:us-east-1:111122223333:terraform-20260101000000000000000001"),
        (ABSENT, "arn:aws:sqs:*:*:shop-*"),
    ],
)
def test_a_deny_that_may_be_on_another_resource(name: Value, deny: Value) -> None:
    assert isinstance(public("sqs", deny, name=name), Unknown)
    assert public("sqs", (), deny, name) is True


def test_the_names_of_other_services_and_ids() -> None:
    assert public("sqs", f"arn:aws:sns:{ACCOUNT}:own") is True
    assert public("sqs", f"arn:aws:sqs:{ACCOUNT}:own-orders") is True
    assert public("es", f"arn:aws:es:{ACCOUNT}:domain/other/own/*") is True
    assert public("secretsmanager", f"arn:aws:secretsmanager:{ACCOUNT}:secret:own-a1b2c3") is False
    assert public("kms", f"arn:aws:kms:{ACCOUNT}:alias/own") is True
    assert isinstance(public("kms", f"arn:aws:kms:{ACCOUNT}:key/1234abcd"), Unknown)
    assert public("kms", f"arn:aws:kms:{ACCOUNT}:key/*") is False


def test_the_policy_of_an_account_is_about_all_its_resources() -> None:
    table = "arn:aws:glue:us-east-1:111122223333:table/*"
    assert public("glue", table, table, kind="a_resource_policy") is False


BUS = f"arn:aws:events:{ACCOUNT}:event-bus/"
WORKSPACE, OTHER_SPACE = f"arn:aws:aps:{ACCOUNT}:workspace/ws-1", "arn:aws:aps:*:*:workspace/ws-2"
STORE = f"arn:aws:cloudtrail:{ACCOUNT}:eventdatastore/"


@pytest.mark.parametrize(
    ("service", "to", "own", "other"),
    [
        ("events", "own", BUS + "own", BUS + "other"),
        ("events", "default", BUS + "default", BUS + "own"),
        ("events", arn("bus.own", "bus", "name"), arn("bus.own", "bus"), arn("bus.x", "bus")),
        ("cloudtrail", STORE + "own", STORE + "own", STORE + "other"),
        ("cloudtrail", arn("store.own", "store"), arn("store.own", "store"), OTHER),
        ("events", "a/b", BUS + "a/b", BUS + "b"),
        ("events", PartialString((X, "-b")), PartialString((BUS, X, "-b")), BUS + "a-c"),
        ("aps", PartialString(("arn:aws:aps:", X, ":*:workspace/ws-1")), WORKSPACE, OTHER_SPACE),
        ("aps", "ws-1", WORKSPACE, OTHER_SPACE),
    ],
)
def test_a_policy_of_its_own_names_what_it_is_attached_to(
    service: str, to: Value, own: Value, other: Value
) -> None:
    def judge(deny: Value, allow: Value = "*") -> Value:
        return public(service, deny, allow, kind="a_resource_policy", attached_to=to)

    assert judge(own) is judge((own, other)) is False
    assert judge(other) is judge((), own) is True
    assert judge((), other) is False
    around = own.parts if isinstance(own, PartialString) else (own,)
    assert judge(concatenate([*around, "-x"])) is True


def test_a_policy_that_is_attached_to_something_unknown() -> None:
    bus = Unknown("var.bus", Identity("the root", "var.bus"))

    def judge(deny: Value, to: Value = bus) -> Value:
        return public("events", deny, kind="a_bus_policy", attached_to=to)

    assert isinstance(judge(BUS + "other"), Unknown)
    assert judge(bus) is judge(PartialString((BUS, bus))) is judge("*") is False
    assert judge(PartialString((BUS, bus, "-other"))) is True
    assert judge(BUS + "other", ABSENT) is False
    given = replace(bus, derived=Nature(Form.ARN))
    assert judge(given, given) is False
    found = replace(bus, derived=Nature(Form.ARN, is_assigned=True))
    undecided = (given, found, PartialString((STORE, X, "-")))
    assert all(isinstance(judge(BUS + "other", to), Unknown) for to in undecided)


@pytest.mark.parametrize(
    ("service", "allow"),
    [
        ("redshift", f"arn:aws:redshift-serverless:{ACCOUNT}:namespace/1234"),
        ("redshift", OTHER),
        ("codeartifact", TOPIC),
        ("ecr_registry", f"arn:aws:ecr:{ACCOUNT}:repository/other"),
    ],
)
def test_policies_about_several_types(service: str, allow: Value) -> None:
    kind = "a_registry_policy" if service == "ecr_registry" else "a_domain"
    assert public(service, (), allow, kind=kind) is True


def test_s3_accepts_no_other_resource() -> None:
    assert public("s3", (), ("arn:aws:s3:::other", "arn:aws:s3:::other/*")) is True
