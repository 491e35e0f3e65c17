from __future__ import annotations

from typing import Any

import pytest

from iaclint.analyses.analysis import Outcome
from iaclint.analyses.aws.s3.bucket import analyse, judge
from iaclint.symbolic.values import (
    ABSENT,
    Choice,
    PartialString,
    Truth,
    Unknown,
    Value,
)
from tests.analyses import attributes
from tests.analyses.attributes import attribute

BUCKET = attribute("aws_s3_bucket.media.arn", attributes.BUCKET_ARN)
OBJECTS = PartialString((BUCKET, "/*"))
ROLE = attribute("module.reader.role_arn", attributes.SOME_ARN)
X = Unknown("var.x")


class Facts(dict[str, Value]):
    def get(self, field: str) -> Value:  # type: ignore[override]
        return super().get(field, ABSENT)


def statement(**elements: Value) -> dict[str, Value]:
    base: dict[str, Value] = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": OBJECTS,
    }
    return base | elements


def policy(*statements: Value, version: str = "2012-10-17") -> dict[str, Value]:
    return {"Version": version, "Statement": list(statements)}


def public(*statements: Value, **fields: Value) -> Truth:
    return judge(Facts({"policy": policy(*statements), **fields})).public


def outcome(**fields: Value) -> Outcome:
    named = {name.replace("__", "."): value for name, value in fields.items()}
    return analyse(Facts(named))


def value(found: Outcome) -> dict[str, Any]:
    assert isinstance(found.value, dict)
    return found.value


def deeds(found: Outcome) -> set[str]:
    """Return what is certainly so."""
    return {name for name, holds in value(found).items() if holds is True}


YES, NO, MAYBE = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        ({}, YES),
        ({"Resource": BUCKET, "Action": "s3:ListBucket"}, YES),
        ({"Principal": {"AWS": ROLE}}, NO),
        ({"Principal": {"AWS": X}}, MAYBE),
        ({"Principal": {"AWS": PartialString(("arn:aws:iam::", X, ":root"))}}, NO),
        ({"Principal": {"CanonicalUser": X}}, MAYBE),
        # Whatever the actions or resources are, everybody gets them.
        ({"Action": X}, YES),
        ({"Resource": X}, YES),
        ({"Resource": PartialString(("arn:", X, ":s3:::media/*"))}, YES),
        ({"Resource": PartialString(("arn:aws:s3:::", X, "-media/", X, "/*"))}, YES),
        ({"Effect": X}, MAYBE),
        ({"Action": "s3:ListBucket"}, NO),
        ({"NotAction": "s3:*", "Action": None}, NO),
        ({"Condition": {"StringEquals": {"aws:SourceVpce": X}}}, NO),
        ({"Condition": {"ArnEquals": {"aws:PrincipalArn": X}}}, NO),
        ({"Condition": {"StringLike": {"aws:SourceVpce": X}}}, MAYBE),
        ({"Condition": {"ArnLike": {"aws:PrincipalArn": X}}}, MAYBE),
        ({"Condition": {"IpAddress": {"aws:SourceIp": X}}}, MAYBE),
        ({"Condition": {"StringEquals": {"aws:Referer": X}}}, YES),
        ({"Condition": {"Bool": {"aws:SecureTransport": X}}}, YES),
        ({"Condition": {"StringEquals": {X.symbol: "x", "aws:SourceVpce": "v"}}}, NO),
        ({"Condition": {"StringEqual": {"aws:SourceVpce": "v"}}}, MAYBE),
        ({"Condition": {"StringEquals": {"aws:userid": "anonymous"}}}, YES),
        ({"Condition": {"StringEquals": {"aws:PrincipalOrgID": "${aws:ResourceOrgID}"}}}, NO),
        (
            {"Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::444455556666:role/*"}}},
            NO,
        ),
        ({"Condition": {"StringLike": {"aws:PrincipalArn": "arn:aws:iam::444455556666*"}}}, YES),
        ({"Condition": {"Bool": {"aws:PrincipalIsAWSService": "true"}}}, NO),
        ({"Condition": {"BoolIfExists": {"aws:PrincipalIsAWSService": "true"}}}, YES),
    ],
)
def test_one_allow(elements: dict[str, Value], expected: Truth) -> None:
    assert public(statement(**elements)) is expected


