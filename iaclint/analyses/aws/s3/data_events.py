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
from iaclint.symbolic.equality import is_same
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
        for n, selector in enumerate(_each(facts.get(field))):
            truth = Truth.agree(test(option) for option in branches(selector))
            if truth is Truth.TRUE:
                text = "a CloudTrail trail records who reads its objects"
                return AnalysisResult(True, (Step(text, field, (n,)),))
            if truth is Truth.UNKNOWN:
                undecided.append(selector)
    found = symbols(tuple(undecided))
    return AnalysisResult(Unknown(found[0]) if found else False)


def _records_reads(selector: Value) -> Truth:
    if not isinstance(selector, Mapping):
        return Truth.UNKNOWN if isinstance(selector, Unknown) else Truth.FALSE
    logs = ~is_same(selector.get("logging"), False)
    writes = Truth.all(is_same(word, _WRITES) for word in _each(selector.get("access")))
    reads = ~(_has(selector, "fields", "readOnly") & _has(selector, "equals", "false"))
    return logs & ~writes & reads


def _covers_all(selector: Value) -> Truth:
    records = _records_reads(selector)
    if not isinstance(selector, Mapping):
        return records
    named = Truth.any(_is_all_buckets(value) for value in _each(selector.get("values")))
    every = _has(selector, "equals", _OBJECTS) & ~_has(selector, "fields", "resources.ARN")
    return records & (named | every)


def _is_all_buckets(value: Value) -> Truth:
    if isinstance(value, Unknown):
        return Truth.FALSE if value.nature.is_of_resource else Truth.UNKNOWN
    return Truth.of(_ALL_BUCKETS.fullmatch(_known_text(value)) is not None)


def _has(selector: Mapping[str, Value], part: str, word: str) -> Truth:
    return Truth.any(is_same(value, word) for value in _each(selector.get(part)))


def _each(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)


def _known_text(value: Value) -> str:
    """Return the known parts of a string: the partition in an ARN may be unknown."""
    parts = value.parts if isinstance(value, PartialString) else (value,)
    return "".join(part for part in parts if isinstance(part, str))
