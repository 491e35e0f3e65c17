"""Whether to use color on a stream."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from iaclint.cli.options import choose

if TYPE_CHECKING:
    from typing import TextIO


def wants_color(stream: TextIO, choice: str) -> bool:
    """Return whether to use color: by the option, the environment, or whether it is a terminal.

    ``NO_COLOR`` and ``FORCE_COLOR`` apply unless they are empty
    (no-color.org, force-color.org).
    """
    if choose(choice, ("auto", "always", "never"), "--color") != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"
