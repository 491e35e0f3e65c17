"""Whether a bucket policy denies requests over plain HTTP.

Source: *Policy syntax and elements* of the Object Storage Service documentation (Alibaba Cloud).
"""

from __future__ import annotations

from typing import Final

from iaclint.analyses.analysis import UNDECIDED, AnalysisResult, Facts, Step, as_value
from iaclint.analyses.buckets.statements import Statement, Test, read_statements
from iaclint.analyses.grants import elements
from iaclint.symbolic.branches import branches
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value

_TEST: Final = ("bool", "securetransport")
_ALL_ACTIONS: Final = ("*", "oss:*", "s3:*")


def analyse(facts: Facts) -> AnalysisResult:
    """Return whether every request over plain HTTP is denied, with the reason."""
    policy = facts.get("policy")
    truth = Truth.agree(
        Truth.any(map(_denies_http, read_statements(option))) for option in branches(policy)
    )
    blockers = symbols(policy) or (UNDECIDED,)
    if truth is Truth.UNKNOWN:
        text = f"whether plain HTTP is denied depends on {blockers[0]}"
    else:
        verb = "denies" if truth is Truth.TRUE else "does not deny"
        text = f"the bucket policy {verb} requests over plain HTTP"
    if policy is ABSENT:
        text = "no bucket policy is declared"
    return AnalysisResult(as_value(truth, blockers), (Step(text, "policy"),))


def _denies_http(statement: Statement) -> Truth:
    actions = elements(statement.get("Action"))
    tests = list(statement.tests())
    return Truth.all(
        (
            Truth.of(bool(tests)),
            statement.has_effect("Deny"),
            statement.is_for_everyone,
            Truth.any(is_same(action, name) for _, action in actions for name in _ALL_ACTIONS),
            Truth.all(map(_tests_transport, tests)),
        )
    )


def _tests_transport(test: Test | None) -> Truth:
    """Return whether a test holds for all requests over plain HTTP."""
    if test is None:
        return Truth.UNKNOWN
    if (test.operator, test.key) != _TEST:
        return Truth.FALSE
    return Truth.any(_is_false(value) for _, value in elements(test.values))


def _is_false(value: Value) -> Truth:
    return is_same(value.lower() if isinstance(value, str) else value, "false") | is_same(
        value, False
    )
