"""Which modules call which, from bytes: much faster than parsing the files of a repository."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from iaclint.files.file_index import folder_of
from iaclint.syntax.hcl.text import unescape
from iaclint.syntax.hcl.tokens import tokens
from iaclint.terraform.config.constants import text_argument
from iaclint.terraform.config.library import local_folder

_STRING: Final = rb'"([^"\\\n]*(?:\\.[^"\\\n]*)*)"'
_SOURCE: Final = rb"\bsource\s*=\s*" + _STRING
_COMMENTED: Final = rb"\bsource\s*(?:=\s*)?/\*"
_COMPUTED: Final = rb"""\bsource\s*=\s*(?:[(\[{!\d/-]|true\b|false\b|"[^"\n]*[$%]\{)"""
"""A ``source`` that is a constant, but no string: ``("./m")``."""
_JSON: Final = _STRING + rb"(?:\s*:\s*" + _STRING + rb")?"
"""A string, and if it is a name, the string that is its value."""


def other_calls(contents: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, str]]:
    """Yield the folder of a module and the source of one that it calls from elsewhere."""
    for path, data in contents:
        for source in _sources(path, data):
            if source and not source.startswith((".", "/")):
                yield folder_of(path), source


def local_calls(contents: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, str]]:
    """Yield the folders of a module and of one that it calls, for files given by their paths.

    A ``source`` in a comment or a heredoc counts, too: the modules found are at least those called.
    """
    for path, data in contents:
        folder = folder_of(path)
        for source in _sources(path, data):
            called = local_folder(folder, source)
            if called is not None:
                yield folder, called


def _sources(path: str, data: bytes) -> Iterator[str]:
    """Yield the strings that a file has for ``source``, with their escapes resolved."""
    if path.endswith(".json"):
        found = re.findall(_JSON, data)
        yield from (_of_json(source) for name, source in found if _of_json(name) == "source")
        return
    written = re.findall(_SOURCE, data)
    if re.search(_COMMENTED, data):
        written += _after_comments(data)
    yield from (unescape(source.decode("utf-8", "replace")) for source in written)
    if b"module" in data and re.search(_COMPUTED, data):
        yield from _of_blocks(path, data)


def _after_comments(data: bytes) -> Iterator[bytes]:
    """Yield the strings for ``source`` in the tokens of a file, which comments can be between."""
    texts = [token.text for token in tokens(data)]
    for name, sign, value in zip(texts, texts[1:], texts[2:], strict=False):
        if (name, sign) == (b"source", b"=") and value.startswith(b'"'):
            yield value[1:-1]


def _of_blocks(path: str, data: bytes) -> Iterator[str]:
    """Yield the sources of the module calls in a file, which is parsed."""
    from iaclint.files.source import SourceFile
    from iaclint.syntax.hcl.parser import parse

    body, _ = parse(SourceFile(path, data))
    for block in body.blocks:
        if block.type == "module":
            source = text_argument(block, "source")
            if source is not None:
                yield source


def _of_json(written: bytes) -> str:
    """Return the text of a string of JSON; nothing for an invalid one."""
    if b"\\" not in written:
        return written.decode("utf-8", "replace")
    try:
        return str(json.loads(b'"%b"' % written)).encode("utf-8", "replace").decode()
    except ValueError:
        return ""
