"""Rules in SARIF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.files.diagnostics import is_excuse
from iaclint.frontends import languages
from iaclint.limits import MAX_SARIF_TAGS
from iaclint.report.sarif.sizes import cut_text
from iaclint.report.wording import compliance, split_fix
from iaclint.ruleset.rule import Severity

if TYPE_CHECKING:
    from typing import Any

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.ruleset.rule import Rule

LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
}

# GitHub's ranges: over 9.0 is critical, from 7.0 high, from 4.0 medium, below that low.
_SCORES = {
    Severity.CRITICAL: "9.5",
    Severity.HIGH: "8.0",
    Severity.MEDIUM: "5.5",
    Severity.LOW: "2.0",
}


def rank(severity: Severity) -> float:
    """Return a severity as a SARIF rank, from 0 to 100."""
    return float(_SCORES[severity]) * 10


def describe(rule: Rule) -> dict[str, Any]:
    """Return a rule as a SARIF ``reportingDescriptor``."""
    return {
        "id": rule.id,
        "shortDescription": {"text": cut_text(rule.title)},
        "fullDescription": {"text": cut_text(rule.why.strip() or rule.title)},
        "defaultConfiguration": {"level": LEVELS[rule.severity], "rank": rank(rule.severity)},
        **(_help_uri(rule)),
        "help": {"text": _plain(rule), "markdown": _page(rule)},
        "properties": {
            "tags": ["security", rule.category, *rule.compliance][:MAX_SARIF_TAGS],
            "precision": "very-high",
            "security-severity": _SCORES[rule.severity],
        },
    }


def describe_code(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return a kind of problem in the input as a SARIF ``reportingDescriptor``."""
    text = "Part of the input could not be read, so nothing in it was checked."
    title = f"Input not checked: {diagnostic.code}"
    if is_excuse(diagnostic):
        text = "The change has suppressions or configuration that can hide what it causes."
        title = f"To be reviewed: {diagnostic.code}"
    return {
        "id": diagnostic.code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": text},
        "defaultConfiguration": {"level": diagnostic.level.value},
        "help": {"text": text},
        "properties": {"tags": ["security"], "precision": "very-high"},
    }


def _help_uri(rule: Rule) -> dict[str, str]:
    """Return the first reference: the page of the cloud's documentation."""
    pages = (url for url in rule.references if url.startswith(("https://", "http://")))
    page = next(pages, None)
    return {"helpUri": page} if page else {}


def _plain(rule: Rule) -> str:
    fixes = [split_fix(text)[0] for text in rule.fix.values()]
    return "\n\n".join(dict.fromkeys([rule.why.strip() or rule.title, *fixes]))


def _page(rule: Rule) -> str:
    parts = [f"# {rule.title}", rule.why.strip()]
    for name, text in rule.fix.items():
        language = languages()[name]
        words, code = split_fix(text)
        parts += [f"**How to fix it in {language.title}**", words]
        parts += [f"```{language.highlighting}\n{code}\n```"] if code else []
    parts.append("\n".join(f"- <{reference}>" for reference in rule.references))
    parts.append(", ".join(compliance(rule.compliance)))
    return "\n\n".join(part for part in parts if part)
