"""Companions are linked to owners by identity, then by known name, and never guessed."""

from __future__ import annotations

from typing import Any

import pytest

from iaclint.models.companions.links import Link
from iaclint.models.companions.names import equality_key, without_suffix
from iaclint.models.companions.ownership import OwnerLookup
from iaclint.resource import Resource
from iaclint.symbolic.natures import Nature
from iaclint.symbolic.values import ABSENT, Choice, Identity, PartialString, Unknown, Value
from tests.fakes import resource

ENV = Unknown("var.env", Identity("root/var.env", ""))


def owners(*resources: Resource) -> OwnerLookup:
    return OwnerLookup(resources, ["id", "arn"], lambda found: found.body.get("name"))


def the_id(address: str, attribute: str = "id", scope: str = "root") -> Unknown:
    return Unknown(f"{address}.{attribute}", Identity(f"{scope}:{address}", attribute))


def linked(found: dict[str, Link]) -> dict[str, Value]:
    """Return whether each link holds; a choice as its options."""
    return {
        key.removeprefix("root:"): link.holds.options
        if isinstance(link.holds, Choice)
        else link.holds
        for key, link in found.items()
    }


A, B = resource("bucket.a", name="alpha"), resource("bucket.b", name=PartialString(("b-", ENV)))
C = resource("bucket.c", name=ENV)
ACL = resource("bucket_acl.x")
A_ARN = the_id("bucket.a", "arn")
SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:"
RANDOM_END = the_id("data.aws_secretsmanager_secret.a", "arn {random}")


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        (the_id("bucket.a"), {"bucket.a": True}),
        (the_id("bucket.b", "arn"), {"bucket.b": True}),
        (the_id("bucket.a", "region"), {}),
        (the_id("bucket.z"), {}),
        ("alpha", {"bucket.a": True}),
        ("arn:aws:s3:::alpha", {"bucket.a": True}),
        ("arn:aws:s3:alpha", {}),
        (PartialString(("arn:", Unknown("partition"), ":s3:::alpha")), {"bucket.a": True}),
        (PartialString(("arn:aws:s3:::", the_id("bucket.a"))), {"bucket.a": True}),
        ("https://sqs.eu-west-1.amazonaws.com/111122223333/alpha", {"bucket.a": True}),
        (
            PartialString(("https://sqs.", Unknown("region"), "/1/", the_id("bucket.a"))),
            {"bucket.a": True},
        ),
        ("/subscriptions/1/resourceGroups/g/providers/P/buckets/alpha", {"bucket.a": True}),
        ("storage.googleapis.com/alpha", {"bucket.a": True}),
        (PartialString(("storage.googleapis.com/", the_id("bucket.a"))), {"bucket.a": True}),
        ("arn:aws:dynamodb:eu-west-1:111122223333:table/alpha", {"bucket.a": True}),
        (f"{SECRET}alpha", {"bucket.a": True}),
        (f"{SECRET}alpha-x7Yz1Q", {"bucket.a": True}),
        (PartialString((f"{SECRET}alpha-", RANDOM_END)), {"bucket.a": True}),
        (PartialString((f"{SECRET}alpha-", Unknown("var.x"))), {}),
        (f"{SECRET}alpha-secret", {}),
        ("arn:aws:s3:::other/alpha", {}),
        ("https://example.com/alpha", {}),
        ("beta", {}),
        (PartialString(("b-", ENV)), {"bucket.b": True}),
        (PartialString(("arn:aws:s3:::b-", ENV)), {"bucket.b": True}),
        (PartialString(("b-", Unknown("var.env"))), {}),
        (ENV, {"bucket.c": True}),
        (Unknown("var.other"), {}),
        (None, {}),
        (ABSENT, {}),
    ],
)
def test_links(owner: Value, expected: dict[str, Value]) -> None:
    assert linked(owners(A, B, C).links(ACL, owner)) == expected


def of_elsewhere(symbol: str) -> Unknown:
    """Return an attribute of a resource of another type."""
    nature = Nature(is_of_resource=True)
    return Unknown(symbol, Identity(f"root:{symbol}", "id", "queue", nature))


