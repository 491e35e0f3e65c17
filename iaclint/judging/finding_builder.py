"""Build the finding for a decision: its places and its texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.judging.case_split import Decision
from iaclint.judging.findings import Finding, Step, Verdict
from iaclint.judging.labels import Labels
from iaclint.models.paths import pick
from iaclint.resource import Path, Related, Resource
from iaclint.ruleset.message import render
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import ABSENT, AND, Unknown

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.models.field_value import FieldPlace, FieldValue
    from iaclint.models.projection import ModelInstance
    from iaclint.ruleset.rule import Rule

    _Read = tuple[FieldValue, Path]

_KINDS = frozenset(("engine", "engine_mode", "engine_version"))
"""The fields that say what a resource is; its settings decide what is wrong with it."""


class FindingBuilder(Struct, frozen=True):
    """Builds the finding for a decision: its places and its texts."""

    rule: Rule
    instance: ModelInstance
    shown: Resource
    decision: Decision
    companions: tuple[str, ...]

    @property
    def _labels(self) -> Labels:
        return Labels(self.instance, self.shown, self.decision)

    def finding(self) -> Finding:
        """Return the finding of the rule on the resource."""
        evidence = [(self.instance.read(item.field), item.path) for item in self.decision.evidence]
        if self.decision.verdict is Verdict.PASS:
            message = f"{self.shown.address} passes {self.rule.id}"
            passed = self._finding(message, self._reported(self.shown.span))
            return replace(passed, steps=tuple(self._steps(evidence)))
        if self.decision.verdict is Verdict.FAIL:
            evidence.sort(key=self._rank)
        field_value, path = evidence[0]
        place = field_value.at(path)
        trail = place.trail()
        span = place.span()
        reported = self._reported(span)
        return replace(
            self._finding(self._message(), reported),
            label=self._labels.primary(field_value, path, span) if reported is span else "",
            related=tuple(self._related(reported, place, trail, evidence)),
            steps=tuple(self._steps(evidence)),
            blocked_by=self._blocked_by(evidence),
            cases=self._labels.cases(),
            values=_unique(self._values(evidence)),
            cause=tuple(related.span for related in trail),
        )

    def _finding(self, message: str, span: Span) -> Finding:
        address = self.shown.address
        return Finding(
            rule=self.rule,
            verdict=self.decision.verdict,
            address=address,
            type=self.shown.type,
            language=self.shown.language,
            message=message,
            span=span.first_line(),
            label="",
            related=(),
            steps=(),
            blocked_by=(),
            companions=self.companions,
            instances=(address,),
            identity="",
            roots=(self._root(),),
            scopes=(self.shown.root,),
            unparsed=self.shown.unparsed,
            stub=self.shown.stub,
        )

    def _reported(self, span: Span) -> Span:
        """Return a place, or the call through which a place in a downloaded module is used."""
        if not span.file.is_downloaded:
            return span
        calls = (call.span for call in reversed(self.shown.calls))
        return next((call for call in calls if not call.file.is_downloaded), span)

    def _root(self) -> str:
        """Return the file that the resource is deployed from."""
        outermost = self.shown.calls[0].span if self.shown.calls else self.shown.span
        return self.shown.deployed_from or outermost.file.display

    def _message(self) -> str:
        address = self.shown.address
        if self.decision.verdict is Verdict.UNKNOWN:
            undecided = f"{self.rule.title}{self._labels.where()}{self._stub()}"
            return f"{address}: undecided whether the {undecided}"
        return render(self.rule.message, address, self.instance.get) + self._stub()

    def _stub(self) -> str:
        return f" (by the stub of {self.shown.stub})" if self.shown.stub else ""

    def _is_mapped(self, field_value: FieldValue) -> bool:
        """Whether the language has the field, or an analysis computes it."""
        return self.instance.speaks_of([field_value.field])

    def _rank(self, item: _Read) -> tuple[bool, bool, int]:
        """Return a smaller rank for the value that a reader would change."""
        field_value, path = item
        return (
            not self._is_mapped(field_value),
            field_value.field in _KINDS,
            _vagueness(field_value, path),
        )

    def _related(
        self,
        reported: Span,
        place: FieldPlace,
        trail: Sequence[Related],
        evidence: Sequence[_Read],
    ) -> Iterator[Related]:
        """Yield the other related places without duplicates, module calls last, innermost first."""
        seen = {reported.first_line()}
        written = (Related("in the downloaded module", place.span()),)
        trail = trail or tuple(_used(place, reported))
        calls = [
            Related(f"called here, as {call.address}", call.span)
            for call in reversed(place.resource.calls)
        ]
        others = (*self._other_places(evidence), *self._not_created(evidence))
        for related in (*written, *trail, *others, *calls):
            span = related.span.first_line()
            if span not in seen:
                seen.add(span)
                yield Related(related.caption, span)

    def _values(self, evidence: Sequence[_Read]) -> Iterator[str]:
        for field_value, path in evidence:
            text = self._labels.named(field_value, path)
            if text:
                yield text

    def _other_places(self, evidence: Sequence[_Read]) -> Iterator[Related]:
        """Yield the places of the other values that decided, if the configuration sets them."""
        for field_value, path in evidence:
            for step in field_value.steps:
                source = self.instance.read(step.field) if step.field is not None else None
                if source is not None and source.written:
                    yield Related(step.text, source.at(step.path).span())
            # A computed field without steps is represented by the fields that it is computed from.
            if field_value.written and not field_value.steps and not field_value.reads:
                caption = self._labels.named(field_value, path) or self._labels.with_name(
                    field_value, path, "is set here"
                )
                yield Related(caption, field_value.at(path).span())
        if evidence[0][0].place.resource is not self.shown:
            yield Related(f"{self.shown.address} is declared here", self.shown.span)

    def _not_created(self, evidence: Sequence[_Read]) -> Iterator[Related]:
        """Yield why companions that set what is missing are declared, but not created."""
        if self.decision.verdict is not Verdict.FAIL:
            return
        fields = {name for value, _ in evidence for name in (value.field, *value.reads)}
        yield from self.shown.not_created(self.instance.types_not_linked(fields))

    def _steps(self, evidence: Sequence[_Read]) -> Iterator[Step]:
        """Yield the reasoning of the deciding analyses, each sentence once."""
        seen: set[str] = set()
        for step in (step for field_value, _ in evidence for step in field_value.steps):
            if step.text in seen:
                continue
            seen.add(step.text)
            place = None
            if step.field is not None:
                place = self.instance.read(step.field).at(step.path).span().first_line()
            yield Step(step.text, place)
        if self.instance.is_unmitigated:
            thing = f"the {self.instance.model.title}"
            yield Step(f"{thing} is not in this configuration: its settings count as not set")

    def _blocked_by(self, evidence: Sequence[_Read]) -> tuple[str, ...]:
        if self.decision.verdict is not Verdict.UNKNOWN:
            return ()
        if self.decision.where:
            return _unique(s for branch in self.decision.where for s in _each(branch.symbol))
        # The part that decided can be known although the whole value is not.
        blocking = (
            symbols(pick(field_value.value, path)) or symbols(field_value.value)
            for field_value, path in evidence
        )
        found = _unique(s for symbols_ in blocking for symbol in symbols_ for s in _each(symbol))
        # Companions refer to the resource by its own id, which is unknown but blocks nothing.
        own = f"{self.shown.address}."
        return tuple(symbol for symbol in found if not symbol.startswith(own)) or found


def _each(symbol: str) -> Sequence[str]:
    """Return the symbols that are combined in one."""
    return (symbol,) if '"' in symbol else symbol.split(AND)


def _used(place: FieldPlace, reported: Span) -> Iterator[Related]:
    """Yield the attribute whose value is written before it or in another file, as in a variable."""
    used = replace(place, path=place.path[:1]).span()
    is_elsewhere = used.file is not reported.file or reported.start_byte < used.start_byte
    if is_elsewhere and place.path and place.span() == reported:
        yield Related("used here", used)


def _vagueness(field_value: FieldValue, path: Path) -> int:
    """Return 0 for what is set, 1 for a part that is left out of it, 2 for what is left out.

    What is set to a value that fails says most; a value that is only set says as much as a part.
    A list without elements, such as that of companions, has no attribute to name.
    """
    if field_value.steps or field_value.reads:
        return 0
    if not field_value.written:
        return 3 if field_value.value == () else 2
    value = pick(field_value.value, path)
    return int(value is ABSENT or isinstance(value, Unknown))


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
