"""The findings of a report in sections, by rule; only what asks for a change is unfolded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.judging.findings import Status, Verdict
from iaclint.limits import MAX_HTML_DETAILED
from iaclint.report.html import finding as findings_
from iaclint.report.html import rule as rules_
from iaclint.report.html.markup import Html, code, element, items
from iaclint.report.listing import worst_first
from iaclint.report.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from iaclint.judging.findings import Finding
    from iaclint.judging.report import FixedFinding, Report
    from iaclint.report.view import View


class Section(Struct, frozen=True):
    """A section of findings."""

    id: str
    title: str
    remark: str
    """What the section has, in a sentence; may be empty."""
    includes: Callable[[Finding], bool]


SECTIONS = (
    Section("open", "Findings", "", lambda f: f.is_open),
    Section(
        "unknown",
        "Undecided",
        "These checks depend on values that are unknown before deployment.",
        lambda f: f.verdict is Verdict.UNKNOWN and f.status is not Status.SUPPRESSED,
    ),
    Section(
        "examples",
        "In examples and tests",
        "These do not fail the run.",
        lambda f: f.verdict is Verdict.FAIL and f.status is Status.EXAMPLE,
    ),
    Section(
        "unchanged",
        "Unchanged",
        "These are in the baseline or at the base revision.",
        lambda f: f.verdict is Verdict.FAIL and f.status is Status.UNCHANGED,
    ),
    Section(
        "suppressed",
        "Suppressed",
        "A comment or metadata in the source accepts these.",
        lambda f: f.verdict is not Verdict.PASS and f.status is Status.SUPPRESSED,
    ),
    Section("passed", "Passed", "", lambda f: f.verdict is Verdict.PASS),
)


class Writer:
    """Renders sections; explains each rule once, and limits the findings with details."""

    def __init__(self, report: Report, view: View) -> None:
        self._report = report
        self._findings = worst_first(f for f in report.findings if f.verdict in view.show)
        self._anchors: set[str] = set()
        self._explained: set[str] = set()
        self._detailed = 0

    def ids(self) -> frozenset[str]:
        """Return the ids of the sections that the page has."""
        ids = {section.id for section in SECTIONS if any(map(section.includes, self._findings))}
        return frozenset(ids | ({"fixed"} if self._report.fixed else set()))

    def sections(self) -> Iterator[Html]:
        """Yield all sections that have something."""
        for section in SECTIONS:
            found = [finding for finding in self._findings if section.includes(finding)]
            if found or section.id == "open":
                yield self._section(section, found)
        if self._report.fixed:
            yield _fixed(self._report.fixed)

    def _section(self, section: Section, found: Sequence[Finding]) -> Html:
        groups: dict[str, list[Finding]] = {}
        for finding in found:
            groups.setdefault(finding.rule.id, []).append(finding)
        remark = section.remark if found else "No findings."
        parts = [element("p", remark)] if remark else []
        parts += [self._rule(same) for same in groups.values()]
        return _fold(section.id, section.title, len(found), parts)

    def _rule(self, same: Sequence[Finding]) -> Html:
        rule = same[0].rule
        anchor = None if rule.id in self._explained else f"rule-{rule.id}"
        self._explained.add(rule.id)
        return rules_.render(rule, [self._finding(finding) for finding in same], anchor)

    def _finding(self, finding: Finding) -> Html:
        self._detailed += 1
        return findings_.render(finding, self._anchor(finding), self._detailed <= MAX_HTML_DETAILED)

    def _anchor(self, finding: Finding) -> str:
        """Return an id that is the same in the next report, and unique in this one."""
        base = f"finding-{finding.fingerprint}"
        anchor, number = base, 1
        while anchor in self._anchors:
            number += 1
            anchor = f"{base}-{number}"
        self._anchors.add(anchor)
        return anchor


def _fixed(fixed: Sequence[FixedFinding]) -> Html:
    lines = [
        element("span", finding.message, " ", code(finding.path), " ", code(finding.rule))
        for finding in fixed
    ]
    remark = element("p", "These are in the baseline or at the base revision, and no longer found.")
    return _fold("fixed", "Fixed", len(fixed), [remark, items(lines, class_="fixed")])


def _fold(id_: str, title: str, number: int, parts: Sequence[Html]) -> Html:
    """Return a section; all but the first are folded."""
    shown = element("span", f"{number:,}", class_="count", aria_label=count(number, "finding"))
    heading = element("h2", title, " ", shown, id=f"{id_}-title")
    if id_ == "open":
        body = [heading, *parts]
    else:
        body = [element("details", element("summary", heading), *parts)]
    return element("section", *body, id=id_, class_="group", aria_labelledby=f"{id_}-title")
