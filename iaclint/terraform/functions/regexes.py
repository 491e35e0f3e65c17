"""Regular expressions in RE2's syntax, as Go has them; see "regex" in the documentation."""

from __future__ import annotations

import re as _re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from msgspec import Struct

from iaclint.limits import MAX_REGEX_GROUPS, MAX_STRING_LENGTH, MAX_VALUE_PARTS
from iaclint.terraform.functions.builtin import builtin
from iaclint.terraform.functions.context import CallError, CallLimit, CallRefused, Context
from iaclint.terraform.types.model import (
    STRING,
    ListValue,
    Null,
    ObjectOf,
    TerraformValue,
    TupleOf,
    Type,
)

_GROUP = _re.compile(
    r"\\Q.*?(?:\\E|$)|\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|(\()(?:\?P?<(\w+)>|(?!\?))",
    _re.DOTALL,
)
"""A group that is counted, its name in the second group; or what has parentheses in it."""
_ANY_BYTE = _re.compile(r"(?<!\\)(?:\\\\)*\\C")
"""What Go does not have of RE2's syntax."""
_REFERENCE = _re.compile(r"\$(?:\$|(\w+)|\{(\w+)\})")

_NUMBER = _re.compile(r"0|[1-9][0-9]{0,8}")
"""A reference to a group by its number; other digits are a name in Go."""


class Pattern(Struct, frozen=True):
    """A compiled pattern."""

    compiled: Any
    names: tuple[str | None, ...]
    """The names of its groups; unlike in Python, several may have the same name."""


class _Match:
    """A match in UTF-8, whose places are in bytes."""

    def __init__(self, match: Any) -> None:
        self.start: Callable[[], int] = match.start
        self.end: Callable[[], int] = match.end
        self._match = match

    def group(self, index: int) -> str | None:
        """Return the text of a group, None if it does not take part."""
        found = self._match.group(index)
        return None if found is None else found.decode()

    def groups(self) -> list[str | None]:
        """Return the texts of all groups."""
        return [None if each is None else each.decode() for each in self._match.groups()]


@builtin("regex", spells=1)
def regex(context: Context, pattern: str, text: str) -> TerraformValue:
    """Return the first match: the whole of it, or its groups."""
    expression = _compile(context, pattern, text)
    match = expression.compiled.search(text)
    if match is None:
        raise CallError("the pattern did not match any part of the text", 1)
    return _result(expression, match)


@builtin("regexall", spells=1)
def regexall(context: Context, pattern: str, text: str) -> TerraformValue:
    """Return all matches."""
    expression = _compile(context, pattern, text)
    limit = MAX_VALUE_PARTS // (len(expression.names) + 1)
    found = [_result(expression, m) for m in islice(_matches(context, expression, text), limit + 1)]
    if len(found) > limit:
        raise CallLimit("the result is too large to evaluate", 1)
    return ListValue(found, _result_type(expression))


def replace_all(context: Context, pattern: str, text: str, replacement: str) -> str:
    """Replace all matches; ``$1``, ``$name`` and ``${name}`` are groups."""
    expression = _compile(context, pattern, text, allow_mixed=True)
    parts: list[str] = []
    data = text.encode()
    end = size = 0
    for match in _matches(context, expression, text):
        parts += [data[end : match.start()].decode(), _expand(expression, match, replacement)]
        end = match.end()
        size += len(parts[-1])
        if size > MAX_STRING_LENGTH:
            raise CallLimit("the result is too large to evaluate", 2)
    return "".join([*parts, data[end:].decode()])


def _compile(context: Context, pattern: str, text: str, allow_mixed: bool = False) -> Pattern:
    """Return a compiled pattern, after the steps to search a text: the product of their sizes."""
    context.spend(len(pattern) * (len(text) + 100) // 1000)
    return _compile_pattern(pattern, allow_mixed)


@lru_cache(maxsize=256)
def _compile_pattern(pattern: str, allow_mixed: bool = False) -> Pattern:
    """Compile a pattern; raises ``CallError`` with what is wrong in it."""
    import re2

    if _ANY_BYTE.search(pattern):
        raise CallError("invalid regular expression: invalid escape sequence: \\C", 0)
    options = re2.Options()
    options.log_errors = False
    try:
        compiled = re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0] if error.args else error
        text = reason.decode(errors="replace") if isinstance(reason, bytes) else reason
        raise CallError(f"invalid regular expression: {text}", 0) from None
    if not all(name.isascii() for name in compiled.groupindex):
        raise CallError("invalid regular expression: invalid named capture", 0)
    names = tuple(found[2] for found in _GROUP.finditer(pattern) if found[1])
    if len(names) > MAX_REGEX_GROUPS:
        raise CallLimit(f"more than {MAX_REGEX_GROUPS} groups are not evaluated", 0)
    if not allow_mixed and any(names) and not all(names):
        raise CallError("a pattern cannot have both named and unnamed groups", 0)
    return Pattern(compiled, names)


def _matches(context: Context, pattern: Pattern, text: str) -> Iterator[_Match]:
    """Yield the matches as Go finds them: none that is empty right after another."""
    position = last_end = 0
    first = True
    # In bytes: the library would encode the whole text again for each match.
    data = text.encode()
    while position <= len(data):
        found = pattern.compiled.search(data, position)
        if found is None:
            return
        match = _Match(found)
        is_empty = match.end() == match.start()
        if not (is_empty and match.start() == last_end and not first):
            context.spend(1)
            yield match
        first = False
        last_end = match.end()
        position = match.end()
        if is_empty:
            position += 1
            while position < len(data) and data[position] & 0xC0 == 0x80:
                position += 1


def _result(pattern: Pattern, match: Any) -> TerraformValue:
    if not pattern.names:
        return str(match.group(0))
    groups = [Null(STRING) if group is None else group for group in match.groups()]
    if not any(pattern.names):
        return tuple(groups)
    return dict(sorted(zip(map(str, pattern.names), groups, strict=True)))


def _result_type(pattern: Pattern) -> Type:
    if not pattern.names:
        return STRING
    if any(pattern.names):
        return ObjectOf(dict.fromkeys(map(str, pattern.names), STRING))
    return TupleOf((STRING,) * len(pattern.names))


def _expand(pattern: Pattern, match: Any, replacement: str) -> str:
    def group(reference: _re.Match[str]) -> str:
        name = reference[1] or reference[2]
        if name is None:
            return "$"
        if not all(char == "_" or char.isalpha() or char.isdecimal() for char in name):
            raise CallRefused("a reference with such numerals is not evaluated", 2)
        if _NUMBER.fullmatch(name):
            return (match.group(int(name)) or "") if int(name) <= len(pattern.names) else ""
        named = (match.group(n) for n, each in enumerate(pattern.names, 1) if each == name)
        return next((found for found in named if found is not None), "")

    return _REFERENCE.sub(group, replacement)
