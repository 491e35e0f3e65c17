"""Hashes and secrets; see "Hash and Crypto Functions" in Terraform's documentation."""

from __future__ import annotations

import hashlib
from uuid import NAMESPACE_DNS, NAMESPACE_OID, NAMESPACE_URL, NAMESPACE_X500, UUID
from uuid import uuid5 as _uuid5

from iaclint.symbolic.values import Unknown
from iaclint.terraform.functions.builtin import FilePath, builtin
from iaclint.terraform.functions.context import CallError, Context
from iaclint.terraform.functions.encoding import decode, encode
from iaclint.terraform.types.model import STRING, TerraformValue

_NAMESPACES = {
    "dns": NAMESPACE_DNS,
    "url": NAMESPACE_URL,
    "oid": NAMESPACE_OID,
    "x500": NAMESPACE_X500,
}


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _sha1(data: bytes) -> bytes:
    return hashlib.sha1(data, usedforsecurity=False).digest()


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _sha512(data: bytes) -> bytes:
    return hashlib.sha512(data).digest()


@builtin("md5")
def md5(text: str) -> str:
    """Hash a string, in hexadecimal digits."""
    return _md5(text.encode()).hex()


@builtin("sha1")
def sha1(text: str) -> str:
    """Hash a string, in hexadecimal digits."""
    return _sha1(text.encode()).hex()


@builtin("sha256")
def sha256(text: str) -> str:
    """Hash a string, in hexadecimal digits."""
    return _sha256(text.encode()).hex()


@builtin("sha512")
def sha512(text: str) -> str:
    """Hash a string, in hexadecimal digits."""
    return _sha512(text.encode()).hex()


@builtin("base64sha256")
def base64sha256(text: str) -> str:
    """Hash a string, in base64."""
    return encode(_sha256(text.encode()))


@builtin("base64sha512")
def base64sha512(text: str) -> str:
    """Hash a string, in base64."""
    return encode(_sha512(text.encode()))


@builtin("filemd5")
def filemd5(context: Context, path: FilePath) -> str:
    """Hash a file, in hexadecimal digits."""
    return _md5(context.read(path)).hex()


@builtin("filesha1")
def filesha1(context: Context, path: FilePath) -> str:
    """Hash a file, in hexadecimal digits."""
    return _sha1(context.read(path)).hex()


@builtin("filesha256")
def filesha256(context: Context, path: FilePath) -> str:
    """Hash a file, in hexadecimal digits."""
    return _sha256(context.read(path)).hex()


@builtin("filesha512")
def filesha512(context: Context, path: FilePath) -> str:
    """Hash a file, in hexadecimal digits."""
    return _sha512(context.read(path)).hex()


@builtin("filebase64sha256")
def filebase64sha256(context: Context, path: FilePath) -> str:
    """Hash a file, in base64."""
    return encode(_sha256(context.read(path)))


@builtin("filebase64sha512")
def filebase64sha512(context: Context, path: FilePath) -> str:
    """Hash a file, in base64."""
    return encode(_sha512(context.read(path)))


@builtin("uuidv5")
def uuidv5(namespace: str, name: str) -> str:
    """Return the identifier that a name has in a namespace."""
    known = _NAMESPACES.get(namespace)
    if known is None:
        try:
            known = UUID(namespace)
        except ValueError:
            raise CallError(f'"{namespace}" is not a valid namespace', 0) from None
    return str(_uuid5(known, name))


@builtin("uuid")
def uuid() -> TerraformValue:
    """Make a new identifier: another one each time."""
    return Unknown("uuid()", type=STRING, not_null=True)


@builtin("bcrypt")
def bcrypt(text: str, *cost: int) -> TerraformValue:
    """Hash a password: with other salt each time."""
    if len(cost) > 1:
        raise CallError("bcrypt takes no more than two arguments")
    return Unknown("bcrypt()", type=STRING, not_null=True)


@builtin("rsadecrypt")
def rsadecrypt(text: str, key: str) -> TerraformValue:
    """Decrypt: not done here, so the result is unknown; only the forms are checked."""
    decode(text)
    if "PRIVATE KEY" not in key:
        raise CallError("this is not a private key", 1)
    return Unknown("rsadecrypt()", type=STRING, not_null=True)
