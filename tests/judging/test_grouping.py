from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from iaclint.address import natural
from iaclint.files.source import SourceFile, Span
from iaclint.judging.findings import Finding, Step, Verdict
from iaclint.judging.grouping import arrange
from iaclint.ruleset.rule import Rule
from tests.fakes import BUCKET, rule, ruleset

FILE = SourceFile("modules/m/main.tf", b"line one\nline two\nline three\n")
OTHER = SourceFile("main.tf", b"acl = x\n")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Finding:
    folder = tmp_path_factory.mktemp("rules")
    rules = ruleset(folder, bucket_model=BUCKET, a=rule("a", "{acl: x}"))
    return finding(rules.rules["a"])


def finding(of: Rule) -> Finding:
    return Finding(
        rule=of,
        verdict=Verdict.FAIL,
        address="bucket.a",
        type="bucket",
        language="terraform",
        message="wrong",
        span=Span(FILE, 0, 8),
        label="",
        related=(),
        steps=(),
        blocked_by=(),
        companions=(),
        instances=("bucket.a",),
        identity="",
    )


def at(base: Finding, address: str, **others: object) -> Finding:
    return replace(base, address=address, instances=(address,), **others)  # type: ignore[arg-type]


def test_natural() -> None:
    assert sorted(["a[10]", "a[2]", "a", "b[1]"], key=natural) == ["a", "a[2]", "a[10]", "b[1]"]


def test_one_cause_is_one_finding(base: Finding) -> None:
    found = arrange(
        at(base, f"module.m[{n}].bucket.a", companions=(f"acl{n}",), blocked_by=("x", f"y{n}"))
        for n in (10, 2, 1)
    )
    (one,) = found
    assert one.address == "module.m[1].bucket.a"
    assert one.instances == tuple(f"module.m[{n}].bucket.a" for n in (1, 2, 10))
    assert one.companions == ("acl1", "acl2", "acl10")
    assert one.blocked_by == ("x", "y1", "y2", "y10")


@pytest.mark.parametrize(
    "others",
    [
        {"verdict": Verdict.UNKNOWN},
        {"span": Span(FILE, 9, 17)},
        {"cause": (Span(OTHER, 0, 3),)},
        {"steps": (Step("why"),)},
        {"steps": (Step("why", Span(OTHER, 0, 3)),)},
    ],
)
def test_other_causes_are_other_findings(base: Finding, others: dict[str, object]) -> None:
    assert len(arrange([at(base, "bucket.a"), at(base, "bucket.b", **others)])) == 2


def test_the_same_address_in_several_roots(base: Finding) -> None:
    found = arrange(at(base, "bucket.a", roots=(root,)) for root in ("b.tf", "a.tf", "b.tf"))
    (one,) = found
    assert one.instances == ("bucket.a", "bucket.a")
    assert one.roots == ("a.tf", "b.tf")
    (alone,) = arrange([base])
    assert one.fingerprint == alone.fingerprint


def test_the_fingerprint_is_stable_when_lines_move(base: Finding) -> None:
    moved = SourceFile(FILE.path, b"\n\n" + FILE.data)
    (before,) = arrange([base])
    (after,) = arrange([replace(base, span=Span(moved, 2, 10))])
    assert before.fingerprint == after.fingerprint
    assert len(before.fingerprint) == 16


def test_the_fingerprint_does_not_count_instances(base: Finding) -> None:
    (few,) = arrange([at(base, "bucket.a[0]")])
    (many,) = arrange([at(base, f"bucket.a[{n}]") for n in range(3)])
    (other,) = arrange([at(base, "bucket.b[0]")])
    assert few.fingerprint == many.fingerprint != other.fingerprint


def test_fingerprints_are_unique(base: Finding) -> None:
    found = arrange(at(base, "bucket.a", span=Span(FILE, n, 8)) for n in range(5))
    assert len({one.fingerprint for one in found}) == 5


def test_the_order_is_total(base: Finding) -> None:
    findings = [
        at(base, address, span=Span(file, start, start + 1), verdict=verdict)
        for address in ("b[10]", "b[9]")
        for file in (FILE, OTHER)
        for start in (0, 1)
        for verdict in Verdict
    ]
    expected = arrange(findings)
    places = [(one.span.file.path, one.span.start_byte) for one in expected]
    assert places == sorted(places)
    Random(0).shuffle(findings)
    assert arrange(findings) == expected


def test_the_bundled_rules_are_found(base: Finding) -> None:
    assert Path(base.rule.span.file.path).name == "a.yaml"
