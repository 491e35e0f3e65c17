"""IAM grants to public groups in Google Cloud.

Source: *Principal identifiers* and *Policy* of the IAM documentation. Conditions do not matter: a
role with a condition cannot be granted to all users.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec.structs import replace

from iaclint.analyses.grants import Grant, elements
from iaclint.resource import Path
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.json_text import decode
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value

PUBLIC_GROUPS = {
    "allUsers": "anyone on the internet",
    "allAuthenticatedUsers": "anyone with a Google account",
}
"""The public groups, and what each is called in texts."""

_ROLE = "the role "


def find_public_groups(value: Value) -> Iterator[tuple[str, Truth]]:
    """Yield the public groups that a name is or may be, as texts."""
    for name, who in PUBLIC_GROUPS.items():
        truth = is_same(value, name)
        if truth is not Truth.FALSE:
            yield who, truth


def list_iam_grants(iam: Value, policy: Value, words: Callable[[Value], str]) -> Iterator[Grant]:
    """Yield what members, bindings and a whole policy grant to public groups.

    ``iam`` is a list of bindings with a ``role`` and a ``member`` or ``members``; ``words``
    returns what a role allows.
    """
    for path, item in elements(iam):
        yield from _binding(item, "iam", path, words)
    yield from list_policy_grants(policy, "iam_policy", (), words)


def list_policy_grants(
    policy: Value, field: str, path: Path, words: Callable[[Value], str]
) -> Iterator[Grant]:
    """Yield what a policy at a path of a field grants to public groups."""
    if policy is ABSENT or policy is None:
        return
    try:
        content = decode(policy)
    except (ValueError, TypeError, RecursionError):
        return
    if isinstance(content, Mapping):
        for name, bindings in _spelled(content, "bindings"):
            for place, item in elements(bindings):
                yield from _binding(item, field, (*path, name, *place), words)
    else:
        yield from _member(content, content, field, path, words)


def list_inherited_grants(
    inherited: Value, field: str, service: str, words: Callable[[Value], str]
) -> Iterator[Grant]:
    """Yield the public grants of folders and organizations that concern a service.

    Those are its own roles; a custom role may be for it.
    """
    for path, item in elements(inherited):
        policy = item.get("policy", ABSENT) if isinstance(item, Mapping) else ABSENT
        found = _binding(item, field, path, words)
        if policy is not ABSENT:
            found = list_policy_grants(policy, field, (*path, "policy"), words)
        for grant in found:
            truth = grant.truth & _concerns(grant.source, service)
            if truth is not Truth.FALSE:
                yield replace(grant, truth=truth)


def _concerns(source: str, service: str) -> Truth:
    """Return whether the role that a text names is for a service."""
    role = source.removeprefix(_ROLE)
    if role.startswith("roles/"):
        return Truth.of(role.startswith(f"roles/{service}."))
    return Truth.UNKNOWN


def _binding(item: Value, field: str, path: Path, words: Callable[[Value], str]) -> Iterator[Grant]:
    if not isinstance(item, Mapping):
        yield from _member(item, item, field, path, words)
        return
    role = next((value for _, value in _spelled(item, "role")), None)
    if item.get("member", ABSENT) is not ABSENT:
        yield from _member(item["member"], role, field, (*path, "member"), words)
    for name, members in _spelled(item, "members"):
        for place, member in elements(members):
            yield from _member(member, role, field, (*path, name, *place), words)


def _spelled(content: Mapping[str, Value], name: str) -> Iterator[tuple[str, Value]]:
    """Yield the keys that the provider takes for a name, with their values.

    It reads policies with Go's ``encoding/json``, which ignores the case of keys.
    """
    if name in content:
        yield name, content[name]
    for key, value in content.items():
        if key != name and key.casefold() == name:
            yield key, value


def _member(
    member: Value, role: Value, field: str, path: Path, words: Callable[[Value], str]
) -> Iterator[Grant]:
    source = f"{_ROLE}{role}" if isinstance(role, str) else "an IAM grant"
    for who, truth in find_public_groups(member):
        blockers = () if truth is Truth.TRUE else symbols(member)
        yield Grant(truth, source, f"{who} to {words(role)}", field, path, blockers)
        if truth is Truth.UNKNOWN:
            return
