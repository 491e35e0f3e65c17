"""Reports for testing formats."""

from __future__ import annotations

import io
from typing import Protocol

import pytest

from iaclint.judging.findings import Verdict
from iaclint.judging.report import Report
from iaclint.report import find_writer
from iaclint.report.view import UNLIMITED, Detail, View
from tests.reports import REPORT


class Render(Protocol):
    def __call__(
        self,
        report: Report = REPORT,
        format: str = "text",
        show: frozenset[Verdict] = frozenset([Verdict.FAIL, Verdict.UNKNOWN]),
        color: bool = False,
        width: int = UNLIMITED,
        detail: Detail = Detail.NORMAL,
        statistics: bool = False,
        unchanged: bool = False,
    ) -> str: ...


@pytest.fixture
def render() -> Render:
    """Return a report in a format."""

    def render(
        report: Report = REPORT,
        format: str = "text",
        show: frozenset[Verdict] = frozenset([Verdict.FAIL, Verdict.UNKNOWN]),
        color: bool = False,
        width: int = UNLIMITED,
        detail: Detail = Detail.NORMAL,
        statistics: bool = False,
        unchanged: bool = False,
    ) -> str:
        out = io.StringIO()
        find_writer(format)(
            report,
            View(show, color, width, detail=detail, statistics=statistics, unchanged=unchanged),
            out,
        )
        return out.getvalue()

    return render