def deny(condition: Value, **elements: Value) -> dict[str, Value]:
    base = statement(Effect="Deny", Action="s3:*", Resource=[BUCKET, OBJECTS])
    return base | {"Condition": condition} | elements


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"StringNotEquals": {"aws:SourceVpce": X}}, NO),
        ({"StringNotEquals": {"aws:PrincipalOrgID": X, "aws:SourceVpce": X}}, NO),
        ({"ArnNotEquals": {"aws:PrincipalArn": [ROLE]}}, NO),
        ({"ArnNotLike": {"aws:PrincipalArn": [ROLE]}}, MAYBE),
        ({"NotIpAddress": {"aws:SourceIp": X}}, MAYBE),
        ({"NotIpAddress": {"aws:SourceIp": PartialString((X, "/32"))}}, NO),
        ({"StringNotLike": {"aws:SourceVpc": "vpc-*"}}, YES),
        ({"StringEquals": {"aws:SourceVpce": X}}, YES),
        ({"StringNotEquals": {"s3:x-amz-server-side-encryption": X}}, YES),
        ({"Null": {"s3:x-amz-server-side-encryption": "true"}}, YES),
        ({"StringLike": {"aws:Referer": "*"}}, YES),
        (
            {
                "StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"},
                "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
            },
            NO,
        ),
        ({"Bool": {"aws:SecureTransport": ["true", "false"]}}, NO),
        ({"StringEquals": {"aws:ResourceAccount": "111122223333"}}, NO),
    ],
)
def test_a_deny_after_a_public_allow(condition: Value, expected: Truth) -> None:
    assert public(statement(), deny(condition)) is expected


def test_denies_that_only_close_together() -> None:
    secure = [{"Bool": {"aws:SecureTransport": value}} for value in ("true", "false")]
    assert public(statement(), deny(secure[0])) is YES
    assert public(statement(), *map(deny, secure)) is NO


def test_what_one_statement_needs_another_denies() -> None:
    referer = {"StringEquals": {"aws:Referer": "https://example.com/"}}
    allow = statement(Condition=referer)
    assert public(allow, deny({"StringNotEquals": {"aws:Referer": "x"}})) is NO
    assert public(allow, deny({"StringEquals": {"aws:Referer": "x"}})) is YES


def test_narrow_ranges_can_be_the_internet_together() -> None:
    halves = ["64.0.0.0/8", "65.0.0.0/8"]
    split = [statement(Condition={"IpAddress": {"aws:SourceIp": half}}) for half in halves]
    assert public(split[0]) is NO
    assert public(*split) is YES


def test_variables_need_the_version_that_knows_them() -> None:
    own = statement(Condition={"StringEquals": {"aws:PrincipalOrgID": "${aws:PrincipalOrgID}"}})
    assert judge(Facts({"policy": policy(own)})).public is YES
    assert judge(Facts({"policy": policy(own, version="2008-10-17")})).public is NO


def test_two_unknowns_with_one_symbol_may_differ() -> None:
    allow = statement(Resource=PartialString((BUCKET, "/", X, "/*")))
    covered = deny({}, Resource=PartialString((BUCKET, "/", X, "/*")))
    assert public(allow, covered) is MAYBE


def test_a_choice_is_decided_where_its_branches_agree() -> None:
    closed = statement(Principal={"AWS": ROLE})
    test = Unknown("var.open")
    assert judge(Facts({"policy": Choice(test, (policy(closed), ABSENT))})).public is NO
    assert public(statement(Principal=Choice(test, ("*", {"AWS": "*"})))) is YES
    found = outcome(policy=policy(Choice(test, (closed, statement()))))
    assert value(found)["public"] == Unknown("var.open")
    listed = Unknown("var.acl", options=("public-read", "authenticated-read"))
    assert value(outcome(acl=listed))["public"] is True


