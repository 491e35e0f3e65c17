"""The structure of the page: valid, self-contained, accessible, and safe for any name."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from iaclint.judging.findings import Verdict
from iaclint.judging.report import Coverage, Report
from iaclint.report.html import sections
from tests.report.html.reports import HOSTILE, many, traced

ALL = frozenset(Verdict)
VOID = {"meta", "input", "rect", "path", "br"}
PARENTS = {
    "li": {"ul", "ol"},
    "dt": {"div"},
    "dd": {"div"},
    "summary": {"details"},
    "tr": {"thead", "tbody"},
    "option": {"select"},
}
"""The elements that some elements must be in; a browser moves them elsewhere otherwise."""
FETCHING = {"src", "srcset", "data", "poster", "action", "formaction", "background", "style"}


class Page(HTMLParser):
    """The elements of a page; a wrong nesting is an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        parent = self._open[-1] if self._open else ""
        assert PARENTS.get(tag, {parent}) & {parent}
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self._open[-1] if self._open else "", []).append(data)

    def attributes(self, name: str) -> list[str]:
        """Return the values of an attribute, in order."""
        return [attrs[name] or "" for _, attrs in self.elements if name in attrs]

    def count(self, tag: str) -> int:
        """Return how many elements have a name."""
        return sum(name == tag for name, _ in self.elements)


@pytest.fixture
def page(render, full) -> Page:
    return Page(render(full, format="html", show=ALL))


def test_ids_are_unique_and_links_lead_to_them(page: Page) -> None:
    ids = page.attributes("id")
    assert [id_ for id_, number in Counter(ids).items() if number > 1] == []
    targets = {href[1:] for href in page.attributes("href") if href.startswith("#")}
    targets |= set(page.attributes("for")) | set(page.attributes("aria-labelledby"))
    assert targets <= set(ids)


def test_what_is_not_listed_is_not_linked(render, full) -> None:
    page = Page(render(full, format="html", show=frozenset([Verdict.FAIL])))
    links = {href[1:] for href in page.attributes("href") if href.startswith("#")}
    assert links <= set(page.attributes("id"))
    assert "1 check undecided" in "".join(page.texts["span"])


def test_loads_nothing(page: Page) -> None:
    assert FETCHING.isdisjoint(name for _, attrs in page.elements for name in attrs)
    names = {name for name, _ in page.elements}
    assert {
        "img",
        "link",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
        "image",
        "use",
    } & names == set()
    (style,) = page.texts["style"]
    assert "@import" not in style
    assert "url(" not in style
    links = {href for href in page.attributes("href") if not href.startswith("#")}
    assert links == {"https://docs.aws.amazon.com/AmazonS3/"}


def test_content_security_policy_allows_the_style_and_the_script_only(page: Page) -> None:
    policy = page.attributes("content")[0]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for name in ("style", "script"):
        (content,) = page.texts[name]
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def test_scripts_are_not_in_attributes(page: Page) -> None:
    assert [n for _, attrs in page.elements for n in attrs if n.startswith("on")] == []


def test_has_landmarks_headings_and_labels(page: Page) -> None:
    for tag in ("header", "main", "footer", "h1", "script", "style", "title"):
        assert page.count(tag) == 1
    assert ("html", {"lang": "en"}) in page.elements
    assert "search" in page.attributes("role")
    assert "polite" in page.attributes("aria-live")
    labeled = set(page.attributes("for"))
    controls = {
        attrs["id"]
        for tag, attrs in page.elements
        if tag == "select" or attrs.get("type") == "search"
    }
    assert controls == labeled
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_each_section_has_its_findings(page: Page, render, full) -> None:
    text = render(full, format="html", show=ALL)
    parts = {part.partition('"')[0]: part for part in text.split('<section id="')}
    expected = {
        "open": "is readable by anyone",
        "unknown": "blocked by var.status",
        "examples": f"finding-{traced(identity='example').fingerprint}",
        "unchanged": f"finding-{traced(identity='unchanged').fingerprint}",
        "suppressed": "a public web site",
        "passed": "aws-s3-acl-disabled",
        "fixed": "x is fixed",
    }
    assert {name for name, part in parts.items() if expected.get(name, "\0") in part} == set(
        expected
    )
    folded = {name for name in expected if parts[name].partition("</h2>")[0].count("<summary>")}
    assert folded == set(expected) - {"open"}


