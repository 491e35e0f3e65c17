"""Text fragments that formats and pages share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iaclint.ruleset.frameworks import short_name, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from iaclint.judging.findings import Suppression
    from iaclint.judging.report import Coverage
    from iaclint.ruleset.rule import Rule

_MODULE: Final = "module"
_VERBS: Final = {
    _MODULE: "not loaded",
    "template": "not loaded",
    "registry module": "not loaded",
    "included file": "not read",
    "macro": "not run",
    "plan": "incomplete",
    "resource": "not checked",
    "Terragrunt file": "not evaluated",
    "Terraform Stacks file": "not evaluated",
}
_CALL: Final = re.compile(r"""(?:^|\.)module\.[\w-]+(?:\[(?:\d+|"(?:\\.|[^"\\])*")\])?$""")
"""The end of the address of a call; that of a resource ends with its type and name."""
_REGISTRY: Final = "::MODULE)"
_MACRO: Final = "macro "
_PLAN: Final = " (incomplete plan)"
_TERRAGRUNT: Final = " (Terragrunt)"
_STACKS: Final = " (Terraform Stacks)"


def compliance(sections: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return one text for each framework, with its sections: ``HIPAA 164.312(b)``."""
    return [f"{short_name(name)} {', '.join(ids)}" for name, ids in sections.items()]


def compliance_titles(sections: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return one text for each section: ``HIPAA 164.312(b) Audit controls``."""
    return [
        f"{short_name(name)} {title_of(name, id_)}" for name, ids in sections.items() for id_ in ids
    ]


def split_fix(text: str) -> tuple[str, str]:
    """Return the first paragraph of a fix, and the code that follows it."""
    words, _, code = text.strip("\n").partition("\n\n")
    return " ".join(words.split()), code.rstrip()


def short_fix(rule: Rule, language: str) -> str:
    """Return the first paragraph of a rule's fix for a language; empty if there is none."""
    return split_fix(rule.fix.get(language, ""))[0].rstrip(" .:")


def describe_suppression(suppression: Suppression) -> str:
    """Return why a finding is suppressed, until when, and where that is written."""
    reason = suppression.reason or f"without a reason, by {suppression.syntax}"
    until = f", until {suppression.until}" if suppression.until else ""
    return f"{reason}{until} ({suppression.span})"


def count(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 file``, ``2 files``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def shorten(items: tuple[str, ...], limit: int) -> str:
    """Return the first items, and the number of further ones."""
    shown = ", ".join(items[:limit])
    return shown if len(items) <= limit else f"{shown} and {len(items) - limit:,} more"


def kinds_not_loaded(coverage: Coverage) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Yield, for each kind, a title such as ``2 modules not loaded``, the names, the remedies."""
    names: dict[str, list[str]] = {kind: [] for kind in _VERBS}
    for name in coverage.not_loaded:
        shown = name.replace(f"({_MACRO}", "(")
        for kind in (_PLAN, _TERRAGRUNT, _STACKS):
            shown = shown.removesuffix(kind)
        names[_kind_of(name)].append(shown)
    for kind, verb in _VERBS.items():
        if names[kind]:
            remedies = coverage.remedies if kind == _MODULE else ()
            yield f"{count(len(names[kind]), kind)} {verb}", tuple(names[kind]), remedies


def _kind_of(name: str) -> str:
    """Return the kind of something that is not loaded; front ends write its source behind it."""
    address, _, source = name.partition(" (")
    if source.startswith(_MACRO):
        return "macro"
    if name.endswith(_PLAN):
        return "plan"
    if name.endswith(_TERRAGRUNT):
        return "Terragrunt file"
    if name.endswith(_STACKS):
        return "Terraform Stacks file"
    if name.endswith(_REGISTRY):
        return "registry module"
    if source.startswith(("awscc_", "AWS::", "type_name")):
        return "resource"
    if address.rpartition("/")[2] == "Transform":
        return "included file"
    return _MODULE if _CALL.search(address) else "template"
