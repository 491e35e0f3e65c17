"""Which files are templates: decided on bytes, since most YAML in the world is none."""

from __future__ import annotations

import re

from iaclint.source import SourceFile

_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins. Some shells write it; who wants it read is told to save it as UTF-8."""

_VERSION, _RESOURCES = b"AWSTemplateFormatVersion", b"Resources"

# In YAML a section starts its line: what is indented is part of something else, such as a
# template inside of a Kubernetes ConfigMap or of a serverless.yml.
_IN_LINES = rb"(?m)^(?:\xef\xbb\xbf)?[\"']?%s[\"']?[ \t]*:"
_IN_BRACES = rb"[{,]\s*[\"']?%s[\"']?\s*:"
_PATTERNS = {
    (name, braces): re.compile((_IN_BRACES if braces else _IN_LINES) % name)
    for name in (_VERSION, _RESOURCES)
    for braces in (False, True)
}
_TYPE = re.compile(rb"[\"']?Type[\"']?\s*:\s*[\"']?[A-Za-z0-9]+::[A-Za-z0-9]")


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
    if _PATTERNS[_VERSION, braces].search(data):
        return True
    return bool(_PATTERNS[_RESOURCES, braces].search(data) and _TYPE.search(data))


def is_json(source: SourceFile) -> bool:
    """Tell whether a template is to be read as JSON: ``.template`` files are either."""
    if source.path.endswith((".yaml", ".yml")):
        return False
    return source.path.endswith(".json") or starts_with_brace(source)


def starts_with_brace(source: SourceFile) -> bool:
    """Tell whether what is in a file begins as JSON does."""
    return source.data[source.bom : source.bom + 4096].lstrip()[:1] == b"{"
