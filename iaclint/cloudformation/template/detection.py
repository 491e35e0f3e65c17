"""Which files are templates: decided on bytes, since most YAML in the world is none."""

from __future__ import annotations

import re

from iaclint.files.source import SourceFile

_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins. Some shells write it; who wants it read is told to save it as UTF-8."""

_VERSION, _RESOURCES = b"AWSTemplateFormatVersion", b"Resources"

# Patterns begin with a plain word, which is looked for much faster than one that may be quoted.
_SECTION = {name: re.compile(rb"%s[\"']?\s*:" % name) for name in (_VERSION, _RESOURCES)}
_TYPE = re.compile(rb"Type[\"']?\s*:\s*[\"']?[A-Za-z0-9]+::[A-Za-z0-9]")

# In YAML a section starts its line: what is indented is part of something else, such as a
# template inside of a Kubernetes ConfigMap or of a serverless.yml.
_LINE_START = re.compile(rb"(?:^|(?<=\n))(?:\xef\xbb\xbf)?[\"']?\Z")


def is_template(source: SourceFile) -> bool:
    """Tell whether a file was meant as a template, be it broken or not."""
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
    """Tell whether a name, in quotes or not, is the first of what is in braces, or the next."""
    at = start - 1
    if at >= 0 and data[at] in b"\"'":
        at -= 1
    while at >= 0 and data[at] in b" \t\r\n":
        at -= 1
    return at >= 0 and data[at] in b"{,"


def is_json(source: SourceFile) -> bool:
    """Tell whether a template is to be read as JSON: ``.template`` files are either."""
    if source.path.endswith((".yaml", ".yml")):
        return False
    return source.path.endswith(".json") or starts_with_brace(source)


def starts_with_brace(source: SourceFile) -> bool:
    """Tell whether what is in a file begins as JSON does."""
    return source.data[source.bom : source.bom + 4096].lstrip()[:1] == b"{"
