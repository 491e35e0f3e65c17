from __future__ import annotations

import json
from typing import Any

import pytest

from iaclint.analyses.aws.iam.language.parser import read_policy
from iaclint.analyses.aws.iam.language.policy import Effect, Policy
from iaclint.analyses.aws.services.s3 import SERVICE as S3
from iaclint.limits import MAX_POLICY_PARTS
from iaclint.symbolic.unsettled import TOO_LARGE
from iaclint.symbolic.values import JsonText, PartialString, Unknown
from tests.values import as_value

PUBLIC = {
    "Effect": "Allow",
    "Principal": "*",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::media/*",
}


def policy(*statements: Any, **more: Any) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements), **more}


def parse(value: Any) -> Policy:
    return read_policy(as_value(value), S3)


def messages(value: Any) -> list[tuple[str, tuple[Any, ...]]]:
    return [(fault.message, fault.path) for fault in parse(value).faults]


def test_a_sound_policy_has_no_faults() -> None:
    read = parse(policy({**PUBLIC, "Sid": "Read"}, Id="x"))
    assert read.faults == ()
    assert read.variables
    (statement,) = read.statements
    assert statement.effect is Effect.ALLOW
    assert statement.path == ("Statement", 0)
    assert statement.name == 'statement 1 ("Read")'


def test_a_single_statement_needs_no_list() -> None:
    read = parse({"Statement": PUBLIC})
    assert [statement.path for statement in read.statements] == [("Statement",)]
    assert not read.variables


@pytest.mark.parametrize(
    ("statement", "message", "path"),
    [
        ({**PUBLIC, "Effect": "allow"}, 'Effect must be written "Allow"', ("Effect",)),
        ({**PUBLIC, "Effect": "Permit"}, 'Effect must be "Allow" or "Deny"', ("Effect",)),
        (
            {**PUBLIC, "Principals": "*"},
            "unknown element 'Principals': did you mean 'Principal'?",
            (),
        ),
        (
            {**PUBLIC, "Principal": "arn:aws:iam::444455556666:root"},
            'Principal must be "*" or an object such as {"AWS": …}',
            ("Principal",),
        ),
        (
            {**PUBLIC, "Principal": {"Aws": "*"}},
            "unknown principal type 'Aws': did you mean 'AWS'?",
            ("Principal", "Aws"),
        ),
        (
            {**PUBLIC, "Principal": {"AWS": "arn:aws:iam::*:root"}},
            "'arn:aws:iam::*:root': a principal cannot contain a wildcard other than \"*\"",
            ("Principal", "AWS"),
        ),
        (
            {**PUBLIC, "Principal": {"Service": "*"}},
            "'*': a principal cannot contain a wildcard other than \"*\"",
            ("Principal", "Service"),
        ),
        (
            {**PUBLIC, "Principal": {"AWS": {"AWS": "*"}}},
            "the name of a principal must be a string",
            ("Principal", "AWS"),
        ),
        (
            {**PUBLIC, "NotPrincipal": "*"},
            "a statement has both Principal and NotPrincipal",
            (),
        ),
        ({**PUBLIC, "NotAction": "s3:*"}, "a statement has both Action and NotAction", ()),
        (
            {key: item for key, item in PUBLIC.items() if key != "Resource"},
            "a statement needs Resource or NotResource",
            (),
        ),
        (
            {key: item for key, item in PUBLIC.items() if key != "Principal"},
            "a statement of a resource policy needs a Principal",
            (),
        ),
        (
            {**PUBLIC, "Condition": {"StringLikes": {"aws:Referer": "x"}}},
            "unknown condition operator 'StringLikes'",
            ("Condition", "StringLikes"),
        ),
        ({**PUBLIC, "Condition": ["x"]}, "Condition must be an object", ("Condition",)),
    ],
)
def test_policies_that_aws_rejects_have_faults_with_places(
    statement: Any, message: str, path: tuple[str, ...]
) -> None:
    assert (message, ("Statement", 0, *path)) in messages(policy(statement))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ('{"Version": ', "the policy is not valid JSON:"),
        ("[]", "the policy is not a JSON object"),
        ("[" * 100_000, "the policy is not valid JSON:"),
    ],
)
def test_an_invalid_policy_has_a_reason(text: str, start: str) -> None:
    read = parse(text)
    assert str(read.unread).startswith(start)
    assert read.faults


def test_unknown_parts_keep_their_places() -> None:
    arn = Unknown("aws_s3_bucket.media.arn")
    text = json.dumps(policy({**PUBLIC, "Resource": "@/*"}))
    before, after = text.split("@")
    (statement,) = parse(PartialString((before, arn, after))).statements
    assert statement.resources.values == (PartialString((arn, "/*")),)


def test_encoded_json_keeps_unknown_statements() -> None:
    read = parse(JsonText(policy(PUBLIC, Unknown("local.extra"))))
    assert [s.effect for s in read.statements] == [Effect.ALLOW, Effect.UNKNOWN]
    assert read.faults == ()


@pytest.mark.parametrize(
    ("effect", "read"),
    [("Allow", ("*:GetObject", "s3:List*")), ("Deny", ("GetObject", "s3:List*"))],
)
def test_an_action_without_its_service(effect: str, read: tuple[str, ...]) -> None:
    given = policy({**PUBLIC, "Effect": effect, "Action": ["GetObject", "s3:List*"]})
    (statement,) = parse(given).statements
    assert statement.actions.values == read
    assert [message for message, _ in messages(given)] == [
        "the action 'GetObject' lacks its service prefix, as in 's3:GetObject'"
    ]


@pytest.mark.parametrize(
    ("principal", "name"),
    [
        ({"AWS": "*"}, "*"),
        ({"*": "*"}, "*"),
        ({"aws": "*"}, "*"),
        ({"Service": "*"}, None),
        ({"Federated": "*"}, None),
        ({"CanonicalUser": "*"}, None),
        ({"Foo": "*"}, None),
        ({"AWS": {"AWS": "*"}}, None),
        ([{"AWS": "*"}], None),
        ({"Service": "s3.amazonaws.com"}, "s3.amazonaws.com"),
        ({"Foo": "x"}, "x"),
    ],
)
def test_whom_a_principal_that_aws_rejects_means_is_unknown(principal: Any, name: Any) -> None:
    (statement,) = parse(policy({**PUBLIC, "Principal": principal})).statements
    (found,) = statement.principals
    assert found.value == (name or Unknown("a principal that AWS rejects"))


@pytest.mark.parametrize(("effect", "kind"), [("Allow", "AWS"), ("Deny", "aws"), ("x", "aws")])
def test_only_an_allow_counts_as_its_author_means_it(effect: str, kind: str) -> None:
    given = policy({**PUBLIC, "Effect": effect, "Principal": {"aws": "444455556666"}})
    (statement,) = parse(given).statements
    assert [principal.type for principal in statement.principals] == [kind]


@pytest.mark.parametrize("arn", ["arn:aws:s3:::media/*", Unknown("var.arn")])
def test_a_trailing_comma_is_reported_and_ignored(arn: Any) -> None:
    before = '{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": ["s3:Get*",], '
    parts = (f'{before} "Resource": "', arn, '"}, ]}')
    read = parse("".join(parts) if isinstance(arn, str) else PartialString(parts))
    assert [statement.effect for statement in read.statements] == [Effect.ALLOW]
    (fault,) = read.faults
    assert fault.message.startswith("the policy is not valid JSON")


MANY = [f"arn:aws:s3:::media/{number}" for number in range(MAX_POLICY_PARTS)]
LARGE = [
    policy(*[PUBLIC] * (MAX_POLICY_PARTS // len(PUBLIC))),
    policy({**PUBLIC, "Resource": MANY}),
    policy({**PUBLIC, "Principal": {"AWS": MANY}}),
    policy({**PUBLIC, "Condition": {"StringLike": {"aws:sourcevpce": MANY}}}),
    policy({**PUBLIC, "Condition": {"StringLike": dict.fromkeys(MANY, "x")}}),
    policy({**PUBLIC, **dict.fromkeys(MANY, "x")}),
]


@pytest.mark.parametrize("given", LARGE, ids=range(len(LARGE)))
def test_a_policy_beyond_the_limit_is_not_read(given: Any) -> None:
    assert parse(given) == Policy(unread=TOO_LARGE)
    assert parse(json.dumps(given)) == Policy(unread=TOO_LARGE)


def test_a_policy_within_the_limit_is_read() -> None:
    count = MAX_POLICY_PARTS // len(PUBLIC) // 2
    assert len(parse(policy(*[PUBLIC] * count)).statements) == count
