"""Encodings; see "Encoding Functions" in Terraform's documentation."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import quote_plus

from iaclint.symbolic.values import Unknown
from iaclint.terraform.functions import charsets
from iaclint.terraform.functions.builtin import builtin
from iaclint.terraform.functions.context import CallError
from iaclint.terraform.types.model import STRING, TerraformValue

_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")


@builtin("base64encode", spells=0)
def base64encode(text: str) -> str:
    """Encode the bytes of a string."""
    return encode(text.encode())


@builtin("base64decode")
def base64decode(text: str) -> str:
    """Decode a string that must be text again."""
    try:
        return decode(text).decode()
    except UnicodeDecodeError:
        raise CallError("the decoded bytes are not valid UTF-8", 0) from None


def encode(data: bytes) -> str:
    """Write bytes in standard base64."""
    return base64.b64encode(data).decode("ascii")


def decode(text: str) -> bytes:
    """Read standard base64, in which line breaks do not count; raises ``CallError``."""
    plain = text.replace("\n", "").replace("\r", "")
    if not _BASE64.fullmatch(plain):
        raise CallError("this is not valid base64", 0)
    try:
        return base64.b64decode(plain, validate=True)
    except binascii.Error as error:
        raise CallError(f"this is not valid base64: {error}", 0) from None


@builtin("base64gzip")
def base64gzip(text: str) -> TerraformValue:
    """Return unknown: the bytes depend on Terraform's compressor."""
    return Unknown("base64gzip()", type=STRING, not_null=True)


@builtin("textencodebase64")
def textencodebase64(text: str, encoding: str) -> str:
    """Encode a string in a character encoding, then in base64."""
    return encode(charsets.encode(text, encoding))


@builtin("textdecodebase64")
def textdecodebase64(text: str, encoding: str) -> str:
    """Decode base64, then a character encoding."""
    return charsets.decode(decode(text), encoding)


@builtin("urlencode")
def urlencode(text: str) -> str:
    """Escape a string for the query of a URL."""
    return quote_plus(text, safe="~")
