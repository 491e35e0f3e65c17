"""Compare the S3 exposure analysis with labeled states of buckets.

Run as ``python tests/conformance/exposure.py FILE.jsonl [--verbose]``: prints how many agree.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

sys.path.insert(0, str(Path(__file__).parents[2]))

from iaclint.analyses.aws.iam.language.access_levels import AccessLevel
from iaclint.analyses.aws.s3.bucket import BucketExposure, evaluate_bucket
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Unknown, Value
from tests.analyses.facts import Facts

FLAGS = {
    "BlockPublicAcls": "block_public_acls",
    "IgnorePublicAcls": "ignore_public_acls",
    "BlockPublicPolicy": "block_public_policy",
    "RestrictPublicBuckets": "restrict_public_buckets",
}

WORDS = {AccessLevel.READ_ACL: AccessLevel.WRITE_ACL.value}
"""Names that differ in the cases."""


class Result(Struct, frozen=True):
    """The expected and the actual result of a case."""

    id: str
    why: str
    expected: tuple[object, ...]
    actual: tuple[object, ...]

    @property
    def agrees(self) -> bool:
        """Whether everything that the case asserts agrees."""
        return self.expected == self.actual


def decode(value: Any) -> Value:
    """Return a value with ``{"$unknown": symbol}`` replaced by unknowns."""
    if isinstance(value, Mapping):
        if "$unknown" in value:
            return Unknown(value["$unknown"])
        return {key: decode(item) for key, item in value.items()}
    if isinstance(value, list):
        return tuple(map(decode, value))
    return value


def facts_of(case: Mapping[str, Any]) -> Facts:
    """Return a case's state as the fields of a bucket."""
    facts = Facts()
    acl = decode(case["acl"])
    if isinstance(acl, Unknown):
        facts["acl"] = acl
    elif isinstance(acl, Mapping):
        prefix = "object_" if acl.get("scope") == "object" else ""
        if "canned" in acl:
            facts[f"{prefix}acl"] = acl["canned"]
        if "grants" in acl:
            facts[f"{prefix}grants"] = grants_of(acl["grants"])
    for name, prefix in (("bucket_pab", ""), ("account_pab", "account_")):
        block = decode(case[name])
        for theirs, ours in FLAGS.items():
            if block is not None:
                flag = block.get(theirs) if isinstance(block, Mapping) else block
                facts[f"{prefix}public_access_block.{ours}"] = flag
    for name in ("policy", "ownership"):
        if case.get(name) is not None:
            facts[name] = decode(case[name])
    return facts


def grants_of(grants: Value) -> Value:
    """Return the grants, each with the fields of its grantee."""
    if not isinstance(grants, tuple):
        return grants
    return tuple(
        {
            "uri": grant["grantee"].get("uri")
            if isinstance(grant["grantee"], Mapping)
            else grant["grantee"],
            "permission": grant["permission"],
        }
        if isinstance(grant, Mapping)
        else grant
        for grant in grants
    )


def channels(exposure: BucketExposure) -> tuple[list[str], Truth]:
    """Return the channels that share the verdict (open, or undecided)."""
    public = exposure.public
    by = {"acl": exposure.by_acl, "policy": exposure.by_policy}
    return [name for name, truth in by.items() if truth is public is not Truth.FALSE], public


def check(case: Mapping[str, Any]) -> Result:
    """Return the outcome of one case."""
    expect = case["expect"]
    exposure = evaluate_bucket(facts_of(case))
    via, public = channels(exposure)
    word = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: "unknown"}[public]
    expected: list[object] = [expect["public"], sorted(expect["via"])]
    actual: list[object] = [word, sorted(via)]
    if expect["actions"] is not None:
        expected.append(sorted(expect["actions"]))
        levels = [level for level in AccessLevel if exposure.allows(level) is Truth.TRUE]
        actual.append(sorted({WORDS.get(level, level.value) for level in levels}))
    return Result(case["id"], case["why"], tuple(expected), tuple(actual))


def check_file(path: Path) -> Iterator[Result]:
    """Return the outcomes of all cases in a file."""
    with path.open(encoding="utf-8") as lines:
        yield from (check(json.loads(line)) for line in lines if line.strip())


def main(arguments: list[str]) -> int:
    """Print the count of agreements, and with ``--verbose`` each disagreement."""
    results = list(check_file(Path(arguments[0])))
    apart = [result for result in results if not result.agrees]
    if "--verbose" in arguments:
        for result in apart:
            print(f"{result.id}: {result.why}\n  expected {result.expected}")
            print(f"  actual   {result.actual}")
    print(f"{len(results) - len(apart)} of {len(results)} agree")
    return 1 if apart else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
