"""The overview: what was found by severity, service and control, and what was not checked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from iaclint.files.diagnostics import Level
from iaclint.limits import MAX_HTML_DIAGNOSTICS, MAX_HTML_MODULES
from iaclint.report.html.markup import Html, code, element, items, join
from iaclint.report.html.services import control, service
from iaclint.report.html.source_lines import excerpt
from iaclint.report.summary import Summary, summarize
from iaclint.report.wording import count, kinds_not_loaded
from iaclint.ruleset.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.judging.findings import Finding
    from iaclint.judging.report import Coverage, Report

_WORST_FIRST = tuple(reversed(Severity))


def headline(summary: Summary) -> Html:
    """Return the result of the run in a sentence."""
    parts = [
        f"{number:,} {severity.value}" for severity, number in summary.failed.items() if number
    ]
    parts += [count(summary.errors, "error")] if summary.errors else []
    if not parts:
        return element("p", "No problems found.", class_="headline")
    return element(
        "p", f"{count(summary.problems, 'problem')}: {', '.join(parts)}.", class_="headline"
    )


def tiles(summary: Summary, sections: frozenset[str]) -> Html:
    """Return the counts by severity, and the other counts that are not zero.

    ``sections`` are the ids that can be linked to.
    """
    severities = [_tile(number, severity.value) for severity, number in summary.failed.items()]
    others = [
        _tile(number, name, id_, is_linked=id_ in sections)
        for number, name, id_ in (
            (summary.unknown, "undecided", "unknown"),
            (summary.in_examples, "in examples", "examples"),
            (summary.unchanged, "unchanged", "unchanged"),
            (summary.suppressed, "suppressed", "suppressed"),
            (summary.fixed, "fixed", "fixed"),
        )
        if number
    ]
    return items([*severities, *others], class_="tiles")


def _tile(number: int, name: str, id_: str | None = None, is_linked: bool = False) -> Html:
    style = f"tile {name if id_ is None else id_}" + ("" if number else " none")
    parts = (element("b", f"{number:,}"), " ", element("span", name))
    if id_ is None:
        return element("span", *parts, class_=style, data_filter="severity", data_value=name)
    if not is_linked:
        return element("span", *parts, class_=style)
    return element("a", *parts, class_=style, href=f"#{id_}")


def breakdowns(findings: Sequence[Finding]) -> Html:
    """Return tables of the findings by service and by control."""
    if not findings:
        return Html("")
    tables = (
        _table("Service", "service", findings, _service),
        _table("Control", "control", findings, _control),
    )
    return element("div", *tables, class_="breakdowns")


def _service(finding: Finding) -> tuple[str, str]:
    name = service(finding.rule.model)
    return name, name


def _control(finding: Finding) -> tuple[str, str]:
    return control(finding.rule.category), finding.rule.category


def _table(
    title: str,
    key: str,
    findings: Sequence[Finding],
    name: Callable[[Finding], tuple[str, str]],
) -> Html:
    """Return a table; ``name`` gives the text of a row, and the value to filter by."""
    counts: dict[tuple[str, str], Counter[Severity]] = {}
    for finding in findings:
        counts.setdefault(name(finding), Counter())[finding.rule.severity] += 1
    ordered = sorted(counts.items(), key=lambda row: [-row[1][s] for s in _WORST_FIRST])
    heads = (element("th", s.value.capitalize(), scope="col") for s in _WORST_FIRST)
    head = element("tr", element("th", title, scope="col"), *heads)
    rows = (_row(key, text, value, numbers) for (text, value), numbers in ordered)
    caption = element("caption", f"Findings by {title.lower()}")
    return element("table", caption, element("thead", head), element("tbody", *rows))


def _row(key: str, text: str, value: str, numbers: Counter[Severity]) -> Html:
    label = element("span", text, data_filter=key, data_value=value)
    cells = (
        element("td", f"{numbers[s]:,}", class_=s.value if numbers[s] else "none")
        for s in _WORST_FIRST
    )
    return element("tr", element("th", label, scope="row"), *cells)


def coverage(report: Report, sections: frozenset[str]) -> Html:
    """Return what was checked, and what was not."""
    gaps = list(_gaps(report.coverage, summarize(report), is_linked="unknown" in sections))
    checked = _checked(report.coverage)
    parts = [element("p", checked)]
    if gaps:
        parts = [element("p", checked, " ", element("strong", "Not everything was checked:"))]
        parts.append(items(gaps, class_="gaps"))
    heading = element("h2", "Coverage", id="coverage-title")
    style = "coverage incomplete" if gaps else "coverage"
    return element(
        "section",
        heading,
        *parts,
        *_diagnostics(report.diagnostics),
        id="coverage",
        class_=style,
        aria_labelledby="coverage-title",
    )


def _checked(covered: Coverage) -> str:
    resources = count(covered.resources, "resource") if covered.resources else "No resources"
    stubbed = count(len(covered.stubbed), "module")
    stubs = f" {stubbed} checked by stubs." if covered.stubbed else ""
    return f"{resources} checked in {count(covered.files, 'file')}.{stubs}"


def _gaps(covered: Coverage, summary: Summary, is_linked: bool) -> Iterator[Html]:
    if covered.failed:
        yield element("span", f"{count(covered.failed, 'file')} could not be parsed.")
    for title, names, remedies in kinds_not_loaded(covered):
        yield from _gap(title, names, "; ".join(remedies))
    files = count(len(covered.not_applied), "variable file")
    yield from _gap(f"{files} not applied", covered.not_applied, covered.not_applied_remedy)
    if summary.unknown:
        text = f"{count(summary.unknown, 'check')} undecided"
        shown = element("a", text, href="#unknown") if is_linked else text
        yield element("span", shown, " because values are unknown before deployment.")


def _gap(title: str, names: Sequence[str], remedy: str) -> Iterator[Html]:
    if names:
        yield element("span", title, f": {remedy}" if remedy else "", ". ", _names(names))


def _names(names: Sequence[str]) -> Html:
    rest = len(names) - MAX_HTML_MODULES
    more = [f"and {rest:,} more"] if rest > 0 else []
    return join([*map(code, names[:MAX_HTML_MODULES]), *more], ", ")


def _diagnostics(diagnostics: Sequence[Diagnostic]) -> Iterator[Html]:
    """Yield errors unfolded, and warnings folded."""
    errors = [d for d in diagnostics if d.level is Level.ERROR]
    warnings = [d for d in diagnostics if d.level is not Level.ERROR]
    if errors:
        yield element("h3", count(len(errors), "error"))
        yield _list(errors, "error")
    if warnings:
        summary = element("summary", count(len(warnings), "warning"))
        yield element("details", summary, _list(warnings, "warning"))


def _list(diagnostics: Sequence[Diagnostic], name: str) -> Html:
    shown = [_diagnostic(diagnostic) for diagnostic in diagnostics[:MAX_HTML_DIAGNOSTICS]]
    rest = len(diagnostics) - MAX_HTML_DIAGNOSTICS
    shown += [element("span", f"and {rest:,} more")] if rest > 0 else []
    return items(shown, class_=f"diagnostics {name}")


def _diagnostic(diagnostic: Diagnostic) -> Html:
    parts = [element("strong", diagnostic.message), code(diagnostic.code)]
    hint = [element("p", f"Help: {diagnostic.hint}")] if diagnostic.hint else []
    if diagnostic.span is None:
        return join([join(parts, " "), *hint])
    head = join([*parts, code(str(diagnostic.span))], " ")
    return join([head, excerpt(diagnostic.span), *hint])