@pytest.mark.parametrize(
    ("owner", "possible"),
    [
        (Unknown("var.other"), {"bucket.a": "var.other", "bucket.b": "var.other"}),
        (ENV, {"bucket.a": "var.env", "bucket.b": "var.env"}),
        (the_id("bucket.a", "cut(id)"), {"bucket.a": "bucket.a.cut(id)"}),
        (of_elsewhere("queue.q"), {}),
        ("beta", {}),
        ("b-prod", {"bucket.b": "var.env"}),
        (PartialString(("al", Unknown("var.x"))), {"bucket.a": "var.x"}),
        (PartialString((Unknown("var.x"), "-logs")), {"bucket.b": "var.x"}),
        (PartialString(("logs-", Unknown("var.x"))), {}),
        (PartialString(("arn:aws:s3:::al", Unknown("var.x"))), {"bucket.a": "var.x"}),
        (Choice(Unknown("var.which"), ("beta", "gamma")), {}),
        (Choice(Unknown("var.which"), ("beta", the_id("bucket.a", "cut(id)"))),
         {"bucket.a": "var.which"}),
        (None, {}),
        (ABSENT, {}),
    ],
)  # fmt: skip
def test_possible_owners(owner: Value, possible: dict[str, str]) -> None:
    links = owners(A, B).possible_links(ACL, owner)
    assert linked(links) == dict.fromkeys(possible, (True, False))
    blockers = {
        key.removeprefix("root:"): link.holds.test.symbol
        for key, link in links.items()
        if isinstance(link.holds, Choice)
    }
    assert blockers == possible


def test_a_resource_of_another_scope_is_no_possible_owner() -> None:
    elsewhere = resource("bucket_acl.x", scope="other")
    assert owners(A, B).possible_links(elsewhere, Unknown("var.other")) == {}


def test_the_only_bucket_is_not_assumed_to_be_the_owner() -> None:
    assert owners(A).links(ACL, Unknown("module.elsewhere.bucket")) == {}


def test_a_name_belongs_to_its_scope() -> None:
    elsewhere = resource("bucket_acl.x", scope="other")
    assert owners(A).links(elsewhere, "alpha") == {}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (
            (the_id("bucket.a"), the_id("bucket.b")),
            {"bucket.a": (True, False), "bucket.b": (False, True)},
        ),
        ((the_id("bucket.a"), "alpha"), {"bucket.a": True}),
        ((the_id("bucket.a"), None), {"bucket.a": (True, False)}),
        (("alpha", "beta"), {"bucket.a": (True, False)}),
        (("beta", "gamma"), {}),
    ],
)
def test_a_choice_of_owners_is_an_uncertain_link(
    options: tuple[Value, ...], expected: dict[str, Value]
) -> None:
    choice = Choice(Unknown("var.which"), options)
    assert linked(owners(A, B).links(ACL, choice)) == expected


def test_a_choice_of_names_is_an_uncertain_link() -> None:
    name = Choice(Unknown("var.which"), ("one", "two"))
    found = owners(resource("bucket.a", name=name))
    assert linked(found.links(ACL, "two")) == {"bucket.a": (False, True)}
    assert linked(found.links(ACL, name)) == {"bucket.a": True}


PRESENCE = Unknown("var.create", Identity("root/var.create", ""))


@pytest.mark.parametrize(
    ("of_owner", "of_companion", "expected"),
    [
        (None, PRESENCE, (True, False)),
        (PRESENCE, PRESENCE, True),
        (PRESENCE, None, True),
        (Unknown("var.other"), PRESENCE, (True, False)),
    ],
)
def test_a_companion_with_the_condition_of_its_owner_is_certain(
    of_owner: Unknown | None, of_companion: Unknown | None, expected: Value
) -> None:
    owner = resource("bucket.a", presence=of_owner)
    companion = resource("bucket_acl.x", presence=of_companion)
    assert linked(owners(owner).links(companion, the_id("bucket.a"))) == {"bucket.a": expected}


def test_an_owner_that_is_chosen_where_it_exists_is_certain() -> None:
    owner = resource("bucket.a", presence=PRESENCE)
    choice = Choice(PRESENCE, (the_id("bucket.a"), None))
    assert linked(owners(owner).links(ACL, choice)) == {"bucket.a": True}


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        ("a", "a", True),
        (1, True, False),
        (ENV, Unknown("other words", ENV.identity), True),
        (Unknown("var.x"), Unknown("var.x"), False),
        (PartialString(("a", ENV)), PartialString(("a", ENV)), True),
    ],
)
def test_sameness(left: Any, right: Any, equal: bool) -> None:
    assert (equality_key(left) == equality_key(right)) is equal


