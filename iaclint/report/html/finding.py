"""One finding: a line that opens to its source, the picture, the reasoning and the fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.judging.findings import Status, Verdict
from iaclint.limits import MAX_HTML_INSTANCES
from iaclint.report.html.markup import Html, code, element, items, join
from iaclint.report.html.picture import draw
from iaclint.report.html.reasoning import context, has_picture, trail
from iaclint.report.html.services import service
from iaclint.report.html.source_lines import excerpt, line_of
from iaclint.report.wording import count, split_fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.files.source import Span
    from iaclint.judging.findings import Finding


def render(finding: Finding, anchor: str, detailed: bool = True) -> Html:
    """Return a finding as an item of a list; one without details has its source lines only."""
    source = excerpt(finding.span, finding.label)
    parts = _details(finding, anchor) if detailed else _pointer(finding)
    summary = element("summary", *_summary(finding))
    body = element("div", source, *parts, class_="body")
    return element(
        "li",
        element("details", summary, body),
        id=anchor,
        class_="finding",
        data_severity=_word(finding),
        data_service=service(finding.rule.model),
        data_control=finding.rule.category,
    )


def _word(finding: Finding) -> str:
    failed = finding.verdict is Verdict.FAIL
    return finding.rule.severity.value if failed else finding.verdict.value


def _summary(finding: Finding) -> Iterator[Html]:
    yield element("span", _word(finding), class_=f"badge {_word(finding)}")
    place = code(str(finding.span))
    remarks = join((element("span", remark, class_="remark") for remark in _remarks(finding)), " ")
    message = element("span", finding.message, class_="message")
    yield element("span", message, " ", place, " ", remarks, class_="what")


def _remarks(finding: Finding) -> Iterator[str]:
    others = len(finding.instances) - 1
    if others > 0:
        yield f"and {count(others, 'other instance')}"
    if finding.environments:
        yield f"only in {', '.join(finding.environments)}"
    if finding.blocked_by:
        yield f"blocked by {', '.join(finding.blocked_by)}"
    if finding.suppression is not None:
        yield finding.suppression.reason or "no reason given"
        if finding.suppression.until:
            yield f"until {finding.suppression.until}"


def _pointer(finding: Finding) -> Iterator[Html]:
    command = code(f"iaclint explain '{finding.address}'")
    yield element("p", command, " prints the reasoning and the fix.")


def _details(finding: Finding, anchor: str) -> Iterator[Html]:
    if finding.suppression is not None:
        syntax = finding.suppression.syntax
        yield element(
            "p", f"Suppressed in the syntax of {syntax} at ", _at(finding.suppression.span)
        )
    if has_picture(finding):
        yield _picture(finding)
    if told := list(_text(finding)):
        yield element("details", element("summary", "Reasoning as text"), *told)
    yield from _fix(finding)
    yield element("dl", *_facts(finding))
    about = element("a", f"About {finding.rule.id}", href=f"#rule-{finding.rule.id}")
    yield element("p", about, " · ", element("a", "Link to this finding", href=f"#{anchor}"))


def _picture(finding: Finding) -> Html:
    label = "The reasoning as a picture; it follows as text"
    return element("figure", draw(finding), class_=f"drawing {_word(finding)}", aria_label=label)


def _text(finding: Finding) -> Iterator[Html]:
    """Yield the trail and the reasoning as lists with source lines."""
    origins = [_step(related.caption, related.span) for related in trail(finding)]
    yield from _titled("Where the value comes from, nearest first", origins)
    yield from _titled("Reasoning", [_step(step.text, step.span) for step in finding.steps])
    others = [_step(related.caption, related.span) for related in context(finding)]
    yield from _titled("Context", others)


def _titled(title: str, steps: list[Html]) -> Iterator[Html]:
    if steps:
        yield element("h4", title)
        yield items(steps, "ol")


def _step(text: str, span: Span | None) -> Html:
    return element("span", text, *_quote(span))


def _quote(span: Span | None) -> Iterator[Html]:
    if span is not None:
        yield element("span", _at(span), " ", line_of(span), class_="quote")


def _at(span: Span) -> Html:
    return code(f"{span.file.display}:{span.start.line}")


def _fix(finding: Finding) -> Iterator[Html]:
    words, example = split_fix(finding.rule.fix.get(finding.language, ""))
    if words and finding.verdict is not Verdict.PASS:
        yield element("h4", "How to fix it")
        yield element("p", words)
        if example:
            lines = join(example.split("\n"), Html("\n"))
            yield element("pre", element("code", lines), class_="fix")


def _facts(finding: Finding) -> Iterator[Html]:
    facts = (
        ("Resource", [finding.address]),
        ("Type", [finding.type]),
        ("Instances", list(finding.instances if len(finding.instances) > 1 else ())),
        ("Companions", list(finding.companions)),
        ("Only in", list(finding.environments)),
        ("Blocked by", list(finding.blocked_by)),
        ("Fingerprint", [finding.fingerprint]),
    )
    for name, values in facts:
        if values:
            rest = len(values) - MAX_HTML_INSTANCES
            more = [f"and {rest:,} more"] if rest > 0 else []
            shown = [*map(code, values[:MAX_HTML_INSTANCES]), *more]
            yield element("div", element("dt", name), element("dd", join(shown, ", ")))
    if finding.status is Status.EXAMPLE:
        text = "in an example or a test: does not fail the run"
        yield element("div", element("dt", "Note"), element("dd", text))
