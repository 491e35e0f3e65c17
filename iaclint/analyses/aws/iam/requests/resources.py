"""Which resources a policy speaks of: the thing that it is attached to, and what is in it.

AWS accepts in a policy only resources of the thing that it is attached to, so an unknown
where a bucket's name or ARN stands is taken for this bucket.

Source: *Policy resources for Amazon S3*, *Identity and Access Management in Amazon
OpenSearch Service*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count

from iaclint.analyses.aws.iam.budget import Effort
from iaclint.analyses.aws.iam.language.access_levels import Level
from iaclint.analyses.aws.iam.language.conditions import HIDDEN, fixed_text
from iaclint.analyses.aws.iam.language.patterns import (
    ANY,
    ONE,
    STRANGER,
    example,
    examples,
    is_fixed,
    read_pattern,
)
from iaclint.analyses.aws.iam.language.policy import Policy
from iaclint.analyses.aws.iam.language.service import Bits
from iaclint.analyses.aws.iam.requests.string_sets import PartialTexts, TextSet
from iaclint.symbolic.natures import Form
from iaclint.symbolic.values import PartialString, Unknown, Value

ARN = "arn:aws:s3:::"
_ARN = re.compile("arn:[^:]*:s3:::")
_HIDDEN_ONE = re.compile("\ue102[0-9]*\ue103")
_occurrence = count()


class BucketResources:
    """A bucket and the objects in it.

    Beside those that the policy's patterns can tell apart there are ``keys``: objects that are
    declared, of which the key may be known in part only.
    """

    def __init__(self, policy: Policy, effort: Effort, keys: Iterable[Value] = ()) -> None:
        bucket = name_bucket(policy)
        values = [v for statement in policy.statements for v in statement.resources.values]
        self._patterns = {
            id(value): read_resource(value, bucket, policy.variables) for value in values
        }
        sure = (pattern for pattern, _ in self._patterns.values() if pattern)
        self._start = f"{ARN}{bucket}/"
        found = dict.fromkeys(map(self._write, keys))
        known = [key for key in found if HIDDEN not in key]
        names = dict.fromkeys([ARN + bucket, *list_objects(sure, bucket), *known])
        self._names = TextSet(names, effort)
        self._partial = PartialTexts((key for key in found if HIDDEN in key), effort)
        self._after_names = len(names)
        self.known = (1 << len(names) + len(self._partial.texts)) - 1

    def of(self, level: Level) -> int:
        """Return the bucket, or its objects."""
        return 1 if level is Level.WHOLE else self.known - 1

    def read(self, value: Value) -> Bits:
        """Return what an element names."""
        sure, most = self._patterns[id(value)]
        certain = self._names.matching(sure) if sure else 0
        possible = certain if most == sure else self._names.matching(most)
        if self._partial.texts:
            certain |= self._partial.covered(sure) << self._after_names
            possible |= self._partial.touched(most) << self._after_names
        return certain, possible

    def key(self, key: Value) -> int:
        """Return the object of one of the keys."""
        name = self._write(key)
        if HIDDEN in name:
            return 1 << self._after_names + self._partial.texts.index(name)
        return self._names.matching(name)

    def _write(self, key: Value) -> str:
        return self._start + (key if isinstance(key, str) else fixed_text(key) or HIDDEN)


class OneResource:
    """A thing that a policy can only be about as a whole."""

    known = 1

    def __init__(self, policy: Policy, effort: Effort) -> None:
        pass

    def of(self, level: Level) -> int:
        """Return the thing."""
        return self.known

    def read(self, value: Value) -> Bits:
        """Return the thing: AWS accepts no other."""
        return self.known, self.known


class PathResources:
    """A thing of which a policy can name parts, by a path behind its name.

    ``arn:aws:es:eu-west-1:111122223333:domain/clinic/patients/*`` is a part of a domain. What
    names no part counts as all of it, as that is what its author means.
    """

    def __init__(self, policy: Policy, effort: Effort) -> None:
        self._variables = policy.variables
        values = [v for statement in policy.statements for v in statement.resources.values]
        paths = examples([STRANGER, *(self._pattern(value) for value in values)])
        self._paths = TextSet(paths, effort)
        self.known = (1 << len(paths)) - 1

    def of(self, level: Level) -> int:
        """Return all parts."""
        return self.known

    def read(self, value: Value) -> Bits:
        """Return the parts that an element names."""
        if isinstance(value, Unknown) and not is_arn(value):
            return 0, self.known
        pattern = self._pattern(value)
        if pattern == ANY:
            return self.known, self.known
        certain = self._paths.matching(pattern)
        return certain, self.known if HIDDEN in pattern else certain

    def _pattern(self, value: Value) -> str:
        if isinstance(value, PartialString):
            text = "".join(part if isinstance(part, str) else HIDDEN for part in value.parts)
        else:
            text = value if isinstance(value, str) else ""
        # What is not known at the start is the ARN, up to the slash.
        name = text if text.startswith(HIDDEN) else text.split(":", 5)[-1].partition("/")[2]
        return read_pattern(name.partition("/")[2] or "*", variables=self._variables)


def name_bucket(policy: Policy) -> str:
    """Return the bucket's name as the policy has it, or one that fits its patterns."""
    names = [
        read_pattern(text[len(ARN) :].split("/")[0], variables=policy.variables)
        for negated in (False, True)
        for statement in policy.statements
        for value in (statement.resources.values if statement.resources.negated is negated else ())
        for text in (_text(value),)
        if text.startswith(ARN)
    ]
    known = [name for name in names if name and HIDDEN not in name]
    return next(filter(is_fixed, known), example(known[0]) if known else "bucket")


def read_resource(value: Value, bucket: str, variables: bool) -> tuple[str, str]:
    """Return the patterns that a resource certainly, and at most, stands for.

    The first is empty where nothing is certain.
    """
    text = _text(value)
    if not text:
        return "", ANY
    pattern = read_pattern(_name_hidden_bucket(text, bucket), variables=variables)
    return pattern, _HIDDEN_ONE.sub(ANY, pattern)


def _text(value: Value) -> str:
    """Write a resource with numbered marks for what is unknown; empty if all of it is."""
    if isinstance(value, Unknown) and is_arn(value):
        return ARN + _mark()
    if isinstance(value, PartialString):
        text = "".join(part if isinstance(part, str) else _mark() for part in value.parts)
        if isinstance(value.parts[0], Unknown) and not _has_known_head(value):
            return ARN + text
        return _ARN.sub(ARN, re.sub(f"arn:{_HIDDEN_ONE.pattern}:", "arn:aws:", text), count=1)
    return _ARN.sub(ARN, value, count=1) if isinstance(value, str) else ""


def _has_known_head(value: PartialString) -> bool:
    return any(isinstance(part, str) and ":s3:::" in part for part in value.parts)


def is_arn(value: Unknown) -> bool:
    """Hold for an attribute that is an ARN of one thing."""
    return value.identity is not None and value.identity.nature.form is Form.ARN


def _mark() -> str:
    # Each occurrence is its own: two unknowns with one symbol can still differ.
    return f"{HIDDEN}{next(_occurrence)}\ue103"


def _name_hidden_bucket(text: str, bucket: str) -> str:
    if not text.startswith(ARN):
        return text
    name, slash, key = text[len(ARN) :].partition("/")
    return ARN + (bucket if HIDDEN in name and "*" not in name else name) + slash + key


def list_objects(patterns: Iterable[str], bucket: str) -> list[str]:
    """Return ARNs of objects that matter for the patterns: one in each, one in none."""
    keys = [STRANGER]
    for pattern in patterns:
        name, slash, key = pattern.removeprefix(ARN).partition("/")
        if slash and (name == bucket or not is_fixed(name)):
            keys.append(key)
        elif ANY in name or ONE in name:
            keys.append(ANY + name[name.rindex(ANY) + 1 :] if ANY in name else ANY)
    return [f"{ARN}{bucket}/{key}" for key in examples(keys) if key]
