"""Who can access a resource through its resource policies, whatever the service."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from iaclint.analyses.analysis import (
    UNDECIDED,
    AnalysisResult,
    Facts,
    Step,
    as_value,
    explain_cases,
    explain_unknown,
)
from iaclint.analyses.aws.iam.evaluation import GrantedAccess, find_access
from iaclint.analyses.aws.iam.explain_policy import PolicyExplanation
from iaclint.analyses.aws.iam.language.access_levels import AccessLevel
from iaclint.analyses.aws.iam.language.parser import read_policies
from iaclint.analyses.aws.iam.language.policy import Policy
from iaclint.analyses.aws.iam.language.restriction import Restriction
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.owner import read_owner, without_others
from iaclint.analyses.aws.iam.requests.request_space import StatementMatch
from iaclint.analyses.aws.iam.requests.statements import match_statements
from iaclint.analyses.tristate import is_on
from iaclint.symbolic.branches import branches, choice_symbols
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Choice, Unknown, Value


class PolicyCase(Struct, frozen=True):
    """What one of the possible policies allows."""

    policy: Policy
    denies: tuple[StatementMatch, ...]
    granted: GrantedAccess


class PolicyExposure(Struct, frozen=True):
    """Which public access the policies of a resource allow."""

    service: Service
    cases: tuple[PolicyCase, ...]
    test_symbols: tuple[str, ...]
    """The symbols that decide between the cases."""
    restrictions: tuple[Restriction, ...] = ()

    @property
    def public(self) -> Truth:
        """Whether they allow any public access."""
        return self._restrict(Truth.agree([case.granted.truth for case in self.cases]))

    def allows(self, level: AccessLevel) -> Truth:
        """Return whether they allow public access at this level."""
        return self._restrict(
            Truth.agree([case.granted.levels[level] for case in self.cases]), level
        )

    def _restrict(self, truth: Truth, level: AccessLevel | None = None) -> Truth:
        for restriction in self.restrictions:
            truth &= ~(restriction.blocks(level) if level else restriction.truth)
        return truth

    def value(self, truth: Truth, level: AccessLevel | None = None) -> bool | Unknown:
        """Return one of its truths as a value that rules can test."""
        return as_value(truth, self.blockers(level) if truth is Truth.UNKNOWN else ())

    def blockers(self, level: AccessLevel | None = None) -> tuple[str, ...]:
        """Return the symbols that leave something undecided, first those of an access level."""
        found = [s for case in self.cases if level for s in case.granted.blockers_of(level)]
        found += [symbol for case in self.cases for symbol in case.granted.blockers]
        found += [symbol for restriction in self.restrictions for symbol in restriction.blockers]
        return tuple(dict.fromkeys((*found, *self.test_symbols))) or (UNDECIDED,)

    def explain(self) -> Iterator[Step]:
        """Yield the steps that lead to the result."""
        case = max(self.cases, key=lambda case: case.granted.truth.value)
        truth = self._restrict(case.granted.truth)
        explanation = PolicyExplanation(self.service, case.policy, case.denies, case.granted, truth)
        yield from explanation.explain()
        if not explanation.is_private:
            yield from (found.step for found in self.restrictions if found.step)
        if len(self.cases) > 1:
            yield explain_cases(self.test_symbols)
        if self.public is Truth.UNKNOWN:
            yield explain_unknown(self.blockers())


def list_policies(service: Service, facts: Facts) -> list[Value]:
    """Return the policies of a resource; one that is not in effect is absent."""
    return [_policy_in_effect(service, facts, field) for field in service.fields]


def _policy_in_effect(service: Service, facts: Facts, field: str) -> Value:
    policy = facts.get(field)
    if policy is ABSENT or field not in service.policy_switches:
        return policy
    switch = facts.get(service.policy_switches[field])
    in_effect = is_on(switch)
    if in_effect is Truth.UNKNOWN:
        symbol = (*symbols(switch), service.policy_switches[field])[0]
        return Choice(Unknown(symbol), (policy, ABSENT))
    return policy if in_effect is Truth.TRUE else ABSENT


def list_policy_cases(
    service: Service, policies: Sequence[Value], facts: Facts
) -> Iterator[Policy]:
    """Yield every policy that the policies of a resource can be, read together."""
    owner = read_owner(facts, policies, service)
    for option in branches(tuple(policies)):
        read = read_policies(option if isinstance(option, tuple) else (option,), service)
        yield without_others(read, owner)


def evaluate_policy(service: Service, policy: Policy) -> PolicyCase:
    """Return what one policy allows public callers."""
    read = match_statements(policy, service)
    return PolicyCase(read.policy, tuple(read.denies), find_access(read))


def evaluate_policies(service: Service, facts: Facts) -> AnalysisResult:
    """Return which public access the policies among the facts allow, with the reasons."""
    restrictions = tuple(service.restrictions(facts))
    policies = list_policies(service, facts)
    found = list_policy_cases(service, policies, facts)
    cases = tuple(evaluate_policy(service, case) for case in found)
    return to_result(PolicyExposure(service, cases, choice_symbols(tuple(policies)), restrictions))


def to_result(exposure: PolicyExposure) -> AnalysisResult:
    """Return which public access is allowed, with the reasons."""
    value = {"public": exposure.value(exposure.public)}
    for level in exposure.service.descriptions:
        value[level.value] = exposure.value(exposure.allows(level), level)
    return AnalysisResult(value, tuple(exposure.explain()))