def test_coverage_is_before_the_findings(render, full) -> None:
    text = render(full, format="html")
    coverage = text[text.index('id="coverage"') : text.index('id="overview"')]
    for gap in (
        "40 resources checked in 12 files.",
        "1 file could not be parsed.",
        "1 module not loaded: run terraform init to download modules.",
        "1 variable file not applied: pass --var-file.",
        "1 check undecided",
        "expected a closing brace",
    ):
        assert gap in coverage
    assert text.index('id="coverage"') < text.index('id="open"')


def test_complete_coverage_is_told_in_a_sentence(render) -> None:
    text = render(Report((), (), Coverage(files=2, resources=3)), format="html")
    assert "3 resources checked in 2 files." in text
    assert "Not everything was checked" not in text
    assert "No problems found." in text


def test_a_finding_has_its_source_trail_reasons_and_fix(render) -> None:
    text = render(Report((traced(),), (), Coverage()), format="html")
    for part in (
        "<mark>var.acl</mark>",
        "is &quot;public-read&quot;",
        "Where the value comes from, nearest first",
        "passed here by module.media",
        "<code>main.tf:3</code>",
        "<mark>&quot;public-read&quot;</mark>",
        "a bucket from before April 2023 is open",
        "Set acl = &quot;private&quot;:",
        "HIPAA 164.312(a)(1)",
        "Checkov CKV_AWS_20",
        "<svg",
    ):
        assert part in text


def test_names_are_text_whatever_they_are(page: Page, render, full) -> None:
    text = render(full, format="html", show=ALL)
    assert "<script>alert" not in text
    assert "<img" not in text
    assert re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", text) is None
    spelled = HOSTILE.replace("\x1b", "\\x1b").replace("\u202e", "\\u202e")
    assert spelled in "".join(page.texts["span"])
    assert "x" * 500 not in text


def test_references_that_are_no_web_pages_are_not_links(render, fail) -> None:
    rule = replace(fail.rule, references=("javascript:alert(1)", "https://example.com/"))
    page = Page(render(Report((replace(fail, rule=rule),), (), Coverage()), format="html"))
    assert {h for h in page.attributes("href") if h[0] != "#"} == {"https://example.com/"}


def test_a_file_name_selects_the_format_with_undecided_checks(run_python, tmp_path: Path) -> None:
    text = 'variable "acl" {}\nresource "aws_s3_bucket" "a" {\n  acl = var.acl\n}\n'
    (tmp_path / "main.tf").write_text(text, encoding="utf-8")
    output = tmp_path / "report.html"
    run_python("-m", "iaclint", "check", str(tmp_path), "--output", str(output))
    page = Page(output.read_text(encoding="utf-8"))
    assert {"open", "unknown"} <= set(page.attributes("id"))


def test_equal_fingerprints_have_ids_of_their_own(render) -> None:
    text = render(Report((traced(), traced()), (), Coverage()), format="html")
    assert Page(text).attributes("id").count(f"finding-{traced().fingerprint}-2") == 1


def test_the_same_report_gives_the_same_bytes(render, full) -> None:
    assert render(full, format="html") == render(full, format="html")


def test_the_worst_findings_have_details(render, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "MAX_HTML_DETAILED", 3)
    text = render(many(5), format="html")
    assert text.count("<svg") == 3
    assert text.count("prints the reasoning and the fix.") == 2
    assert text.count("<mark>var.acl</mark>") >= 5


@pytest.mark.slow
def test_five_thousand_findings_are_a_page_of_bounded_size(render) -> None:
    text = render(many(5000), format="html")
    assert text.count('class="finding"') == 5000
    assert len(text) < 10_000_000
