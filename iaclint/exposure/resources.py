"""Which resources a bucket policy speaks of: the bucket itself, and objects by their key.

AWS accepts in a bucket policy only resources of that bucket, so an unknown where a bucket's
name or ARN stands is taken for this bucket.

Source: *Policy resources for Amazon S3*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count

from iaclint.exposure.patterns import ANY, ONE, STRANGER, example, examples, is_fixed, read_pattern
from iaclint.exposure.policy import Policy
from iaclint.values import PartialString, Unknown, Value

ARN = "arn:aws:s3:::"
_ARN = re.compile("arn:[^:]*:s3:::")
_HIDDEN = "\ue102"
_HIDDEN_ONE = re.compile("\ue102[0-9]*\ue103")
_occurrence = count()


def name_bucket(policy: Policy) -> str:
    """Return the bucket's name as the policy has it, or one that fits its patterns."""
    names = [
        read_pattern(text[len(ARN) :].split("/")[0], variables=policy.variables)
        for statement in policy.statements
        for value in (() if statement.resources.negated else statement.resources.values)
        for text in (_text(value),)
        if text.startswith(ARN)
    ]
    known = [name for name in names if name and _HIDDEN not in name]
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
    return value.identity is not None and value.identity.attribute.lower().endswith("arn")


def _mark() -> str:
    # Each occurrence is its own: two unknowns with one symbol can still differ.
    return f"{_HIDDEN}{next(_occurrence)}\ue103"


def _name_hidden_bucket(text: str, bucket: str) -> str:
    if not text.startswith(ARN):
        return text
    name, slash, key = text[len(ARN) :].partition("/")
    return ARN + (bucket if _HIDDEN in name and "*" not in name else name) + slash + key


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
