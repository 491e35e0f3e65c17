"""Bytes of a text without its escapes, to search for words and names that these can hide."""

from __future__ import annotations

import re
from typing import Final

_ESCAPE: Final = (
    rb"((?:\\u[0-9a-fA-F]{4})+)|\\(?:x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8})|([/ ])|\r?\n[ \t]*)"
)


def unescaped(data: bytes) -> bytes:
    r"""Return bytes without the escapes in JSON and YAML that have a number, or continue a line.

    Those of quotes, backslashes and control characters, such as ``\n``, stay: what is in a string
    is not taken for what is around it. The zero bytes of UTF-16, which some shells write, are
    removed, with or without a byte order mark. Offsets change: the result serves to find words and
    names only.
    """
    if b"\0" in data:
        data = data.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return re.sub(_ESCAPE, _characters, data) if b"\\" in data else data


def with_unescaped(data: bytes) -> bytes:
    """Return bytes, and after the end of a line the same without escapes, if there are any."""
    other = unescaped(data)
    return data if other is data or other == data else b"\n".join((data, other))


def _characters(match: re.Match[bytes]) -> bytes:
    if match[1]:
        units = bytes.fromhex(match[1].replace(rb"\u", b"").decode())
        return units.decode("utf-16-be", "replace").encode()
    code = int(match[2] or match[3] or b"0", 16)
    if code:
        return chr(code).encode("utf-8", "replace") if code <= 0x10FFFF else match[0]
    return match[4] or b""
