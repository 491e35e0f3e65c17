from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from iaclint.analyses.analysis import AnalysisResult
from iaclint.analyses.aws.iam.requests.other_resources import Owner
from iaclint.analyses.aws.s3.bucket import _evaluate_case, analyse, evaluate_bucket
from iaclint.symbolic.natures import Form, Nature
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Choice, PartialString, Unknown, Value
from tests.analyses import attributes
from tests.analyses.attributes import attribute
from tests.analyses.facts import Facts

BUCKET = attribute("aws_s3_bucket.media.arn", attributes.BUCKET_ARN)
OBJECTS = PartialString((BUCKET, "/*"))
ROLE = attribute("module.reader.role_arn", attributes.SOME_ARN)
X = Unknown("var.x")


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
    return evaluate_bucket(Facts({"policy": policy(*statements), **fields})).public


def result(**fields: Value) -> AnalysisResult:
    named = {name.replace("__", "."): value for name, value in fields.items()}
    return analyse(Facts(named))


def value(found: AnalysisResult) -> dict[str, Any]:
    assert isinstance(found.value, dict)
    return found.value


def levels(found: AnalysisResult) -> set[str]:
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
        ({"Principal": {"aws": "*"}}, YES),
        ({"Principal": {"Service": "*"}}, MAYBE),
        ({"Principal": {"Service": "*"}, "Condition": {"StringEquals": {"aws:SourceVpce": X}}}, NO),
        # Whatever the actions or resources are, they are public.
        ({"Action": X}, YES),
        ({"Resource": X}, YES),
        ({"Resource": PartialString(("arn:", X, ":s3:::media/*"))}, YES),
        ({"Resource": PartialString(("arn:aws:s3:::", X, "-media/", X, "/*"))}, YES),
        ({"Effect": X}, MAYBE),
        ({"Action": "s3:ListBucket"}, NO),
        ({"NotAction": "s3:*", "Action": None}, NO),
        ({"Condition": {"StringEquals": {"aws:SourceVpce": X}}}, NO),
        ({"Condition": {"ArnEquals": {"aws:PrincipalArn": X}}}, MAYBE),
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


def test_denies_that_cover_everything_together() -> None:
    secure = [{"Bool": {"aws:SecureTransport": value}} for value in ("true", "false")]
    assert public(statement(), deny(secure[0])) is YES
    assert public(statement(), *map(deny, secure)) is NO


def test_a_condition_of_one_statement_is_denied_by_another() -> None:
    referer = {"StringEquals": {"aws:Referer": "https://example.com/"}}
    allow = statement(Condition=referer)
    assert public(allow, deny({"StringNotEquals": {"aws:Referer": "x"}})) is NO
    assert public(allow, deny({"StringEquals": {"aws:Referer": "x"}})) is YES


def test_narrow_ranges_can_be_the_internet_together() -> None:
    halves = ["64.0.0.0/8", "65.0.0.0/8"]
    split = [statement(Condition={"IpAddress": {"aws:SourceIp": half}}) for half in halves]
    assert public(split[0]) is NO
    assert public(*split) is YES


def test_policy_variables_need_the_new_version() -> None:
    own = statement(Condition={"StringEquals": {"aws:PrincipalOrgID": "${aws:PrincipalOrgID}"}})
    assert evaluate_bucket(Facts({"policy": policy(own)})).public is YES
    assert evaluate_bucket(Facts({"policy": policy(own, version="2008-10-17")})).public is NO


def test_two_unknowns_with_one_symbol_may_differ() -> None:
    allow = statement(Resource=PartialString((BUCKET, "/", X, "/*")))
    covered = deny({}, Resource=PartialString((BUCKET, "/", X, "/*")))
    assert public(allow, covered) is MAYBE


@pytest.mark.parametrize("form", [Form.ARN, Form.ID, Form.NAME])
def test_a_star_after_a_bucket_is_about_its_objects(form: Form) -> None:
    own = attribute("aws_s3_bucket.media.x", Nature(form, is_assigned=True, is_of_resource=True))
    prefix = () if form is Form.ARN else ("arn:aws:s3:::",)
    both = ["s3:GetObject", "s3:ListBucket"]
    allow = statement(Action=both, Resource=PartialString((*prefix, own, "*")))
    assert levels(result(policy=policy(allow))) == {"public", "read", "list"}
    assert public(statement(Action=both), deny({}, Resource=allow["Resource"])) is NO
    after = PartialString((*prefix, own, X))
    assert public(statement(), deny({}, Resource=after)) is MAYBE


