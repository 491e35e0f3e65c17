"""Whether a trail of AWS CloudTrail records who reads the objects of a bucket.

A trail records requests for objects only if it has data events for them. An event selector names
buckets by their ARNs, or all with the ARN of S3 without a bucket; an advanced one without
``resources.ARN`` applies to all.

Source: *Logging data events* and *Filtering data events by using advanced event selectors* (AWS
CloudTrail User Guide).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from iaclint.analyses.analysis import AnalysisResult, Facts, Step
from iaclint.symbolic.branches import branches
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import PartialString, Unknown, Value

_BUCKETS, _ACCOUNT = "bucket_data_events", "account_data_events"
_ALL_BUCKETS = re.compile(r"arn:[a-z-]*:s3(:::)?/?")
_OBJECTS = "object"
"""What mappings call the type of objects."""
_WRITES = "WriteOnly"


def analyse(facts: Facts) -> AnalysisResult:
    """Return a bool from the selectors of trails that name the bucket, and of all trails."""
    undecided: list[Value] = []
    for field, test in ((_BUCKETS, _records_reads), (_ACCOUNT, _covers_all)):
        listed = facts.get(field)
        for n, selector in enumerate(listed if isinstance(listed, tuple) else ()):
            truth = Truth.agree(Truth.of(test(option)) for option in branches(selector))
            if truth is Truth.TRUE:
                text = "a CloudTrail trail records who reads its objects"
                return AnalysisResult(True, (Step(text, field, (n,)),))
            if truth is Truth.UNKNOWN:
                undecided.append(selector)
    found = symbols(tuple(undecided))
    return AnalysisResult(Unknown(found[0]) if found else False)


def _records_reads(selector: Value) -> bool:
    if not isinstance(selector, Mapping) or selector.get("logging") is False:
        return False
    access = _each(selector.get("access"))
    if access and all(word == _WRITES for word in access):
        return False
    return not ("readOnly" in _each(selector.get("fields")) and "false" in _equals(selector))


def _covers_all(selector: Value) -> bool:
    if not isinstance(selector, Mapping) or not _records_reads(selector):
        return False
    if any(_ALL_BUCKETS.fullmatch(_known_text(value)) for value in _each(selector.get("values"))):
        return True
    return _OBJECTS in _equals(selector) and "resources.ARN" not in _each(selector.get("fields"))


def _equals(selector: Mapping[str, Value]) -> tuple[Value, ...]:
    return _each(selector.get("equals"))


def _each(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)


def _known_text(value: Value) -> str:
    """Return the known parts of a string: the partition in an ARN may be unknown."""
    parts = value.parts if isinstance(value, PartialString) else (value,)
    return "".join(part for part in parts if isinstance(part, str))
