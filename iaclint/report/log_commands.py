"""Texts that the runner of a pipeline takes as commands when they are in its log.

GitHub reads a line that starts with ``::name`` and ``##[name]`` anywhere in a line, Azure Pipelines
``##vso[`` anywhere, and TeamCity ``##teamcity[``. A name in a configuration must not give any.
JSON may have some control characters as they are, which a terminal obeys and a log takes for the
end of a line; here it has escapes instead.
"""

from __future__ import annotations

import re
from typing import Final

_ANYWHERE: Final = r"#(?=#[A-Za-z-]*\[)"
_AT_START: Final = re.compile(r"^([^\S\n]*):(?=:[A-Za-z0-9_-])", re.MULTILINE)

_ESCAPES: Final = {
    "json": "\\u0023",
    "sarif": "\\u0023",
    "gitlab": "\\u0023",
    "gitlab-sast": "\\u0023",
    "junit": "&#35;",
    "html": "&#35;",
    "markdown": "&#35;",
}
"""How a format writes ``#`` so that its readers see ``#``; the others show an escape."""
HIDDEN: Final = (
    "\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
"""Control characters that JSON may have as they are, and characters that reorder or hide text: a
character class of regular expressions."""
_HIDDEN: Final = f"[{HIDDEN}]"
_JSON: Final = frozenset(["json", "sarif", "gitlab", "gitlab-sast"])
_OWN: Final = frozenset(["github"])
"""The formats that consist of commands: values cannot start a line there."""


def escape_commands(text: str, format: str) -> str:
    """Return a report without anything that a runner takes as a command.

    In JSON, control characters and those that hide text are escaped as well.
    """
    if format in _JSON and not (text.isascii() and "\x7f" not in text):
        text = re.sub(_HIDDEN, lambda match: _escape_in_json(match[0]), text)
    if "##" in text:
        text = re.sub(_ANYWHERE, lambda match: _ESCAPES.get(format, "\\x23"), text)
    if "::" in text and format not in _OWN:
        text = _AT_START.sub(r"\1\\x3a", text)
    return text


def _escape_in_json(character: str) -> str:
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[n : n + 2].hex()}" for n in range(0, len(units), 2))
