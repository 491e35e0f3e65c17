"""Whether something in the configuration delivers logs to a bucket."""

from __future__ import annotations

from iaclint.analyses.analysis import AnalysisResult, Facts
from iaclint.analyses.aws.s3.log_delivery import find_source


def analyse(facts: Facts) -> AnalysisResult:
    """Return a bool from the fields ``log_sources`` and ``service_log_sources``."""
    found = [find_source(facts, field) for field in ("log_sources", "service_log_sources")]
    certain = (result for result in found if result.value is True)
    undecided = (result for result in found if result.value is not False)
    return next(certain, None) or next(undecided, None) or AnalysisResult(False)
