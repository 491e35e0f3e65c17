"""What is not loaded, in the words of its kind: modules, templates, macros, plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.report.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.judging.report import Coverage

MODULE: Final = "module"
_VERBS: Final = {
    MODULE: "not loaded",
    "template": "not loaded",
    "included file": "not read",
    "macro": "not run",
    "plan": "incomplete",
    "resource": "not checked",
}
_MACRO: Final = "macro "
_PLAN: Final = " (incomplete plan)"


def kinds_not_loaded(coverage: Coverage) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Yield, for each kind, a title such as ``2 modules not loaded``, the names, the remedies."""
    names: dict[str, list[str]] = {kind: [] for kind in _VERBS}
    for name in coverage.not_loaded:
        names[_kind_of(name)].append(name.replace(f"({_MACRO}", "(").removesuffix(_PLAN))
    for kind, verb in _VERBS.items():
        if names[kind]:
            remedies = coverage.remedies if kind == MODULE else ()
            yield f"{count(len(names[kind]), kind)} {verb}", tuple(names[kind]), remedies


def _kind_of(name: str) -> str:
    """Return the kind of something that is not loaded; front ends write its source behind it."""
    address, _, source = name.partition(" (")
    if source.startswith(_MACRO):
        return "macro"
    if name.endswith(_PLAN):
        return "plan"
    if source.startswith("awscc_"):
        return "resource"
    if address.rpartition("/")[2] == "Transform":
        return "included file"
    is_module = address.startswith("module.") and ".aws_cloudformation_stack" not in address
    return MODULE if is_module else "template"
