"""The character encodings of Terraform's functions, by their names in IANA's registry.

They are those of Go's package ``ianaindex`` whose tables Python has, too.
"""

from __future__ import annotations

import codecs
from typing import Final

from iaclint.terraform.functions.context import CallError, CallRefused

_NAMES: Final[dict[str, str]] = {
    "ascii": "ansi_x3.4-1968 ansi_x3.4-1986 cp367 csascii ibm367 iso-ir-6 iso646-us "
    "iso_646.irv:1991 us us-ascii",
    "big5": "big5 csbig5",
    "cp037": "cp037 csibm037 ebcdic-cp-ca ebcdic-cp-nl ebcdic-cp-us ebcdic-cp-wt ibm037",
    "cp1250": "cswindows1250 windows-1250",
    "cp1251": "cswindows1251 windows-1251",
    "cp1252": "cswindows1252 windows-1252",
    "cp1253": "cswindows1253 windows-1253",
    "cp1254": "cswindows1254 windows-1254",
    "cp1255": "cswindows1255 windows-1255",
    "cp1256": "cswindows1256 windows-1256",
    "cp1257": "cswindows1257 windows-1257",
    "cp1258": "cswindows1258 windows-1258",
    "cp437": "437 cp437 cspc8codepage437 ibm437",
    "cp850": "850 cp850 cspc850multilingual ibm850",
    "cp852": "852 cp852 cspcp852 ibm852",
    "cp855": "855 cp855 csibm855 ibm855",
    "cp860": "860 cp860 csibm860 ibm860",
    "cp862": "862 cp862 cspc862latinhebrew ibm862",
    "cp863": "863 cp863 csibm863 ibm863",
    "cp865": "865 cp865 csibm865 ibm865",
    "cp866": "866 cp866 csibm866 ibm866",
    "cp874": "cswindows874 windows-874",
    "cp932": "csshiftjis ms_kanji shift_jis",
    "euc_jp": "cseucpkdfmtjapanese euc-jp extended_unix_code_packed_format_for_japanese",
    "euc_kr": "cseuckr euc-kr",
    "gb18030": "csgb18030 gb18030",
    "gbk": "cp936 csgbk gbk ms936 windows-936",
    "iso8859-1": "cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso_8859-1 "
    "iso_8859-1:1987 l1 latin1",
    "iso8859-10": "csisolatin6 iso-8859-10 iso-ir-157 iso_8859-10:1992 l6 latin6",
    "iso8859-13": "csiso885913 iso-8859-13",
    "iso8859-14": "csiso885914 iso-8859-14 iso-celtic iso-ir-199 iso_8859-14 "
    "iso_8859-14:1998 l8 latin8",
    "iso8859-15": "csiso885915 iso-8859-15 iso_8859-15 latin-9",
    "iso8859-16": "csiso885916 iso-8859-16 iso-ir-226 iso_8859-16 iso_8859-16:2001 l10 latin10",
    "iso8859-2": "csisolatin2 iso-8859-2 iso-ir-101 iso_8859-2 iso_8859-2:1987 l2 latin2",
    "iso8859-3": "csisolatin3 iso-8859-3 iso-ir-109 iso_8859-3 iso_8859-3:1988 l3 latin3",
    "iso8859-4": "csisolatin4 iso-8859-4 iso-ir-110 iso_8859-4 iso_8859-4:1988 l4 latin4",
    "iso8859-5": "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso_8859-5 iso_8859-5:1988",
    "iso8859-6": "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 "
    "iso-8859-6 iso-8859-6-e iso-8859-6-i iso-ir-127 iso_8859-6 "
    "iso_8859-6-e iso_8859-6-i iso_8859-6:1987",
    "iso8859-7": "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso- "
    "ir-126 iso_8859-7 iso_8859-7:1987",
    "iso8859-8": "csiso88598e csiso88598i csisolatinhebrew hebrew iso-8859-8 "
    "iso-8859-8-e iso-8859-8-i iso-ir-138 iso_8859-8 iso_8859-8-e "
    "iso_8859-8-i iso_8859-8:1988",
    "iso8859-9": "csisolatin5 iso-8859-9 iso-ir-148 iso_8859-9 iso_8859-9:1989 l5 latin5",
    "koi8-r": "cskoi8r koi8-r",
    "koi8-u": "cskoi8u koi8-u",
    "mac-roman": "csmacintosh mac macintosh",
    "utf-16": "csutf16 utf-16",
    "utf-16-be": "csutf16be utf-16be",
    "utf-16-le": "csutf16le utf-16le",
    "utf-8": "csutf8 utf-8",
}
"""The names, in lower case, of each of Python's codecs."""

_CODECS: Final = {name: codec for codec, names in _NAMES.items() for name in names.split()}

_ASCII_ONLY: Final = frozenset(
    ["big5", "cp1255", "euc_jp", "euc_kr", "gb18030", "gbk", "koi8-u", "shift_jis"],
)
"""The codecs whose tables differ from Go's beyond ASCII."""

_WITH_CONTROLS: Final = ("iso8859-1", "iso8859-9")
"""The codecs of ISO 8859 that have the control characters U+0080 to U+009F in Go."""


def encode(text: str, name: str) -> bytes:
    """Encode a text as Go does; raises ``CallError``, or ``CallRefused`` where Go may differ."""
    codec = _codec(name)
    _check(text, codec, name, 0)
    try:
        if codec == "utf-16":
            return codecs.BOM_UTF16_BE + text.encode("utf-16-be")
        return text.encode(codec)
    except UnicodeEncodeError:
        raise CallError(f"the text has characters that {name} cannot represent", 0) from None


def decode(data: bytes, name: str) -> str:
    """Decode bytes as Go does; raises ``CallError``, or ``CallRefused`` where Go may differ."""
    codec = _codec(name)
    if codec in _ASCII_ONLY and not data.isascii():
        raise CallRefused(f"characters outside of ASCII in {name} are not evaluated", 0)
    if codec == "utf-16" and not data.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        codec = "utf-16-be"
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        text = "\ufffd"
    if "\ufffd" in text:
        raise CallError(f"the text has symbols that are not valid in {name}", 0)
    _check(text, codec, name, 0)
    return text


def _check(text: str, codec: str, name: str, argument: int) -> None:
    if codec in _ASCII_ONLY and not text.isascii():
        raise CallRefused(f"characters outside of ASCII in {name} are not evaluated", argument)
    if not codec.startswith("iso8859") or codec in _WITH_CONTROLS:
        return
    if any("\x80" <= char <= "\x9f" for char in text):
        raise CallError(f"{name} has no control characters beyond ASCII", argument)


def _codec(name: str) -> str:
    codec = _CODECS.get(name.strip(" \t\r\n").lower())
    if codec is None:
        raise CallRefused(f'the encoding "{name}" is not evaluated', 1)
    return codec
