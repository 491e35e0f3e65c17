"""Where the boxes of a picture are, and the lines of text in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.report.excerpt import cut_start
from iaclint.report.html.reasoning import rows, verdict
from iaclint.report.terminal import cells, cut, escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.judging.findings import Finding
    from iaclint.report.html.reasoning import Box

LEFT, RIGHT, BOX = 1, 458, 404
"""Where the two columns start, and how wide a box is, in pixels."""

PAD, LINE, GAP = 9, 17, 16
COLUMNS = {"title": 51, "code": 50, "note": 54}
"""Characters that fit on a line of a box, in the widest of the usual fonts."""

LINES = {"title": 6, "code": 2, "note": 2}
"""Lines of one text in a box; the rest is cut off."""


class Placed(Struct, frozen=True):
    """A box at its place."""

    kind: str
    x: int
    y: int
    lines: tuple[tuple[str, str], ...]
    """The style and the text of each line."""

    @property
    def height(self) -> int:
        """The height in pixels."""
        return 2 * PAD + LINE * len(self.lines)

    @property
    def middle(self) -> int:
        """Where lines start and end."""
        return self.y + self.height // 2


class PlacedRow(Struct, frozen=True):
    """Boxes side by side. ``left`` or ``right`` can be missing, not both."""

    left: Placed | None
    right: Placed | None
    leads_down: bool

    @property
    def boxes(self) -> list[Placed]:
        """The boxes, from the left."""
        return [box for box in (self.left, self.right) if box]

    @property
    def bottom(self) -> int:
        """The lowest edge of the boxes."""
        return max(box.y + box.height for box in self.boxes)


def lay_out(finding: Finding) -> tuple[list[PlacedRow], Placed]:
    """Return the rows of the picture of a finding, and the box of the verdict below them."""
    placed: list[PlacedRow] = []
    y = 1
    for row in rows(finding):
        boxes = (_put(row.left, LEFT), _put(row.right, RIGHT))
        height = max(box.height for box in boxes if box)
        left, right = (box and replace(box, y=y + (height - box.height) // 2) for box in boxes)
        placed.append(PlacedRow(left, right, row.leads_down))
        y += height + GAP
    end = _put(verdict(finding), RIGHT)
    assert end is not None
    return placed, replace(end, y=y)


def _put(box: Box | None, x: int) -> Placed | None:
    if box is None:
        return None
    style = "code" if box.kind == "place" else "title"
    texts = ((style, box.title), *(("note", note) for note in box.notes))
    lines = tuple((style, line) for style, text in texts for line in _fold(text, style))
    return Placed(box.kind, x, 0, lines)


def _fold(text: str, style: str) -> list[str]:
    """Return a text as lines. Of a long path or address, the end tells more than the start."""
    width, most = COLUMNS[style], LINES[style]
    shown = escape(text[: width * most * 2])
    if style == "note" and " " not in shown and cells(shown) > width:
        return [cut_start(escape(text[-width:]), width)]
    lines = list(_wrap(shown, width))
    if len(lines) > most:
        lines[most - 1 :] = [cut(f"{lines[most - 1]} …", width)]
    return lines


def _wrap(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text; a word that is longer than a line is broken."""
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if cells(joined) <= width:
            line = joined
            continue
        if line:
            yield line
        line = word
        while cells(line) > width:
            size = next(size for size in range(width, 0, -1) if cells(line[:size]) <= width)
            yield line[:size]
            line = line[size:]
    yield line
