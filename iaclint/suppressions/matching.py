"""Whether a suppression names a rule, and applies to a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from iaclint.address import Address
from iaclint.suppressions.directive import OWN, Directive

if TYPE_CHECKING:
    from iaclint.resource import Resource
    from iaclint.ruleset.rule import Rule
    from iaclint.symbolic.values import Value

_TABLES = {"tfsec": ("tfsec", "trivy"), "trivy": ("trivy", "tfsec")}
"""The tools whose ids a syntax uses: Trivy reads the ids of tfsec, which it replaces."""


class Named:
    """Which rules suppressions name; most suppressions of a run are alike."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], frozenset[str]] = {}

    def by(self, directive: Directive) -> frozenset[str]:
        """Return the ids of the rules that a suppression names."""
        key = directive.syntax, directive.ids, directive.except_ids
        if key not in self._found:
            found = frozenset(rule.id for rule in self._rules if names(directive, rule))
            self._found[key] = found
        return self._found[key]


def names(directive: Directive, rule: Rule) -> bool:
    """Return whether a suppression names a rule, or a check that is equivalent to it.

    ``*`` in another tool's syntax is every check of that tool, so it does not reach rules that
    the tool has no check for.
    """
    if directive.syntax == OWN:
        return any(fnmatchcase(rule.id, pattern) for pattern in directive.ids)
    tools = _TABLES.get(directive.syntax, (directive.syntax,))
    found = [id_.lower() for tool in tools for id_ in rule.equivalents.get(tool, ())]
    return _any_matches(found, directive.ids) and not _any_matches(found, directive.except_ids)


def _any_matches(ids: Iterable[str], patterns: Sequence[str]) -> bool:
    lowered = [pattern.lower() for pattern in patterns]
    return any(fnmatchcase(id_, pattern) for id_ in ids for pattern in lowered)


def applies(
    directive: Directive, addresses: Sequence[str], resource: Resource, workspace: str
) -> bool:
    """Return whether a suppression applies to a resource, with its companions' addresses."""
    if directive.workspace is not None and not fnmatchcase(workspace, directive.workspace):
        return False
    wanted = directive.instances
    if wanted and not any(_is_instance(a, name) for a in addresses for name in wanted):
        return False
    return all(_has(resource, path, text) for path, text in directive.attributes)


def _is_instance(address: str, name: str) -> bool:
    """Return whether ``["key"]``, ``module.name["key"]`` or an address is part of an address."""
    if name.startswith("["):
        key = Address.parse(f"x{name}").key
        parsed = Address.parse(address)
        return key in (parsed.key, *(call.key for call in parsed.module))
    return f".{name}." in f".{address}."


def _has(resource: Resource, path: str, text: str) -> bool:
    """Return whether an attribute, or one of a list of nested blocks, certainly has a value."""
    name, *rest = path.split(".")
    values: list[Value] = [resource.body.get(name)]
    for step in rest:
        items = [item for value in values for item in _items(value)]
        values = [item[step] for item in items if isinstance(item, Mapping) and step in item]
    return any(_as_text(item) == text for value in values for item in _items(value))


def _items(value: Value) -> Sequence[Value]:
    return value if isinstance(value, tuple) else (value,)


def _as_text(value: Value) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, (str, int, float)) else None
