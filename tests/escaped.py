"""The same files with escapes in their strings."""

from __future__ import annotations

import re
from typing import Final

import yaml

from iaclint.cloudformation.stacks.callers import ENDINGS

_JSON: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_HCL: Final = re.compile(r'(?<=[=,\[?:] )"[^"\n]*"|(?<=[(\[])"[^"\n]*"')
"""Strings that are no labels of blocks."""
_LITERAL: Final = re.compile(r'(\$\{[^}]*\})|([^"\\])')
_TYPED: Final = re.compile(r"true|false|[\d.]+")


def escaped(path: str, text: str) -> str:
    """Return the text of a file with an escape for each character of its strings.

    The names in JSON and YAML are strings, too.
    """
    if path.endswith(".json"):
        return _JSON.sub(
            lambda match: re.sub(r"\\.|.", _unless_escape, match[0][1:-1]).join('""'), text
        )
    if path.endswith((".tf", ".tfvars")):
        return _HCL.sub(lambda match: _LITERAL.sub(_unless_computed, match[0]), text)
    return _in_yaml(text) if path.endswith(ENDINGS) else text


def _in_yaml(text: str) -> str:
    """Return YAML with the scalars in quotes. Every other one is continued on the next line."""
    found = [token for token in yaml.scan(text) if isinstance(token, yaml.ScalarToken)]
    for number, token in reversed(list(enumerate(found))):
        if not token.plain or not _TYPED.fullmatch(token.value):
            characters = [f"\\x{ord(each):02x}" for each in token.value]
            # A name of an entry is on one line.
            is_name = re.match(r"\s*:(\s|$)", text[token.end_mark.index :])
            joint = "" if is_name or number % 2 else "\\\n                "
            written = joint.join(("".join(characters[:1]), "".join(characters[1:])))
            text = f'{text[: token.start_mark.index]}"{written}"{text[token.end_mark.index :]}'
    return text


def _unless_escape(match: re.Match[str]) -> str:
    return match[0] if len(match[0]) > 1 else f"\\u{ord(match[0]):04x}"


def _unless_computed(match: re.Match[str]) -> str:
    return match[1] or f"\\u{ord(match[2]):04x}"
