"""What is a suppression comment in HCL and YAML, and what is around it."""

from __future__ import annotations

from typing import NoReturn

import pytest

from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.faults import FAULT
from iaclint.files.source import SourceFile
from iaclint.limits import MAX_HCL_BYTES, MAX_SUPPRESSIONS
from iaclint.suppressions import yaml_comments
from iaclint.suppressions.directive import SourceSuppression
from iaclint.suppressions.reading import read_all
from tests.pace import within

IGNORE = "iaclint: ignore[r] why"


def read(text: str, path: str = "main.tf") -> list[SourceSuppression]:
    source = SourceFile(path, text.replace("IGNORE", IGNORE).encode())
    return list(read_all([source], pytest.fail))


def region(text: str, path: str = "main.tf") -> str | None:
    """Return the first line of the region of the only suppression in a text."""
    (found,) = read(text, path)
    return found.region.text.splitlines()[0] if found.region else None


@pytest.mark.parametrize(
    "text",
    [
        'a = "# IGNORE"',
        'a = "${b} # IGNORE"',
        "a = <<EOT\n# IGNORE\nEOT\n",
        'a = jsonencode({ b = "x // IGNORE" })',
        "# miaclint: ignore[r]",
        "# checkov:skip=",
        "# kics-scan",
        "# kics-scanner ignore-line",
    ],
)
def test_is_none_in_hcl(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'A: "# IGNORE"',
        "A: |\n  # IGNORE\nB: 1",
        "A: >-\n  x\n\n  # IGNORE\n",
        "A: x#IGNORE",
        "A: 'it''s # IGNORE'",
    ],
)
def test_is_none_in_yaml(text: str) -> None:
    assert read(text, "t.yaml") == []


@pytest.mark.parametrize(
    "other", ['"text"', '"# "', '""', "[]", '["a", {}, ["b"]]', "{}", "1", "null"]
)
def test_other_comments_in_json_are_ignored(other: str) -> None:
    text = '{"//": OTHER, "resource": {"a": {"b": {"//": ["IGNORE", OTHER], "c": {"//": OTHER}}}}}'
    (found,) = read(text.replace("OTHER", other), "main.tf.json")
    assert found.span.text == IGNORE


def test_a_file_that_cannot_be_read_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(source: SourceFile) -> NoReturn:
        raise ValueError(source.path)

    monkeypatch.setattr(yaml_comments, "find", fail)
    told: list[Diagnostic] = []
    sources = [
        SourceFile(name, f"# {IGNORE}\na: {{}}\n".encode()) for name in ("t.yaml", "main.tf")
    ]
    (found,) = read_all(sources, told.append)
    assert found.span.file.path == "main.tf"
    assert [(each.code, each.level) for each in told] == [(FAULT, Level.ERROR)]


def test_downloaded_modules_have_none() -> None:
    assert read("# IGNORE\na = 1\n", ".terraform/modules/m/main.tf") == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_reads_any_encoding_and_line_ending(bom: str, end: str) -> None:
    text = f'{bom}# naïve{end}# IGNORE{end}resource "a" "b" {{}}{end}'
    (found,) = read(text)
    assert found.span.text == IGNORE
    assert found.directive.reason == "why"
    assert found.region is not None
    assert found.region.text == 'resource "a" "b" {}'


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ('# IGNORE\nresource "a" "b" {}', 'resource "a" "b" {}'),
        ('# IGNORE\n# more\n\nresource "a" "b" {}', None),
        ('# IGNORE\n# more\nresource "a" "b" {}', 'resource "a" "b" {}'),
        ('/* IGNORE */ resource "a" "b" {}', 'resource "a" "b" {}'),
        ('resource "a" "b" { # IGNORE\n}', 'resource "a" "b" { # ' + IGNORE),
        ('resource "a" "b" {\n} # IGNORE', 'resource "a" "b" {'),
        ('resource "a" "b" {\n  # IGNORE\n  x = 1\n}', 'resource "a" "b" {'),
        ('resource "a" "b" {\n  x = 1 # IGNORE\n}', "x = 1"),
        ('resource "a" "b" {\n  x = [\n    1, # IGNORE\n    2\n  ]\n}', "1"),
        ('resource "a" "b" {\n  x = [\n    1,\n  ] # IGNORE\n}', "x = ["),
        ('resource "a" "b" {\n  v {\n    # IGNORE\n    x = 1\n  }\n}', "v {"),
        ("locals {\n  x = 1\n  # IGNORE\n  y = 2\n}", "y = 2"),
        ("locals {\n  x = {\n    # IGNORE\n    k = { v = 1 }\n  }\n}", "k = { v = 1 }"),
        ("x = 1 # IGNORE\ny = 2", "x = 1"),
        ("# IGNORE", None),
        ('# IGNORE\n\nresource "a" "b" {}', None),
    ],
)
def test_reaches_in_hcl(text: str, first: str | None) -> None:
    assert region(text) == first


