"""Which findings changed files cause."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING

from iaclint.affected.file_names import any_is, read_patterns, strings
from iaclint.affected.read_calls import in_hcl, read_calls
from iaclint.files.file_index import folder_of

if TYPE_CHECKING:
    from iaclint.affected.scope import Scope
    from iaclint.files.source import Span
    from iaclint.judging.findings import Finding
    from iaclint.judging.report import Report

_CALL_BYTES = 2000
"""The longest call of a function that is searched for the name of a file."""


class Causes:
    """What changed files in one or several trees cause."""

    def __init__(self, scopes: Iterable[Scope], cwd: str) -> None:
        self._scopes = tuple(scopes)
        self._cwd = cwd
        self._real = cache(lambda path: os.path.realpath(os.path.join(cwd, path)))
        named = (path for scope in self._scopes for path in scope.changed)
        # Findings are in the file that a link leads to.
        self._changed = frozenset(map(self._real, named))

    def has_caused(self, finding: Finding) -> bool:
        """Return whether a place of a finding is in a changed file, or its stub changed.

        Without a change to compare, all findings of what reads a file can be from it.
        """
        if self._has_changed_stub(finding) or any(map(self.is_changed, _places(finding))):
            return True
        if any(self._is_at(self._undecided, root) for root in finding.roots):
            return True
        return any(self._is_at(self._reading, span.file.display) for span in _places(finding))

    def leave_open(self, report: Report) -> bool:
        """Return whether a report has failures with no place in a changed file."""
        return not all(map(self.has_caused, report.open))

    def loses_file(self, finding: Finding) -> bool:
        """Return whether a file was deleted of what a finding is deployed from."""
        return any(map(self.loses, finding.roots))

    def loses(self, path: str) -> bool:
        """Return whether a file was deleted that a file, as shown in reports, depends on."""
        return self._is_at(self._deleted, path)

    def _is_at(self, places: frozenset[str], path: str) -> bool:
        """Return whether a file, as shown in reports, or its folder is one of some places."""
        real = self._real(path)
        return not places.isdisjoint((real, os.path.dirname(real)))

    def is_changed(self, span: Span) -> bool:
        """Return whether a place is in a changed file, or reads one."""
        path = self._real(span.file.display)
        if path in self._changed or any(map(path.startswith, self._below)):
            return True
        return bool(self._read) and self._reads_changed(span)

    def is_changed_file(self, path: str) -> bool:
        """Return whether a file, as shown in reports, has changed."""
        return self._real(path) in self._changed

    @property
    def is_everything(self) -> bool:
        """Whether all files in all trees count as changed."""
        return all(scope.is_whole for scope in self._scopes)

    @property
    def number(self) -> int:
        """How many files changed."""
        return len(self._changed)

    @cached_property
    def _deleted(self) -> frozenset[str]:
        return frozenset(path for scope in self._scopes for path in scope.deleted_from)

    @cached_property
    def _undecided(self) -> frozenset[str]:
        return frozenset(path for scope in self._scopes for path in scope.undecided)

    @cached_property
    def _reading(self) -> frozenset[str]:
        return frozenset(path for scope in self._scopes for path in scope.reading)

    @cached_property
    def _below(self) -> tuple[str, ...]:
        return tuple(f.rstrip(os.sep) + os.sep for scope in self._scopes for f in scope.below)

    @cached_property
    def _read(self) -> frozenset[str]:
        return frozenset(path for scope in self._scopes for path in scope.can_be_read)

    def _has_changed_stub(self, finding: Finding) -> bool:
        address = finding.stub.partition(" ")[0]
        return any(address in scope.stubbed for scope in self._scopes) if address else False

    def _reads_changed(self, span: Span) -> bool:
        """Return whether the expression at a place can read a changed file."""
        path = span.file.path
        text, folder = in_hcl(path, _expression(span)), folder_of(path)
        patterns = tuple(read_patterns(read_calls(text), folder))
        if not patterns:
            return False
        written = tuple(strings(text))
        root = self._real(span.file.display).removesuffix(path.replace("/", os.sep))
        inside = (os.path.relpath(path, root).replace(os.sep, "/") for path in self._read)
        return any(
            any_is(written, folder, each) or any(pattern.matches(each) for pattern in patterns)
            for each in inside
        )


def _places(finding: Finding) -> Iterator[Span]:
    yield finding.span
    yield from finding.cause
    yield from (related.span for related in finding.related)
    yield from (step.span for step in finding.steps if step.span is not None)


def _expression(span: Span) -> bytes:
    """Return the text of a place, up to the end of the call that starts there.

    Places of findings end with their first line.
    """
    data = span.file.data[span.start_byte : span.start_byte + _CALL_BYTES]
    end = span.end_byte - span.start_byte
    depth = data.count(b"(", 0, end) - data.count(b")", 0, end)
    while depth > 0 and end < len(data):
        depth += (data[end : end + 1] == b"(") - (data[end : end + 1] == b")")
        end += 1
    return data[:end]
