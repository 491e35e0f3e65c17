"""Which public access a bucket allows: its ACLs, policy and grants, and what blocks them.

Source: *Block public access* and *Bucket ACL* of the Object Storage Service documentation
(Alibaba Cloud), *Access control list (ACL)* of the Object Storage documentation (Yandex Cloud),
*Spaces API: ACLs* (DigitalOcean).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from iaclint.analyses.analysis import AnalysisResult, Facts, Step
from iaclint.analyses.buckets.statements import Statement, blockers_of, read_statements
from iaclint.analyses.grants import Fields, Grant, GrantSummary, elements, evaluate_cases
from iaclint.analyses.tristate import is_on
from iaclint.resource import Path
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value

_BLOCKS: Final = ("public_access_block", "account_public_access_block")
FIELDS: Final = ("acl", "grants", "objects", "members", "flags", "policy", *_BLOCKS)

_ANYONE: Final = "anyone on the internet"
_ACCOUNTS: Final = "anyone with an account of the cloud"
_ACLS: Final = {
    "public-read": (_ANYONE, "read"),
    "public-read-write": (_ANYONE, "read, write and delete"),
    "authenticated-read": (_ACCOUNTS, "read"),
}
"""The canned ACLs that are public: for whom, and for what."""
_GROUPS: Final = {
    "http://acs.amazonaws.com/groups/global/AllUsers": _ANYONE,
    "http://acs.amazonaws.com/groups/global/AuthenticatedUsers": _ACCOUNTS,
    "system:allUsers": _ANYONE,
    "system:allAuthenticatedUsers": _ACCOUNTS,
}
"""The public groups in grants and role bindings."""
_FLAGS: Final = {
    "read": "read objects",
    "list": "list objects",
    "config_read": "read the configuration",
}
_MANY: Final = 3
"""How many actions a text lists."""


def analyse(facts: Facts) -> AnalysisResult:
    """Return which public access the bucket allows, with the reasons."""
    return evaluate_cases(facts, FIELDS, _evaluate, ("grants", "objects", "members", "flags"))


def _evaluate(fields: Fields) -> GrantSummary:
    grants = [
        *_acl(fields["acl"], "its objects", "acl", ()),
        *_entries(fields["grants"], "grants", ("uri",)),
        *_objects(fields["objects"]),
        *_entries(fields["members"], "members", ("members",)),
        *_flags(fields["flags"]),
        *_policy(fields["policy"]),
    ]
    if not grants:
        return GrantSummary((), [Step("no ACL, policy or grant is for everyone", "acl")])
    blocked, steps = Truth.FALSE, []
    for field in _BLOCKS:
        truth = is_on(fields[field])
        blocked |= truth
        if fields[field] is not ABSENT:
            steps.append(_explain_block(field, truth))
    undecided = symbols(tuple(fields[field] for field in _BLOCKS))
    return GrantSummary(
        [replace(grant, blocked=grant.blocked | blocked) for grant in grants], steps, undecided
    )


def _explain_block(field: str, truth: Truth) -> Step:
    where = "for the account" if field.startswith("account") else "for the bucket"
    text = {
        Truth.TRUE: f"Block Public Access is enabled {where}: public grants have no effect",
        Truth.FALSE: f"Block Public Access is disabled {where}",
        Truth.UNKNOWN: f"it is unknown whether Block Public Access is enabled {where}",
    }
    return Step(text[truth], field)


def _acl(value: Value, what: str, field: str, path: Path) -> Iterator[Grant]:
    if value is ABSENT or value is None:
        return
    for name, (who, action) in _ACLS.items():
        truth = is_same(value, name)
        if truth is not Truth.FALSE:
            source = f'the ACL "{name}"' if truth is Truth.TRUE else "an unknown ACL"
            yield Grant(truth, source, f"{who} to {action} {what}", field, path, symbols(value))
        if truth is Truth.UNKNOWN:
            return


def _objects(objects: Value) -> Iterator[Grant]:
    for path, item in elements(objects):
        acl = item.get("acl", ABSENT) if isinstance(item, Mapping) else item
        yield from _acl(acl, "an object", "objects", path)


def _entries(entries: Value, field: str, parts: Sequence[str]) -> Iterator[Grant]:
    """Yield the entries of a list that name a public group in one of some parts."""
    for path, item in elements(entries):
        for part in parts:
            named = item.get(part, ABSENT) if isinstance(item, Mapping) else item
            for place, name in elements(named):
                yield from _group(name, field, (*path, part, *place))


def _group(name: Value, field: str, path: Path) -> Iterator[Grant]:
    for group, who in _GROUPS.items():
        truth = is_same(name, group)
        if truth is not Truth.FALSE:
            opens = f"{who} to access its objects"
            yield Grant(truth, "a grant", opens, field, path, symbols(name))
        if truth is Truth.UNKNOWN:
            return


def _flags(flags: Value) -> Iterator[Grant]:
    for path, item in elements(flags):
        for flag, action in _FLAGS.items():
            value = item.get(flag, ABSENT) if isinstance(item, Mapping) else item
            truth = is_on(value)
            if truth is not Truth.FALSE:
                opens = f"{_ANYONE} to {action}"
                place = (*path, flag)
                yield Grant(truth, "anonymous access", opens, "flags", place, symbols(value))


def _policy(policy: Value) -> Iterator[Grant]:
    statements = list(read_statements(policy))
    denies = [s for s in statements if s.has_effect("Deny") is not Truth.FALSE]
    for statement in statements:
        truth = statement.has_effect("Allow") & statement.is_for_everyone & ~statement.is_restricted
        if truth is not Truth.FALSE:
            blocked = Truth.any(_denies(deny, statement) for deny in denies)
            opens = f"{_ANYONE} to {_words(statement.get('Action'))}"
            found = (blockers_of(statement), *(blockers_of(deny) for deny in denies))
            blockers = tuple(symbol for each in found for symbol in each)
            path = statement.path
            yield Grant(truth, "the bucket policy", opens, "policy", path, blockers, blocked)


def _denies(deny: Statement, allow: Statement) -> Truth:
    if deny is allow:
        return Truth.FALSE
    applies = deny.has_effect("Deny") & deny.is_for_everyone & deny.is_for_all_outsiders
    return applies & deny.covers(allow)


def _words(actions: Value) -> str:
    names = [item for _, item in elements(actions)]
    if not names or not all(isinstance(name, str) for name in names) or len(names) > _MANY:
        return "access the bucket"
    return f"call {', '.join(map(str, names))}"
