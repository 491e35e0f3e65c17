"""Property tests of bucket policies and settings."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from iaclint.analyses.analysis import as_value
from iaclint.analyses.aws.iam.language.access_levels import AccessLevel
from iaclint.analyses.aws.s3 import access_point, transport
from iaclint.analyses.aws.s3.bucket import analyse, evaluate_bucket
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Choice, JsonText, PartialString, Unknown, Value
from tests.analyses.facts import Facts
from tests.analyses.generators import (
    LAWS,
    condition_tests,
    parts,
    policy,
    replace_at,
    statements,
)

pytestmark = pytest.mark.slow

ARN = "arn:aws:s3:::media"
OFF = dict.fromkeys(
    (
        "block_public_acls",
        "ignore_public_acls",
        "block_public_policy",
        "restrict_public_buckets",
    ),
    False,
)

SETTINGS = [f"public_access_block.{name}" for name in OFF]


actions = st.sampled_from(
    ["*", "s3:*", "s3:GetObject", "s3:Get*", "s3:ListBucket", "s3:PutObject", "s3:PutBucketAcl"]
)
resources = st.sampled_from(
    ["*", ARN, f"{ARN}/*", f"{ARN}/public/*", f"{ARN}/a?", f"{ARN}/*.jpg", f"{ARN}*"]
)
bucket_statements = statements(actions, resources)
policies = st.lists(bucket_statements, min_size=1, max_size=4)
acls = st.sampled_from(
    [ABSENT, "private", "public-read", "public-read-write", "authenticated-read"]
)


def state(items: list[Any], acl: Value = ABSENT, **flags: Value) -> Facts:
    fields = {f"public_access_block.{name}": flags.get(name, on) for name, on in OFF.items()}
    return Facts({"policy": policy(items), "acl": acl, **fields})


def truths(facts: Facts) -> list[Truth]:
    exposure = evaluate_bucket(facts)
    return [exposure.public, *(exposure.allows(level) for level in AccessLevel)]


def flips(before: list[Truth], after: list[Truth]) -> bool:
    return any({a, b} == {Truth.TRUE, Truth.FALSE} for a, b in zip(before, after, strict=True))


def no_more_open(after: list[Truth], before: list[Truth]) -> bool:
    return all(a.value <= b.value for a, b in zip(after, before, strict=True))


@LAWS
@given(policies, statements(actions, resources, effect="Deny"), acls, st.integers(0, 4))
def test_a_deny_never_adds_access(items: list[Any], deny: Any, acl: Value, at: int) -> None:
    before = truths(state(items, acl))
    assert no_more_open(truths(state([*items[:at], deny, *items[at:]], acl)), before)


@LAWS
@given(policies, acls, st.sampled_from(list(OFF)), st.sampled_from(["", "account_"]))
def test_block_public_access_never_adds_access(
    items: list[Any], acl: Value, flag: str, level: str
) -> None:
    facts = state(items, acl)
    before = truths(facts)
    facts[f"{level}public_access_block.{flag}"] = True
    assert no_more_open(truths(facts), before)


@LAWS
@given(policies, st.data())
def test_another_condition_in_an_allow_never_adds_access(
    items: list[Any], data: st.DataObject
) -> None:
    narrower = copy.deepcopy(items)
    operator, key, values = data.draw(condition_tests())
    for item in narrower:
        if item["Effect"] == "Allow":
            # An operator key that is there already would be replaced, not narrowed.
            item["Condition"].setdefault(operator, {}).setdefault(key, values)
    assert no_more_open(truths(state(narrower)), truths(state(items)))


@LAWS
@given(policies, st.data())
def test_fewer_values_in_a_positive_condition_never_add_access(
    items: list[Any], data: st.DataObject
) -> None:
    narrower = copy.deepcopy(items)
    for item in narrower:
        for operator, block in item["Condition"].items():
            for key, values in block.items():
                if item["Effect"] == "Allow" and "Not" not in operator and len(values) > 1:
                    block[key] = values[:-1]
    assert no_more_open(truths(state(narrower)), truths(state(items)))


def is_accepted(item: dict[str, Any]) -> bool:
    """Return whether the actions of a statement match its resources; else AWS rejects it."""
    names = {key: item[key] for key in item if key.endswith(("Action", "Resource"))}
    actions = names.get("Action")
    allow = {"Effect": "Allow", "Principal": "*", **names}
    each = [allow | {"Action": name} for name in actions] if isinstance(actions, list) else [allow]
    return all(evaluate_bucket(state([statement])).public is Truth.TRUE for statement in each)


@LAWS
@given(policies, acls, st.data())
def test_an_unknown_part_never_changes_pass_to_fail_or_back(
    items: list[Any], acl: Value, data: st.DataObject
) -> None:
    whole = policy(items)
    path = data.draw(st.sampled_from(parts(whole)))
    assume(len(path) < 3 or path[2] not in ("Action", "Resource") or is_accepted(items[path[1]]))
    facts = state(items, acl)
    before = truths(facts)
    facts["policy"] = replace_at(whole, path, Unknown("var.x"))
    assert not flips(before, truths(facts))


@LAWS
@given(policies, acls, st.sampled_from(["acl", "ownership", *SETTINGS]))
def test_an_unknown_setting_never_changes_pass_to_fail_or_back(
    items: list[Any], acl: Value, name: str
) -> None:
    facts = state(items, acl)
    before = truths(facts)
    facts[name] = Unknown("var.x")
    assert not flips(before, truths(facts))


@LAWS
@given(policies, st.data())
def test_an_unknown_part_never_changes_the_verdict_on_transport(
    items: list[Any], data: st.DataObject
) -> None:
    whole = policy(items)
    path = data.draw(st.sampled_from(parts(whole)))
    before = transport.analyse(Facts({"policy": whole})).value
    after = transport.analyse(Facts({"policy": replace_at(whole, path, Unknown("var.x"))})).value
    assert isinstance(before, Unknown) or isinstance(after, Unknown) or after is before


@LAWS
@given(policies, acls)
def test_text_and_data_give_the_same_result(items: list[Any], acl: Value) -> None:
    facts = state(items, acl)
    before = truths(facts)
    for text in (json.dumps(facts["policy"]), JsonText(facts["policy"])):
        facts["policy"] = text
        assert truths(facts) == before


leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["*", "Allow", "Deny", "s3:*", ARN, "${aws:username}", "0.0.0.0/0", "1.2/9"]),
    st.builds(Unknown, st.just("var.x")),
    st.just(PartialString(("arn:aws:iam::", Unknown("var.account"), ":root"))),
    st.just(PartialString((Unknown("var.arn"), "/*"))),
    st.just(Choice(Unknown("var.test"), ("*", "x"))),
    st.just(ABSENT),
)
element_names = st.sampled_from(
    ["Version", "Statement", "Effect", "Principal", "NotPrincipal", "Action", "NotAction",
     "Resource", "NotResource", "Condition", "AWS", "Sid", "StringLike", "IpAddress", "Null",
     "DateLessThan", "NumericEquals", "aws:SourceIp", "aws:SourceVpce", "aws:Referer", "${x}", ""]
)  # fmt: skip
anything = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(element_names, inner, max_size=5),
    max_leaves=25,
)
wild_statements = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        ("Sid", "Effect", "Principal", "NotPrincipal", "Action", "Resource", "Condition"), anything
    ),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        anything,
        st.builds(JsonText, anything),
        st.fixed_dictionaries({"Version": anything, "Statement": st.lists(wild_statements)}),
    ),
    anything,
    anything,
    anything,
)
def test_nothing_raises(policy: Any, acl: Any, grants: Any, flag: Any) -> None:
    facts = Facts(
        {
            "policy": policy,
            "acl": acl,
            "grants": grants,
            "ownership": flag,
            "public_access_block.ignore_public_acls": flag,
            "public_access_block.restrict_public_buckets": flag,
        }
    )
    result = analyse(facts)
    assert result.steps
    assert transport.analyse(facts).steps


# Access points

POINT = "arn:aws:s3:eu-west-1:111122223333:accesspoint/scans"
EVERYTHING = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}


def point_state(items: list[Any], bucket: list[Any] | None) -> Facts:
    fields: dict[str, Value] = {"public_access_block.restrict_public_buckets": False}
    if bucket is not None:
        fields["buckets"] = ({"name": "media", "policy": policy(bucket)},)
    return Facts({"policy": policy(items), **fields})


def point_truths(items: list[Any], bucket: list[Any] | None) -> list[Value]:
    value = access_point.analyse(point_state(items, bucket)).value
    assert isinstance(value, dict)
    return [value["public"], *(value[level.value] for level in AccessLevel)]


def of_point(items: list[Any]) -> list[Any]:
    """Write statements of a bucket's policy as those of an access point's."""
    text = json.dumps(items).replace(f"{ARN}/", f"{POINT}/object/").replace(ARN, POINT)
    return json.loads(text)  # type: ignore[no-any-return]


@LAWS
@given(policies)
def test_with_a_bucket_that_allows_everything_the_access_point_decides(items: list[Any]) -> None:
    alone = point_truths(of_point(items), None)
    assert point_truths(of_point(items), [EVERYTHING]) == alone


@LAWS
@given(policies)
def test_with_an_access_point_that_allows_everything_the_bucket_decides(items: list[Any]) -> None:
    direct = [
        as_value(truth, evaluate_bucket(state(items)).blockers()) for truth in truths(state(items))
    ]
    assert point_truths([EVERYTHING], items) == direct


@LAWS
@given(policies)
def test_access_point_policies_are_evaluated_like_bucket_policies(items: list[Any]) -> None:
    direct = [
        as_value(truth, evaluate_bucket(state(items)).blockers()) for truth in truths(state(items))
    ]
    assert point_truths(of_point(items), None) == direct


@LAWS
@given(policies, policies)
def test_two_policies_allow_no_more_than_each(point: list[Any], bucket: list[Any]) -> None:
    both = point_truths(of_point(point), bucket)
    for alone in (point_truths(of_point(point), [EVERYTHING]), point_truths([EVERYTHING], bucket)):
        assert not any(b is True and a is False for a, b in zip(alone, both, strict=True))


@LAWS
@given(policies, policies)
def test_swapping_the_two_policies_changes_nothing(one: list[Any], other: list[Any]) -> None:
    assert point_truths(of_point(one), other) == point_truths(of_point(other), one)
