from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from iaclint.api import check
from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.source import SourceFile, Span
from iaclint.judging.findings import CallerDependence, Step, Verdict
from iaclint.judging.report import Coverage, Report
from iaclint.report.view import Detail
from iaclint.ruleset.rule import Severity
from tests.reports import rule


def test_findings_are_shown_with_their_source(render, snapshot: SnapshotAssertion) -> None:
    assert render() == snapshot


def test_unknowns_alone_are_shown_in_full(render, snapshot) -> None:
    assert render(show=frozenset([Verdict.UNKNOWN])) == snapshot


def test_lists_passes(render, snapshot) -> None:
    assert render(show=frozenset([Verdict.PASS])) == snapshot


def test_color_is_only_used_on_request(render) -> None:
    painted = render(color=True)
    assert "\x1b[1;31mcritical[aws-s3-public-access]\x1b[0m" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == render()


def test_coverage_is_printed_without_findings(render) -> None:
    assert render(Report((), (), Coverage(files=1, resources=2))) == (
        "2 resources checked in 1 file.\nFound no problems.\n"
    )


def test_fits_a_hundred_columns(render, fail) -> None:
    long = replace(
        fail,
        message="many words " * 30,
        label="is set to something long " * 10,
        steps=(Step("first this, then that, " * 10),),
        address='module.many["0"].aws_s3_bucket.this',
        instances=tuple(f'module.many["{n}"].aws_s3_bucket.this' for n in range(50)),
        span=_in(SourceFile("a.tf", b"\t" * 9 + b"x" * 300 + b" = var.acl # " + b"y" * 500), "var"),
    )
    lines = render(Report((long,), (), Coverage()), width=100).splitlines()
    assert max(map(cell_len, lines)) <= 100
    assert any("and 46 more" in line for line in lines)


