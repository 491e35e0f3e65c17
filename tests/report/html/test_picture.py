"""The picture of the reasoning."""

from __future__ import annotations

from itertools import combinations
from xml.etree.ElementTree import Element, fromstring

import pytest
from msgspec.structs import replace

from iaclint.judging.findings import Finding, Step
from iaclint.report.html.layout import COLUMNS, lay_out
from iaclint.report.html.picture import draw
from iaclint.report.html.reasoning import context, has_picture
from iaclint.report.terminal import cells
from iaclint.resource import Related
from tests.report.html.reports import hostile, traced
from tests.reports import FAIL, MODULE, UNKNOWN, span


def boxes(finding: Finding) -> list[tuple[str, list[str]]]:
    """Return the kind and the lines of each box, in order."""
    groups = fromstring(draw(finding)).iter("g")
    return [(g.get("class", ""), [t.text or "" for t in g.findall("text")]) for g in groups]


def edges(box: Element) -> tuple[int, int, int, int]:
    """Return the left, top, right and bottom edge of a box."""
    x, y, width, height = (int(box.get(name, "")) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def test_goes_from_the_origin_of_the_value_to_the_verdict() -> None:
    assert boxes(traced()) == [
        ("place", ['acl    = "public-read"', "main.tf:3", "passed here by module.media"]),
        ("place", ["acl    = var.acl", "modules/media/main.tf:5", 'is "public-read"']),
        ("reason", ["the ACL grants READ to AllUsers"]),
        ("place", ['resource "aws_s3_bucket" "media" {', "modules/media/main.tf:3"]),
        ("reason", ["Block Public Access is not configured for the", "bucket or the account"]),
        ("reason", ["a bucket from before April 2023 is open"]),
        ("companions", ["configured together with", "module.media.aws_s3_bucket_acl.media"]),
        ("verdict", ["critical", "S3 bucket is open to the internet"]),
    ]


def test_an_unknown_verdict_names_what_blocks_it() -> None:
    assert boxes(UNKNOWN)[-2:] == [
        ("unknown", ["unknown before deployment", "var.status"]),
        ("verdict", ["unknown", "S3 bucket has versioning disabled"]),
    ]


def test_without_reasoning_the_label_is_the_reason() -> None:
    kinds = boxes(replace(FAIL, steps=(), companions=(), label="is not set"))
    assert kinds[0][0] == "place"
    assert kinds[1] == ("reason", ["is not set"])


def test_nothing_is_drawn_where_there_is_nothing_to_tell() -> None:
    bare = replace(FAIL, related=(), steps=(), companions=())
    assert not has_picture(bare)
    assert has_picture(replace(bare, blocked_by=("var.x",)))


def test_places_that_are_neither_origin_nor_reason_are_context() -> None:
    declared = Related("declared here", span(MODULE, 'resource "aws_s3_bucket" "media"'))
    assert context(traced(related=(*FAIL.related, declared))) == [declared]


def test_many_companions_are_counted() -> None:
    (lines,) = (lines for kind, lines in boxes(hostile()) if kind == "companions")
    assert lines[-1] == "and 2 more"


@pytest.mark.parametrize("finding", [traced(), hostile(), UNKNOWN], ids=["fail", "any", "unknown"])
def test_boxes_do_not_overlap_and_fit(finding: Finding) -> None:
    drawn = fromstring(draw(finding))
    width, height = int(drawn.get("width", "")), int(drawn.get("height", ""))
    places = [edges(rect) for rect in drawn.iter("rect")]
    assert all(min(x, y) >= 0 and right <= width for x, y, right, _ in places)
    assert max(bottom for *_, bottom in places) <= height
    for (x1, y1, right1, bottom1), (x2, y2, right2, bottom2) in combinations(places, 2):
        assert right1 <= x2 or right2 <= x1 or bottom1 <= y2 or bottom2 <= y1


def test_long_texts_are_broken_and_cut() -> None:
    steps = (Step("word " * 400), Step("x" * 100_000), Step("宽" * 100))
    rows, end = lay_out(traced(steps=steps))
    lines = [line for row in rows for box in row.boxes for line in box.lines]
    assert all(cells(text) <= COLUMNS[style] for style, text in lines)
    assert end.y < 2000


def test_the_end_of_a_long_path_is_kept() -> None:
    file = replace(FAIL.span, file=type(MODULE)(f"{'deep/' * 30}main.tf", MODULE.data))
    (_, lines), *_ = boxes(traced(span=file, related=(), cause=()))
    assert lines[1].startswith("…")
    assert lines[1].endswith("deep/main.tf:5")
