from __future__ import annotations

from msgspec.structs import replace
from rich.cells import cell_len

from iaclint.files.source import SourceFile, Span
from iaclint.judging.findings import Finding, Step, Verdict
from iaclint.report.derivation import derive
from iaclint.report.terminal import Pen
from tests.reports import PASS, rule


def page(*findings: Finding) -> str:
    return "\n".join(derive(findings, Pen(False)))


def test_everything_is_printed_once(fail, unknown, snapshot) -> None:
    write = replace(fail, rule=rule("aws-s3-public-write"), verdict=Verdict.PASS, related=())
    assert page(PASS, unknown, write, fail) == snapshot


def test_fits_a_hundred_columns_and_is_safe_to_print(fail) -> None:
    source = SourceFile("deep/" * 30 + "a.tf", ("x" * 300 + "\x1b[2J").encode())
    span = Span(source, 0, 300)
    long = replace(
        fail,
        message="many words " * 30,
        span=span,
        related=(),
        steps=(Step("first this, then that, " * 10, fail.span), Step("a\x1b[2Jb")),
        blocked_by=("var.a",) * 40,
        companions=tuple(f"aws_s3_bucket_policy.media[{n}]" for n in range(30)),
    )
    text = page(long)
    assert "\x1b" not in text
    assert max(map(cell_len, text.replace("deep/" * 30, "deep/").splitlines())) <= 100