def test_a_file_with_a_syntax_error_is_read() -> None:
    assert region('# IGNORE\nresource "a" "b" {}\nresource "c" {{\n') == 'resource "a" "b" {}'


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("  # IGNORE\n  A: {Type: T}", "A: {Type: T}"),
        ("  A: # IGNORE\n    Type: T", "A: # " + IGNORE),
        ("  A:\n    Type: T\n    # IGNORE\n  B: {}", "A:"),
        ("  A:\n    Type: T # IGNORE", "Type: T"),
        ("  A:\n    Properties:\n      # IGNORE\n      B: 1", "A:"),
        ("  A:\n    Properties:\n      B:\n        # IGNORE\n        C: 1", "B:"),
        (
            "  A:\n    Properties:\n      B:\n      - C: 1 # IGNORE\n        D: 2",
            "C: 1",
        ),
        ("  A:\n    Properties:\n      B: [1, # IGNORE\n          2]", "B: [1, # " + IGNORE),
        ("  # IGNORE\n\n  A: {}", None),
    ],
)
def test_reaches_in_yaml(text: str, first: str | None) -> None:
    assert region(f"Resources:\n{text}\n", "t.yaml") == first


def test_one_comment_can_have_several() -> None:
    text = "# tfsec:ignore:a-b:exp:2027-01-31 why #trivy:ignore:AVD-AWS-0001\nx = 1\n"
    first, second = read(text)
    assert (first.directive.syntax, first.directive.ids) == ("tfsec", ("a-b",))
    assert (first.directive.until, first.directive.reason) == ("2027-01-31", "why")
    assert (second.directive.syntax, second.directive.ids) == ("trivy", ("aws-0001",))


def test_a_block_comment_can_have_one_on_each_line() -> None:
    text = "/* iaclint: ignore[a] x\n * checkov:skip=CKV_1,CKV_2: y */\nx = 1\n"
    first, second = read(text)
    assert (first.directive.ids, first.directive.reason) == (("a",), "x")
    assert (second.directive.ids, second.directive.reason) == (("CKV_1", "CKV_2"), "y")


@pytest.mark.parametrize(
    ("text", "instances", "until", "reason"),
    [
        ("why", (), None, "why"),
        (": why -- because", (), None, "why -- because"),
        ('for=["my logs"] until=2027-01-31 why', ('["my logs"]',), "2027-01-31", "why"),
        ("why for=[0] for=[1] now", ("[0]", "[1]"), None, "why now"),
        ('for=module.m["a b"].aws_s3_bucket.b', ('module.m["a b"].aws_s3_bucket.b',), None, ""),
        ("wait for=x until=2027-01-31 then", ("x",), "2027-01-31", "wait then"),
    ],
)
def test_reads_the_parts_in_any_order(
    text: str, instances: tuple[str, ...], until: str | None, reason: str
) -> None:
    (found,) = read(f"# iaclint: ignore[r] {text}\nx = 1\n")
    directive = found.directive
    assert (directive.instances, directive.until, directive.reason) == (instances, until, reason)


@pytest.mark.slow
@pytest.mark.parametrize("path", ["main.tf", "t.yaml"])
def test_the_number_in_a_file_is_limited(path: str) -> None:
    line = "x = 1" if path == "main.tf" else "x{}: 1"
    text = "".join(f"{line.format(n)} # IGNORE\n" for n in range(3 * MAX_SUPPRESSIONS))
    *found, last = read(text, path)
    assert len(found) == MAX_SUPPRESSIONS
    assert not any(each.directive.mistake for each in found)
    assert last.directive.mistake == "more than 5,000 suppressions in a file"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("main.tf", 'a "b" "c" {\n' + "  # IGNORE\n" * 2_000 + "  d = 1\n}\n"),
        ("main.tf", "# IGNORE\n" * 2_000 + 'a "b" "c" {\n}\n'),
        ("t.yaml", "Resources:\n  A:\n" + "    # IGNORE\n" * 2_000 + "    Type: B\n"),
    ],
)
def test_a_long_run_of_comments_is_walked_once(path: str, text: str) -> None:
    with within(400):
        found = read(text, path)
    assert len(found) == 2_000
    assert len({each.region for each in found}) == 1


def test_marks_in_one_line_of_yaml_are_searched_once() -> None:
    line = " # IGNORE" * (MAX_SUPPRESSIONS - 1) + " #" * 500_000
    with within(400):
        assert read(f'Resources: {{A: {{Metadata: {{a: "{line}"}}}}}} # IGNORE\n', "t.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff# IGNORE\nResources: {}\n",
        "a: 'b # c' # IGNORE\n",
        "a: b#c # IGNORE # d\n",
        'a: "b\n# c" # IGNORE\n',
    ],
)
def test_is_a_comment_in_yaml(text: str) -> None:
    assert len(read(text, "t.yaml")) == 1


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("main.tf", "# IGNORE\na = 1\n"),
        ("terraform.tfvars", "# IGNORE\na = 1\n"),
        ("main.tf.json", '{"//": "IGNORE", "resource": {}}'),
    ],
)
def test_a_file_that_is_refused_has_no_suppressions(path: str, text: str) -> None:
    assert len(read(text, path)) == 1
    assert read(text + " " * MAX_HCL_BYTES, path) == []
