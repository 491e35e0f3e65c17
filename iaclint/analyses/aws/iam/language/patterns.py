"""Texts with wildcards and policy variables, and example texts that match them.

Source: *IAM JSON policy elements: Resource*, *Variables and tags*, *Condition operators*.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from iaclint.limits import MAX_PAIRED_PATTERNS

ANY, ONE = "\ue100", "\ue101"
"""The characters that represent ``*`` and ``?`` in a pattern."""

UNNAMED = "\ue104"
"""A text that no policy names: another account, its VPC endpoint, an object key.

It is one character, from a private-use area, that ``read_pattern`` removes from policies: a pattern
such as ``*a*`` does not match it.
"""

VARIABLE = "\ue105"
"""The value of a policy variable if the caller makes both sides equal, as callers can."""

RESOURCE_KEYS = frozenset(
    ("aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths", "s3:resourceaccount")
)
"""Condition keys that describe the owner of the resource: the same for every caller."""

_VARIABLE = re.compile(r"\$\{([^}]*)\}")
_RESERVED = str.maketrans(dict.fromkeys((ANY, ONE, UNNAMED, VARIABLE), "\ufffd"))


@lru_cache(maxsize=4096)
def read_pattern(text: str, *, wildcards: bool = True, variables: bool = True) -> str:
    """Return a text of a policy as a pattern: wildcards marked, variables replaced."""
    text = text if text.isascii() else text.translate(_RESERVED)
    if "${" not in text or not variables:
        return _mark(text) if wildcards else text
    pieces = _VARIABLE.split(text)
    return "".join(
        _fill_variable(piece) if n % 2 else (_mark(piece) if wildcards else piece)
        for n, piece in enumerate(pieces)
    )


def read_arn(text: str, *, variables: bool = True) -> str:
    """Return an ARN of a policy as a pattern in which no variable has a colon or a slash.

    Those that describe the owner count as others do.
    """
    pattern = read_pattern(text, variables=variables)
    return _VARIABLE.sub(VARIABLE, pattern) if variables and "${" in pattern else pattern


def list_variables(text: str) -> list[str]:
    """Return the policy variables in a text, in lower case; one with a default has it too."""
    return [name.strip().lower() for name in _VARIABLE.findall(text)]


def _mark(text: str) -> str:
    return text.replace("*", ANY).replace("?", ONE)


def _fill_variable(name: str) -> str:
    if name in ("*", "?", "$"):
        return name
    if name.lower() in RESOURCE_KEYS:
        return "${" + name + "}"
    return VARIABLE


def is_fixed(pattern: str) -> bool:
    """Return whether a pattern matches one text only, which the caller cannot influence."""
    return is_fixed_text(pattern) and VARIABLE not in pattern


def matches(pattern: str, text: str) -> bool:
    """Return whether a text matches a pattern, in time bounded by the product of their lengths."""
    return matcher(pattern)(text)


def matcher(pattern: str) -> Callable[[str], bool]:
    """Return a function that returns whether a text matches a pattern."""
    if ONE in pattern:
        return lambda text: _matches_by_character(pattern, text)
    first, *rest = pattern.split(ANY)
    if not rest:
        return lambda text: text == pattern
    if rest == [""]:
        return lambda text: text.startswith(first)
    *middle, last = rest
    return lambda text: (
        text.startswith(first)
        and text.endswith(last)
        and _holds_in_order(middle, text, len(first), len(text) - len(last))
    )


def _holds_in_order(pieces: Iterable[str], text: str, at: int, end: int) -> bool:
    if end < at:
        return False
    for piece in pieces:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _matches_by_character(pattern: str, text: str) -> bool:
    p = t = 0
    star, retry = -1, 0
    while t < len(text):
        if p < len(pattern) and pattern[p] == ANY:
            star, retry, p = p, t, p + 1
        elif p < len(pattern) and pattern[p] in (ONE, text[t]):
            p, t = p + 1, t + 1
        elif star >= 0:
            retry += 1
            p, t = star + 1, retry
        else:
            return False
    return not pattern[p:].strip(ANY)


def overlap(left: str, right: str) -> bool:
    """Return whether some text matches both of two patterns, in a step per character of each.

    Bit n of ``reached`` represents the first n characters of the right one.
    """
    positions: dict[str, int] = {}
    for n, character in enumerate(right):
        positions[character] = positions.get(character, 0) | 1 << n
    stars, ones = positions.get(ANY, 0), positions.get(ONE, 0)
    anywhere = (1 << len(right)) - 1
    reached = _pass_stars(1, stars)
    for character in left:
        if character == ANY:
            reached = (anywhere << 1 | 1) & -(reached & -reached)
        else:
            fits = anywhere & ~stars if character == ONE else positions.get(character, 0) | ones
            reached = _pass_stars(reached & stars | (reached & fits) << 1, stars)
        if not reached:
            return False
    return reached > anywhere


def _pass_stars(reached: int, stars: int) -> int:
    """Return the positions after stars as well, as a star also matches nothing."""
    more = reached | (reached & stars) << 1
    return reached if more == reached else _pass_stars(more, stars)


def is_fixed_text(pattern: str) -> bool:
    """Return whether a pattern has no wildcard."""
    return ANY not in pattern and ONE not in pattern


def matches_arn(pattern: str, text: str) -> bool:
    """Return whether an ARN matches a pattern part by part, as the Arn operators compare.

    Each of the six parts is matched on its own: ``*`` does not match a colon.
    """
    wanted, given = pattern.split(":", 5), text.split(":", 5)
    if len(wanted) != len(given):
        # Not an ARN on one side: ``*`` alone is accepted for any.
        return pattern in (ANY, text)
    return all(matches(want, part) for want, part in zip(wanted, given, strict=True))


def example(pattern: str) -> str:
    """Return a text that matches a pattern, with ``UNNAMED`` for each wildcard."""
    return pattern.replace(ANY, UNNAMED).replace(ONE, UNNAMED)


def examples(patterns: Iterable[str]) -> list[str]:
    """Return texts that match the patterns, each alone and the first few in pairs."""
    distinct = list(dict.fromkeys(patterns))
    loose = [pattern for pattern in distinct if ANY in pattern][:MAX_PAIRED_PATTERNS]
    paired = [_fit_both(left, right) for left in loose for right in loose if left != right]
    return list(dict.fromkeys([*map(example, distinct), *paired]))


def _fit_both(left: str, right: str) -> str:
    """Return a text that starts as one pattern does and ends as the other."""
    return example(left[: left.index(ANY)] + ANY + right[right.rindex(ANY) + 1 :])
