"""Which boolean constraints the organization policies of a project enforce.

The policy of the project replaces that of its folder, which replaces that of the organization.

Source: *Understanding hierarchy evaluation* and *Create policies that use boolean constraints* of
the Resource Manager documentation; *Organization policy constraints for Cloud Storage*; *Cloud SQL
organization policies*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from iaclint.analyses.analysis import UNDECIDED, AnalysisResult, Facts, Step, as_value
from iaclint.analyses.grants import elements
from iaclint.analyses.tristate import is_on
from iaclint.resource import Path
from iaclint.symbolic.branches import branches, choice_symbols
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.unsettled import TAGS
from iaclint.symbolic.values import ABSENT, PartialString, Unknown, Value

FIELD: Final = "org_policies"
PREVENTION: Final = "storage.publicAccessPrevention"
NO_ADDRESSES: Final = "sql.restrictPublicIp"
NO_NETWORKS: Final = "sql.restrictAuthorizedNetworks"
_KEYS: Final = {
    "public_access_prevention": PREVENTION,
    "no_public_addresses": NO_ADDRESSES,
    "no_authorized_networks": NO_NETWORKS,
}
"""What rules call the constraints."""
_LEVELS: Final = {"projects": 0, "folders": 1, "organizations": 2}


class Enforcement(Struct, frozen=True):
    """Whether a constraint is enforced, and by which policy."""

    truth: Truth = Truth.FALSE
    path: Path = ()
    blockers: tuple[str, ...] = ()
    is_declared: bool = False
    """Whether there is a policy for the constraint."""


class _Policy(Struct, frozen=True):
    level: int | None
    """0 for the project, 1 for a folder, 2 for the organization; None if that is unknown."""
    found: Enforcement


def analyse(facts: Facts) -> AnalysisResult:
    """Return which of the known constraints are enforced."""
    policies = facts.get(FIELD)
    found = {key: _decide(policies, constraint) for key, constraint in _KEYS.items()}
    steps = [_step(key, e) for key, e in found.items() if e.is_declared]
    none = Step("no organization policy is in this configuration", FIELD)
    value = {key: as_value(e.truth, e.blockers or (UNDECIDED,)) for key, e in found.items()}
    return AnalysisResult(value, tuple(steps) or (none,))


def _step(key: str, found: Enforcement) -> Step:
    text = {Truth.TRUE: "enforces", Truth.FALSE: "does not enforce", Truth.UNKNOWN: "may enforce"}
    return Step(f"an organization policy {text[found.truth]} {_KEYS[key]}", FIELD, found.path)


def _decide(policies: Value, constraint: str) -> Enforcement:
    """Return whether a constraint is enforced in all cases of the configuration."""
    cases = [find_enforcement(case, constraint) for case in branches(policies)]
    truth = Truth.agree([case.truth for case in cases])
    worst = max(cases, key=lambda case: (case.is_declared, case.truth.value))
    blockers = (*choice_symbols(policies), *(b for case in cases for b in case.blockers))
    return Enforcement(truth, worst.path, tuple(dict.fromkeys(blockers)), worst.is_declared)


def find_enforcement(policies: Value, constraint: str) -> Enforcement:
    """Return whether a constraint is enforced, by policies without choices."""
    found = list(_policies(policies, constraint))
    if not found:
        return Enforcement()
    lowest = min(policy.level or 0 for policy in found)
    is_certain = all(policy.level is not None for policy in found)
    nearest = [p.found for p in found if p.level == lowest or not is_certain]
    truth = Truth.agree([e.truth for e in nearest])
    blockers = tuple(b for e in nearest for b in e.blockers)
    return Enforcement(truth, nearest[0].path, blockers, is_declared=True)


def _policies(policies: Value, constraint: str) -> Iterator[_Policy]:
    for path, item in elements(policies):
        if not isinstance(item, Mapping):
            yield _Policy(0, Enforcement(Truth.UNKNOWN, path, tuple(symbols(item)), True))
            continue
        matches = _is_of(item.get("constraint"), constraint)
        enforced = _enforced(item)
        if matches is Truth.FALSE or enforced is None:
            continue
        truth = enforced if matches is Truth.TRUE else Truth.UNKNOWN
        blockers = () if truth is not Truth.UNKNOWN else _blockers(item, matches)
        yield _Policy(_level(item), Enforcement(truth, path, blockers, True))


def _blockers(item: Mapping[str, Value], matches: Truth) -> tuple[str, ...]:
    """Return what decides whether a policy enforces a constraint, which it may be for."""
    names = ("reset", "enforced") if matches is Truth.TRUE else ("constraint", "reset", "enforced")
    rules = [rule for _, rule in elements(item.get("rules", ABSENT))]
    enforce = [rule.get("enforce") if isinstance(rule, Mapping) else rule for rule in rules]
    return symbols((*(item.get(name) for name in names), *enforce)) or (TAGS,)


def _is_of(name: Value, constraint: str) -> Truth:
    """Return whether a policy is for a constraint: ``projects/clinic/policies/NAME``."""
    last = name.parts[-1] if isinstance(name, PartialString) else name
    if isinstance(last, str) and (isinstance(name, str) or "/" in last):
        return Truth.of(last.rpartition("/")[2] == constraint)
    return Truth.UNKNOWN if isinstance(name, (Unknown, PartialString)) else Truth.FALSE


def _level(item: Mapping[str, Value]) -> int | None:
    if "organization" in item:
        return _LEVELS["organizations"]
    if "folder" in item:
        return _LEVELS["folders"]
    parent = item.get("parent", "projects/")
    first = parent.parts[0] if isinstance(parent, PartialString) else parent
    return _LEVELS.get(first.partition("/")[0]) if isinstance(first, str) else None


def _enforced(item: Mapping[str, Value]) -> Truth | None:
    """Return whether a policy enforces its constraint; None if it says nothing about that."""
    reset = is_on(item.get("reset", ABSENT))
    if reset is Truth.TRUE:
        return Truth.FALSE  # none of the constraints is enforced by default
    rules = list(_rules(item))
    if "enforced" in item:
        rules = [is_on(item["enforced"])]
    if reset is Truth.UNKNOWN:
        return Truth.agree([*(rules or [Truth.UNKNOWN]), Truth.FALSE])
    return Truth.agree(rules) if rules else None


def _rules(item: Mapping[str, Value]) -> Iterator[Truth]:
    """Yield whether each rule enforces the constraint; which of them applies depends on tags.

    If all of them have a condition, none may apply.
    """
    rules = [rule for _, rule in elements(item.get("rules", ABSENT))]
    for rule in rules:
        yield is_on(rule.get("enforce", ABSENT) if isinstance(rule, Mapping) else rule)
    if rules and all(map(_is_conditional, rules)):
        yield Truth.UNKNOWN


def _is_conditional(rule: Value) -> bool:
    return isinstance(rule, Mapping) and rule.get("condition") not in (None, ABSENT, ())
