"""The verdict of a rule on an instance, for all possible worlds.

A rule is first evaluated with unknown values as they are. Only if the verdict is unknown, it is
evaluated in each world: an assumption about parameters and conditions, on which all values that
depend on them agree. A rule that fails in every world fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.judging.findings import Verdict
from iaclint.limits import MAX_CASE_DEPTH, MAX_UNDECIDED_WORLDS, MAX_WORLDS
from iaclint.ruleset.conditions import Condition, Evidence, Judgement
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Value

if TYPE_CHECKING:
    from iaclint.models.projection import ModelInstance
    from iaclint.ruleset.rule import Rule
    from iaclint.symbolic.worlds import Branch


class Decision(Struct, frozen=True):
    """The verdict of a rule on an instance."""

    verdict: Verdict
    evidence: tuple[Evidence, ...]
    """The fields that decided."""
    instance: ModelInstance
    """The instance, in that world."""
    where: tuple[Branch[Value], ...] = ()
    """The world; for an unknown verdict, one in which the rule fails."""


def decide(rule: Rule, instance: ModelInstance) -> Decision | None:
    """Return the decision of a rule on an instance; None if the rule does not apply.

    An instance that is managed elsewhere is only partly in the configuration. A public grant in
    that part is a failure unless this configuration sets one of the ``mitigations`` of the model,
    or the call of a module that is not loaded, which creates the instance, may set one.
    If that part certainly grants nothing, the rule does not apply: this configuration does not
    affect the rest.
    """
    decision = _in_worlds(rule, instance)
    if instance.resource is None and decision and decision.verdict is Verdict.UNKNOWN:
        is_open = not instance.is_set_by_call()
        again = _in_worlds(rule, instance.unmitigated()) if is_open else None
        if again and again.verdict is Verdict.FAIL:
            return again
        alone = _in_worlds(rule, instance.alone())
        if alone is None or alone.verdict is Verdict.PASS:
            return None
    return decision


def _in_worlds(rule: Rule, instance: ModelInstance) -> Decision | None:
    decision = _judge(rule, instance)
    if decision is None or decision.verdict is not Verdict.UNKNOWN:
        return decision
    if not instance.may_vary(_fields(decision)):
        return decision
    return _Exploration(rule, instance.existing(), decision).result()


def _judge(rule: Rule, instance: ModelInstance) -> Decision | None:
    """Return the decision with unknown values as they are."""
    when = _evaluate(rule.when, instance, Judgement(Truth.TRUE))
    unless = _evaluate(rule.unless, instance, Judgement(Truth.FALSE))
    speaks = when.truth & ~unless.truth
    if speaks is Truth.FALSE:
        return None
    required = rule.require.evaluate(instance)
    if required.truth is Truth.TRUE:
        return Decision(Verdict.PASS, required.evidence, instance)
    if speaks is Truth.TRUE:
        verdict = Verdict.FAIL if required.truth is Truth.FALSE else Verdict.UNKNOWN
        return Decision(verdict, required.evidence, instance)
    # It would not pass, so the unknown condition for the rule to apply is listed first.
    judged = [j for j in (when, unless, required) if j.truth is Truth.UNKNOWN]
    return Decision(Verdict.UNKNOWN, tuple(e for j in judged for e in j.evidence), instance)


def _evaluate(
    condition: Condition | None, instance: ModelInstance, otherwise: Judgement
) -> Judgement:
    return otherwise if condition is None else condition.evaluate(instance)


def _fields(decision: Decision) -> list[str]:
    return [item.field for item in decision.evidence]


class _Leaf(Struct, frozen=True):
    """A world that is not split further, and the decision in it."""

    where: tuple[Branch[Value], ...]
    decision: Decision | None

    @property
    def verdict(self) -> Verdict | None:
        return None if self.decision is None else self.decision.verdict


class _Exploration(Struct, frozen=True):
    """Visits the worlds that the verdict depends on."""

    rule: Rule
    start: ModelInstance
    otherwise: Decision
    """The decision if the worlds give no other."""

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
            return len(verdicts) > 1
        # The verdict stays unknown: more worlds can only show where the rule fails.
        return Verdict.UNKNOWN in verdicts and len(leaves) >= MAX_UNDECIDED_WORLDS

    def _unsettled(self, leaves: Sequence[_Leaf], verdicts: set[Verdict | None]) -> Decision | None:
        failing = next((leaf for leaf in leaves if leaf.verdict is Verdict.FAIL), None)
        if failing is None or failing.decision is None:
            return self.otherwise
        if verdicts == {Verdict.FAIL} and len(leaves) <= MAX_WORLDS:
            return replace(failing.decision, where=failing.where)
        where = self._least(failing.where)
        decision = _judge(self.rule, self._at(where))
        if decision is None or not all(branch.label for branch in where):
            return self.otherwise
        return replace(decision, verdict=Verdict.UNKNOWN, where=where)

    def _leaves(self, instance: ModelInstance, where: tuple[Branch[Value], ...]) -> Iterator[_Leaf]:
        decision = _judge(self.rule, instance)
        fork = None
        if decision and decision.verdict is Verdict.UNKNOWN and len(where) < MAX_CASE_DEPTH:
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
            decision = _judge(self.rule, self._at(rest))
            if decision is not None and decision.verdict is Verdict.FAIL:
                where = rest
        return where

    def _at(self, where: tuple[Branch[Value], ...]) -> ModelInstance:
        instance = self.start
        for branch in where:
            instance = instance.where(branch.condition)
        return instance
