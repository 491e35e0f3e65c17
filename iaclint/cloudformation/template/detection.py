"""Which files are templates: decided on bytes, because most YAML files are not."""

from __future__ import annotations

import re

from iaclint.files.source import SourceFile

_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""Byte order marks of UTF-16, which some shells write. The parser asks for UTF-8."""

_VERSION, _RESOURCES = b"AWSTemplateFormatVersion", b"Resources"

# Patterns begin with a fixed word: it is found much faster than an optional quote.
_SECTION = {name: re.compile(rb"%s[\"']?\s*:" % name) for name in (_VERSION, _RESOURCES)}
_TYPE = re.compile(rb"Type[\"']?\s*:\s*[\"']?[A-Za-z0-9]+::[A-Za-z0-9]")

# In YAML a section starts its line: an indented one is part of another document, such as a
# template inside a Kubernetes ConfigMap or of a serverless.yml.
_LINE_START = re.compile(rb"(?:^|(?<=\n))(?:\xef\xbb\xbf)?[\"']?\Z")


def is_template(source: SourceFile) -> bool:
    """Return whether a file is meant to be a template, even if it is invalid."""
    data = source.data
    if data.startswith(_WIDE):
        return is_template(SourceFile(source.path, data.decode("utf-16", "replace").encode()))
    if _VERSION not in data and _RESOURCES not in data:
        return False
    braces = starts_with_brace(source)
    if source.path.endswith(".json") and not braces:
        return False
    if _has_section(data, _VERSION, braces):
        return True
    return _has_section(data, _RESOURCES, braces) and bool(_TYPE.search(data))


def _has_section(data: bytes, name: bytes, braces: bool) -> bool:
    starts = (match.start() for match in _SECTION[name].finditer(data))
    follows = _follows_brace if braces else _starts_line
    return any(follows(data, start) for start in starts)


def _starts_line(data: bytes, start: int) -> bool:
    return _LINE_START.search(data, max(0, start - 4), start) is not None


def _follows_brace(data: bytes, start: int) -> bool:
    """Return whether a name, quoted or not, follows ``{`` or ``,``."""
    at = start - 1
    if at >= 0 and data[at] in b"\"'":
        at -= 1
    while at >= 0 and data[at] in b" \t\r\n":
        at -= 1
    return at >= 0 and data[at] in b"{,"


def is_json(source: SourceFile) -> bool:
    """Return whether a template is JSON. ``.template`` files may be JSON or YAML."""
    if source.path.endswith((".yaml", ".yml")):
        return False
    return source.path.endswith(".json") or starts_with_brace(source)


def starts_with_brace(source: SourceFile) -> bool:
    """Return whether the text of a file starts with ``{``, as JSON does."""
    return source.data[source.bom : source.bom + 4096].lstrip()[:1] == b"{"
