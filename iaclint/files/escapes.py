"""Bytes of a text without its escapes, to search for words that these can hide."""

from __future__ import annotations

import re
from typing import Final

_ESCAPE: Final = rb"\\(?:x([0-9a-fA-F]{2})|u00([0-9a-fA-F]{2})|U000000([0-9a-fA-F]{2})|\r?\n[ \t]*)"


def unescaped(data: bytes) -> bytes:
    """Return bytes with the escapes of ASCII characters in JSON and YAML replaced.

    The zero bytes of UTF-16, which some shells write, are removed, with or without a byte order
    mark. Offsets change: the result serves to find words only.
    """
    if b"\0" in data:
        data = data.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return re.sub(_ESCAPE, _character, data) if b"\\" in data else data


def _character(match: re.Match[bytes]) -> bytes:
    code = match[1] or match[2] or match[3]
    return bytes.fromhex(code.decode()) if code else b""
