"""The syntax of iaclint: ``iaclint: ignore[rule, rule] reason until=2027-01-31``."""

from __future__ import annotations

import re

from iaclint.suppressions.directive import OWN, Directive, Reach

_HEAD = re.compile(r"ignore\s*\[([^\]]*)\]|(\w+)")
_LIKELY = ("ignor", "disabl", "skip", "suppress", "noqa", "allow")
"""How a word begins that is meant to suppress something."""

# A key can contain spaces: for=["access logs"].
_FOR = re.compile(r'(?:^|\s)for=((?:\["(?:[^"\\]|\\.)*"\]|\[\d+\]|[^\s\["])+)')
_UNTIL = re.compile(r"(?:^|\s)until=(\S*)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse(text: str) -> Directive | None:
    """Return the suppression in the text after ``iaclint:``; None if the text is none."""
    head = _HEAD.match(text.strip())
    if head is None:
        return None
    if head[2]:
        word = head[2].lower()
        return _NO_RULES if word.startswith(_LIKELY) else None
    ids = tuple(id_ for part in head[1].split(",") if (id_ := part.strip()))
    if not ids:
        return _NO_RULES
    return describe(ids, text.strip()[head.end() :])


def describe(ids: tuple[str, ...], text: str) -> Directive:
    """Return the suppression of rules with a reason, ``for=`` and ``until=`` in any order."""
    days = [match[1] for match in _UNTIL.finditer(text)]
    instances = tuple(match[1] for match in _FOR.finditer(text))
    reason = _UNTIL.sub(" ", _FOR.sub(" ", text))
    reason = " ".join(reason.split()).strip(" :-\N{EM DASH}")
    wrong = next((day for day in days if not is_day(day)), None)
    if wrong is not None:
        return wrong_date(wrong, "until=2027-01-31")
    until = min(days, default=None)
    return Directive(OWN, ids, Reach.OWN, reason, until, instances)


def is_day(text: str) -> bool:
    """Return whether a text is a date, ``YYYY-MM-DD``."""
    from datetime import date

    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def mistaken(mistake: str, hint: str) -> Directive:
    """Return a suppression without an effect."""
    return Directive(OWN, (), Reach.OWN, mistake=mistake, hint=hint)


def wrong_date(text: str, example: str) -> Directive:
    """Return a suppression whose last day is not a date."""
    return mistaken(f"invalid date '{text}' in a suppression", f"write it as in `{example}`")


_NO_RULES = mistaken("suppression without a rule", "name the rules: `ignore[rule]`")
