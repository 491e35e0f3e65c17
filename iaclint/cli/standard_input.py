"""The path ``-``: a file in standard input."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from iaclint.errors import UsageError
from iaclint.limits import MAX_FILE_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence

STANDARD_INPUT = "-"


def read_standard_input(
    paths: Sequence[str], filename: str | None
) -> tuple[tuple[str, ...], bytes | None]:
    """Return the paths to check, and the content of the only one if it is in standard input.

    Raises ``UsageError`` if ``-`` is not the only path, or has no file name.
    """
    if STANDARD_INPUT not in paths and filename is None:
        return tuple(paths), None
    if STANDARD_INPUT not in paths:
        raise UsageError("--stdin-filename names what is in standard input", "add the path -")
    if len(paths) > 1:
        raise UsageError("standard input cannot be checked with other files", "run iaclint twice")
    if filename is None:
        hint = "add --stdin-filename main.tf, or the name that the file has"
        raise UsageError("the file in standard input has no name", hint)
    # One byte more than the limit is enough to refuse it.
    return (filename,), sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
