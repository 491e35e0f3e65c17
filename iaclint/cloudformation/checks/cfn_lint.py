"""The findings of cfn-lint as diagnostics.

cfn-lint takes seconds to import, so it is loaded only on request. It reads nothing but the
given templates and makes no network requests.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from iaclint.extras import VALIDATE
from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.source import Span

if TYPE_CHECKING:
    from iaclint.files.source import SourceFile

_REGION: Final = "us-east-1"
_PREFIX: Final = "cfn-lint-"
_SEVERITIES: Final = {"error": Level.ERROR, "warning": Level.WARNING}
_OURS: Final = ("E0", "E1", "E3004", "E3005", "E6", "E7", "E8", "W1")
"""Prefixes of cfn-lint rules that iaclint checks as well: names, functions, structure."""

_CYCLE_RULE: Final = "E3004"
"""The cfn-lint rule on circular dependencies, reported for each resource of the cycle."""

_QUOTED = re.compile(r"'([^']*)'")


def validate(sources: Sequence[SourceFile], known: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings of cfn-lint, except for those that repeat a ``known`` diagnostic.

    Raises ``UsageError`` if cfn-lint is not installed.
    """
    VALIDATE.require("--validate-templates")
    from cfnlint.core import get_rules

    reported = _KnownDiagnostics(known)
    # Only built-in rules: a configuration file could add rules, which are code.
    rules = get_rules([], [], [])
    found = (diagnostic for source in sources for diagnostic in _validate(source, rules))
    return tuple(dict.fromkeys(d for d in found if not reported.covers(d)))


class _KnownDiagnostics:
    """The diagnostics that iaclint reports itself."""

    def __init__(self, known: Iterable[Diagnostic]) -> None:
        self._lines: dict[tuple[str, int], set[str]] = {}
        self._circular: set[str] = set()
        for diagnostic in known:
            span = diagnostic.span
            if span is None:
                continue
            names = self._lines.setdefault((span.file.path, span.start.line), set())
            names.update(_QUOTED.findall(diagnostic.message))
            if diagnostic.code == "circular-reference":
                self._circular.add(span.file.path)

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Return whether a diagnostic on the same line reports the same."""
        span, rule = diagnostic.span, diagnostic.code.removeprefix(_PREFIX)
        assert span is not None
        if rule == _CYCLE_RULE and span.file.path in self._circular:
            return True
        names = self._lines.get((span.file.path, span.start.line))
        if names is None:
            return False
        return rule.startswith(_OURS) or not names.isdisjoint(_QUOTED.findall(diagnostic.message))


def _validate(source: SourceFile, rules: Any) -> Iterator[Diagnostic]:
    from cfnlint.config import ConfigMixIn
    from cfnlint.decode.decode import decode_str
    from cfnlint.runner import run_template_by_data

    logging.getLogger("cfnlint").setLevel(logging.CRITICAL)
    try:
        template, matches = decode_str(source.text)
        if not matches and template is not None:
            # Without a configuration file: cfn-lint would search for one in the working directory.
            config = ConfigMixIn(["--config-file", os.devnull], regions=[_REGION])
            matches = list(run_template_by_data(template, config, rules))
    except (
        Exception,
        SystemExit,
    ) as error:  # an invalid template may make it raise anything
        message = f"cfn-lint failed on this template: {type(error).__name__}: {error}"
        start = Span(source, source.bom, source.bom)
        yield Diagnostic(Level.WARNING, "cfn-lint", message, start)
        return
    for match in matches:
        yield _diagnostic(match, source)


def _diagnostic(match: Any, source: SourceFile) -> Diagnostic:
    start = _offset(source, match.linenumber, match.columnnumber)
    end = _offset(source, match.linenumberend, match.columnnumberend)
    rule = match.rule
    return Diagnostic(
        _SEVERITIES.get(rule.severity, Level.WARNING),
        _PREFIX + rule.id,
        match.message,
        Span(source, start, max(start, end)).first_line(),
        rule.source_url or None,
    )


def _offset(source: SourceFile, line: int, column: int) -> int:
    """Return the byte offset of a 1-based line and column."""
    starts = source.line_starts
    line = min(max(line, 1), len(starts))
    text = source.line(line)
    return starts[line - 1] + len(text[: max(column - 1, 0)].encode("utf-8"))
