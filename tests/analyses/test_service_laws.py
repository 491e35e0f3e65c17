"""Property tests of the policies of every service."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec import Struct, field

from iaclint.analyses import find_analysis
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Unknown, Value
from tests.analyses.facts import Facts
from tests.analyses.generators import (
    condition_tests,
    parts,
    policy,
    replace_at,
    statements,
)

pytestmark = pytest.mark.slow

LAWS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
X = Unknown("var.x")
FLAG = "restrict_public_buckets"


class Kind(Struct, frozen=True):
    """A service, what its policies name, and the settings that also decide."""

    prefix: str
    analyses: tuple[str, ...]
    actions: tuple[str, ...]
    resources: tuple[str, ...] = ("*",)
    closing: dict[str, Value] = field(default_factory=dict)
    """Fields, each with a value that blocks public access, and that can be unknown."""
    opening: dict[str, Value] = field(default_factory=dict)
    """The same fields with values that block nothing."""


BOTH = ("resource_policy", "cross_account_access")


TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/visits"
POINT = "arn:aws:s3:eu-west-1:111122223333:accesspoint/scans"
DOMAIN = "arn:aws:es:eu-west-1:111122223333:domain/clinic"
KINDS = (
    Kind("backup", BOTH, ("CopyIntoBackupVault", "*", "StartRestoreJob")),
    Kind(
        "dynamodb",
        ("cross_account_access",),
        ("GetItem", "*", "Put*"),
        ("*", TABLE, f"{TABLE}/index/*", f"{TABLE}/*"),
    ),
    Kind("ecr", BOTH, ("BatchGetImage", "*", "Put*", "Get*")),
    Kind("elasticfilesystem", BOTH, ("ClientMount", "Client*", "*")),
    Kind(
        "es",
        BOTH,
        ("ESHttpGet", "ESHttp*", "*"),
        ("*", f"{DOMAIN}/*", f"{DOMAIN}/logs/*", DOMAIN),
        {"vpc": ("subnet-1",), "fine_grained_access_control": True},
        {"vpc": (), "fine_grained_access_control": False},
    ),
    Kind("glacier", BOTH, ("GetJobOutput", "Delete*", "*")),
    Kind("kinesis", BOTH, ("GetRecords", "Put*", "*")),
    Kind("kms", ("resource_policy",), ("Decrypt", "Create*", "*", "PutKeyPolicy")),
    Kind(
        "secretsmanager",
        ("resource_policy",),
        ("GetSecretValue", "Get*", "*"),
        closing={"block_public_policy": True},
        opening={"block_public_policy": False},
    ),
    Kind("sns", BOTH, ("Subscribe", "Publish", "*")),
    Kind("sqs", BOTH, ("SendMessage", "Receive*", "*")),
    Kind(
        "s3",
        ("cross_account_access",),
        ("GetObject", "Get*", "*"),
        ("*", "arn:aws:s3:::media/*", "arn:aws:s3:::media/public/*"),
        {f"public_access_block.{FLAG}": True},
        {f"public_access_block.{FLAG}": False},
    ),
    Kind(
        "s3",
        ("s3_access_point_exposure",),
        ("GetObject", "Get*", "*"),
        ("*", f"{POINT}/object/*", f"{POINT}/object/public/*"),
        {"vpc": "vpc-1", f"public_access_block.{FLAG}": True},
        {"vpc": "", f"public_access_block.{FLAG}": False, "public_access_block": {}},
    ),
)

kinds = st.sampled_from(KINDS)


def draw_statement(data: st.DataObject, kind: Kind, effect: str | None = None) -> dict[str, Any]:
    actions = st.sampled_from([f"{kind.prefix}:{name}" for name in kind.actions])
    return data.draw(statements(actions, st.sampled_from(kind.resources), effect))


def draw_items(data: st.DataObject, kind: Kind) -> list[dict[str, Any]]:
    return [draw_statement(data, kind) for _ in range(data.draw(st.integers(1, 3)))]


def verdicts(kind: Kind, given_policy: Value, **fields: Value) -> list[Truth]:
    facts = Facts({**kind.opening, "policy": given_policy, **fields})
    facts.prefix = kind.prefix
    found: list[Truth] = []
    for name in kind.analyses:
        value = find_analysis(name)(facts).value
        assert isinstance(value, dict)
        known = [value[part] for part in sorted(value) if part != "accounts"]
        found += [Truth.UNKNOWN if isinstance(v, Unknown) else Truth.of(v is True) for v in known]
    return found


def no_more_open(after: list[Truth], before: list[Truth]) -> bool:
    return all(a.value <= b.value for a, b in zip(after, before, strict=True))


def flips(before: list[Truth], after: list[Truth]) -> bool:
    return any({a, b} == {Truth.TRUE, Truth.FALSE} for a, b in zip(before, after, strict=True))


@LAWS
@given(kinds, st.data())
def test_a_deny_never_adds_access(kind: Kind, data: st.DataObject) -> None:
    items = draw_items(data, kind)
    denied = [*items, draw_statement(data, kind, "Deny")]
    assert no_more_open(verdicts(kind, policy(denied)), verdicts(kind, policy(items)))


@LAWS
@given(kinds, st.data())
def test_restrictions_never_add_access(kind: Kind, data: st.DataObject) -> None:
    given_policy = policy(draw_items(data, kind))
    before = verdicts(kind, given_policy)
    for name, value in kind.closing.items():
        assert no_more_open(verdicts(kind, given_policy, **{name: value}), before)


@LAWS
@given(kinds, st.data())
def test_another_condition_in_an_allow_never_adds_access(kind: Kind, data: st.DataObject) -> None:
    items = draw_items(data, kind)
    narrower = copy.deepcopy(items)
    operator, key, values = data.draw(condition_tests())
    assume(key not in ("aws:PrincipalAccount", "aws:SourceArn"))
    for item in narrower:
        if item["Effect"] == "Allow":
            # An operator key that is there already would be replaced, not narrowed.
            item["Condition"].setdefault(operator, {}).setdefault(key, values)
    assert no_more_open(verdicts(kind, policy(narrower)), verdicts(kind, policy(items)))


def is_accepted(kind: Kind, item: dict[str, Any]) -> bool:
    """Return whether the actions of a statement match its resources; else AWS rejects it."""
    names = {key: item[key] for key in item if key.endswith(("Action", "Resource"))}
    actions = names.get("Action")
    allow = {"Effect": "Allow", "Principal": {"AWS": ["*", "444455556666"]}, **names}
    each = [allow | {"Action": name} for name in actions] if isinstance(actions, list) else [allow]
    return all(Truth.TRUE in verdicts(kind, policy([statement])) for statement in each)


@LAWS
@given(kinds, st.data())
def test_an_unknown_part_never_changes_pass_to_fail_or_back(
    kind: Kind, data: st.DataObject
) -> None:
    items = draw_items(data, kind)
    whole = policy(items)
    path = data.draw(st.sampled_from(parts(whole)))
    named = len(path) > 2 and path[2] in ("Action", "Resource")
    assume(not named or is_accepted(kind, items[path[1]]))
    assert not flips(verdicts(kind, whole), verdicts(kind, replace_at(whole, path, X)))


@LAWS
@given(kinds, st.data())
def test_an_unknown_field_never_flips_a_verdict(kind: Kind, data: st.DataObject) -> None:
    whole = policy(draw_items(data, kind))
    before = verdicts(kind, whole)
    assert not flips(before, verdicts(kind, X))
    for name, value in kind.closing.items():
        unknown = verdicts(kind, whole, **{name: X})
        assert not flips(before, unknown)
        assert not flips(verdicts(kind, whole, **{name: value}), unknown)


GLACIER = next(kind for kind in KINDS if kind.prefix == "glacier")


@settings(LAWS, max_examples=60)
@given(st.data())
def test_laws_for_vault_locks(data: st.DataObject) -> None:
    whole = policy(draw_items(data, GLACIER))
    lock = [draw_statement(data, GLACIER, "Deny")]
    before = verdicts(GLACIER, whole)
    locked = verdicts(GLACIER, whole, lock_policy=policy(lock), lock_complete=True)
    assert no_more_open(locked, before)
    undecided = verdicts(GLACIER, whole, lock_policy=policy(lock), lock_complete=X)
    assert not flips(before, undecided)
    assert not flips(locked, undecided)
    assert not flips(locked, verdicts(GLACIER, whole, lock_policy=X, lock_complete=True))
