"""What the picture of a finding shows: where its value comes from, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.judging.findings import Verdict
from iaclint.limits import MAX_PICTURE_NAMES
from iaclint.report.html.source_lines import plain_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.files.source import Span
    from iaclint.judging.findings import Finding, Step
    from iaclint.resource import Related


class Box(Struct, frozen=True):
    """A box of the picture."""

    kind: str
    """``place``, ``companions``, ``reason``, ``unknown`` or ``verdict``."""
    title: str
    notes: tuple[str, ...] = ()
    """Lines below the title."""


class Row(Struct, frozen=True):
    """What is written, and what follows from it; each may be missing."""

    left: Box | None = None
    right: Box | None = None
    leads_down: bool = False
    """Whether the value goes on to the box below."""


def trail(finding: Finding) -> list[Related]:
    """Return the places that the value comes from, nearest first."""
    return [related for related in finding.related if related.span in finding.cause]


def context(finding: Finding) -> list[Related]:
    """Return the related places that are neither in the trail nor in the reasoning."""
    told = {step.text for step in finding.steps}
    return [r for r in finding.related if r.span not in finding.cause and r.caption not in told]


def has_picture(finding: Finding) -> bool:
    """Whether there is more to draw than one place and the verdict."""
    return bool(finding.cause or finding.steps or finding.companions or finding.blocked_by)


def rows(finding: Finding) -> Iterator[Row]:
    """Yield the rows of the picture, without the verdict."""
    for related in reversed(trail(finding)):
        yield Row(_place(related.span, related.caption), leads_down=True)
    own, others = _split(finding)
    first, *more = [step.text for step in own] or [finding.label]
    label = finding.label if own else ""
    yield Row(_place(finding.span, label), _reason(first))
    for text in more:
        yield Row(right=_reason(text))
    last = finding.span
    for step in others:
        left = _place(step.span) if step.span is not None and step.span != last else None
        last = step.span or last
        yield Row(left, _reason(step.text))
    if finding.companions:
        yield Row(Box("companions", "configured together with", _names(finding.companions)))
    if finding.blocked_by:
        yield Row(right=Box("unknown", "unknown before deployment", _names(finding.blocked_by)))


def verdict(finding: Finding) -> Box:
    """Return the box at the end."""
    word = finding.rule.severity.value if finding.verdict is Verdict.FAIL else finding.verdict.value
    return Box("verdict", word, (finding.rule.title,))


def _split(finding: Finding) -> tuple[list[Step], list[Step]]:
    """Return the steps about the place of the finding, and the others."""
    told = [s for s in finding.steps if not s.text.startswith("unknown before deployment")]
    own = [step for step in told if step.span == finding.span]
    return own, [step for step in told if step.span != finding.span]


def _reason(text: str) -> Box | None:
    return Box("reason", text) if text else None


def _place(span: Span, caption: str = "") -> Box:
    place = f"{span.file.display}:{span.start.line}"
    return Box("place", plain_line(span), (place, caption) if caption else (place,))


def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    rest = len(names) - MAX_PICTURE_NAMES
    return (*names[:MAX_PICTURE_NAMES], f"and {rest:,} more") if rest > 0 else names