def test_linking_does_not_compare_every_owner() -> None:
    asked = []

    def name_of(found: Resource) -> Value:
        asked.append(found)
        return found.body.get("name")

    many = [resource(f"bucket.b{n}", name=f"n{n}") for n in range(200)]
    index = OwnerLookup(many, ["id"], name_of)
    for n in range(200):
        assert len(index.links(ACL, f"n{n}")) == 1
    assert len(asked) == 200


def test_aliases_of_an_owner() -> None:
    aliases = {
        Identity("root:policy.p", "id"): lambda: the_id("bucket.a"),
        Identity("root:policy.q", "id"): lambda: the_id("policy.p"),
        Identity("root:policy.loop", "id"): lambda: the_id("policy.loop"),
    }
    index = OwnerLookup([A], ["id"], lambda found: None, aliases)
    assert linked(index.links(ACL, the_id("policy.q"))) == {"bucket.a": True}
    either = Choice(Unknown("var.which"), (the_id("policy.p"), the_id("bucket.a")))
    assert linked(index.links(ACL, either)) == {"bucket.a": True}
    assert linked(index.links(ACL, the_id("policy.loop"))) == {}
    assert linked(index.links(ACL, the_id("policy.p", "arn"))) == {}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("logs.s3.amazonaws.com", "logs"),
        ("logs", "logs"),
        (PartialString((the_id("bucket.a"), ".s3.amazonaws.com")), the_id("bucket.a")),
        (PartialString((A_ARN, "/")), A_ARN),
        (PartialString(("arn:aws:s3:::b-", ENV, "/")), PartialString(("arn:aws:s3:::b-", ENV))),
        (PartialString((A_ARN, "/images/")), PartialString((A_ARN, "/images"))),
        (PartialString((A_ARN, ENV)), PartialString((A_ARN, ENV))),
        (A_ARN, A_ARN),
        (None, None),
    ],
)
def test_a_suffix_after_the_owner(value: Value, expected: Value) -> None:
    assert without_suffix(value, (".s3.amazonaws.com", "/")) == expected


def test_a_suffix_in_a_choice() -> None:
    found = without_suffix(Choice(ENV, ("a/", "b")), ("/",))
    assert isinstance(found, Choice)
    assert found.options == ("a", "b")


def test_a_suffix_with_any_text() -> None:
    region = Unknown("AWS::Region")
    suffixes = (".s3.*.amazonaws.com", "/*")
    assert without_suffix("logs.s3.eu-west-1.amazonaws.com", suffixes) == "logs"
    assert without_suffix("arn:aws:s3:::logs/vpc/", suffixes) == "arn:aws:s3:::logs"
    parts = PartialString((ENV, ".s3.", region, ".amazonaws.com"))
    assert without_suffix(parts, suffixes) == ENV
    assert without_suffix(PartialString((ENV, "/", region)), suffixes) == ENV


@pytest.mark.parametrize("type_", ["aws_db_subnet_group", "AWS::RDS::DBCluster"])
def test_names_of_databases_are_the_same_in_another_case(type_: str) -> None:
    known = resource(f"{type_}.a", name="Clinic")
    partial = resource(f"{type_}.b", name=PartialString((ENV, "-Clinic")))
    lookup = owners(known, partial)
    companion = resource("x.x")
    assert linked(lookup.links(companion, "cLINIC")) == {f"{type_}.a": True}
    other_case = PartialString((ENV, "-cLINIC"))
    assert linked(lookup.links(companion, other_case)) == {f"{type_}.b": True}
    choice = Choice(ENV, ("CLINIC", "other"))
    assert linked(lookup.links(companion, choice)) == {f"{type_}.a": (True, False)}
    assert list(lookup.possible_links(companion, "prod-CLINIC")) == [f"root:{type_}.b"]
    assert list(lookup.possible_links(companion, "prod-CLINIC-2")) == []


def test_names_of_buckets_have_a_case() -> None:
    assert linked(owners(A).links(ACL, "Alpha")) == {}
