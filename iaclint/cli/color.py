"""Whether a stream gets colours."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from iaclint.cli.options import choose

if TYPE_CHECKING:
    from typing import TextIO


def wants_color(stream: TextIO, choice: str) -> bool:
    """Decide by the option, else by the environment, else by whether it is a terminal.

    ``NO_COLOR`` and ``FORCE_COLOR`` count when they are set to anything but an empty text
    (no-color.org, force-color.org).
    """
    if choose(choice, ("auto", "always", "never"), "--color") != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"
