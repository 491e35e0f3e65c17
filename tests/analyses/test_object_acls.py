"""ACLs of objects, with a Deny on keys in the bucket policy."""

from __future__ import annotations

import pytest

from iaclint.analyses import find_analysis
from iaclint.analyses.aws.s3.bucket import evaluate_bucket
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, PartialString, Unknown, Value
from tests.analyses.facts import Facts

NAME = Unknown("var.name")
OPEN = {"acl": "public-read", "key": "open/x.txt"}
ALLOW = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"}


def denying(*keys: Value, **elements: Value) -> Value:
    resources = [f"arn:aws:s3:::media/{key}" if isinstance(key, str) else key for key in keys]
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": resources}
    return {"Version": "2012-10-17", "Statement": [{**deny, **elements}]}


def public(policy: Value, *objects: Value) -> Truth:
    return evaluate_bucket(Facts({"policy": policy, "object_grants": objects})).by_acl


@pytest.mark.parametrize(
    ("key", "denied", "expected"),
    [
        ("secret/x.txt", "secret/*", Truth.FALSE),
        ("open/x.txt", "secret/*", Truth.TRUE),
        ("secret/x.txt", "secret/?.txt", Truth.FALSE),
        ("Secret/x.txt", "secret/*", Truth.TRUE),
        ("secret/*", "secret/a", Truth.TRUE),
        (PartialString(("secret/", NAME, ".txt")), "secret/*", Truth.FALSE),
        (PartialString(("secret/", NAME, ".txt")), "secret/a*", Truth.UNKNOWN),
        (PartialString(("secret/", NAME, ".txt")), "secret/?.txt", Truth.UNKNOWN),
        (PartialString(("secret/", NAME, ".txt")), "*.pdf", Truth.TRUE),
        (PartialString(("secret/", NAME)), "*.pdf", Truth.UNKNOWN),
        (PartialString((NAME, "/x.txt")), "secret/*", Truth.UNKNOWN),
        (NAME, "*", Truth.FALSE),
        (NAME, "secret/*", Truth.UNKNOWN),
    ],
)
def test_a_deny_applies_to_objects_with_matching_keys(
    key: Value, denied: str, expected: Truth
) -> None:
    assert public(denying(denied), {"acl": "public-read", "key": key}) is expected


def test_an_unknown_key_blocks_the_verdict() -> None:
    key = PartialString(("secret/", NAME))
    fields = {"policy": denying("secret/a*"), "object_grants": [{"acl": "public-read", "key": key}]}
    assert evaluate_bucket(Facts(fields)).blockers() == ("var.name",)


def test_each_object_has_a_key_of_its_own() -> None:
    secret = {"acl": "public-read", "key": "secret/x.txt"}
    assert public(denying("secret/*"), secret, OPEN) is Truth.TRUE
    assert public(denying("secret/*", "open/*"), secret, OPEN) is Truth.FALSE
    assert public(denying("secret/*", NAME), secret, OPEN) is Truth.UNKNOWN


def test_the_grants_of_an_object_count_as_its_acl() -> None:
    uri = "http://acs.amazonaws.com/groups/global/AllUsers"
    copy = {"key": "secret/x.txt", "grants": [{"uri": uri, "permissions": ["READ"]}]}
    assert public(ABSENT, copy) is Truth.TRUE
    assert public(denying("secret/*"), copy) is Truth.FALSE
    assert public(denying("open/*"), copy) is Truth.TRUE


def test_a_deny_with_not_resource() -> None:
    policy = denying(NotResource="arn:aws:s3:::media/open/*")
    del policy["Statement"][0]["Resource"]  # type: ignore[index]
    assert public(policy, OPEN) is Truth.TRUE
    assert public(policy, {"acl": "public-read", "key": "secret/x.txt"}) is Truth.FALSE
    assert public(policy, {"acl": "public-read", "key": NAME}) is Truth.UNKNOWN


def test_objects_do_not_affect_access_by_policy() -> None:
    policy = denying("a/*")
    allow = {**policy["Statement"][0], "Effect": "Allow"}  # type: ignore[index]
    policy["Statement"].append(allow)  # type: ignore[index]
    facts = Facts({"policy": policy, "object_grants": [{"acl": "private", "key": NAME}]})
    assert evaluate_bucket(facts).public is Truth.FALSE


def steps(**fields: Value) -> list[str]:
    return [step.text for step in find_analysis("s3_exposure")(Facts(fields)).steps]


def test_a_public_policy_comes_before_the_acl_of_an_object() -> None:
    allow = {**denying("*"), "Statement": [{**ALLOW, "Resource": "arn:aws:s3:::media/*"}]}
    first, *others = steps(policy=allow, object_grants=[OPEN])
    assert first.startswith("statement 1 of the bucket policy")
    assert any(text.startswith("an object's ACL") for text in others)


def test_what_is_unknown_of_a_grant_is_not_named() -> None:
    found = steps(grants=Unknown("var.grants"))
    assert [text for text in found if "ACL grant" in text] == [
        "an ACL grant may allow anyone on the internet to list the bucket's objects, "
        "write objects, read the ACL and change the ACL"
    ]
