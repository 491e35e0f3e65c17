"""The limits of GitHub code scanning for a SARIF file.

GitHub rejects a file that exceeds one ("SARIF results exceed one or more limits"), and of code
flows and places it shows fewer than it accepts.
"""

from __future__ import annotations

import zlib
from typing import Final

MAX_BYTES: Final = 10_000_000
"""How many bytes GitHub accepts, compressed with gzip."""

MAX_RESULTS: Final = 25_000
"""How many results GitHub accepts; it shows the 5,000 most severe ones."""

MAX_STEPS: Final = 1_000
"""How many steps of a code flow GitHub shows; it accepts 10,000."""

MAX_PLACES: Final = 100
"""How many places of a result GitHub shows; it accepts 1,000."""

MAX_TAGS: Final = 20
"""How many tags of a rule GitHub accepts."""

MAX_TEXT: Final = 1_024
"""How many characters of a rule's description GitHub reads."""

_MARGIN: Final = 0.9
"""How much of the room to use: results differ in size."""


def fitting_results(text: str, results: int) -> int:
    """Return how many of the results of a file fit; all of them if the file is small enough."""
    data = text.encode("utf-8", "backslashreplace")
    if len(data) <= MAX_BYTES:
        return results
    size = len(zlib.compress(data))
    return results if size <= MAX_BYTES else int(results * MAX_BYTES / size * _MARGIN)


def cut_text(text: str) -> str:
    """Return a description that GitHub reads in full."""
    return text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…"
