"""The resources in a policy: the one that it is attached to, and what is in it.

AWS accepts only those in a policy, so an unknown bucket name or ARN is taken for this bucket.

Source: *Policy resources for Amazon S3*, *Identity and Access Management in Amazon
OpenSearch Service*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count, repeat

from iaclint.analyses.aws.iam.budget import Budget
from iaclint.analyses.aws.iam.language.access_levels import ResourceScope
from iaclint.analyses.aws.iam.language.conditions import UNKNOWN_PART, fixed_text
from iaclint.analyses.aws.iam.language.patterns import (
    ANY,
    ONE,
    example,
    is_fixed,
    read_arn,
)
from iaclint.analyses.aws.iam.language.policy import Policy
from iaclint.analyses.aws.iam.language.service import Bounds
from iaclint.analyses.aws.iam.language.witnesses import Glob, witnesses
from iaclint.analyses.aws.iam.requests.string_sets import PartialStrings, StringSet
from iaclint.symbolic.natures import Form
from iaclint.symbolic.values import PartialString, Unknown, Value

ARN = "arn:aws:s3:::"
_ARN = re.compile("arn:[^:]*:s3:::")
_NUMBERED_PART = re.compile("\ue102[0-9]*\ue103")
_OWN = f"{UNKNOWN_PART}\ue103"
"""The mark for the name of a bucket of the configuration: a star after it is about its objects."""


class BucketResources:
    """A bucket and the objects in it.

    The objects are those that the policy's patterns distinguish, and the declared ones: ``keys``,
    which may be partly unknown.
    """

    def __init__(self, policy: Policy, budget: Budget, keys: Iterable[Value] = ()) -> None:
        bucket = name_bucket(policy)
        values = [v for statement in policy.statements for v in statement.resources.values]
        numbers = count()
        patterns = [read_resource(value, bucket, policy.variables, numbers) for value in values]
        self._known = {v: p for v, p in zip(values, patterns, strict=True) if isinstance(v, str)}
        self._unknown = [
            (v, p) for v, p in zip(values, patterns, strict=True) if not isinstance(v, str)
        ]
        self._budget = budget
        sure = (pattern for pattern, _ in patterns if pattern)
        self._start = f"{ARN}{bucket}/"
        found = dict.fromkeys(map(self._write, keys))
        known = [key for key in found if UNKNOWN_PART not in key]
        names = dict.fromkeys([ARN + bucket, *list_objects(sure, bucket), *known])
        self._names = StringSet(names, budget)
        self._partial = PartialStrings((key for key in found if UNKNOWN_PART in key), budget)
        self._after_names = len(names)
        self.known = (1 << len(names) + len(self._partial.texts)) - 1

    def of(self, scope: ResourceScope) -> int:
        """Return the bucket, or its objects."""
        return 1 if scope is ResourceScope.WHOLE else self.known - 1

    def read(self, value: Value) -> Bounds:
        """Return what an element names."""
        sure, most = self._patterns_of(value)
        certain = self._names.matching(sure) if sure else 0
        possible = certain if most == sure else self._names.matching(most)
        if self._partial.texts:
            certain |= self._partial.covered(sure) << self._after_names
            possible |= self._partial.touched(most) << self._after_names
        return certain, possible

    def _patterns_of(self, value: Value) -> tuple[str, str]:
        if isinstance(value, str):
            return self._known[value]
        # Unknowns that are equal may still have different values, so each is only itself.
        self._budget.spend(len(self._unknown) // 4)
        return next(patterns for unknown, patterns in self._unknown if unknown is value)

    def key(self, key: Value) -> int:
        """Return the object of one of the keys."""
        name = self._write(key)
        if UNKNOWN_PART in name:
            return 1 << self._after_names + self._partial.texts.index(name)
        return self._names.matching(name)

    def _write(self, key: Value) -> str:
        return self._start + (key if isinstance(key, str) else fixed_text(key) or UNKNOWN_PART)


NAMING = (Form.ARN, Form.ID, Form.NAME)
"""The forms of the attributes that name a resource."""


class PossiblyOther(Unknown, frozen=True):
    """A resource that may be this one or another."""


class OneResource:
    """A resource without parts that a policy could name."""

    known = 1

    def __init__(self, policy: Policy, budget: Budget) -> None:
        pass

    def of(self, scope: ResourceScope) -> int:
        """Return the resource."""
        return self.known

    def read(self, value: Value) -> Bounds:
        """Return the resource: AWS accepts no other."""
        return 0 if isinstance(value, PossiblyOther) else self.known, self.known


class PathResources:
    """A resource whose parts a policy can name, by a path after its name.

    ``arn:aws:es:eu-west-1:111122223333:domain/clinic/patients/*`` is a part of a domain. An ARN
    without a path names no part. Its author means some, so it counts as the empty path.
    """

    def __init__(self, policy: Policy, budget: Budget) -> None:
        self._variables = policy.variables
        values = [v for statement in policy.statements for v in statement.resources.values]
        paths = dict.fromkeys(["", *witnesses(Glob(self._pattern(v)) for v in values)])
        self._paths = StringSet(paths, budget)
        self.known = (1 << len(paths)) - 1

    def of(self, scope: ResourceScope) -> int:
        """Return all parts."""
        return self.known

    def read(self, value: Value) -> Bounds:
        """Return the parts that an element names."""
        if isinstance(value, Unknown) and not is_arn(value):
            return 0, self.known
        pattern = self._pattern(value)
        certain = self._paths.matching(pattern)
        return certain, self.known if UNKNOWN_PART in pattern else certain

    def _pattern(self, value: Value) -> str:
        """Return the path in an element; a star before it matches the slash as well."""
        written = value if isinstance(value, str) else fixed_text(value)
        text = read_arn(written, variables=self._variables)
        # An unknown part at the start is the ARN, up to the slash.
        if not text.startswith(UNKNOWN_PART):
            kind, slash, rest = text.split(":", 5)[-1].partition("/")
            text = rest if slash else kind
        name, slash, path = text.partition("/")
        before = name.partition(ANY)[0]
        return path if slash else name[len(before) :]


def name_bucket(policy: Policy) -> str:
    """Return the bucket's name as the policy has it, or one that matches its patterns."""
    names = [
        read_arn(text[len(ARN) :], variables=policy.variables).split("/")[0]
        for negated in (False, True)
        for statement in policy.statements
        for value in (statement.resources.values if statement.resources.negated is negated else ())
        for text in (_text(value, repeat(0)),)
        if text.startswith(ARN)
    ]
    known = [name for name in names if name and UNKNOWN_PART not in name]
    return next(filter(is_fixed, known), example(known[0]) if known else "bucket")


def read_resource(
    value: Value, bucket: str, variables: bool, numbers: Iterator[int]
) -> tuple[str, str]:
    """Return the patterns that a resource certainly, and at most, matches.

    The first is empty if nothing is certain. ``numbers`` are for the unknown parts.
    """
    text = _text(value, numbers)
    if not text:
        return "", ANY
    pattern = read_arn(_name_unknown_bucket(text, bucket), variables=variables)
    return pattern, _NUMBERED_PART.sub(ANY, pattern)


def _text(value: Value, numbers: Iterator[int]) -> str:
    """Return a resource with numbered marks for its unknown parts; empty if all is unknown."""
    if isinstance(value, Unknown) and is_arn(value):
        return ARN + _mark(value, numbers)
    if isinstance(value, PartialString):
        parts = value.parts
        text = "".join(part if isinstance(part, str) else _mark(part, numbers) for part in parts)
        if isinstance(value.parts[0], Unknown) and not _has_known_prefix(value):
            return ARN + text
        return _ARN.sub(ARN, re.sub(f"arn:{_NUMBERED_PART.pattern}:", "arn:aws:", text), count=1)
    return _ARN.sub(ARN, value, count=1) if isinstance(value, str) else ""


def _has_known_prefix(value: PartialString) -> bool:
    return any(isinstance(part, str) and ":s3:::" in part for part in value.parts)


def is_arn(value: Unknown) -> bool:
    """Return whether a value is an attribute with the ARN of one resource."""
    return value.nature.form is Form.ARN


def _mark(value: Unknown, numbers: Iterator[int]) -> str:
    if value.nature.is_of_resource and value.nature.form in NAMING:
        return _OWN
    # Each occurrence is its own: two unknowns with one symbol can still differ.
    return f"{UNKNOWN_PART}{next(numbers)}\ue103"


def _name_unknown_bucket(text: str, bucket: str) -> str:
    if not text.startswith(ARN):
        return text
    name, slash, key = text[len(ARN) :].partition("/")
    after = name.removeprefix(_OWN)
    if after != name and (after == "*" or UNKNOWN_PART in after):
        name = bucket + after
    elif UNKNOWN_PART in name and "*" not in name:
        name = bucket
    return ARN + name + slash + key


def list_objects(patterns: Iterable[str], bucket: str) -> list[str]:
    """Return ARNs of objects for the patterns: one that matches each, and one that matches none."""
    keys = []
    for pattern in patterns:
        name, slash, key = pattern.removeprefix(ARN).partition("/")
        if slash and (name == bucket or not is_fixed(name)):
            keys.append(key)
        elif ANY in name or ONE in name:
            keys.append(ANY + name[name.rindex(ANY) + 1 :] if ANY in name else ANY)
    return [f"{ARN}{bucket}/{key}" for key in witnesses(map(Glob, keys)) if key]
