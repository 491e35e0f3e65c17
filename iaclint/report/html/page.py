"""The page of the HTML format."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, TextIO

from iaclint import __version__
from iaclint.report.html.markup import Html, element, join, text
from iaclint.report.html.overview import breakdowns, coverage, headline, tiles
from iaclint.report.html.sections import Writer
from iaclint.report.html.services import control, service
from iaclint.report.summary import summarize

if TYPE_CHECKING:
    from iaclint.judging.findings import Finding
    from iaclint.judging.report import Report
    from iaclint.report.view import View

LONG = 500
"""With more findings, a browser lays out only those in view, which is fast but less exact."""


def write(report: Report, view: View, out: TextIO) -> None:
    """Write a report as a page with its style and script, which needs no network."""
    style, script = _asset("page.css"), _asset("page.js")
    shown = [finding for finding in report.findings if finding.verdict in view.show]
    summary = summarize(report)
    writer = Writer(report, view)
    page = Template(_asset("page.html")).substitute(
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        length="long" if len(shown) > LONG else "short",
        version=text(__version__),
        headline=headline(summary),
        tiles=tiles(summary, writer.ids()),
        breakdowns=breakdowns(report.open),
        coverage=coverage(report, writer.ids()),
        services=_options({service(f.rule.model): service(f.rule.model) for f in shown}),
        controls=_options({f.rule.category: control(f.rule.category) for f in shown}),
        severities=_severities(shown),
        sections=join(writer.sections()),
    )
    out.write(page)


def _asset(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """Return the source of the Content Security Policy that allows an inline element."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _options(names: dict[str, str]) -> Html:
    ordered = sorted(names.items(), key=lambda pair: pair[1])
    return join(element("option", name, value=value) for value, name in ordered)


def _severities(shown: list[Finding]) -> Html:
    """Return a checkbox for each severity, and for other verdicts that are listed."""
    words = ["critical", "high", "medium", "low"]
    words += [v for v in ("unknown", "pass") if any(f.verdict.value == v for f in shown)]
    return join(
        element(
            "label",
            Html(f'<input type="checkbox" name="severity" value="{word}" checked>'),
            element("span", word, class_=f"badge {word}"),
        )
        for word in words
    )
