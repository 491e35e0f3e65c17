"""Files and their names; see "Filesystem Functions" in Terraform's documentation."""

from __future__ import annotations

import posixpath
from typing import Annotated, TypeAlias

from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import DEFERRED, PartialString, Unknown
from iaclint.terraform.functions.builtin import FilePath, Text, builtin
from iaclint.terraform.functions.context import CallError, Context, FileUnavailable
from iaclint.terraform.functions.encoding import encode
from iaclint.terraform.functions.texts import respelled
from iaclint.terraform.functions.work_tree import absolute, relative
from iaclint.terraform.types.conversion import ConversionError, ConversionLimit, to_string
from iaclint.terraform.types.model import (
    BOOL,
    STRING,
    MapOf,
    ObjectOf,
    SetOf,
    TerraformValue,
    is_null,
    type_of,
)
from iaclint.terraform.types.sets import make_set

_Bool: TypeAlias = Annotated[TerraformValue, BOOL]
_Path: TypeAlias = Annotated[TerraformValue, STRING, "path"]
_Strings: TypeAlias = Annotated[TerraformValue, SetOf(STRING)]


@builtin("abspath", unknowns=True)
def abspath(context: Context, path: Text) -> TerraformValue:
    """Return a path from the root of the file system."""
    inside = relative(path)
    if inside is not None:
        return absolute(inside)
    if not isinstance(path, str):
        return respelled(path)
    return clean(path) if path.startswith("/") else absolute(posixpath.join(context.folder, path))


@builtin("pathexpand")
def pathexpand(path: str) -> TerraformValue:
    """Replace ``~`` at the start by the home folder, which only the machine knows."""
    return Unknown("pathexpand()", type=STRING, not_null=True) if path.startswith("~") else path


@builtin("basename", unknowns=True)
def basename(path: Text) -> TerraformValue:
    """Return the last part of a path."""
    if not isinstance(path, str):
        _, slash, name = _end_of(path).rstrip("/").rpartition("/")
        return name if slash else respelled(path)
    if not path:
        return "."
    return posixpath.basename(path.rstrip("/")) or "/"


@builtin("dirname", unknowns=True)
def dirname(path: Text) -> TerraformValue:
    """Return a path without its last part."""
    inside = relative(path)
    if inside is not None:
        return absolute(posixpath.join(inside, ".."))
    if not isinstance(path, str):
        return respelled(path)
    return clean(path[: path.rfind("/") + 1])


def _end_of(path: TerraformValue) -> str:
    """Return the known end of a path of which some parts are unknown."""
    return path.suffix if isinstance(path, PartialString) else ""


def clean(path: str) -> str:
    """Return the shortest form of a path."""
    normal = posixpath.normpath(path)
    # POSIX lets two slashes at the start mean something; Go doesn't.
    return normal[1:] if normal.startswith("//") else normal


@builtin("file")
def file(context: Context, path: FilePath) -> str:
    """Return the text of a file."""
    try:
        return context.read(path).decode()
    except UnicodeDecodeError:
        raise CallError(f"{path} is not valid UTF-8; filebase64 reads such files", 0) from None


@builtin("filebase64")
def filebase64(context: Context, path: FilePath) -> str:
    """Return the bytes of a file in base64."""
    return encode(context.read(path))


@builtin("fileexists")
def fileexists(context: Context, path: FilePath) -> _Bool:
    """Return whether a file exists; raises ``FileUnavailable`` if it must not be read."""
    try:
        context.read(path)
    except FileUnavailable as error:
        if error.is_missing:
            return False
        raise
    return True


@builtin("fileset")
def fileset(context: Context, path: FilePath, pattern: str) -> _Strings:
    """List the files in a folder that match a pattern."""
    return make_set(context.glob(path, pattern), STRING)


@builtin("templatefile", unknowns=True, nulls=True)
def templatefile(context: Context, path: _Path, variables: TerraformValue) -> TerraformValue:
    """Render the template in a file."""
    if not isinstance(path, str):
        return Unknown(symbols(path)[0])
    return _render(context, file(context, path), variables)


@builtin("templatestring", unknowns=True, nulls=True)
def templatestring(
    context: Context, template: TerraformValue, variables: TerraformValue
) -> TerraformValue:
    """Render a template that was made elsewhere."""
    if isinstance(template, DEFERRED):
        return Unknown(symbols(template)[0], type=STRING, not_null=True)
    if not isinstance(template, str):
        raise CallError("the template must be a string", 0)
    rendered = _render(context, template, variables)
    try:
        return to_string(rendered)
    except ConversionLimit:
        raise
    except ConversionError as error:
        raise CallError(f"the result is not a string: {error.message}", 0) from None


def _render(context: Context, template: str, variables: TerraformValue) -> TerraformValue:
    if isinstance(variables, DEFERRED):
        return Unknown(symbols(variables)[0])
    if not isinstance(variables, dict) or not isinstance(type_of(variables), (MapOf, ObjectOf)):
        raise CallError("the variables must be a map", 1)
    for name in variables:
        if not name.replace("-", "_").isidentifier():
            raise CallError(f'"{name}" cannot be the name of a variable', 1)
    rendered = context.render(template, dict(variables))
    if is_null(rendered):
        raise CallError("the result of the template is null", 0)
    return rendered
