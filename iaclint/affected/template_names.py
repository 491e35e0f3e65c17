"""Paths in the text of a template, literal or computed: ``!Sub "nested/${Stage}.yaml"``."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from typing import Final

from iaclint.affected.path_patterns import ANY, PathPattern

_COMPUTED: Final = re.compile(
    rb"(?<=[\"'\s:,\[])(?:file://)?((?:[^\s\"',\[\]{}$]|\$\{[^}\n]*\})*\$\{[^}\n]*\}"
    rb"(?:[^\s\"',\[\]{}$]|\$\{[^}\n]*\})*)"
)
"""A text with variables of ``Fn::Sub``."""
_WRITTEN: Final = re.compile(
    rb"\"([^\"\n]+)\"|'([^'\n]+)'|([^\s\"',\[\]{}]*[\w/.][^\s\"',\[\]{}]*)"
)
"""A text in quotes, or one without spaces."""
_VARIABLE: Final = re.compile(r"\$\{[^}]*\}")
_JOINED: Final = re.compile(
    rb"(?:TemplateURL|Location)[\"']?\s*:[\s{]*(?:!|[\"']?Fn::)Join\b(.{0,300})", re.DOTALL
)
_REMOTE: Final = re.compile(rb"https?:|s3:")


def written_paths(data: bytes, outer: str) -> Iterator[str]:
    """Yield the texts in a template that can be paths, as paths in the tree."""
    for match in _WRITTEN.finditer(data):
        text = os.fsdecode((match[1] or match[2] or match[3]).removeprefix(b"file://"))
        yield posixpath.normpath(posixpath.join(posixpath.dirname(outer), text))


def computed_paths(data: bytes, outer: str) -> Iterator[PathPattern]:
    """Yield expressions for the paths in the tree that a template computes for other files."""
    for match in _COMPUTED.finditer(data):
        known = _VARIABLE.sub("*", os.fsdecode(match[1]))
        if ":" not in known and ("/" in known or "." in known.rpartition("*")[2]):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(outer), known))
            yield PathPattern(path, is_whole=True)
    if any(not _REMOTE.search(match[1]) for match in _JOINED.finditer(data)):
        yield ANY
