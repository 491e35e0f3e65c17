"""Suppressions in the text of a comment."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from iaclint.files.source import Span
from iaclint.limits import MAX_SUPPRESSIONS
from iaclint.suppressions import own_syntax, tool_syntaxes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iaclint.files.source import SourceFile
    from iaclint.suppressions.directive import Directive

_START = re.compile(
    rb"(?<![\w-])(?:(iaclint):|(checkov|bridgecrew|cortex):skip=|(tfsec|trivy):ignore:"
    rb"|(kics-scan)(?=\s)|(ts):skip=)"
)
_END = re.compile(rb"\r?\n|\*/")

_READERS: dict[str, Callable[[str], Directive | None]] = {
    "iaclint": own_syntax.parse,
    "checkov": tool_syntaxes.checkov,
    "bridgecrew": tool_syntaxes.checkov,
    "cortex": tool_syntaxes.checkov,
    "tfsec": tool_syntaxes.tfsec,
    "trivy": tool_syntaxes.trivy,
    "kics-scan": tool_syntaxes.kics,
    "ts": tool_syntaxes.terrascan,
}


def starts(source: SourceFile) -> list[int]:
    """Return the offsets at which text begins that would be a suppression in a comment."""
    found = (match.start() for match in _START.finditer(source.data))
    return list(islice(found, MAX_SUPPRESSIONS + 1))


def read(source: SourceFile, start: int, end: int) -> Iterator[tuple[Directive, Span]]:
    """Yield the suppressions in a part of a file, with their places.

    Each one ends with its line, or where the next one begins.
    """
    found = _START.finditer(source.data, start, end)
    for match, following in pairwise((*found, None)):
        assert match is not None  # only the last one is None
        stop = following.start() if following else end
        line = _END.search(source.data, match.end(), stop)
        text = source.data[match.end() : line.start() if line else stop]
        text = text.rstrip(b" \t#/") if following else text.rstrip()
        name = next(group for group in match.groups() if group).decode()
        directive = _READERS[name](text.decode("utf-8", "replace"))
        if directive is not None:
            yield directive, Span(source, match.start(), match.end() + len(text))
