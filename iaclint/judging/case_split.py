"""The verdict of a rule on an instance, for all possible worlds.

A rule is first evaluated with unknown values as they are. Only if the verdict is unknown, it is
evaluated in each world: an assumption about parameters and conditions, on which all values that
depend on them agree. A rule that fails in every world fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from iaclint.files.work import RUN
from iaclint.judging.findings import Verdict
from iaclint.limits import MAX_CASE_DEPTH, MAX_UNDECIDED_WORLDS, MAX_WORLDS
from iaclint.ruleset.conditions import Condition, Evidence, Judgement, Subject
from iaclint.symbolic.recall import Get, Recall
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.unsettled import hold_by_default, names_workspace
from iaclint.symbolic.values import Value

if TYPE_CHECKING:
    from iaclint.models.projection import ModelInstance
    from iaclint.ruleset.rule import Rule
    from iaclint.symbolic.worlds import Branch

_PUBLIC_ACCESS: Final = "public-access"
_WORLD_STEPS: Final = 1_000
"""The steps to judge an instance in one world, without uncertain companions."""
_LINK_STEPS: Final = 1
"""The steps that one uncertain companion adds to them; they grow with the second power."""


class Decision(Struct, frozen=True):
    """The verdict of a rule on an instance."""

    verdict: Verdict
    evidence: tuple[Evidence, ...]
    """The fields that decided."""
    instance: ModelInstance
    """The instance, in that world."""
    where: tuple[Branch[Value], ...] = ()
    """The world; for an unknown verdict, one in which the rule fails."""


class Check:
    """A rule, with its verdicts on known fields so far: most instances have the same few."""

    __slots__ = ("_recalled", "fields", "rule")

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.fields = tuple(rule.require.fields())
        self._recalled: Recall[_Reached | None] = Recall()

    def judge(self, instance: ModelInstance) -> Decision | None:
        """Return the decision with unknown values as they are; None if it does not apply."""
        reached = self._recalled.result(self._judge, instance.get)
        if reached is None:
            return None
        return Decision(reached.verdict, reached.evidence, instance)

    def _judge(self, get: Get) -> _Reached | None:
        subject = _Subject(get)
        when = _evaluate(self.rule.when, subject, Judgement(Truth.TRUE))
        unless = _evaluate(self.rule.unless, subject, Judgement(Truth.FALSE))
        speaks = when.truth & ~unless.truth
        if speaks is Truth.FALSE:
            return None
        required = self.rule.require.evaluate(subject)
        if required.truth is Truth.TRUE:
            return _Reached(Verdict.PASS, required.evidence)
        if speaks is Truth.TRUE:
            verdict = Verdict.FAIL if required.truth is Truth.FALSE else Verdict.UNKNOWN
            return _Reached(verdict, required.evidence)
        # It would not pass, so the unknown condition for the rule to apply is listed first.
        judged = [j for j in (when, unless, required) if j.truth is Truth.UNKNOWN]
        return _Reached(Verdict.UNKNOWN, tuple(e for j in judged for e in j.evidence))


class _Reached(Struct, frozen=True):
    """The verdict of a rule, and the fields that decided."""

    verdict: Verdict
    evidence: tuple[Evidence, ...]


class _Subject(Struct, frozen=True):
    """What a condition is about."""

    get: Get


def _evaluate(condition: Condition | None, subject: Subject, otherwise: Judgement) -> Judgement:
    return otherwise if condition is None else condition.evaluate(subject)


def decide(check: Check, instance: ModelInstance) -> Decision | None:
    """Return the decision of a rule on an instance; None if the rule does not apply.

    An instance that is managed elsewhere is only partly in the configuration. A public grant in
    that part is a failure unless this configuration sets one of the ``mitigations`` of the model,
    or the call of a module that is not loaded, which creates the instance, may set one.
    If that part certainly grants nothing, the rule does not apply: this configuration does not
    affect the rest.

    What fails as it is assumed to be deployed fails; to pass, it must pass in any case.
    """
    decision = _in_worlds(check, instance)
    if decision and decision.verdict is Verdict.PASS and check.rule.category == _PUBLIC_ACCESS:
        return _with_modules(check, instance) or decision
    if instance.resource is None and decision and decision.verdict is Verdict.UNKNOWN:
        is_open = not instance.is_set_by_call()
        again = _in_worlds(check, instance.unmitigated()) if is_open else None
        if again and again.verdict is Verdict.FAIL:
            return again
        alone = _in_worlds(check, instance.alone())
        if alone is None or alone.verdict is Verdict.PASS:
            return None
    return decision


def _with_modules(check: Check, instance: ModelInstance) -> Decision | None:
    """Return the decision if modules that are not loaded configure the instance; None if none may.

    They may make it public. That they may close it does not excuse what this configuration opens.
    """
    open_instance = instance.passed_on()
    if open_instance is None:
        return None
    decision = check.judge(open_instance)
    is_unknown = decision is not None and decision.verdict is Verdict.UNKNOWN
    if decision and is_unknown and not instance.may_vary(_fields(decision)):
        # The rule passes in every world without them, and what they set is unknown in the others.
        return decision
    return _in_worlds(check, open_instance)


def _in_worlds(check: Check, instance: ModelInstance) -> Decision | None:
    decision = check.judge(instance)
    if decision is None or decision.verdict is not Verdict.UNKNOWN:
        return decision
    assumed = instance.as_assumed()
    found = _in_worlds(check, assumed) if assumed is not None else None
    if found is not None and found.verdict is Verdict.FAIL:
        return found
    if not instance.may_vary(_fields(decision)):
        return decision
    return _Exploration(check, instance.existing(), decision, _steps(instance)).result()


def _steps(instance: ModelInstance) -> int:
    """Return the steps that an instance takes in one world."""
    uncertain = sum(link.holds is not True for found in instance.links.values() for link in found)
    return _WORLD_STEPS + _LINK_STEPS * uncertain**2


def _fields(decision: Decision) -> list[str]:
    return [item.field for item in decision.evidence]


class _Leaf(Struct, frozen=True):
    """A world that is not split further, and the decision in it."""

    where: tuple[Branch[Value], ...]
    decision: Decision | None

    @property
    def verdict(self) -> Verdict | None:
        return None if self.decision is None else self.decision.verdict

    def is_by_default(self) -> bool:
        """Return whether it is the world of a run without options."""
        return hold_by_default([branch.label for branch in self.where if branch.label])


class _Exploration(Struct, frozen=True):
    """Visits the worlds that the verdict depends on."""

    check: Check
    start: ModelInstance
    otherwise: Decision
    """The decision if the worlds give no other."""
    steps: int
    """The steps to judge the instance in one world."""

    def result(self) -> Decision | None:
        leaves: list[_Leaf] = []
        for leaf in islice(self._leaves(self.start, ()), MAX_WORLDS + 1):
            leaves.append(leaf)
            if self._is_settled(leaves):
                break
        verdicts = {leaf.verdict for leaf in leaves}
        if not leaves or len(leaves) > MAX_WORLDS or len(verdicts - {None, Verdict.PASS}) > 0:
            return self._unsettled(leaves, verdicts)
        # A rule passes if it passes in some worlds, and does not apply in the others.
        return next((leaf.decision for leaf in leaves if leaf.decision is not None), None)

    def _is_settled(self, leaves: Sequence[_Leaf]) -> bool:
        """Return whether other worlds can change neither the verdict nor the reported branch."""
        verdicts = {leaf.verdict for leaf in leaves}
        if Verdict.FAIL in verdicts:
            return len(verdicts) > 1 and self._is_default_decided(leaves)
        # The verdict stays unknown: more worlds can only show where the rule fails.
        return Verdict.UNKNOWN in verdicts and len(leaves) >= MAX_UNDECIDED_WORLDS

    def _is_default_decided(self, leaves: Sequence[_Leaf]) -> bool:
        """Return whether it is known if the rule fails in a run that selects no workspace."""
        if any(leaf.verdict is Verdict.FAIL and leaf.is_by_default() for leaf in leaves):
            return True
        return not any(names_workspace(branch.label) for leaf in leaves for branch in leaf.where)

    def _unsettled(self, leaves: Sequence[_Leaf], verdicts: set[Verdict | None]) -> Decision | None:
        found = [leaf for leaf in leaves if leaf.verdict is Verdict.FAIL]
        failing = next(filter(_Leaf.is_by_default, found), found[0] if found else None)
        if failing is None or failing.decision is None:
            return self.otherwise
        if verdicts == {Verdict.FAIL} and len(leaves) <= MAX_WORLDS:
            return replace(failing.decision, where=failing.where)
        where = self._least(failing.where)
        decision = self._judge(self._at(where))
        is_named = all(branch.label for branch in where)
        if decision is None or decision is self.otherwise or not is_named:
            return self.otherwise
        return replace(decision, verdict=Verdict.UNKNOWN, where=where)

    def _judge(self, instance: ModelInstance) -> Decision | None:
        """Return the decision in one world; unknown where that takes more steps than there are."""
        return self.check.judge(instance) if RUN.draw_worlds(self.steps) else self.otherwise

    def _leaves(self, instance: ModelInstance, where: tuple[Branch[Value], ...]) -> Iterator[_Leaf]:
        decision = self._judge(instance)
        fork = None
        is_split = decision is not self.otherwise and len(where) < MAX_CASE_DEPTH
        if decision and decision.verdict is Verdict.UNKNOWN and is_split:
            fork = next(instance.forks(_fields(decision)), None)
        if fork is None:
            yield _Leaf(where, decision)
            return
        for branch in fork:
            if instance.world.allows(branch.condition):
                yield from self._leaves(instance.where(branch.condition), (*where, branch))

    def _least(self, where: tuple[Branch[Value], ...]) -> tuple[Branch[Value], ...]:
        """Remove the assumptions of a failing world that the failure does not depend on."""
        for branch in where:
            rest = tuple(other for other in where if other is not branch)
            decision = self._judge(self._at(rest))
            if decision is not None and decision.verdict is Verdict.FAIL:
                where = rest
        return where

    def _at(self, where: tuple[Branch[Value], ...]) -> ModelInstance:
        instance = self.start
        for branch in where:
            instance = instance.where(branch.condition)
        return instance