def test_an_unread_policy_may_deny_what_an_acl_grants() -> None:
    assert value(outcome(acl="public-read", policy=X))["public"] == Unknown("var.x")


def test_any_permission_for_everyone_is_public() -> None:
    grant = {"uri": "http://acs.amazonaws.com/groups/global/AllUsers", "permission": X}
    found = value(outcome(grants=[grant]))
    assert found["public"] is True
    assert found["list"] == Unknown("var.x")


def test_an_action_goes_with_its_resource_whatever_that_is() -> None:
    exact = outcome(policy=policy(statement(Resource=X, Action=["s3:GetObject", "s3:ListBucket"])))
    assert deeds(exact) == {"public", "read", "list"}
    some = value(outcome(policy=policy(statement(Resource=X, Action="s3:*"))))
    assert some["public"] is True
    assert some["read"] == Unknown("var.x")
    denied = deny({}, Action="s3:GetObject", Resource=PartialString((BUCKET, "/private/*")))
    partly = value(outcome(policy=policy(statement(Resource=X), denied)))
    assert partly["public"] == Unknown("var.x")
    denied["Resource"] = OBJECTS
    assert value(outcome(policy=policy(statement(Resource=X), denied)))["public"] is False


def test_permissions_may_be_a_list() -> None:
    group = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
    found = outcome(grants=[{"uri": group, "permission": ["READ", "WRITE_ACP"]}])
    assert deeds(found) == {"public", "list", "acl"}


def test_the_chain_of_a_declared_acl() -> None:
    steps = outcome(acl="public-read").steps
    assert [(step.text, step.field) for step in steps[:4]] == [
        ('the ACL "public-read" lets anyone on the internet list what is in the bucket', "acl"),
        ("no object ownership is declared that would disable ACLs", "ownership"),
        (
            "no public access block is declared for the bucket or the account",
            "public_access_block.ignore_public_acls",
        ),
        (
            "by AWS's defaults, a bucket created since April 2023 has ACLs disabled and blocks "
            "public access, so it refuses this ACL; on an older bucket the ACL takes effect",
            None,
        ),
    ]


def test_the_chain_of_a_policy_with_half_a_block() -> None:
    read = statement(Sid="Read", Condition={"StringLike": {"aws:Referer": "https://a/*"}})
    steps = outcome(
        policy=policy(read),
        public_access_block__block_public_policy=True,
        public_access_block__restrict_public_buckets=False,
    ).steps
    assert [(step.text, step.field, step.path) for step in steps] == [
        (
            'statement 1 ("Read") of the bucket policy lets anyone on the internet read objects',
            "policy",
            ("Statement", 0),
        ),
        (
            "the condition on aws:Referer does not keep them out: it does not say who may call",
            "policy",
            ("Statement", 0, "Condition", "StringLike", "aws:Referer"),
        ),
        (
            "the public access block of the bucket leaves restrict_public_buckets off; "
            "none is declared for the account",
            "public_access_block.restrict_public_buckets",
            (),
        ),
        (
            "block_public_policy refuses new public policies only: what is attached stays open",
            "public_access_block.block_public_policy",
            (),
        ),
        ("no ACL that grants anything is declared", "acl", ()),
    ]


@pytest.mark.parametrize(
    ("fields", "first"),
    [
        ({}, "no ACL that grants anything is declared"),
        ({"acl": "private"}, 'the ACL "private" grants nothing to strangers'),
        (
            {"policy": policy(statement(Principal={"AWS": ROLE}))},
            "the bucket policy lets in only callers that it names",
        ),
        (
            {
                "policy": policy(statement()),
                "account_public_access_block.restrict_public_buckets": True,
            },
            "statement 1 of the bucket policy would let anyone on the internet read objects",
        ),
    ],
)
def test_what_passes_says_why(fields: dict[str, Value], first: str) -> None:
    found = analyse(Facts(fields))
    assert value(found)["public"] is False
    assert found.steps[0].text == first


