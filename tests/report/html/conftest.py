"""The report that tests of the HTML format share."""

from __future__ import annotations

import pytest

from iaclint.judging.report import Report
from tests.report.html import reports


@pytest.fixture
def full() -> Report:
    """Return a report with something in every section."""
    return reports.full()
