"""Grants of Google Cloud's IAM to everybody.

Source: *Principal identifiers* and *Policy* of the IAM documentation. Conditions leave no way
out: a role with a condition cannot be granted to everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from iaclint.analyses.grants import Grant, elements
from iaclint.resource import Path
from iaclint.symbolic.json_text import decode
from iaclint.symbolic.values import (
    ABSENT,
    Truth,
    Value,
    is_same,
    symbols,
)

EVERYONE = {
    "allUsers": "anyone on the internet",
    "allAuthenticatedUsers": "anyone with a Google account",
}
"""The groups of people whom nobody named, in the words of a reader."""


def find_everyone(value: Value) -> Iterator[tuple[str, Truth]]:
    """Yield who may be meant by a name, where that can be a group of everybody."""
    for name, who in EVERYONE.items():
        truth = is_same(value, name)
        if truth is not Truth.FALSE:
            yield who, truth


def iam_grants(iam: Value, policy: Value, words: Callable[[Value], str]) -> Iterator[Grant]:
    """Yield what members, bindings and a whole policy grant to everybody.

    ``iam`` is a list of things with a ``role`` and a ``member`` or ``members``; ``words`` says
    what a role lets somebody do.
    """
    for path, item in elements(iam):
        yield from _binding(item, "iam", path, words)
    yield from policy_grants(policy, "iam_policy", (), words)


def policy_grants(
    policy: Value, field: str, path: Path, words: Callable[[Value], str]
) -> Iterator[Grant]:
    """Yield what a whole policy, which is at a path of a field, grants to everybody."""
    if policy is ABSENT or policy is None:
        return
    try:
        content = decode(policy)
    except (ValueError, TypeError, RecursionError):
        return
    if isinstance(content, Mapping):
        for place, item in elements(content.get("bindings")):
            yield from _binding(item, field, (*path, "bindings", *place), words)
    else:
        yield from _member(content, content, field, path, words)


def _binding(item: Value, field: str, path: Path, words: Callable[[Value], str]) -> Iterator[Grant]:
    if not isinstance(item, Mapping):
        yield from _member(item, item, field, path, words)
        return
    role = item.get("role")
    if item.get("member", ABSENT) is not ABSENT:
        yield from _member(item["member"], role, field, (*path, "member"), words)
    for place, member in elements(item.get("members")):
        yield from _member(member, role, field, (*path, "members", *place), words)


def _member(
    member: Value, role: Value, field: str, path: Path, words: Callable[[Value], str]
) -> Iterator[Grant]:
    source = f"the role {role}" if isinstance(role, str) else "an IAM grant"
    for who, truth in find_everyone(member):
        blockers = () if truth is Truth.TRUE else symbols(member)
        yield Grant(truth, source, f"{who} {words(role)}", field, path, blockers)
        if truth is Truth.UNKNOWN:
            return
