"""The findings of one rule, with what the rule is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.report.html.markup import Html, code, element, join, text
from iaclint.report.html.services import control, service
from iaclint.report.wording import compliance_titles, count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iaclint.ruleset.rule import Rule

_TOOLS = {
    "checkov": "Checkov",
    "guard": "CloudFormation Guard",
    "kics": "KICS",
    "regula": "Regula",
    "terrascan": "Terrascan",
    "trivy": "Trivy",
}


def render(rule: Rule, findings: Sequence[Html], anchor: str | None) -> Html:
    """Return a rule with its rendered findings; it is explained where it has an anchor."""
    number = element("span", count(len(findings), "finding"), class_="count")
    heading = element("h3", rule.title, " ", code(rule.id), " ", number)
    about = [_about(rule, anchor)] if anchor else []
    return element(
        "section", heading, *about, element("ul", *findings, class_="findings"), class_="rule"
    )


def _about(rule: Rule, anchor: str) -> Html:
    summary = element("summary", "Why it matters, compliance, references")
    return element("details", summary, *_facts(rule), id=anchor, class_="about")


def _facts(rule: Rule) -> Iterator[Html]:
    for paragraph in rule.why.strip().split("\n\n"):
        yield element("p", " ".join(paragraph.split()))
    others = [
        f"{_TOOLS.get(tool, tool)} {', '.join(ids)}" for tool, ids in rule.equivalents.items()
    ]
    rows = (
        ("Service", [text(service(rule.model))]),
        ("Control", [text(control(rule.category))]),
        ("Severity", [text(rule.severity.value)]),
        ("Compliance", list(map(text, compliance_titles(rule.compliance)))),
        ("Other tools", list(map(text, others))),
        ("References", list(map(_link, rule.references))),
        ("More", [code(f"iaclint explain {rule.id}")]),
    )
    pairs = (
        element("div", element("dt", name), element("dd", join(values, Html("<br/>"))))
        for name, values in rows
        if values
    )
    yield element("dl", *pairs)


def _link(reference: str) -> Html:
    """Return a link to a web page; anything else is text."""
    if not reference.startswith(("https://", "http://")):
        return text(reference)
    return element("a", reference, href=reference, rel="noopener noreferrer")
