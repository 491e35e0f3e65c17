"""Whether a pattern can match a string of which only some parts are known.

An unknown part can be any text. What an automaton cannot express, such as an anchor in the middle
of a pattern, is left out, so that it matches more.
"""

from __future__ import annotations

import re
from functools import cache

from iaclint.ruleset.automaton import Automaton, Fragment, UnsupportedPatternError
from iaclint.symbolic.values import PartialString

_TOKEN = re.compile(
    r"\(\?:|\(\?|[()|^$]|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[*+?]\??|\{\d+(?:,\d*)?\}\??|.", re.DOTALL
)
_REFUSED = re.compile(r"\(\?|[*+?{].*|\\[^dDsSwW\W]|\[.*(?:\[:|\\[^dDsSwW\W]).*", re.DOTALL)
"""Tokens that are no atom here: flags, quantifiers, boundaries, named classes."""
_REPEATED = re.compile(r"\{(\d{1,4})(,?)(\d{0,4})\}")
_ENDLESS = 0


def can_match(pattern: str, text: PartialString) -> bool:
    """Return whether a pattern may match anywhere in a text; true where that is not certain."""
    try:
        reader = _read(pattern)
    except UnsupportedPatternError:
        return True
    return reader.automaton.can_accept(reader.whole, text.parts)


@cache
def _read(pattern: str) -> _Reader:
    return _Reader(pattern)


class _Reader:
    """Reads the RE2 syntax of a pattern; raises ``UnsupportedPatternError``."""

    def __init__(self, pattern: str) -> None:
        self.automaton = Automaton()
        self._tokens = _TOKEN.findall(pattern)
        self._at = 0
        self._is_split = False
        first, last = self._alternatives()
        if self._at < len(self._tokens):
            raise UnsupportedPatternError
        if self._is_split or self._tokens[:1] != ["^"]:
            first = self.automaton.skipping(first)
        if self._is_split or self._tokens[-1:] != ["$"]:
            end = self.automaton.skipping(self.automaton.state())
            self.automaton.connect(last, end)
            last = end
        self.whole: Fragment = first, last

    def _next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _alternatives(self, depth: int = 0) -> Fragment:
        start, end = self.automaton.state(), self.automaton.state()
        while True:
            first, last = self._sequence(depth)
            self.automaton.connect(start, first)
            self.automaton.connect(last, end)
            if self._next() != "|":
                return start, end
            self._is_split = self._is_split or not depth
            self._at += 1

    def _sequence(self, depth: int) -> Fragment:
        start = end = self.automaton.state()
        while self._next() not in ("", "|", ")"):
            first, last = self._repeated(depth)
            self.automaton.connect(end, first)
            end = last
        return start, end

    def _repeated(self, depth: int) -> Fragment:
        begin = self._at
        copies = [self._atom(depth)]
        bounds = _bounds(self._next())
        if bounds is None:
            return copies[0]
        after = self._at + 1
        for _ in range(1, max(bounds)):
            self._at = begin
            copies.append(self._atom(depth))
        self._at = after
        return self._joined(copies, *bounds)

    def _joined(self, copies: list[Fragment], least: int, most: int) -> Fragment:
        """Put copies of a part one after another, of which only the first are needed."""
        connect = self.automaton.connect
        start = end = self.automaton.state()
        final = self.automaton.state()
        for count, (first, last) in enumerate(copies):
            if count >= least:
                connect(end, final)
            connect(end, first)
            end = last
        connect(end, final)
        if most == _ENDLESS:
            connect(end, copies[-1][0])
        return start, final

    def _atom(self, depth: int) -> Fragment:
        token = self._next()
        self._at += 1
        if _REFUSED.fullmatch(token):
            raise UnsupportedPatternError
        if token in ("(", "(?:"):
            inner = self._alternatives(depth + 1)
            if self._next() != ")":
                raise UnsupportedPatternError
            self._at += 1
            return inner
        end = self.automaton.state()
        if token in ("^", "$"):
            return end, end
        return self.automaton.state((re.compile(token, re.DOTALL), end)), end


def _bounds(quantifier: str) -> tuple[int, int] | None:
    """Return how often a part can occur, at least and at most; None for no quantifier."""
    found = _REPEATED.match(quantifier)
    if found:
        least = int(found[1])
        return least, int(found[3]) if found[3] else (_ENDLESS if found[2] else least)
    return {"*": (0, _ENDLESS), "+": (1, _ENDLESS), "?": (0, 1)}.get(quantifier[:1])
