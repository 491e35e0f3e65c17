"""The JUnit XML format, which most continuous integration services show as tests.

A rule on a resource is a test case. A failure is a failed one, an unknown verdict a skipped one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from iaclint.files.diagnostics import Level, is_excuse
from iaclint.judging.findings import Verdict
from iaclint.report.listing import listed
from iaclint.report.terminal import escape
from iaclint.report.wording import describe_suppression, short_fix

if TYPE_CHECKING:
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.judging.findings import Finding
    from iaclint.judging.report import Report
    from iaclint.report.view import View


def write(report: Report, view: View, out: TextIO) -> None:
    """Write findings and errors as test cases."""
    errors = [diagnostic for diagnostic in report.diagnostics if diagnostic.level is Level.ERROR]
    excuses = list(filter(is_excuse, report.diagnostics))
    findings = listed(report, view)
    failures = sum(finding.is_open for finding in findings)
    skipped = len(findings) - failures - sum(f.verdict is Verdict.PASS for f in findings)
    suite = Element(
        "testsuite",
        name="iaclint",
        tests=str(len(findings) + len(errors) + len(excuses)),
        failures=str(failures),
        errors=str(len(errors)),
        skipped=str(skipped + len(excuses)),
    )
    for diagnostic in errors:
        _add_diagnostic(suite, diagnostic, "error")
    for diagnostic in excuses:
        _add_diagnostic(suite, diagnostic, "skipped")
    for finding in findings:
        _add_case(suite, finding)
    suites = Element("testsuites", dict(suite.attrib))
    suites.append(suite)
    indent(suites)
    ElementTree(suites).write(out, encoding="unicode", xml_declaration=True)
    out.write("\n")


def _add_case(suite: Element, finding: Finding) -> None:
    case = SubElement(
        suite,
        "testcase",
        name=escape(f"{finding.rule.id} on {finding.address}"),
        classname=escape(finding.span.file.path),
        file=escape(finding.span.file.path),
        line=str(finding.span.start.line),
    )
    if finding.is_open:
        severity = finding.rule.severity.value
        found = SubElement(case, "failure", message=escape(finding.message), type=severity)
        found.text = _details(finding)
    elif finding.suppression is not None:
        reason = describe_suppression(finding.suppression)
        SubElement(case, "skipped", message=escape(f"suppressed: {reason}"))
    elif finding.verdict is Verdict.UNKNOWN:
        SubElement(case, "skipped", message=escape(f"blocked by {', '.join(finding.blocked_by)}"))
    elif finding.verdict is Verdict.FAIL:
        message = "in an example or a test" if finding.is_example else "unchanged"
        SubElement(case, "skipped", message=message)


def _details(finding: Finding) -> str:
    lines = [str(finding.span), *(f"reason: {step.text}" for step in finding.steps)]
    if finding.environments:
        lines.append(f"only in: {', '.join(finding.environments)}")
    fix = short_fix(finding.rule, finding.language)
    return "\n".join(map(escape, [*lines, *([f"help: {fix}"] if fix else [])]))


def _add_diagnostic(suite: Element, diagnostic: Diagnostic, result: str) -> None:
    path = escape(diagnostic.span.file.path) if diagnostic.span else "iaclint"
    case = SubElement(suite, "testcase", name=diagnostic.code, classname=path)
    message = f"{diagnostic.message} ({diagnostic.hint})" if diagnostic.hint else diagnostic.message
    found = SubElement(case, result, message=escape(message), type=diagnostic.code)
    found.text = escape(str(diagnostic.span)) if diagnostic.span else ""
