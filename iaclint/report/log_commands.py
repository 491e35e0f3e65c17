"""Texts that the runner of a pipeline takes as commands when they are in its log.

GitHub reads a line that starts with ``::name`` and ``##[name]`` anywhere in a line, Azure Pipelines
``##vso[`` anywhere, and TeamCity ``##teamcity[``. A name in a configuration must not give any.
"""

from __future__ import annotations

import re
from typing import Final

_ANYWHERE: Final = re.compile(r"#(?=#[A-Za-z-]*\[)")
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
_OWN: Final = frozenset(["github"])
"""The formats that consist of commands: values cannot start a line there."""


def escape_commands(text: str, format: str) -> str:
    """Return a report without anything that a runner takes as a command."""
    if "##" in text:
        text = _ANYWHERE.sub(lambda match: _ESCAPES.get(format, "\\x23"), text)
    if "::" in text and format not in _OWN:
        text = _AT_START.sub(r"\1\\x3a", text)
    return text
