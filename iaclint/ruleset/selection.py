"""The rules of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.errors import UsageError
from iaclint.files.diagnostics import Diagnostic, InputError, Level, did_you_mean
from iaclint.ruleset.rule import Rule, Severity

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.ruleset.loader import Ruleset

ALL = "all"
DEFAULT = "default"


class RuleLevel(Enum):
    """What a configuration file sets for a rule; a severity also enables it."""

    OFF = "off"
    ON = "on"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def severity(self) -> Severity | None:
        """The severity, if it is one."""
        return None if self in (RuleLevel.OFF, RuleLevel.ON) else Severity(self.value)


class RuleSetting(Struct, frozen=True):
    """A level for the rules that a configuration file names."""

    pattern: str
    """A rule id; ``*`` in it matches any text."""
    level: RuleLevel
    place: Span
    """Where the rules are named."""

    def applies(self, id_: str) -> bool:
        """Return whether it is for a rule."""
        return fnmatchcase(id_, self.pattern)


def select(
    ruleset: Ruleset,
    ids: Sequence[str] = (),
    skip: Sequence[str] = (),
    profile: str = DEFAULT,
    settings: Sequence[RuleSetting] = (),
) -> tuple[Rule, ...]:
    """Return the rules of a profile, or those of the given ids, without the skipped ones.

    A profile is ``default``, ``all``, or a compliance framework: ``hipaa``. ``all`` can be
    one of the ids. ``covered_by`` counts only in the default profile: rules that are selected
    otherwise always report. Of the settings that apply to a rule, the last one holds; given ids
    are run even if settings disable them.

    Raises ``UsageError`` for an id or a profile that does not exist.
    """
    _check_ids((*(id_ for id_ in ids if id_ != ALL), *skip), ruleset.ids)
    _check_settings(settings, ruleset.ids)
    named = frozenset(ids)
    if named:
        found = (ruleset.rules[id_] for id_ in ruleset.rules if ALL in named or id_ in named)
        chosen = {rule.id: _always(rule) for rule in found}
    else:
        always = profile != DEFAULT
        of_profile = _of_profile(ruleset, profile)
        chosen = {rule.id: _always(rule) if always else rule for rule in of_profile}
    set_up = _apply(settings, ruleset, chosen, bool(named))
    return tuple(sorted((r for r in set_up if r.id not in skip), key=lambda rule: rule.id))


def _always(rule: Rule) -> Rule:
    """Return a rule that no other one covers."""
    return replace(rule, covered_by=()) if rule.covered_by else rule


def _apply(
    settings: Sequence[RuleSetting], ruleset: Ruleset, chosen: dict[str, Rule], only_chosen: bool
) -> Iterator[Rule]:
    """Yield the chosen rules as settings change them, and those that settings enable."""
    for id_ in ruleset.rules:
        found = (setting.level for setting in reversed(settings) if setting.applies(id_))
        level = next(found, None)
        own = chosen.get(id_)
        if level is None or only_chosen:
            selected = own
        elif level is RuleLevel.OFF:
            selected = None
        else:
            rule = ruleset.rules[id_]
            selected = _always(rule) if own is None or level is RuleLevel.ON else own
        if selected is not None:
            severity = level.severity if level else None
            yield replace(selected, severity=severity) if severity else selected


def _check_settings(settings: Sequence[RuleSetting], known: frozenset[str]) -> None:
    """Raise ``InputError`` for settings that apply to no rule."""
    found = [
        Diagnostic(
            Level.ERROR,
            "invalid-config",
            f"unknown rule '{setting.pattern}'",
            setting.place,
            did_you_mean(setting.pattern, sorted(known)) or "`iaclint rules list` prints all rules",
        )
        for setting in settings
        if not any(map(setting.applies, known))
    ]
    if found:
        raise InputError("the configuration is invalid", found)


def _check_ids(ids: Iterable[str], known: frozenset[str]) -> None:
    for id_ in ids:
        if id_ not in known:
            hint = did_you_mean(id_, sorted(known)) or "`iaclint rules list` prints all rules"
            raise UsageError(f"unknown rule '{id_}'", hint)


def _of_profile(ruleset: Ruleset, profile: str) -> Iterable[Rule]:
    rules = ruleset.rules
    if profile == ALL:
        return rules.values()
    if profile == DEFAULT:
        return (rules[header.id] for header in rules.headers.values() if header.default)
    from iaclint.ruleset.frameworks import sections_of

    found = [rule for rule in rules.values() if sections_of(rule, profile)]
    if not found:
        _check_profile(ruleset, profile)
    return found


def _check_profile(ruleset: Ruleset, profile: str) -> None:
    """Raise ``UsageError`` for an unknown profile; a known one may have no rule in this run."""
    from iaclint.ruleset.frameworks import read_frameworks

    frameworks = read_frameworks().keys()
    if profile not in frameworks:
        known = sorted(
            {*frameworks, *(name for r in ruleset.rules.values() for name in r.compliance)}
        )
        names = (DEFAULT, ALL, *known)
        hint = did_you_mean(profile, names) or f"profiles are: {', '.join(names)}"
        raise UsageError(f"unknown profile '{profile}'", hint)
