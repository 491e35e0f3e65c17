"""The picture of a finding, as SVG: places on the left, reasons on the right, then the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.report.html.layout import BOX, GAP, LEFT, LINE, PAD, RIGHT, lay_out
from iaclint.report.html.markup import Html, element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.judging.findings import Finding
    from iaclint.report.html.layout import Placed, PlacedRow

BUS, WIDTH = 886, 896
"""Where the line to the verdict is, and the width of the picture, in pixels."""

BASELINE = PAD + 12
"""From the top of a box to the bottom of its first line."""

_DOWN, _EAST, _WEST = "m-4-6 4 6 4-6", "m-6-4 6 4-6 4", "m6-4-6 4 6 4"
"""Heads of arrows."""


def draw(finding: Finding) -> Html:
    """Return the picture of a finding. The text of the report says the same."""
    rows, end = lay_out(finding)
    start = next(row.boxes[-1].middle for row in rows if not row.leads_down)
    height = end.y + end.height + 1
    return element(
        "svg",
        *(line for row in rows for line in _lines(row)),
        _line(f"M{BUS} {start}V{end.middle}H{RIGHT + BOX + 1}{_WEST}"),
        *(_box(box) for row in rows for box in row.boxes),
        _box(end),
        class_="picture",
        viewBox=f"0 0 {WIDTH} {height}",
        width=WIDTH,
        height=height,
        aria_hidden="true",
    )


def _box(box: Placed) -> Html:
    frame = element("rect", x=box.x, y=box.y, width=BOX, height=box.height, rx=4)
    texts = (
        element("text", text, x=box.x + PAD + 2, y=box.y + BASELINE + LINE * number, class_=style)
        for number, (style, text) in enumerate(box.lines)
    )
    return element("g", frame, *texts, class_=box.kind)


def _lines(row: PlacedRow) -> Iterator[Html]:
    """Yield the lines from the boxes of a row: down, to the right, to the line to the verdict."""
    if row.left and row.leads_down:
        yield _line(f"M{LEFT + 24} {row.left.y + row.left.height}v{GAP - 1}{_DOWN}")
        return
    if row.left and row.right:
        yield _line(f"M{LEFT + BOX} {row.left.middle}H{RIGHT - 1}{_EAST}")
    last = row.boxes[-1]
    yield _line(f"M{last.x + BOX} {last.middle}H{BUS}", last.kind)


def _line(path: str, style: str | None = None) -> Html:
    return element("path", d=path, class_=style)
