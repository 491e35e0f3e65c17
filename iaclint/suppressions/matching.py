"""Whether a suppression names a rule, and applies to a finding."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from iaclint.address import Address
from iaclint.files.work import RUN
from iaclint.limits import MAX_ID_PATTERN
from iaclint.suppressions.directive import OWN, Directive

if TYPE_CHECKING:
    from iaclint.resource import Resource
    from iaclint.ruleset.rule import Rule
    from iaclint.symbolic.values import Value

_WILDCARD = re.compile(r"[*?\[]")
_TABLES = {"tfsec": ("tfsec", "trivy"), "trivy": ("trivy", "tfsec")}
"""The tools whose ids a syntax uses: Trivy reads the ids of tfsec, which it replaces."""


class Named:
    """Which rules suppressions name; most suppressions of a run are alike."""

    def __init__(self, rules: Collection[Rule]) -> None:
        self._rules = rules
        self._found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], frozenset[str]] = {}
        self._ids: dict[str, list[tuple[str, frozenset[str]]]] = {}

    def by(self, directive: Directive) -> frozenset[str]:
        """Return the ids of the rules that a suppression names, also by an equivalent check.

        ``*`` in another tool's syntax is every check of that tool, so it does not reach rules that
        the tool has no check for.
        """
        key = directive.syntax, directive.ids, directive.except_ids
        if key not in self._found:
            syntax, ids, except_ids = key
            named = _Patterns(_comparable(ids, syntax))
            excepted = _Patterns(_comparable(except_ids, syntax))
            self._found[key] = frozenset(
                rule
                for rule, found in self._ids_in(syntax)
                if named.match(found) and not excepted.match(found)
            )
        return self._found[key]

    def _ids_in(self, syntax: str) -> list[tuple[str, frozenset[str]]]:
        """Return the rules with the ids that a syntax has for each."""
        if syntax not in self._ids:
            self._ids[syntax] = [
                (rule.id, frozenset(_comparable(_ids_of(rule, syntax), syntax)))
                for rule in self._rules
            ]
        return self._ids[syntax]


def _ids_of(rule: Rule, syntax: str) -> list[str]:
    if syntax == OWN:
        return [rule.id]
    tools = _TABLES.get(syntax, (syntax,))
    return [id_ for tool in tools for id_ in rule.equivalents.get(tool, ())]


def _comparable(ids: Sequence[str], syntax: str) -> Sequence[str]:
    """Return ids, or patterns of them, as they are compared: those of other tools in any case."""
    return ids if syntax == OWN else [id_.lower() for id_ in ids]


def is_short(pattern: str) -> bool:
    """Whether a pattern is compared with ids, which are shorter."""
    return len(pattern) <= MAX_ID_PATTERN


class _Patterns:
    """Patterns of ids."""

    def __init__(self, patterns: Sequence[str]) -> None:
        different = dict.fromkeys(patterns)
        self._globs = [p for p in different if _WILDCARD.search(p) and is_short(p)]
        self._words = frozenset(p for p in different if not _WILDCARD.search(p))

    def match(self, ids: frozenset[str]) -> bool:
        """Whether any id matches any pattern; none does where that takes too many steps."""
        if self._globs and not RUN.draw_worlds(len(self._globs) * len(ids)):
            return False
        return not self._words.isdisjoint(ids) or any(
            fnmatchcase(id_, glob) for glob in self._globs for id_ in ids
        )


def applies(
    directive: Directive, addresses: Sequence[str], resource: Resource, workspace: str
) -> bool:
    """Return whether a suppression applies to a resource, with its companions' addresses."""
    if directive.workspace is not None and not (
        is_short(directive.workspace) and fnmatchcase(workspace, directive.workspace)
    ):
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
