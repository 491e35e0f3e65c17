"""Verdicts on a module that nothing calls: which hold for any caller."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.address import without_keys
from iaclint.judging.findings import CallerDependence, Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from iaclint.resource import Resource, Root, Uncalled

    _Judge = Callable[[Sequence[Resource]], Iterable[Finding]]


class AnyCaller:
    """The verdicts on one module with all of its variables unknown; found when first needed."""

    def __init__(self, root: Root, uncalled: Uncalled, judge: _Judge) -> None:
        self._folder = root.path
        self._uncalled = uncalled
        self._judge = judge

    @cached_property
    def _found(self) -> Mapping[tuple[str, str], list[Finding]]:
        found: dict[tuple[str, str], list[Finding]] = defaultdict(list)
        for finding in self._judge(self._uncalled.resources()):
            found[_key(finding)].append(finding)
        return found

    def weigh(self, finding: Finding, resource: Resource) -> Finding:
        """Return what is certain of a finding on a resource by the defaults of the module.

        A failure stays one if it is a failure for any caller. What depends on the variables is
        unknown, with the variables that decide.
        """
        if finding.verdict is Verdict.FAIL:
            found = {f.verdict: f for f in reversed(self._found.get(_key(finding), []))}
            if Verdict.FAIL in found:
                return finding
            finding = found.get(Verdict.UNKNOWN) or finding
            return self._depending(finding, self._variables(finding.blocked_by))
        if finding.verdict is Verdict.UNKNOWN:
            existing = () if resource.presence is None else (resource.presence.symbol,)
            deciding = self._variables((*finding.blocked_by, *existing))
            return self._depending(finding, deciding) if deciding else finding
        return finding

    def _depending(self, finding: Finding, variables: tuple[str, ...]) -> Finding:
        dependence = CallerDependence(self._folder, variables)
        return replace(finding, verdict=Verdict.UNKNOWN, depends_on=dependence)

    def _variables(self, symbols: Iterable[str]) -> tuple[str, ...]:
        """Return the variables of the module among symbols."""
        found = (
            variable
            for symbol in symbols
            for variable in self._uncalled.variables
            if symbol == variable or symbol.startswith((f"{variable}.", f"{variable}["))
        )
        return tuple(dict.fromkeys(found))


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule.id, without_keys(finding.address)
