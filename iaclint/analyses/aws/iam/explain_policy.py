"""A policy in words: which statements allow public access, and what restricts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from iaclint.analyses.analysis import Step
from iaclint.analyses.aws.iam.evaluation import GrantedAccess
from iaclint.analyses.aws.iam.language.access_levels import AccessLevel
from iaclint.analyses.aws.iam.language.conditions import ConditionTest, read_network, text_of
from iaclint.analyses.aws.iam.language.patterns import RESOURCE_KEYS
from iaclint.analyses.aws.iam.language.policy import Effect, Policy, Statement
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.callers import (
    TRUSTED,
    Caller,
    CallerKind,
    is_resource_tag,
    names_caller,
)
from iaclint.analyses.aws.iam.requests.principals import can_apply_to_everyone
from iaclint.analyses.aws.iam.requests.request_space import StatementMatch
from iaclint.analyses.aws.iam.requests.source_addresses import SOURCE_IP
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Unknown

ANYONE = {
    CallerKind.ANONYMOUS: "anyone on the internet",
    CallerKind.ACCOUNT: "anyone with an AWS account",
    CallerKind.SERVICE: "anyone through an AWS service",
}
UNKNOWN_ACTIONS = "perform unknown actions"
_NOT_THIS = "does not apply to this resource"


class PolicyExplanation(Struct, frozen=True):
    """A policy with the access that it grants."""

    service: Service
    policy: Policy
    denies: Sequence[StatementMatch]
    granted: GrantedAccess
    truth: Truth
    """Whether there is public access in the end, with everything that blocks the policy."""

    @property
    def is_private(self) -> bool:
        """Whether the policy by itself allows no public access."""
        return self.policy.unread is None and self.granted.truth is Truth.FALSE

    def explain(self) -> Iterator[Step]:
        """Yield what the policy does by itself."""
        if self.policy.unread is not None:
            known = isinstance(self.policy.unread, str)
            unread = str(self.policy.unread) if known else f"{self.service.policy} is unknown"
            yield Step(unread, "policy")
        elif self.is_private:
            yield from self._explain_private()
        else:
            yield from self._explain_public()

    def explain_denies(self) -> Iterator[Step]:
        """Yield which statements deny public access."""
        for matched in self.denies:
            if matched.certain and matched.statement:
                yield self._of(matched.statement, "denies public access")

    def explain_partial_denies(self, truth: Truth) -> Iterator[Step]:
        """Yield which statements do not deny all of the access, or may not."""
        does = "may deny" if truth is Truth.UNKNOWN else "does not deny all of"
        for matched in self.denies:
            statement = matched.statement
            if statement is None or statement.effect is not Effect.DENY:
                continue
            if statement.resources.is_empty:
                yield self._of(statement, _NOT_THIS)
            elif matched.possible:
                yield self._of(statement, f"{does} this access")

    def _of(self, statement: Statement, does: str) -> Step:
        text = f"{statement.name} of {self.service.policy_in(statement.field)} {does}"
        return Step(text, statement.field, statement.path)

    def _explain_public(self) -> Iterator[Step]:
        granted = self.granted
        allows = [s for s in self.policy.statements if s.effect is not Effect.DENY]
        found = {path.grant: path.caller for path in granted.paths.values()}
        if granted.first and not found:
            found = {granted.first.grant: granted.first.caller}
        for n in sorted(found):
            yield from self._explain_grant(allows[n], n, found[n])
        yield from self.explain_partial_denies(granted.truth)

    def _explain_grant(self, statement: Statement, number: int, caller: Caller) -> Iterator[Step]:
        if statement.effect is Effect.UNKNOWN:
            policy = self.service.policy_in(statement.field)
            text = f"the effect of {statement.name} of {policy} is unknown"
            if not statement.number:
                text = f"{policy} is unknown"
            yield Step(text, statement.field, statement.path)
            return
        certain = self._is_certain(number)
        verb = "allows" if certain else "may allow"
        if self.truth is Truth.FALSE:
            verb = "would allow"
        does = describe_levels(self.granted, [number], self.service.descriptions, certain)
        does = does or UNKNOWN_ACTIONS
        yield self._of(statement, f"{verb} {describe_caller(caller)} to {does}")
        field = statement.field
        for test in statement.tests:
            yield _explain_weak_test(test, field, certain, self.service)
        if any(isinstance(p.value, Unknown) for p in statement.principals):
            element = "NotPrincipal" if statement.excludes else "Principal"
            text = f"the {element} of {statement.name} is unknown"
            yield Step(text, statement.field, (*statement.path, element))

    def _is_certain(self, grant: int) -> bool:
        granted, first = self.granted, self.granted.first
        if granted.truth is Truth.TRUE and first is not None and first.grant == grant:
            return True
        return any(
            path.grant == grant and granted.levels[level] is Truth.TRUE
            for level, path in granted.paths.items()
        )

    def _explain_private(self) -> Iterator[Step]:
        name, statements = self.service.policy, self.policy.statements
        if not statements:
            yield Step(f"no {name.removeprefix('the ')} is declared", "policy")
            return
        allows = [s for s in statements if s.effect is Effect.ALLOW]
        wide = [s for s in allows if can_apply_to_everyone(s)]
        if not allows:
            unknown = any(s.effect is Effect.UNKNOWN for s in statements)
            why = "allows no public access" if unknown else "has no Allow statement"
            yield Step(f"{name} {why}", "policy")
        elif not wide:
            yield Step(f"{name} only allows principals that it names", "policy")
        denied = False
        for statement in wide:
            limits = [test for test in statement.tests if self._is_limit(test)]
            if statement.resources.is_empty:
                yield self._of(statement, _NOT_THIS)
            elif limits:
                yield self._explain_limits(statement, limits)
            else:
                denied = True
                yield self._of(statement, "applies to all principals")
        if denied:
            yield from self.explain_denies()

    def _is_limit(self, test: ConditionTest) -> bool:
        key, fixed = test.key, RESOURCE_KEYS | self.service.fixed_keys.keys()
        if key in fixed or is_resource_tag(key):
            return any(map(names_caller, test.values))
        return key in TRUSTED or key == SOURCE_IP

    def _explain_limits(self, statement: Statement, limits: Sequence[ConditionTest]) -> Step:
        """Say which conditions restrict a statement."""
        keys = " and ".join(str(test.path[-1]) for test in limits)
        policy = self.service.policy_in(statement.field)
        text = f"{statement.name} of {policy} is restricted by its condition on {keys}"
        return Step(text, statement.field, limits[0].path)


def describe_levels(
    granted: GrantedAccess,
    grants: Iterable[int],
    descriptions: Mapping[AccessLevel, str],
    certain: bool = False,
) -> str:
    """Return what grants let public callers do; other actions only if there is nothing else.

    With ``certain``, access that is only possible is left out.
    """
    paths, wanted = granted.paths, set(grants)
    found = [level for level in AccessLevel if level in paths and paths[level].grant in wanted]
    if certain:
        found = [level for level in found if granted.levels[level] is Truth.TRUE]
    return describe_actions(found, descriptions)


def describe_actions(levels: Sequence[AccessLevel], descriptions: Mapping[AccessLevel, str]) -> str:
    """Join what actions of some levels do; other actions only if there is nothing else."""
    named = [descriptions[level] for level in levels if level is not AccessLevel.OTHER]
    return enumerate_words(named or [descriptions[level] for level in levels])


def enumerate_words(words: Sequence[str]) -> str:
    """Join words as in a sentence: ``a, b and c``."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def describe_caller(caller: Caller) -> str:
    """Return who a public caller is."""
    if caller.by_endpoint:
        return "anyone with a VPC endpoint of their own"
    return ANYONE[caller.kind]


def _explain_weak_test(test: ConditionTest, field: str, certain: bool, service: Service) -> Step:
    if not test.key:
        return Step("it is unknown whether its condition restricts access", field, test.path)
    key = str(test.path[-1])
    if not certain and (symbols(tuple(test.values)) or _is_no_network(test)):
        text = f"it is unknown whether the condition on {key} restricts access"
        return Step(text, field, test.path)
    if test.key in RESOURCE_KEYS | service.fixed_keys.keys():
        why = "its value is the same for every caller"
    elif test.key == SOURCE_IP:
        why = "it allows a broad range of addresses"
    elif test.key in TRUSTED:
        why = "it allows values of any account, or a missing key"
    else:
        why = "it does not identify the caller"
    return Step(f"the condition on {key} does not restrict access: {why}", field, test.path)


def _is_no_network(test: ConditionTest) -> bool:
    """Return whether a test of source addresses has a value that is no address range."""
    texts = map(text_of, test.values) if test.key == SOURCE_IP else ()
    return any(text is not None and read_network(text) is None for text in texts)
