"""The functions of Terraform's own provider, ``provider::terraform::…``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import Unknown
from iaclint.terraform.functions.builtin import Text, builtin
from iaclint.terraform.functions.context import CallError, Context
from iaclint.terraform.types.conversion import to_string
from iaclint.terraform.types.model import TerraformValue, is_null

_IDENTIFIER = re.compile(r"[^\W\d][\w-]*")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


@builtin("provider::terraform::encode_tfvars")
def encode_tfvars(values: TerraformValue) -> str:
    """Write an object as the content of a ``.tfvars`` file."""
    if not isinstance(values, Mapping):
        raise CallError("this must be an object, whose attributes become variables", 0)
    for name in values:
        if not _IDENTIFIER.fullmatch(name):
            raise CallError(f'"{name}" cannot be the name of a variable', 0)
    pairs = [(name, _written(values[name])) for name in sorted(values)]
    return _indented("".join(f"{name} = {written}\n" for name, written in _aligned(pairs)))


@builtin("provider::terraform::encode_expr")
def encode_expr(value: TerraformValue) -> str:
    """Write a value as an expression."""
    return _indented(_written(value))


@builtin("provider::terraform::decode_tfvars", unknowns=True)
def decode_tfvars(context: Context, text: Text) -> TerraformValue:
    """Read the content of a ``.tfvars`` file."""
    if not isinstance(text, str):
        return Unknown(symbols(text)[0])
    return dict(sorted(context.parse(text).items()))


def _indented(text: str) -> str:
    """Indent lines as Terraform does: by one level for each line that opens brackets.

    Brackets that one line opens share a level, until all of them are closed.
    """
    levels: list[int] = []
    lines: list[str] = []
    for line in text.split("\n"):
        code = _STRING.sub("", line)
        opened = sum(map(code.count, "[{")) - sum(map(code.count, "]}"))
        while opened < 0 and levels:
            opened += levels.pop()
            if opened > 0:
                levels.append(opened)
                opened = 0
        lines.append("  " * len(levels) + line if line else line)
        if opened > 0:
            levels.append(opened)
    return "\n".join(lines)


def _written(value: TerraformValue) -> str:
    if is_null(value):
        return "null"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, tuple):
        return f"[{', '.join(_written(item) for item in value)}]"
    if isinstance(value, Mapping):
        return _object(value)
    return str(to_string(value))


def _object(value: Mapping[str, TerraformValue]) -> str:
    if not value:
        return "{}"
    pairs = [
        (name if _IDENTIFIER.fullmatch(name) else _quoted(name), _written(value[name]))
        for name in sorted(value)
    ]
    lines = [f"{name} = {written}\n" for name, written in _aligned(pairs)]
    return "{\n" + "".join(lines) + "}"


def _aligned(pairs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Pad the names of neighbours of one line each to the same width."""
    for is_long, group in groupby(pairs, key=lambda pair: "\n" in pair[1]):
        members = list(group)
        width = 0 if is_long else max(len(name) for name, _ in members)
        yield from ((name.ljust(width), written) for name, written in members)


def _quoted(text: str) -> str:
    escaped = "".join(_ESCAPES.get(char) or _escaped(char) for char in text)
    return '"' + escaped.replace("${", "$${").replace("%{", "%%{") + '"'


def _escaped(char: str) -> str:
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
