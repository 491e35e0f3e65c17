"""Complete runs on hostile templates: bounded time and memory, and no traceback."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from iaclint.request import Request, RuleChoice
from iaclint.runs import run
from tests.pace import within

pytestmark = pytest.mark.slow

UNITS = 1500
"""Generous: without limits, these take hours or unbounded memory."""

MEGABYTES = 600


def many(count: int) -> str:
    names = "".join(f"  E{n}: {{Type: String}}\n" for n in range(count))
    conditions = "".join(f"  C{n}: !Equals [!Ref E{n}, x]\n" for n in range(count))
    return f"Parameters:\n{names}Conditions:\n{conditions}"


def bucket(properties: str) -> str:
    return f"Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n{properties}\n"


def policy(document: str) -> str:
    return (
        "Resources:\n  A: {Type: AWS::S3::Bucket}\n  P:\n    Type: AWS::S3::BucketPolicy\n"
        f"    Properties:\n      Bucket: !Ref A\n      PolicyDocument: {document}\n"
    )


def nested_ifs(count: int, leaf: str = "x") -> str:
    for n in range(count):
        leaf = f"!If [C{n}, {leaf}, PublicRead]"
    return leaf


def doubling(count: int) -> str:
    """Return conditions of which each names two before it, which name two before them."""
    conditions = ["  C0: !Equals [!Ref E, x]"]
    conditions += [
        f"  C{n}: !Or [!Condition C{n - 1}, !Condition D{n - 1}]" for n in range(1, count)
    ]
    conditions += ["  D0: !Equals [!Ref F, x]"]
    conditions += [
        f"  D{n}: !And [!Condition C{n - 1}, !Condition D{n - 1}]" for n in range(1, count)
    ]
    head = "Parameters: {E: {Type: String}, F: {Type: String}}\nConditions:\n"
    return head + "\n".join(conditions) + "\n"


def xor(count: int) -> str:
    """Return conditions that depend on all parameters, each in another way."""
    lines = [many(count)]
    for n in range(1, count):
        before = f"X{n - 1}" if n > 1 else "C0"
        lines.append(
            f"  X{n}: !Or [!And [!Condition {before}, !Not [!Condition C{n}]],"
            f" !And [!Not [!Condition {before}], !Condition C{n}]]\n"
        )
    return "".join(lines)


STATEMENT = "{Effect: Allow, Principal: '*', Action: 's3:*', Resource: '*'}"
LONG_TEXT = "x" * 200_000
FLAGS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")


def listed(items: Iterable[str]) -> str:
    return f"[{', '.join(items)}]"


def aliases(levels: int) -> str:
    first = f"x0: &x0 {listed(['a'] * 10)}\n"
    more = (f"x{n}: &x{n} {listed([f'*x{n - 1}'] * 10)}\n" for n in range(1, levels))
    return first + "".join(more)


def one_bucket() -> str:
    others = "".join(f"      X{n}: !If [C{n}, a, b]\n" for n in range(20))
    flags = "".join(
        f"        {name}: !If [C{n}, true, !If [C{n + 4}, false, !Ref E{n}]]\n"
        for n, name in enumerate(FLAGS, 3)
    )
    return bucket(
        "      AccessControl: !If [C0, PublicRead, !If [C1, Private, PublicReadWrite]]\n"
        f"{others}"
        "      OwnershipControls: {Rules: [!If [C2, {ObjectOwnership: ObjectWriter}, {}]]}\n"
        f"      PublicAccessBlockConfiguration:\n{flags}"
    )


def one_policy() -> str:
    return listed(f"!If [C{n}, {STATEMENT}, !Ref AWS::NoValue]" for n in range(20))


def policies() -> str:
    return "Resources:\n  A: {Type: AWS::S3::Bucket}\n" + "".join(
        f"  P{n}:\n    Type: AWS::S3::BucketPolicy\n    Condition: C{n}\n"
        f"    Properties: {{Bucket: !Ref A, PolicyDocument: {{Statement: [{STATEMENT}]}}}}\n"
        for n in range(20)
    )


def cycle() -> str:
    return "Resources:\n" + "".join(
        f"  R{n}: {{Type: AWS::S3::Bucket, Properties: {{BucketName: !Ref R{(n + 1) % 300}}}}}\n"
        for n in range(300)
    )


def allowed_values() -> str:
    first, second = (listed(f"{letter}{n}" for n in range(50_000)) for letter in "ab")
    return (
        f"Parameters:\n  P: {{Type: String, AllowedValues: {first}}}\n"
        f"  Q: {{Type: String, AllowedValues: {second}}}\n"
        "Conditions:\n  C: !Equals [!Ref P, !Ref Q]\n"
        + "".join(f"  C{n}: !Equals [!Ref P, a{n}]\n" for n in range(200))
        + bucket("      BucketName: !Ref P\n      AccessControl: !If [C, !Ref Q, !If [C7, a, b]]")
    )


def large_mapping() -> str:
    keys = "".join(f"    k{n}: {{v: PublicRead}}\n" for n in range(20_000))
    head = f"Parameters: {{P: {{Type: String}}}}\nMappings:\n  M:\n{keys}"
    return head + bucket("      AccessControl: !FindInMap [M, !Ref P, v]")


def joins_of_joins() -> str:
    lines = (
        f"      v{n}: !Join ['', {listed([f'!FindInMap [M, a, v{n - 1}]'] * 10)}]\n"
        for n in range(1, 12)
    )
    head = f"Mappings:\n  M:\n    a:\n      v0: {LONG_TEXT}\n{''.join(lines)}"
    return head + bucket("      BucketName: !FindInMap [M, a, v11]")


def statements() -> str:
    return listed(
        f"{{Effect: {'Deny' if n % 2 else 'Allow'}, Principal: '*', "
        f"Action: 's3:Get*{n}', Resource: !Sub '${{A.Arn}}/{n}/*'}}"
        for n in range(400)
    )


BLOCKS = ["!Cidr ['::/0', 999999999, 127]", "!Cidr [10.0.0.0/1, 4294967296, 1]"]

TEMPLATES = {
    "twenty conditions in one bucket": many(20) + one_bucket(),
    "twenty conditions in one policy": many(20) + policy(f"{{Statement: {one_policy()}}}"),
    "twenty policies under conditions": many(20) + policies(),
    "many nested conditions": many(45) + bucket(f"      AccessControl: {nested_ifs(45)}"),
    "conditions that double": doubling(40) + bucket("      AccessControl: !If [C39, Private, x]"),
    "exclusive conditions": xor(40) + bucket("      AccessControl: !If [X39, Private, x]"),
    "conditions on themselves": "Conditions:\n  C: !Not [!Condition C]\n"
    "  D: !Or [!Condition D, !Condition C]\n"
    + bucket("      AccessControl: !If [C, Private, !If [D, PublicRead, x]]"),
    "a parameter on itself": "Parameters:\n"
    "  P: {Type: String, Default: !Ref P, AllowedValues: [!Ref P]}\n"
    + bucket("      BucketName: !Ref P"),
    "a mapping on itself": "Mappings: {M: {a: {b: !FindInMap [M, a, b]}}}\n"
    + bucket("      BucketName: !FindInMap [M, a, b]"),
    "mappings on each other": "Mappings:\n  M: {a: {b: !FindInMap [N, a, b]}}\n"
    "  N: {a: {b: !Join ['', [!FindInMap [M, a, b], !FindInMap [M, a, b]]]}}\n"
    + bucket("      BucketName: !FindInMap [M, a, b]"),
    "resources in a cycle": cycle(),
    "enormous allowed values": allowed_values(),
    "a large mapping with an unknown key": large_mapping(),
    "a huge join": bucket(f"      BucketName: !Join [{'y' * 20_000}, !Split [x, {LONG_TEXT}]]"),
    "a huge split": bucket(f"      Tags: !Split [x, !Join ['', {listed([LONG_TEXT] * 3)}]]"),
    "joins of joins": joins_of_joins(),
    "huge address blocks": bucket(f"      Tags: {listed(BLOCKS * 50)}"),
    "an alias bomb": aliases(10) + bucket("      BucketName: !Join ['', *x9]"),
    "an alias bomb below the limit": aliases(4)
    + bucket(f"      Tags: {listed(['*x3'] * 10)}")
    + "# "
    + "x" * 20_000,
    "deep nesting": bucket(f"      Tags: {'[' * 5_000}{']' * 5_000}"),
    "deep calls": bucket(f"      BucketName: {'!Join [x, [' * 40}x{']]' * 40}"),
    "a policy with very many statements": policy(f"{{Statement: {statements()}}}"),
    "a policy as a deep text": policy(f"'{{\"Statement\": {'[' * 50_000}}}'"),
    "half a character": bucket('      BucketName: "\\0\\ud800"'),
    "a name of a megabyte": f"Resources: {{{'A' * 1_000_000}: {{Type: AWS::S3::Bucket}}}}\n",
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_run_ends_soon(tmp_path: Path, name: str) -> None:
    (tmp_path / "t.yaml").write_text(TEMPLATES[name], encoding="utf-8")
    with within(UNITS):
        report = run(Request((str(tmp_path),), str(tmp_path), RuleChoice(("all",))))
    for finding in report.findings:
        assert finding.message
        assert len(finding.label) < 1_000
    for diagnostic in report.diagnostics:
        assert diagnostic.message


@pytest.mark.skipif(sys.platform == "win32", reason="no rusage")
def test_all_together_print_no_traceback_and_take_bounded_memory(tmp_path: Path) -> None:
    for n, text in enumerate(TEMPLATES.values()):
        (tmp_path / f"t{n}.yaml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "iaclint", "check", str(tmp_path), "--format", "json"]
    # A process counts the memory of what it was forked from, so a small one starts the program.
    result = subprocess.run(
        [sys.executable, "-c", MEASURE, *command], capture_output=True, text=True, check=True
    )
    code, peak = map(int, result.stdout.split())
    assert code in (0, 1, 2)
    assert "Traceback" not in result.stderr
    unit = 1 if sys.platform == "darwin" else 1024
    assert peak * unit < MEGABYTES * 1e6


MEASURE = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
