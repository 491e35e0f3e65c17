"""Who can reach a thing through its resource policy, whatever the service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from iaclint.analyses.analysis import (
    Facts,
    Outcome,
    Step,
    lower,
)
from iaclint.analyses.aws.iam.evaluation import Opening, find_opening
from iaclint.analyses.aws.iam.explain_policy import PolicyStory
from iaclint.analyses.aws.iam.language.access_levels import Deed
from iaclint.analyses.aws.iam.language.parser import read_policies
from iaclint.analyses.aws.iam.language.policy import Policy
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.analyses.aws.iam.requests.request_space import Applied
from iaclint.analyses.aws.iam.requests.statements import apply_statements
from iaclint.analyses.branches import agree, branches, choice_symbols
from iaclint.analyses.tristate import is_on
from iaclint.symbolic.values import (
    ABSENT,
    Choice,
    Truth,
    Unknown,
    Value,
    symbols,
)

_UNDECIDED = "what the configuration leaves open"


class Closure(Struct, frozen=True):
    """Something beside the policy that keeps strangers out: a network, a login."""

    truth: Truth
    step: Step | None = None
    blockers: tuple[str, ...] = ()
    deeds: Mapping[Deed, Truth] = field(default_factory=dict)
    """What it does about single deeds, where that is not the same for all."""

    def deed(self, deed: Deed) -> Truth:
        """Whether it keeps strangers from doing this."""
        return self.deeds.get(deed, self.truth)


class Branch(Struct, frozen=True):
    """What one possible policy opens."""

    policy: Policy
    denies: tuple[Applied, ...]
    opening: Opening


class PolicyExposure(Struct, frozen=True):
    """What strangers can do with a thing."""

    service: Service
    branches: tuple[Branch, ...]
    test_symbols: tuple[str, ...]
    """What decides between the branches."""
    closures: tuple[Closure, ...] = ()

    @property
    def public(self) -> Truth:
        """Whether strangers can do anything at all."""
        return self._pass(agree([b.opening.truth for b in self.branches]))

    def deed(self, deed: Deed) -> Truth:
        """Whether strangers can do this."""
        return self._pass(agree([b.opening.deeds[deed] for b in self.branches]), deed)

    def _pass(self, truth: Truth, deed: Deed | None = None) -> Truth:
        for closure in self.closures:
            truth &= ~(closure.deed(deed) if deed else closure.truth)
        return truth

    def blockers(self) -> tuple[str, ...]:
        """Return the symbols that leave something undecided."""
        found = [symbol for branch in self.branches for symbol in branch.opening.blockers]
        found += [symbol for closure in self.closures for symbol in closure.blockers]
        return tuple(dict.fromkeys((*found, *self.test_symbols))) or (_UNDECIDED,)

    def tell(self) -> Iterator[Step]:
        """Yield the steps that lead to the verdict."""
        branch = max(self.branches, key=lambda b: b.opening.truth.value)
        truth = self._pass(branch.opening.truth)
        story = PolicyStory(self.service, branch.policy, branch.denies, branch.opening, truth)
        yield from story.tell()
        if not story.is_closed:
            yield from (closure.step for closure in self.closures if closure.step)
        if len(self.branches) > 1:
            test = self.test_symbols[0]
            yield Step(f"this is so for one of the values that {test} decides between")
        if self.public is Truth.UNKNOWN:
            yield Step(f"not known before deployment: {', '.join(self.blockers())}")


def judge_policies(
    service: Service, policies: Sequence[Value], closures: Sequence[Closure] = ()
) -> PolicyExposure:
    """Work out what policies let strangers do with the thing that they are attached to."""
    found = tuple(judge_branch(service, option) for option in read_branches(service, policies))
    return PolicyExposure(service, found, choice_symbols(policies), tuple(closures))


def list_policies(service: Service, facts: Facts) -> list[Value]:
    """Return what the fields with policies hold; one that is not to stay counts as none."""
    return [_staying(service, facts, field) for field in service.fields]


def _staying(service: Service, facts: Facts, field: str) -> Value:
    policy = facts.get(field)
    if policy is ABSENT or field not in service.switches:
        return policy
    switch = facts.get(service.switches[field])
    stays = is_on(switch)
    if stays is Truth.UNKNOWN:
        return Choice(Unknown((*symbols(switch), service.switches[field])[0]), (policy, ABSENT))
    return policy if stays is Truth.TRUE else ABSENT


def read_branches(service: Service, policies: Sequence[Value]) -> Iterator[Policy]:
    """Yield every policy that the policies of one thing can come to together."""
    for option in branches(tuple(policies)):
        yield read_policies(option if isinstance(option, tuple) else (option,), service)


def judge_branch(service: Service, policy: Policy) -> Branch:
    """Work out what one policy lets strangers do."""
    read = apply_statements(policy, service)
    return Branch(read.policy, tuple(read.denies), find_opening(read))


def analyse_policy(service: Service, facts: Facts, closures: Sequence[Closure] = ()) -> Outcome:
    """Return who can reach a thing through the policies among its fields, with the reasons."""
    return conclude(judge_policies(service, list_policies(service, facts), closures))


def conclude(exposure: PolicyExposure) -> Outcome:
    """Return what strangers can do, with the reasons."""
    blockers = exposure.blockers()
    truths = {
        "public": exposure.public,
        **{d.value: exposure.deed(d) for d in exposure.service.words},
    }
    value = {name: lower(truth, blockers) for name, truth in truths.items()}
    return Outcome(value, tuple(exposure.tell()))
