"""Terraform's built-in functions, by family; a family is imported when it is called.

The documentation of each is in Terraform's language reference under "Functions".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from iaclint.symbolic.values import Unknown
from iaclint.terraform.functions.context import (
    CallError,
    CallRefused,
    Context,
    FileUnavailable,
    OutOfStepsError,
)
from iaclint.terraform.types.model import TerraformValue, Type

if TYPE_CHECKING:
    from iaclint.terraform.functions.builtin import Builtin

__all__ = [
    "CallError",
    "CallRefused",
    "Context",
    "FileUnavailable",
    "OutOfStepsError",
    "call",
    "exists",
    "names",
]

FAMILIES: Final[dict[str, str]] = {
    "strings": "chomp endswith indent join lower replace split startswith strcontains strrev "
    "substr title trim trimprefix trimspace trimsuffix upper",
    "regexes": "regex regexall",
    "formats": "format formatlist",
    "collections": "alltrue anytrue coalesce coalescelist compact length one sum",
    "comparisons": "contains distinct index matchkeys",
    "lists": "chunklist concat element flatten range reverse slice sort",
    "mappings": "keys lookup merge transpose values zipmap",
    "sets": "setintersection setproduct setsubtract setunion",
    "numeric": "abs ceil floor log max min parseint pow signum",
    "encoding": "base64decode base64encode base64gzip textdecodebase64 textencodebase64 urlencode",
    "json": "jsondecode jsonencode",
    "yaml": "yamldecode yamlencode",
    "csv": "csvdecode",
    "files": "abspath basename dirname file filebase64 fileexists fileset pathexpand "
    "templatefile templatestring",
    "hashes": "base64sha256 base64sha512 bcrypt filebase64sha256 filebase64sha512 filemd5 "
    "filesha1 filesha256 filesha512 md5 rsadecrypt sha1 sha256 sha512 uuid uuidv5",
    "dates": "formatdate plantimestamp timeadd timecmp timestamp",
    "ip": "cidrhost cidrnetmask cidrsubnet cidrsubnets",
    "types": "ephemeralasnull issensitive nonsensitive sensitive tobool tolist tomap tonumber "
    "toset tostring",
    "aws_provider": "provider::aws::arn_build provider::aws::arn_parse "
    "provider::aws::trim_iam_role_path",
    "provider": "provider::terraform::decode_tfvars provider::terraform::encode_expr "
    "provider::terraform::encode_tfvars",
}
"""Which functions each module of this package has."""

_FAMILY_OF: Final = {name: family for family, names in FAMILIES.items() for name in names.split()}


def exists(name: str) -> bool:
    """Return whether a function of that name can be called; providers' functions can be."""
    return _plain(name) in _FAMILY_OF or _is_of_other_provider(name)


def _is_of_other_provider(name: str) -> bool:
    kind, *names = name.split("::")
    return kind == "provider" and len(names) == 2 and names[0] != "terraform"


def is_pure(name: str) -> bool:
    """Return whether a function depends on its arguments alone, and on no file or clock."""
    return _FAMILY_OF.get(_plain(name), "files") not in ("files", "hashes", "dates")


def names() -> list[str]:
    """Return the names of all functions, without their namespaces."""
    return sorted(_FAMILY_OF)


def call(name: str, arguments: Sequence[TerraformValue], context: Context) -> TerraformValue:
    """Call a function by name; raises ``CallError`` where Terraform would reject the call.

    Raises ``CallRefused`` for a function that OpenTofu or a later version of Terraform may have.

    What a provider's function returns only the provider knows.
    """
    plain = _plain(name)
    if plain not in _FAMILY_OF and _is_of_other_provider(name):
        return Unknown(f"{name}()")
    return _find(plain).call(arguments, context)


def types_of_arguments(name: str, count: int) -> Sequence[Type]:
    """Return the types that a function converts some arguments to; none if it is not known."""
    plain = _plain(name)
    return _find(plain).types(count) if plain in _FAMILY_OF else ()


def _plain(name: str) -> str:
    return name.removeprefix("core::")


def _find(name: str) -> Builtin:
    from iaclint.terraform.functions.builtin import REGISTERED

    if name not in REGISTERED:
        family = _FAMILY_OF.get(name)
        if family is None:
            raise CallRefused(_no_such(name))
        from importlib import import_module

        import_module(f"{__name__}.{family}")
    return REGISTERED[name]


def _no_such(name: str) -> str:
    from difflib import get_close_matches

    similar = get_close_matches(name, _FAMILY_OF, n=1)
    hint = f'; did you mean "{similar[0]}"?' if similar else ""
    return f'there is no function named "{name}"{hint}'
