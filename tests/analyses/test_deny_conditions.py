"""A Deny that excludes some requests leaves a policy public; one that excludes all closes it.

Requests are tried one by one, so these laws do not depend on how the analyses choose examples.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iaclint.analyses import find_analysis
from iaclint.analyses.aws.s3.bucket import evaluate_bucket
from iaclint.symbolic.truth import Truth
from tests.analyses.brute_force import is_allowed
from tests.analyses.facts import Facts
from tests.analyses.generators import LAWS

Statement = dict[str, Any]
FREE = ("aws:username", "aws:PrincipalTag/team", "aws:Referer", "aws:UserAgent", "s3:prefix",
        "s3:x-amz-acl", "s3:ExistingObjectTag/a", "aws:PrincipalType", "corp:custom")  # fmt: skip
ALPHABET = "abC"


def public(statements: Iterable[Statement]) -> Truth:
    read = {"Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::media/*"}
    policy = {"Version": "2012-10-17", "Statement": [{**read, **s} for s in statements]}
    return evaluate_bucket(Facts({"policy": policy})).public


def texts(longest: int, alphabet: str = ALPHABET) -> list[str]:
    return [
        "".join(letters)
        for length in range(1, longest + 1)
        for letters in itertools.product(alphabet, repeat=length)
    ]


patterns = st.text("ab*?", min_size=1, max_size=3)
operators = st.sampled_from(
    ["StringLike", "StringNotLike", "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase"]
)
suffixes = st.sampled_from(["", "", "IfExists"])


@st.composite
def conditions(draw: st.DrawFn, keys: Sequence[str], prefixes: Sequence[str] = ("",)) -> Statement:
    found: Statement = {}
    for key in draw(st.lists(st.sampled_from(keys), min_size=1, max_size=2)):
        if draw(st.integers(0, 5)) == 0:
            found.setdefault("Null", {})[key] = [draw(st.sampled_from(["true", "false"]))]
            continue
        name = draw(st.sampled_from(prefixes)) + draw(operators) + draw(suffixes)
        found.setdefault(name, {})[key] = draw(st.lists(patterns, min_size=1, max_size=2))
    return found


@st.composite
def policies(draw: st.DrawFn, condition: st.SearchStrategy[Statement]) -> list[Statement]:
    allow = draw(st.one_of(st.just({}), condition))
    denies = draw(st.lists(condition, min_size=1, max_size=3))
    return [
        {"Effect": "Allow", "Condition": allow},
        *({"Effect": "Deny", "Condition": deny} for deny in denies),
    ]


def exists(statements: list[Statement], requests: Iterable[dict[str, Sequence[str]]]) -> Truth:
    return Truth.of(any(is_allowed(statements, request) for request in requests))


VALUES = [(), *((text,) for text in (*texts(6), *texts(3, "ab*?")))]


@pytest.mark.slow
@settings(LAWS, max_examples=150)
@given(st.data(), st.sampled_from(FREE))
def test_a_key_that_callers_choose(data: st.DataObject, key: str) -> None:
    statements = data.draw(policies(conditions([key])))
    found = exists(statements, ({key: value} for value in VALUES))
    # The requests that are tried have no capital letters, in which some tests ignore the case.
    if found is Truth.TRUE or "IgnoreCase" not in str(statements):
        assert public(statements) is found


SETS = [
    (),
    *((text,) for text in texts(4)),
    *itertools.combinations(texts(3, "ac"), 2),
    *itertools.combinations(texts(2, "bc"), 3),
]


@pytest.mark.slow
@settings(LAWS, max_examples=150)
@given(policies(conditions(["aws:TagKeys"], ["ForAllValues:", "ForAnyValue:"])))
def test_a_key_with_several_values(statements: list[Statement]) -> None:
    if exists(statements, ({"aws:TagKeys": value} for value in SETS)) is Truth.TRUE:
        assert public(statements) is Truth.TRUE


SHORT = [(), *((text,) for text in texts(3))]
PAIRS = [
    {"aws:Referer": one, "aws:UserAgent": other} for one, other in itertools.product(SHORT, SHORT)
]


@pytest.mark.slow
@settings(LAWS, max_examples=150)
@given(policies(conditions(["aws:Referer", "aws:UserAgent"])))
def test_two_keys(statements: list[Statement]) -> None:
    if exists(statements, PAIRS) is Truth.TRUE:
        assert public(statements) is Truth.TRUE


ORDERED = ("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals")


def bounds(kind: str, key: str, values: Sequence[Any]) -> st.SearchStrategy[Statement]:
    names = st.sampled_from([kind + order + end for order in ORDERED for end in ("", "IfExists")])
    listed = st.lists(st.sampled_from(values), min_size=1, max_size=2)
    found = st.dictionaries(names, listed, min_size=1, max_size=2)
    return found.map(lambda tests: {name: {key: values} for name, values in tests.items()})


@pytest.mark.slow
@settings(LAWS, max_examples=150)
@given(policies(bounds("Numeric", "s3:max-keys", [1, 1.2, 1.3, 5, "6"])))
def test_numbers(statements: list[Statement]) -> None:
    values = ["0", "1", "1.1", "1.2", "1.25", "1.3", "2", "5", "5.5", "6", "7"]
    requests = [{"s3:max-keys": value} for value in [(), *((text,) for text in values)]]
    assert public(statements) is exists(statements, requests)


@pytest.mark.slow
@settings(LAWS, max_examples=150)
@given(
    st.sampled_from(["aws:CurrentTime", "aws:EpochTime"]).flatmap(
        lambda key: policies(bounds("Date", key, [f"2026-01-0{n}T00:00:00Z" for n in (2, 3, 5)]))
    )
)
def test_dates(statements: list[Statement]) -> None:
    days = [f"2026-01-0{n}T{hour}:00:00Z" for n in range(1, 7) for hour in ("00", "12")]
    keys = ("aws:CurrentTime", "aws:EpochTime")
    assert public(statements) is exists(statements, (dict.fromkeys(keys, (day,)) for day in days))


NETWORKS = ["10.0.0.0/29", "10.0.0.0/30", "10.0.0.4/31", "10.0.0.2/32", "0.0.0.0/0"]


@st.composite
def networks(draw: st.DrawFn) -> Statement:
    name = draw(st.sampled_from(["IpAddress", "NotIpAddress"])) + draw(suffixes)
    listed = draw(st.lists(st.sampled_from(NETWORKS), min_size=1, max_size=2))
    return {name: {"aws:VpcSourceIp": listed}}


@pytest.mark.slow
@settings(LAWS, max_examples=150)
@given(policies(networks()))
def test_private_addresses(statements: list[Statement]) -> None:
    values = [(), *((f"10.0.0.{n}",) for n in range(10)), ("11.0.0.0",), ("::1",)]
    requests = [{"aws:VpcSourceIp": value} for value in values]
    assert public(statements) is exists(statements, requests)


EVERYONE: Statement = {"Effect": "Allow"}
ORG, ACCOUNT, VPCE = "aws:PrincipalOrgID", "aws:PrincipalAccount", "aws:SourceVpce"


@pytest.mark.parametrize(
    "deny",
    [
        {"StringLike": {"aws:userid": "*u*"}},
        {"StringLike": {"aws:userid": ["anonymous", "*7*", "zq*"]}},
        {"StringLike": {"aws:userid": ["*-*", "*z*", "????????????"]}},
        {"StringLike": {"aws:userid": "AIDA*"}},
        {"StringNotLike": {"aws:userid": "AIDA*"}},
        {"StringLike": {"aws:username": ["*a*", "*z*"]}, "Null": {"aws:username": "false"}},
        {"StringLike": {ACCOUNT: ["*7*", "*-*", "anonymous"]}},
        {"StringNotLike": {ACCOUNT: ["1*", "*2"]}},
        {"StringLikeIfExists": {VPCE: "vpce-*7*"}},
        {"StringLikeIfExists": {ORG: ["o-*z*", "o-*u*"]}},
        {"StringNotLike": {ORG: "o-*u*"}},
        {"StringNotLikeIfExists": {VPCE: "vpce-*1*2*"}},
        {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/*u*"}},
        {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/*a*"}},
        {"StringLike": {"aws:PrincipalArn": ["*7*", "*u*"]}},
        {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-*u*"}},
        {"StringLike": {"aws:RequestedRegion": ["us-*", "*u*"]}},
        {"StringNotEquals": {"aws:RequestedRegion": "eu-west-1"}},
        {"DateLessThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}},
        {"IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "0.0.0.0/1"]}},
        {"NotIpAddress": {"aws:SourceIp": "128.0.0.0/1"}},
        {"Bool": {"aws:SecureTransport": "false"}},
        {"Null": {"aws:userid": "true"}},
        {"StringLike": {"aws:userid": "*\ue104*"}},
        {"StringLike": {"aws:Referer": "\ue100\ue101"}, "Null": {"aws:Referer": "false"}},
    ],
)
def test_a_deny_that_leaves_somebody(deny: Statement) -> None:
    assert public([EVERYONE, {"Effect": "Deny", "Condition": deny}]) is Truth.TRUE


@pytest.mark.parametrize(
    ("denies"),
    [
        [{"StringLike": {"aws:userid": "*"}}],
        [{"StringLike": {"aws:userid": "????????*"}}],
        [{"StringLike": {"aws:userid": "*u*"}}, {"StringNotLike": {"aws:userid": "*u*"}}],
        [{"StringNotLike": {"aws:userid": ["AROAEXAMPLEID:*", "111122223333"]}}],
        [{"StringLike": {ACCOUNT: ["????????????", "anonymous"]}}],
        [{"StringNotEquals": {ACCOUNT: "111122223333"}}],
        [{"StringNotLike": {ORG: "o-abc1234567"}}],
        [{"StringNotLike": {ORG: "o-*"}}, {"StringLike": {ORG: "o-????*"}}],
        [{"StringLikeIfExists": {VPCE: "vpce-????????*"}}],
        [{"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}}],
        [{"StringLikeIfExists": {"aws:PrincipalArn": "arn:*"}}],
        [{"Bool": {"aws:SecureTransport": ["true", "false"]}}],
        [{"StringEquals": {"aws:SecureTransport": ["true", "false"]}}],
        [{"StringLike": {"aws:RequestedRegion": "*"}}],
        [{"StringLike": {"aws:Referer": "?*"}}, {"Null": {"aws:Referer": "true"}}],
        [{"IpAddress": {"aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1", "::/0"]}},
         {"Null": {"aws:SourceIp": "true"}}],
        [{"DateLessThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}},
         {"DateGreaterThanEquals": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}}],
        [{"StringLike": {"aws:Referer": ["a*", "*b"]}},
         {"StringNotLike": {"aws:Referer": ["a*", "*b"]}}],
    ],
)  # fmt: skip
def test_denies_that_leave_nobody(denies: list[Statement]) -> None:
    statements = [{"Effect": "Deny", "Condition": deny} for deny in denies]
    assert public([EVERYONE, *statements]) is Truth.FALSE


@pytest.mark.parametrize("prefix", ["sns", "sqs", "kms", "secretsmanager", "ecr", "backup"])
@pytest.mark.parametrize(
    ("pattern", "expected"), [("*u*", True), ("*7*", True), ("*", False), ("????????????*", False)]
)
def test_every_service(prefix: str, pattern: str, expected: bool) -> None:
    deny = {"Effect": "Deny", "Condition": {"StringLike": {"aws:userid": pattern}}}
    denies = [deny, {"Effect": "Deny", "Condition": {"StringEquals": {"aws:userid": "anonymous"}}}]
    everything = {"Principal": "*", "Action": f"{prefix}:*", "Resource": "*"}
    facts = Facts(policy={"Statement": [{**everything, **s} for s in [EVERYONE, *denies]]})
    facts.prefix = prefix
    value = find_analysis("resource_policy")(facts).value
    assert isinstance(value, dict)
    assert value["public"] is expected