def test_a_choice_is_decided_where_its_branches_agree() -> None:
    closed = statement(Principal={"AWS": ROLE})
    test = Unknown("var.open")
    assert evaluate_bucket(Facts({"policy": Choice(test, (policy(closed), ABSENT))})).public is NO
    assert public(statement(Principal=Choice(test, ("*", {"AWS": "*"})))) is YES
    found = result(policy=policy(Choice(test, (closed, statement()))))
    assert value(found)["public"] == Unknown("var.open")
    listed = Unknown("var.acl", options=("public-read", "authenticated-read"))
    assert value(result(acl=listed))["public"] is True


def test_an_unknown_policy_can_deny_access_by_acl() -> None:
    assert value(result(acl="public-read", policy=X))["public"] == Unknown("var.x")


def test_any_permission_for_everyone_is_public() -> None:
    grant = {"uri": "http://acs.amazonaws.com/groups/global/AllUsers", "permission": X}
    found = value(result(grants=[grant]))
    assert found["public"] is True
    assert found["list"] == Unknown("var.x")


def test_an_action_matches_its_resource_type() -> None:
    exact = result(policy=policy(statement(Resource=X, Action=["s3:GetObject", "s3:ListBucket"])))
    assert levels(exact) == {"public", "read", "list"}
    some = value(result(policy=policy(statement(Resource=X, Action="s3:*"))))
    assert some["public"] is True
    assert some["read"] == Unknown("var.x")
    denied = deny({}, Action="s3:GetObject", Resource=PartialString((BUCKET, "/private/*")))
    partly = value(result(policy=policy(statement(Resource=X), denied)))
    assert partly["public"] == Unknown("var.x")
    denied["Resource"] = OBJECTS
    assert value(result(policy=policy(statement(Resource=X), denied)))["public"] is False


def test_permissions_may_be_a_list() -> None:
    group = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
    found = result(grants=[{"uri": group, "permission": ["READ", "WRITE_ACP"]}])
    assert levels(found) == {"public", "list", "acl"}


def test_reasoning_for_an_acl() -> None:
    steps = result(acl="public-read").steps
    assert [(step.text, step.field) for step in steps[:4]] == [
        (
            'the ACL "public-read" allows anyone on the internet to list the bucket\'s objects',
            "acl",
        ),
        ("object ownership is not configured, so it does not disable ACLs", "ownership"),
        (
            "Block Public Access is not configured for the bucket or the account",
            "public_access_block.ignore_public_acls",
        ),
        (
            "by default, a bucket created since April 2023 has ACLs disabled and blocks "
            "public access, so it rejects this ACL; on an older bucket the ACL takes effect",
            None,
        ),
    ]


def test_reasoning_for_a_policy_with_partial_block_public_access() -> None:
    read = statement(Sid="Read", Condition={"StringLike": {"aws:Referer": "https://a/*"}})
    steps = result(
        policy=policy(read),
        public_access_block__block_public_policy=True,
        public_access_block__restrict_public_buckets=False,
    ).steps
    assert [(step.text, step.field, step.path) for step in steps] == [
        (
            'statement 1 ("Read") of the bucket policy allows anyone on the internet to read'
            " objects",
            "policy",
            ("Statement", 0),
        ),
        (
            "the condition on aws:Referer does not restrict access: it does not identify the"
            " caller",
            "policy",
            ("Statement", 0, "Condition", "StringLike", "aws:Referer"),
        ),
        (
            "Block Public Access of the bucket does not enable restrict_public_buckets, and is not"
            " configured for the account",
            "public_access_block.restrict_public_buckets",
            (),
        ),
        (
            "block_public_policy only rejects new public policies: existing ones stay in effect",
            "public_access_block.block_public_policy",
            (),
        ),
        ("no ACL grants access", "acl", ()),
    ]


@pytest.mark.parametrize(
    ("fields", "first"),
    [
        ({}, "no ACL grants access"),
        ({"acl": "private"}, 'the ACL "private" grants no public access'),
        (
            {"policy": policy(statement(Principal={"AWS": ROLE}))},
            "the bucket policy only allows principals that it names",
        ),
        (
            {
                "policy": policy(statement()),
                "account_public_access_block.restrict_public_buckets": True,
            },
            "statement 1 of the bucket policy would allow anyone on the internet to read objects",
        ),
    ],
)
def test_a_pass_has_reasons(fields: dict[str, Value], first: str) -> None:
    found = analyse(Facts(fields))
    assert value(found)["public"] is False
    assert found.steps[0].text == first


