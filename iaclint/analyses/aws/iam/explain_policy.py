"""What a policy does, in words: which statements let strangers in, and what keeps them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from iaclint.analyses.analysis import Step
from iaclint.analyses.aws.iam.evaluation import Opening
from iaclint.analyses.aws.iam.language.access_levels import Deed
from iaclint.analyses.aws.iam.language.conditions import ConditionTest
from iaclint.analyses.aws.iam.language.patterns import RESOURCE_KEYS
from iaclint.analyses.aws.iam.language.policy import Effect, Policy, Statement
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.callers import TRUSTED, Caller, Who
from iaclint.analyses.aws.iam.requests.principals import reaches_everybody
from iaclint.analyses.aws.iam.requests.request_space import Applied
from iaclint.analyses.aws.iam.requests.source_addresses import SOURCE_IP
from iaclint.symbolic.values import Truth, Unknown, symbols

ANYONE = {
    Who.ANONYMOUS: "anyone on the internet",
    Who.ACCOUNT: "anyone with an AWS account",
    Who.SERVICE: "anyone who makes an AWS service act for them",
}


class PolicyStory(Struct, frozen=True):
    """A policy, with what it opens and what comes of it."""

    service: Service
    policy: Policy
    denies: Sequence[Applied]
    opening: Opening
    truth: Truth
    """Whether strangers come in in the end, with all that closes the policy as a whole."""

    @property
    def is_closed(self) -> bool:
        """Whether the policy by itself lets no stranger in."""
        return self.policy.unread is None and self.opening.truth is Truth.FALSE

    def tell(self) -> Iterator[Step]:
        """Yield what the policy does by itself."""
        if self.policy.unread is not None:
            known = isinstance(self.policy.unread, str)
            unread = str(self.policy.unread) if known else f"{self.service.policy} is not known"
            yield Step(unread, "policy")
        elif self.is_closed:
            yield from self._tell_closed()
        else:
            yield from self._tell_openings()

    def tell_denies(self) -> Iterator[Step]:
        """Yield which statements keep strangers out."""
        for applied in self.denies:
            if applied.certain and applied.statement:
                yield self._of(applied.statement, "denies it to strangers")

    def tell_weak_denies(self, truth: Truth) -> Iterator[Step]:
        """Yield which statements do not keep all strangers out, or may not."""
        does = "may deny this" if truth is Truth.UNKNOWN else "does not deny all of this"
        for applied in self.denies:
            statement = applied.statement
            if statement and statement.effect is Effect.DENY and applied.possible:
                yield self._of(statement, does)

    def _of(self, statement: Statement, does: str) -> Step:
        text = f"{statement.name} of {self.service.policy_in(statement.field)} {does}"
        return Step(text, statement.field, statement.path)

    def _tell_openings(self) -> Iterator[Step]:
        opening = self.opening
        allows = [s for s in self.policy.statements if s.effect is not Effect.DENY]
        found = {way.grant: way.caller for way in opening.ways.values()}
        if opening.first and not found:
            found = {opening.first.grant: opening.first.caller}
        for n in sorted(found):
            yield from self._tell_opening(allows[n], n, found[n])
        yield from self.tell_weak_denies(opening.truth)

    def _tell_opening(self, statement: Statement, number: int, caller: Caller) -> Iterator[Step]:
        if statement.effect is Effect.UNKNOWN:
            policy = self.service.policy_in(statement.field)
            text = f"what {statement.name} of {policy} allows or denies is not known"
            if not statement.number:
                text = f"{policy} is not known"
            yield Step(text, statement.field, statement.path)
            return
        sure = self._opens_surely(number)
        word = "lets" if sure else "may let"
        if self.truth is Truth.FALSE:
            word = "would let"
        deeds = list_deeds(self.opening, [number], self.service.words, sure)
        deeds = deeds or "do something that is not known"
        yield self._of(statement, f"{word} {describe_caller(caller)} {deeds}")
        field = statement.field
        yield from (_tell_weak_test(test, field, sure, self.service) for test in statement.tests)
        if any(isinstance(p.value, Unknown) for p in statement.principals):
            element = "NotPrincipal" if statement.excludes else "Principal"
            text = f"whom {statement.name} names is not known"
            yield Step(text, statement.field, (*statement.path, element))

    def _opens_surely(self, grant: int) -> bool:
        opening, first = self.opening, self.opening.first
        if opening.truth is Truth.TRUE and first is not None and first.grant == grant:
            return True
        return any(
            way.grant == grant and opening.deeds[deed] is Truth.TRUE
            for deed, way in opening.ways.items()
        )

    def _tell_closed(self) -> Iterator[Step]:
        name, statements = self.service.policy, self.policy.statements
        if not statements:
            yield Step(f"no {name.removeprefix('the ')} is declared", "policy")
            return
        allows = [s for s in statements if s.effect is Effect.ALLOW]
        wide = [s for s in allows if reaches_everybody(s)]
        if not allows:
            yield Step(f"{name} allows nothing by itself", "policy")
        elif not wide:
            yield Step(f"{name} lets in only callers that it names", "policy")
        denied = False
        for statement in wide:
            limits = [t for t in statement.tests if self._is_limit(t)]
            if limits:
                yield self._tell_narrowing(statement, limits)
            else:
                denied = True
                yield self._of(statement, "names everyone")
        if denied:
            yield from self.tell_denies()

    def _is_limit(self, test: ConditionTest) -> bool:
        trusted = test.key in TRUSTED and test.key not in self.service.own_keys
        return trusted or test.key == SOURCE_IP

    def _tell_narrowing(self, statement: Statement, limits: Sequence[ConditionTest]) -> Step:
        """Say which conditions limit a statement."""
        keys = " and ".join(str(test.path[-1]) for test in limits)
        policy = self.service.policy_in(statement.field)
        text = f"{statement.name} of {policy} is limited by its condition on {keys}"
        return Step(text, statement.field, limits[0].path)


def list_deeds(
    opening: Opening, grants: Iterable[int], words: Mapping[Deed, str], sure: bool = False
) -> str:
    """Join what grants let strangers do; the odds and ends only where there is nothing else.

    With ``sure``, what is possible, but not certain, is left out.
    """
    ways, wanted = opening.ways, set(grants)
    found = [deed for deed in Deed if deed in ways and ways[deed].grant in wanted]
    if sure:
        found = [deed for deed in found if opening.deeds[deed] is Truth.TRUE]
    named = [words[deed] for deed in found if deed is not Deed.OTHER]
    return enumerate_words(named or [words[deed] for deed in found])


def enumerate_words(words: Sequence[str]) -> str:
    """Join words as in a sentence: ``a, b and c``."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def describe_caller(caller: Caller) -> str:
    """Say who somebody is whom nobody has named."""
    if caller.by_endpoint:
        return "anyone who comes through a VPC endpoint of their own"
    return ANYONE[caller.who]


def _tell_weak_test(test: ConditionTest, field: str, sure: bool, service: Service) -> Step:
    if not test.key:
        return Step("whether its condition keeps them out is not known", field, test.path)
    key = str(test.path[-1])
    if not sure and symbols(list(test.values)):
        text = f"whether the condition on {key} keeps them out is not known"
        return Step(text, field, test.path)
    if test.key in RESOURCE_KEYS | service.own_keys.keys():
        why = "it is the same for every caller"
    elif test.key == SOURCE_IP:
        why = "it passes more than a narrow range"
    elif test.key in TRUSTED:
        why = "it accepts a stranger's own value, or none"
    else:
        why = "it does not say who may call"
    return Step(f"the condition on {key} does not keep them out: {why}", field, test.path)
