"""Apply every rule to every instance of its model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from iaclint.address import natural
from iaclint.files.faults import Tell, attempt, ignore
from iaclint.judging.callers import AnyCaller
from iaclint.judging.case_split import Check, decide
from iaclint.judging.finding_builder import FindingBuilder
from iaclint.judging.findings import Finding, Verdict
from iaclint.judging.grouping import arrange
from iaclint.models.instances import by_type, project
from iaclint.resource import Path, Resource, Root

if TYPE_CHECKING:
    from iaclint.models.field_value import FieldValue
    from iaclint.models.projection import ModelInstance
    from iaclint.ruleset.loader import Ruleset
    from iaclint.ruleset.rule import Rule

    _Read = tuple[FieldValue, Path]

Accept: TypeAlias = Callable[[Finding, Resource, Sequence[Resource]], Finding]
"""Return a finding with its suppression, given the resource that it is about, and companions."""

Visit: TypeAlias = "Callable[[ModelInstance], object]"
"""Takes an instance of a model that a rule is about."""


def judge(
    resources: Sequence[Resource],
    ruleset: Ruleset,
    rules: Iterable[Rule],
    only: Collection[str] | None = None,
    roots: Iterable[Root] = (),
    accept: Accept | None = None,
    tell: Tell = ignore,
    visit: Visit = ignore,
) -> tuple[Finding, ...]:
    """Return the verdicts of rules on resources, including passes, in a total order.

    The result does not depend on the order of resources or rules. With ``only``, a collection of
    addresses, only those resources are checked, and the ones that they configure. Among
    ``roots``, modules that nothing calls fail only for what fails for any caller. ``accept`` can
    add a suppression to a finding; findings of one cause are then one for each suppression.
    ``tell`` takes diagnostics about resources that cannot be judged, ``visit`` every instance.
    """
    checks_of: dict[str, list[Check]] = defaultdict(list)
    for rule in sorted(rules, key=lambda rule: rule.id):
        checks_of[rule.model].append(Check(rule))
    judgement = _Judgement(ruleset, checks_of, only, accept, tell, visit)
    anyone = _Judgement(ruleset, checks_of, None, None, tell)
    callers = {
        root.scope: AnyCaller(root, root.uncalled, anyone.each)
        for root in roots
        if root.uncalled is not None
    }
    return arrange(
        finding
        for resource, found in judgement.by_instance(resources)
        for finding in _without_covered(
            attempt(partial(_weighed, resource, found, callers), tell, resource.address) or ()
        )
    )


def _weighed(
    resource: Resource, findings: Sequence[Finding], callers: Mapping[str, AnyCaller]
) -> Sequence[Finding]:
    """Return the findings on an instance; if nothing calls its module, what is certain of them."""
    caller = callers.get(resource.scope)
    if caller is None:
        return findings
    return [replace(caller.weigh(f, resource), suppression=f.suppression) for f in findings]


class _Judgement(Struct, frozen=True):
    """The verdicts of rules on resources."""

    ruleset: Ruleset
    checks_of: Mapping[str, list[Check]]
    """By model."""
    only: Collection[str] | None
    accept: Accept | None = None
    tell: Tell = ignore
    visit: Visit = ignore

    def by_instance(
        self, resources: Sequence[Resource]
    ) -> Iterator[tuple[Resource, list[Finding]]]:
        """Yield the findings on each instance, with its resource or first companion."""
        arranged = by_type(resources)
        models = self.ruleset.models
        for model, checks in self.checks_of.items():
            for instance in project(models[model], arranged, models, self.tell):
                self.visit(instance)
                if self.only is None or not instance.addresses.isdisjoint(self.only):
                    shown = instance.header().resource
                    judge_all = partial(self._judge, instance, checks)
                    yield shown, attempt(judge_all, self.tell, shown.address, shown.span) or []

    def _judge(self, instance: ModelInstance, checks: Sequence[Check]) -> list[Finding]:
        return list(_judge_instance(instance, checks, self.accept))

    def each(self, resources: Sequence[Resource]) -> Iterator[Finding]:
        """Yield the findings one by one."""
        for _, found in self.by_instance(resources):
            yield from found


def _without_covered(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield findings, without failures that are covered by a failure of a more specific rule."""
    failed = {finding.rule.id for finding in findings if finding.verdict is Verdict.FAIL}
    for finding in findings:
        if finding.verdict is not Verdict.FAIL or failed.isdisjoint(finding.rule.covered_by):
            yield finding


def _judge_instance(
    instance: ModelInstance, checks: Sequence[Check], accept: Accept | None
) -> Iterator[Finding]:
    companions = tuple(sorted({r.address for r in instance.companions}, key=natural))
    for check in checks:
        fields = check.fields
        shown = instance.shown_by(fields) if instance.speaks_of(fields) else None
        if shown is None:
            continue
        decision = decide(check, instance)
        if decision is not None:
            builder = FindingBuilder(check.rule, decision.instance, shown, decision, companions)
            finding = _blocked(builder.finding(), shown)
            yield accept(finding, shown, instance.companions) if accept else finding


def _blocked(finding: Finding, shown: Resource) -> Finding:
    """Return a finding; unknown on a resource of which nothing is certain, not even that it is."""
    if not shown.blocker:
        return finding
    message = f"{shown.address}: undecided whether the {finding.rule.title}"
    return replace(
        finding,
        verdict=Verdict.UNKNOWN,
        message=message,
        label=f"no stub describes {shown.blocker}",
        related=(),
        steps=(),
        blocked_by=(shown.blocker,),
        values=(),
    )