def test_all_symbols_are_named() -> None:
    found = result(
        policy=policy(statement(Principal={"AWS": Unknown("var.readers")})),
        public_access_block__restrict_public_buckets=Unknown("var.restrict"),
    )
    assert value(found)["public"] == Unknown("var.readers")
    assert found.steps[-1].text == "unknown before deployment: var.readers, var.restrict"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"acl": "public-read", "ownership": "ObjectWriter"},
            "by default, a bucket created since April 2023 blocks public access, so it "
            "rejects this ACL; on an older bucket the ACL takes effect",
        ),
        (
            {"acl": "public-read", "public_access_block.ignore_public_acls": False},
            "by default, a bucket created since April 2023 has ACLs disabled, so it "
            "rejects this ACL; on an older bucket the ACL takes effect",
        ),
        (
            {
                "acl": "public-read",
                "ownership": "ObjectWriter",
                "public_access_block.ignore_public_acls": False,
            },
            "the defaults since April 2023 would reject this ACL, but this bucket disables them, "
            "so it takes effect on new and older buckets",
        ),
        (
            {"policy": policy(statement())},
            "by default, a bucket created since April 2023 blocks public access, so it "
            "rejects this policy; on an older bucket the policy takes effect",
        ),
    ],
)
def test_defaults_differ_for_new_and_old_buckets(fields: dict[str, Value], sentence: str) -> None:
    assert sentence in [step.text for step in analyse(Facts(fields)).steps]


def test_defaults_are_not_mentioned_for_a_private_bucket() -> None:
    steps = result(acl="public-read", public_access_block__ignore_public_acls=True).steps
    assert not any("2023" in step.text for step in steps)


ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers"


@pytest.mark.parametrize(
    ("fields", "opens", "writing", "only"),
    [
        ({"acl": "public-read-write"}, "list the bucket's objects", "write objects", False),
        (
            {"grants": [{"uri": ALL_USERS, "permission": "WRITE_ACP"}]},
            "perform unknown actions",
            "change the ACL",
            True,
        ),
        (
            {"grants": [{"uri": ALL_USERS, "permission": "READ_ACP"}]},
            "read the ACL",
            "perform unknown actions",
            False,
        ),
        (
            {"policy": policy(statement(Action="s3:*", Resource="*"))},
            "read objects, list the bucket's objects and read the ACL",
            "write objects and change the ACL",
            False,
        ),
        (
            {"policy": policy(statement(Action=X, Resource="*"))},
            "perform unknown actions",
            "perform unknown actions",
            False,
        ),
        (
            {"policy": policy(statement(Action="s3:GetBucketTagging", Resource="*"))},
            "perform administrative actions",
            "perform unknown actions",
            False,
        ),
    ],
)
def test_texts_for_public_access(
    fields: dict[str, Value], opens: str, writing: str, only: bool
) -> None:
    found = value(analyse(Facts(fields)))
    assert found["opens"] == f"anyone on the internet to {opens}"
    assert found["opens_writing"] == f"anyone on the internet to {writing}"
    assert found["only_writing"] is only


def test_whether_all_actions_write_can_be_unknown() -> None:
    write = statement(Action="s3:PutObject", Resource="*")
    read = statement(Effect=X, Resource="*")
    found = value(result(policy=policy(write, read)))
    assert (found["write"], found["only_writing"]) == (True, X)


def test_the_widest_kind_of_caller_is_named() -> None:
    group = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
    both = [{"uri": group, "permission": "READ"}, {"uri": ALL_USERS, "permission": "READ_ACP"}]
    assert value(result(acl="authenticated-read"))["opens"].startswith("anyone with an AWS account")
    assert value(result(grants=both))["opens"].startswith("anyone on the internet")


def test_only_certain_access_of_a_certain_grant_is_reported() -> None:
    steps = result(policy=policy(statement(Action=X, Resource="*"))).steps
    assert steps[0].text == (
        "statement 1 of the bucket policy allows anyone on the internet to perform unknown actions"
    )


@pytest.fixture(name="evaluated")
def count_evaluated(monkeypatch: pytest.MonkeyPatch) -> list[Value]:
    """Return the policies that are evaluated, as a list that grows."""
    evaluated: list[Value] = []

    def count(acls: Sequence[Value], policy: Value, owner: Owner | None) -> object:
        evaluated.append(policy)
        return _evaluate_case(acls, policy, owner)

    monkeypatch.setattr("iaclint.analyses.aws.s3.bucket._evaluate_case", count)
    return evaluated


def test_equal_policies_are_evaluated_once(evaluated: list[Value]) -> None:
    document = {"Statement": (statement(Sid="once", Resource="*"),)}
    for other in ("a", "b", "c"):
        chosen = Choice(Unknown(other), (document, ABSENT))
        assert evaluate_bucket(Facts({"policy": chosen})).public is MAYBE
    assert evaluated.count(document) == 1


def test_a_policy_is_evaluated_once_whatever_the_settings_are(evaluated: list[Value]) -> None:
    policy = Unknown("var.policy_of_many")
    for restricted, public in ((False, MAYBE), (Unknown("var.r"), MAYBE), (True, NO)):
        facts = Facts({"policy": policy, "public_access_block.restrict_public_buckets": restricted})
        assert evaluate_bucket(facts).public is public
    assert evaluated == [policy]
