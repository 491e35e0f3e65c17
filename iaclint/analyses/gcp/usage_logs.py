"""Whether a bucket delivers its usage logs to itself.

Source: *Usage logs & storage logs* of the Cloud Storage documentation.
"""

from __future__ import annotations

from iaclint.analyses.analysis import AnalysisResult, Facts, Step, as_value, explain_unknown
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT

FIELDS = ("name", "logging.target")


def analyse(facts: Facts) -> AnalysisResult:
    """Return whether the bucket that receives the logs is the same."""
    name, target = (facts.get(field) for field in FIELDS)
    if target is ABSENT or target is None:
        return AnalysisResult(value=False, steps=(Step("logging is not enabled", FIELDS[1]),))
    same = is_same(name, target)
    text = {
        Truth.TRUE: "the log bucket is the bucket itself",
        Truth.FALSE: "the log bucket is another bucket",
        Truth.UNKNOWN: "it is unknown whether the log bucket is the bucket itself",
    }
    blockers = symbols((name, target))
    steps = [Step(text[same], FIELDS[1])]
    if same is Truth.UNKNOWN:
        steps.append(explain_unknown(blockers))
    return AnalysisResult(as_value(same, blockers), tuple(steps))
