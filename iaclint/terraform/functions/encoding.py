"""Encodings; see "Encoding Functions" in Terraform's documentation."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from urllib.parse import quote_plus

from iaclint.symbolic.values import Unknown
from iaclint.terraform.functions.builtin import builtin
from iaclint.terraform.functions.context import CallError
from iaclint.terraform.types.model import STRING, TerraformValue

_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")

_ENCODINGS = re.compile(
    r"utf-?8|utf-16(?:le|be)?|us-ascii|iso-8859-(?:[1-9]|1[0-6])|l(?:atin)?[1-6]|windows-125[0-8]"
    r"|windows-874|shift_jis|ms_kanji|euc-jp|euc-kr|gbk|gb18030|gb2312|hz-gb-2312|big5|iso-2022-jp"
    r"|koi8-[ru]|macintosh|ibm(?:037|437|850|852|855|858|860|862|863|865|866|1047|1140)"
)
"""The names, in lower case, of the encodings in IANA's registry that Go has."""


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
    codec = _codec(encoding)
    try:
        if codec == "utf-16":
            return encode(codecs.BOM_UTF16_BE + text.encode("utf-16-be"))
        return encode(text.encode(codec))
    except UnicodeEncodeError:
        raise CallError(f"the text has characters that {encoding} cannot represent", 0) from None


@builtin("textdecodebase64")
def textdecodebase64(text: str, encoding: str) -> str:
    """Decode base64, then a character encoding."""
    codec = _codec(encoding)
    try:
        decoded = decode(text).decode(codec)
    except UnicodeDecodeError:
        decoded = "\ufffd"
    if "\ufffd" in decoded:
        raise CallError(f"the text has symbols that are not valid in {encoding}", 0)
    return decoded


def _codec(name: str) -> str:
    """Return Python's name of an encoding that Terraform knows."""
    if not _ENCODINGS.fullmatch(name.lower()):
        raise CallError(f'"{name}" is not a supported encoding', 1)
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise CallError(f'"{name}" is not a supported encoding', 1) from None


@builtin("urlencode")
def urlencode(text: str) -> str:
    """Escape a string for the query of a URL."""
    return quote_plus(text, safe="~")
