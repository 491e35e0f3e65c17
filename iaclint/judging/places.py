"""The findings at a place: a file, or a line of it."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.errors import UsageError
from iaclint.files.similar_paths import similar_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from iaclint.files.source import Span
    from iaclint.judging.findings import Finding

_PLACE = re.compile(r"(.+?)(?::([0-9]{1,9})(?::[0-9]{1,9})?)?", re.DOTALL)


class Place(Struct, frozen=True):
    """A file or folder, or a line of a file."""

    path: str
    """As it is given."""
    line: int | None = None


def read_place(text: str, cwd: str) -> Place | None:
    """Return the place in a text: ``main.tf``, ``main.tf:12``, ``main.tf:12:3``.

    None if it names no file or folder. Raises ``UsageError`` for a line of a file that does not
    exist.
    """
    match = _PLACE.fullmatch(text)
    if match is None:
        return None
    path, line = match[1], match[2]
    if os.path.exists(os.path.join(cwd, path)):
        return Place(path, int(line) if line else None)
    close = similar_path(path, cwd)
    if line or (close and os.path.splitext(close)[1] == os.path.splitext(path)[1] != ""):
        hint = f"did you mean '{close}'?" if close else None
        raise UsageError(f"there is no file '{path}'", hint)
    return None


def findings_at(findings: Sequence[Finding], place: Place, cwd: str) -> tuple[Finding, ...]:
    """Return the findings with a value, a cause or a reason at a place."""
    lines = _lines_in(findings, place, cwd, _spans)
    return tuple(
        finding
        for finding, found in zip(findings, lines, strict=True)
        if (found if place.line is None else any(place.line in each for each in found))
    )


def findings_near(findings: Sequence[Finding], place: Place, cwd: str) -> tuple[Finding, ...]:
    """Return the findings at a place; else those about the resource that begins last before it."""
    return findings_at(findings, place, cwd) or _findings_above(findings, place, cwd)


def _findings_above(findings: Sequence[Finding], place: Place, cwd: str) -> tuple[Finding, ...]:
    lines = _lines_in(findings, place, cwd, lambda finding: (finding.span,))
    starts: dict[str, int] = {}
    for finding, found in zip(findings, lines, strict=True):
        for each in found:
            starts[finding.address] = min(each.start, starts.get(finding.address, each.start))
    above = {address: start for address, start in starts.items() if start < (place.line or 0)}
    last = max(above.values(), default=0)
    return tuple(finding for finding in findings if above.get(finding.address) == last)


def _lines_in(
    findings: Sequence[Finding],
    place: Place,
    cwd: str,
    spans: Callable[[Finding], Iterable[Span]],
) -> list[list[range]]:
    """Return, for each finding, the lines of its spans that are in a file or folder."""
    full = os.path.realpath(os.path.join(cwd, place.path))

    @cache
    def is_inside(display: str) -> bool:
        file = os.path.realpath(os.path.join(cwd, display))
        return file == full or file.startswith(full + os.sep)

    return [
        [
            range(span.start.line, span.end.line + 1)
            for span in spans(finding)
            if is_inside(span.file.display)
        ]
        for finding in findings
    ]


def _spans(finding: Finding) -> Iterator[Span]:
    yield from (finding.span, *finding.cause, *(related.span for related in finding.related))
    yield from (step.span for step in finding.steps if step.span is not None)
