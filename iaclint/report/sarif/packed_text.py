"""Long texts that are kept compressed."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from shutil import copyfileobj
from typing import BinaryIO, Final, TextIO, cast

from msgspec import Struct

_LEVEL: Final = 6
_CHUNK: Final = 1_000_000


class PackedText(Struct, frozen=True):
    """A compressed text."""

    data: bytes

    def copy_to(self, out: TextIO) -> None:
        """Write the text to an open text stream."""
        with _open(BytesIO(self.data), "rb") as text:
            copyfileobj(text, out, _CHUNK)


def pack(write: Callable[[TextIO], None]) -> PackedText:
    """Return the text that a function writes to a text stream."""
    packed = BytesIO()
    with _open(packed, "wb") as text:
        write(text)
    return PackedText(packed.getvalue())


def _open(packed: BytesIO, mode: str) -> TextIO:
    # Names of files that are not valid Unicode have surrogates.
    binary = cast("BinaryIO", gzip.GzipFile("", mode, _LEVEL, packed))
    return TextIOWrapper(binary, "utf-8", "surrogatepass", newline="")
