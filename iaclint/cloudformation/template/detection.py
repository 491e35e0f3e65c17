"""Which files are templates: decided on bytes where these can tell, else on the parsed document."""

from __future__ import annotations

import re

from iaclint.files.escapes import unescaped
from iaclint.files.source import SourceFile

_VERSION, _RESOURCES = b"AWSTemplateFormatVersion", b"Resources"

# Patterns begin with a fixed word: it is found much faster than an optional quote.
_SECTION = {name: re.compile(rb"%s[\"']?\s*:" % name) for name in (_VERSION, _RESOURCES)}
_TYPE = re.compile(rb"Type[\"']?\s*:\s*[\"']?[A-Za-z0-9]+::[A-Za-z0-9]")
_ANY_RESOURCES = re.compile(rb"\bResources[\"']?\s*:")
_AWS_TYPE = re.compile(rb"\bType[\"']?\s*:\s*[\"']?AWS::[A-Za-z0-9]")
_KUBERNETES = re.compile(rb"^apiVersion:", re.MULTILINE)

# In YAML a section starts its line: an indented one is part of another document, such as a
# template inside a Kubernetes ConfigMap or of a serverless.yml.
_LINE_START = re.compile(rb"(?:^|(?<=\n))(?:\xef\xbb\xbf)?[\"']?\Z")


def is_template(source: SourceFile) -> bool:
    """Return whether a file is meant to be a template, even if it is invalid."""
    data = unescaped(source.data)
    if not _has_words(data):
        return False
    return _is_plainly(data, _BRACE.match(data) is not None) or _is_parsed(source)


def is_whole_template(source: SourceFile) -> bool:
    """Return whether a document as a whole is a template.

    Text that quotes a template, such as Markdown and source code, does not parse as one.
    """
    if not _has_words(unescaped(source.data)):
        return False
    from iaclint.cloudformation.template.template import declares_resources
    from iaclint.syntax.document import parse_document

    return declares_resources(parse_document(source, is_json(source))[0])


def _has_words(data: bytes) -> bool:
    return _VERSION in data or (_RESOURCES in data and b"::" in data)


def _is_plainly(data: bytes, braces: bool) -> bool:
    """Return whether the bytes alone show a template; it does not need to be valid."""
    if _has_section(data, _VERSION, braces):
        return True
    return _has_section(data, _RESOURCES, braces) and bool(_TYPE.search(data))


def _is_parsed(source: SourceFile) -> bool:
    """Return whether a document is a template as a parser sees it, or too large to be parsed.

    One that cannot be parsed is, if it has resources of AWS anywhere: the other files that a
    template engine reads have none.
    """
    from iaclint.cloudformation.template.template import declares_resources
    from iaclint.files.diagnostics import REACHED, Level
    from iaclint.syntax.document import parse_document

    root, diagnostics = parse_document(source, is_json(source))
    if declares_resources(root) or any(d.code == REACHED for d in diagnostics):
        return True
    is_broken = root is None and any(d.level is Level.ERROR for d in diagnostics)
    return is_broken and _has_resources(unescaped(source.data))


def _has_resources(data: bytes) -> bool:
    """Return whether a text that cannot be parsed has resources of AWS, in no Kubernetes object."""
    if _KUBERNETES.search(data) and not _has_section(data, _RESOURCES, braces=False):
        return False
    return bool(_ANY_RESOURCES.search(data) and _AWS_TYPE.search(data))


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
    """Return whether a template is JSON. CloudFormation decides on its content, not its name."""
    return not source.path.lower().endswith((".yaml", ".yml")) and starts_with_brace(source)


def starts_with_brace(source: SourceFile) -> bool:
    """Return whether the text of a file starts with ``{``, as JSON does."""
    return _BRACE.match(source.data) is not None


_BRACE = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