def test_all_symbols_are_named() -> None:
    found = outcome(
        policy=policy(statement(Principal={"AWS": Unknown("var.readers")})),
        public_access_block__restrict_public_buckets=Unknown("var.restrict"),
    )
    assert value(found)["public"] == Unknown("var.readers")
    assert found.steps[-1].text == "not known before deployment: var.readers, var.restrict"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"acl": "public-read", "ownership": "ObjectWriter"},
            "by AWS's defaults, a bucket created since April 2023 blocks public access, so it "
            "refuses this ACL; on an older bucket the ACL takes effect",
        ),
        (
            {"acl": "public-read", "public_access_block.ignore_public_acls": False},
            "by AWS's defaults, a bucket created since April 2023 has ACLs disabled, so it "
            "refuses this ACL; on an older bucket the ACL takes effect",
        ),
        (
            {
                "acl": "public-read",
                "ownership": "ObjectWriter",
                "public_access_block.ignore_public_acls": False,
            },
            "AWS's defaults since April 2023 would refuse this ACL on a new bucket, but are "
            "turned off here: it takes effect on new and old buckets alike",
        ),
        (
            {"policy": policy(statement())},
            "by AWS's defaults, a bucket created since April 2023 blocks public access, so it "
            "refuses this policy; on an older bucket the policy takes effect",
        ),
    ],
)
def test_what_the_defaults_do_on_a_new_and_on_an_old_bucket(
    fields: dict[str, Value], sentence: str
) -> None:
    assert sentence in [step.text for step in analyse(Facts(fields)).steps]


def test_a_closed_bucket_needs_no_word_on_defaults() -> None:
    steps = outcome(acl="public-read", public_access_block__ignore_public_acls=True).steps
    assert not any("2023" in step.text for step in steps)


ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers"


@pytest.mark.parametrize(
    ("fields", "opens", "writing", "only"),
    [
        ({"acl": "public-read-write"}, "list what is in the bucket", "write objects", False),
        (
            {"grants": [{"uri": ALL_USERS, "permission": "WRITE_ACP"}]},
            "do something that is not known",
            "change the ACL",
            True,
        ),
        (
            {"grants": [{"uri": ALL_USERS, "permission": "READ_ACP"}]},
            "see the ACL",
            "do something that is not known",
            False,
        ),
        (
            {"policy": policy(statement(Action="s3:*", Resource="*"))},
            "read objects, list what is in the bucket and see the ACL",
            "write objects and change the ACL",
            False,
        ),
        (
            {"policy": policy(statement(Action=X, Resource="*"))},
            "do something that is not known",
            "do something that is not known",
            False,
        ),
        (
            {"policy": policy(statement(Action="s3:GetBucketTagging", Resource="*"))},
            "use administrative actions",
            "do something that is not known",
            False,
        ),
    ],
)
def test_what_strangers_do_in_words(
    fields: dict[str, Value], opens: str, writing: str, only: bool
) -> None:
    found = value(analyse(Facts(fields)))
    assert found["opens"] == f"anyone on the internet {opens}"
    assert found["opens_writing"] == f"anyone on the internet {writing}"
    assert found["only_writing"] is only


def test_whether_all_is_writing_may_be_unknown() -> None:
    write = statement(Action="s3:PutObject", Resource="*")
    read = statement(Effect=X, Resource="*")
    found = value(outcome(policy=policy(write, read)))
    assert (found["write"], found["only_writing"]) == (True, X)


def test_strangers_are_named_by_the_widest_kind() -> None:
    group = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
    both = [{"uri": group, "permission": "READ"}, {"uri": ALL_USERS, "permission": "READ_ACP"}]
    assert value(outcome(acl="authenticated-read"))["opens"].startswith(
        "anyone with an AWS account"
    )
    assert value(outcome(grants=both))["opens"].startswith("anyone on the internet")


def test_of_a_certain_grant_only_what_is_certain_is_told() -> None:
    steps = outcome(policy=policy(statement(Action=X, Resource="*"))).steps
    assert steps[0].text == (
        "statement 1 of the bucket policy lets anyone on the internet do something that is not"
        " known"
    )