@pytest.mark.parametrize("suffix", ["json", "tf"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_text_in_utf_16_is_not_shown(render, suffix: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / f"plan.{suffix}"
    path.write_bytes('{"format_version": "1.2", "planned_values": {}}'.encode(encoding))
    report = check(path)
    for format_ in ("text", "html"):
        shown = render(report, format=format_)
        assert "this is UTF-16, not UTF-8" in shown
        assert "\0" not in shown
        assert "x00" not in shown


@pytest.mark.parametrize("suffix", ["yaml", "tf"])
def test_encrypted_text_is_not_shown(render, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"x.{suffix}"
    path.write_bytes(b"\0GITCRYPT\0secret\xff")
    report = check(path)
    for format_ in ("text", "html"):
        shown = render(report, format=format_)
        assert "secret" not in shown
        assert "\0" not in shown
    assert report.has_errors


def test_many_findings_are_grouped_by_rule(render, fail, snapshot) -> None:
    minor = replace(fail, rule=rule("aws-s3-versioning", Severity.MEDIUM, "No versions"))
    report = Report((*[minor] * 20, *[fail] * 4), (), Coverage(files=2, resources=24))
    assert render(report) == snapshot
    assert render(report, format="full").count("--> modules/media/main.tf:5:12") == 24
    assert render(report, detail=Detail.VERBOSE) == render(report, format="full")


def test_the_worst_findings_come_first(render, fail) -> None:
    minor = replace(fail, rule=rule("aws-s3-versioning", Severity.MEDIUM))
    text = render(Report((minor, fail), (), Coverage()))
    assert text.index("critical[") < text.index("medium[")


def test_quiet_has_findings_and_errors_only(render) -> None:
    text = render(detail=Detail.QUIET)
    assert "critical[" in text
    assert "error[syntax-error]" in text
    assert "undecided" not in text
    assert "Found" not in text
    assert "warning[" not in text


def test_statistics_count_rules(render, fail) -> None:
    minor = replace(fail, rule=rule("aws-s3-versioning", Severity.MEDIUM))
    text = render(Report((minor, minor, fail), (), Coverage()), statistics=True)
    assert "    2  medium    aws-s3-versioning in 1 file\n" in text


def test_equal_addresses_have_their_roots(render, fail, unknown) -> None:
    address = "module.media.aws_s3_bucket.media"
    roots = ("examples/a/main.tf", "examples/b/main.tf", "examples/c/main.tf")
    many = replace(fail, address=address, instances=(address,) * 3, roots=roots)
    text = " ".join(render(Report((many,), (), Coverage())).split())
    assert f"also: {address} (examples/b/main.tf), {address} (examples/c/main.tf)" in text
    each = tuple(replace(unknown, roots=(root,)) for root in roots)
    text = " ".join(render(Report((*each, fail), (), Coverage())).split())
    for root in roots:
        assert f"aws-s3-versioning on {address} ({root}), blocked by var.status" in text


def test_equal_unknowns_are_listed_once(render, fail, unknown) -> None:
    text = " ".join(render(Report((unknown, unknown, fail), (), Coverage())).split())
    assert "aws-s3-versioning on module.media.aws_s3_bucket.media, blocked by var.status" in text


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("module.a (x/vpc/aws)", "1 module not loaded (x/vpc/aws): run init."),
        ("Nested (s3://templates/a.yaml)", "1 template not loaded (s3://templates/a.yaml)."),
        ("Nested", "1 template not loaded (Nested)."),
        ("Transform (s3://parts/a.yaml)", "1 included file not read (s3://parts/a.yaml)."),
        ("Nested/Transform (macro Boto3)", "1 macro not run (Boto3)."),
        ("M (Acme::S3::X::MODULE)", "1 registry module not loaded (Acme::S3::X::MODULE)."),
        ("plan.json (incomplete plan)", "1 plan incomplete (plan.json)."),
    ],
)
def test_what_is_not_loaded_has_the_words_of_its_kind(render, name: str, line: str) -> None:
    coverage = Coverage(not_loaded=(name,), remedies=("run init",))
    assert line in " ".join(render(Report((), (), coverage)).split())
    assert line.partition(" (")[0] in render(Report((), (), coverage), format="markdown")
    assert line.partition(" (")[0] in render(Report((), (), coverage), format="html")


def test_missing_modules_are_counted_by_source_the_most_frequent_first(render) -> None:
    names = ("module.a (x/vpc/aws)", "module.b (x/label/null)", "module.c (x/label/null)")
    coverage = Coverage(not_loaded=names, remedies=("run `terraform init`",))
    text = " ".join(render(Report((), (), coverage)).split())
    assert (
        "3 modules not loaded (2 sources: x/label/null, x/vpc/aws): run `terraform init`." in text
    )


def test_variable_files_without_effect_are_named(render) -> None:
    coverage = Coverage(not_applied=("env/dev.tfvars",), not_applied_remedy="use --env NAME=FILE")
    text = render(Report((), (), coverage))
    assert "1 variable file not applied (env/dev.tfvars): use --env NAME=FILE." in text


def test_warnings_of_one_cause_are_one_with_its_places(render, fail) -> None:
    spans = [fail.span, *(related.span for related in fail.related)]
    same = [Diagnostic(Level.WARNING, "declared-twice", f"{n}", s) for n, s in enumerate(spans)]
    text = render(Report((), tuple(same), Coverage()))
    assert text.count("declared-twice") == 1
    assert f"= also at: {spans[1]}" in text


def test_findings_in_examples_come_last_and_do_not_count(render, fail) -> None:
    example = replace(fail, is_example=True, message="in an example")
    text = render(Report((example, fail), (), Coverage()))
    assert text.index(fail.message.split()[0]) < text.index("in an example")
    assert "Found 1 problem: 1 critical; 1 in examples and tests." in text


@pytest.mark.parametrize(
    ("line", "target"),
    [
        ('acl = "public-read"', '"public-read"'),
        ('\tacl\t= "public-read"', '"public-read"'),
        ('name = "日本語", acl = "x"', '"x"'),
        ('name = "日本語"', '"日本語"'),
        ('name = "e\u0301te\u0301", acl = "x"', '"x"'),
        ('name = "👩‍⚕️", acl = "x"', '"x"'),
        ("a = 'x' # " + "é" * 300 + ", key = v", "key"),
    ],
)
def test_carets_are_below_their_target(render, fail, line: str, target: str) -> None:
    source = SourceFile("a.tf", f"\ufeff{line}\r\n".encode())
    finding = replace(fail, span=_in(source, target), label="", related=())
    lines = render(Report((finding,), (), Coverage())).splitlines()
    shown = next(text for text in lines if text.startswith("1 |"))
    carets = next(text for text in lines if "^" in text)
    start, length = carets.index("^"), carets.count("^")
    assert _cells(shown, start, length) == target


def test_control_characters_are_escaped(render, fail) -> None:
    source = SourceFile("evil\x1b[2J.tf", 'acl = "\u202ex\x1b]0;pwned\x07" \x9b'.encode())
    finding = replace(
        fail,
        span=_in(source, "acl"),
        message="bucket \x1b[31mred\nnext",
        label="is \x07",
        address="a\x1b[1m",
        instances=("b\x1b[1m",),
        steps=(Step("a\rb"),),
    )
    unknown = replace(finding, verdict=Verdict.UNKNOWN, blocked_by=("var\x1b[0m",))
    diagnostic = Diagnostic(Level.ERROR, "syntax-error", "bad \x1b", finding.span, "\x1b[0m")
    coverage = Coverage(not_loaded=("module.x\x1b[0m",))
    text = render(Report((finding, unknown), (diagnostic,), coverage))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    assert "evil\\x1b[2J.tf" in text
    assert "\\u202e" in text


def test_an_error_at_the_end_of_a_file_is_shown(render) -> None:
    source = SourceFile("a.tf", b'resource "a" "b" {\n')
    end = Span(source, len(source.data), len(source.data))
    diagnostic = Diagnostic(Level.ERROR, "syntax-error", "the block is never closed", end)
    text = render(Report((), (diagnostic,), Coverage(files=1, failed=1)))
    assert text.startswith(
        "error[syntax-error]: the block is never closed\n --> a.tf:2:1\n  |\n2 |\n  | ^\n\n"
    )


def test_many_unknowns_are_shortened(render, fail, unknown) -> None:
    many = tuple(replace(unknown, address=f"aws_s3_bucket.b{n}") for n in range(100))
    text = render(Report((*many, fail), (), Coverage()))
    assert text.startswith("critical[")
    assert "  and 80 more; --show unknown lists them all" in text


def _in(file: SourceFile, text: str) -> Span:
    start = file.data.index(text.encode())
    return Span(file, start, start + len(text.encode()))


def _cells(text: str, start: int, length: int) -> str:
    """Return what stands in some cells of a line."""
    return "".join(
        char for at, char in enumerate(text) if start <= cell_len(text[:at]) < start + length
    )


def test_a_module_that_nothing_calls_is_one_line(render, fail) -> None:
    depends_on = CallerDependence("modules/store", ("var.acl",))
    unknown = replace(fail, verdict=Verdict.UNKNOWN, depends_on=depends_on)
    written = render(report=Report((unknown,), (), Coverage(files=1, resources=1)))
    assert "modules/store depends on its caller: var.acl (1 rule).\nFound no problems.\n" in written
