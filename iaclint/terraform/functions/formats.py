"""Formatting with Go's verbs; see "format" and "formatlist" in the documentation."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Annotated, TypeAlias

from msgspec import Struct

from iaclint.limits import MAX_SHOWN_VALUE, MAX_STRING_LENGTH
from iaclint.symbolic.json_text import part_of
from iaclint.symbolic.structure import is_known, nature_of_selection, symbols
from iaclint.symbolic.values import DEFERRED, JsonText, Unknown
from iaclint.terraform.functions.builtin import Text, builtin
from iaclint.terraform.functions.context import CallError, CallLimit, Context
from iaclint.terraform.functions.texts import clusters, joined, pieces
from iaclint.terraform.types import conversion
from iaclint.terraform.types.go_floats import format_float, format_general
from iaclint.terraform.types.model import (
    STRING,
    ListOf,
    ListValue,
    TerraformValue,
    Type,
    is_null,
)
from iaclint.terraform.types.numbers import Number

_Strings: TypeAlias = Annotated[TerraformValue, ListOf(STRING)]

_VERB = re.compile(
    r"%(?P<flags>[ #+\-0]*)(?P<width>[1-9][0-9]*)?(?:\.(?P<precision>[0-9]*))?"
    r"(?:\[(?P<index>[1-9][0-9]*)\])?(?P<mode>[a-zA-Z])"
)
_BASES = {"b": "b", "d": "d", "o": "o", "x": "x", "X": "X"}


@builtin("format", unknowns=True, nulls=True)
def format_(context: Context, template: Text, *values: TerraformValue) -> TerraformValue:
    """Fill values into a template; what is known around unknown ones stays known."""
    if not isinstance(template, str):
        return Unknown(symbols(template)[0], type=STRING, not_null=True)
    if any(value is None for value in values):
        return _untyped_null(STRING)
    return joined(_fill(context, template, values))


@builtin("formatlist", unknowns=True, nulls=True)
def formatlist(context: Context, template: Text, *values: TerraformValue) -> _Strings:
    """Fill the elements of lists into a template, one after another."""
    if not isinstance(template, str):
        return Unknown(symbols(template)[0], type=ListOf(STRING), not_null=True)
    for value in values:
        if isinstance(value, Unknown):
            one = joined(_fill(context, template, [_any_of(value) for value in values]))
            nature = nature_of_selection(one)
            return Unknown(value.symbol, type=ListOf(STRING), not_null=True, derived=nature)
    if any(value is None for value in values):
        return _untyped_null(ListOf(STRING))
    rows = _rows(values)
    return ListValue([joined(_fill(context, template, row)) for row in rows], STRING)


def _any_of(value: TerraformValue) -> TerraformValue:
    """Return an unknown for the elements of a list, or a value that is none."""
    if not isinstance(value, (Unknown, tuple)):
        return value
    return Unknown((symbols(value) or ("",))[0], derived=nature_of_selection(value))


def _untyped_null(type_: Type) -> Unknown:
    """Return what Terraform makes of an untyped null: it takes it for not known yet."""
    return Unknown("null", type=type_, not_null=True)


def _rows(values: Sequence[TerraformValue]) -> list[list[TerraformValue]]:
    lengths = {len(value): n for n, value in enumerate(values) if isinstance(value, tuple)}
    if len(lengths) > 1:
        (one, first), (other, second) = list(lengths.items())[:2]
        raise CallError(
            f"argument {second + 1} has length {other}, but argument {first + 1} has {one}",
            second + 1,
        )
    length = next(iter(lengths), 1)
    return [
        [value[row] if isinstance(value, tuple) else value for value in values]
        for row in range(length)
    ]


class _Verb(Struct, frozen=True):
    raw: str
    mode: str
    flags: str
    width: int
    precision: int | None


def _fill(context: Context, template: str, values: Sequence[TerraformValue]) -> list[str | Unknown]:
    parts: list[str | Unknown] = []
    position = used = 0
    following = 1
    context.spend(len(template) // 100)
    while (start := template.find("%", position)) >= 0:
        parts.append(template[position:start])
        if template.startswith("%%", start):
            parts.append("%")
            position = start + 2
            continue
        match = _VERB.match(template, start)
        if match is None:
            raise CallError(f"invalid format verb at offset {start}", 0)
        number = _read(match["index"], match) or following
        if number > len(values):
            raise CallError(f'there is no argument for "{match[0]}"')
        made = _format(_verb(match), values[number - 1])
        context.spend(sum(len(piece) for piece in made if isinstance(piece, str)) // 100)
        parts += made
        used = max(used, number)
        following, position = number + 1, match.end()
    if used < len(values):
        raise CallError(f"too many arguments; the format uses only {used}", used + 1)
    return [*parts, template[position:]]


def _verb(match: re.Match[str]) -> _Verb:
    width, precision = _read(match["width"], match), match["precision"]
    exact = None if precision is None else _read(precision, match)
    return _Verb(match[0], match["mode"], match["flags"], width, exact)


def _read(digits: str | None, verb: re.Match[str]) -> int:
    """Return a number in a verb, 0 for none."""
    text = (digits or "0").lstrip("0")
    if len(text) > 9 or int(text or 0) > MAX_STRING_LENGTH:
        shown = verb[0][:MAX_SHOWN_VALUE]
        raise CallLimit(f'the width in "{shown}" is too large to evaluate', 0)
    return int(text or 0)


def _format(verb: _Verb, value: TerraformValue) -> list[str | Unknown]:
    if not is_known(value):
        return _format_unknown(verb, value)
    if is_null(value) and verb.mode != "v":
        raise CallError(f'a null cannot be formatted with "{verb.raw}"')
    if verb.mode == "v":
        return [_as_is(verb, value)]
    if verb.mode == "t":
        return ["true" if _converted(verb, value, conversion.to_bool) else "false"]
    if verb.mode in _BASES:
        return [_integer(verb, value)]
    if verb.mode in "eEfgG":
        number = _converted(verb, value, conversion.to_number)
        assert isinstance(number, (int, float, Fraction))
        return [format_float(number, verb.mode, verb.flags, verb.width, verb.precision)]
    if verb.mode in "sq":
        return [_string(verb, value)]
    raise CallError(f'unsupported format verb "{verb.raw}"', 0)


def _format_unknown(verb: _Verb, value: TerraformValue) -> list[str | Unknown]:
    is_string = isinstance(value, DEFERRED)
    text = _as_string(verb, value) if is_string and verb.raw in ("%s", "%v", "%q") else None
    if verb.raw == "%q" and text is not None:
        return [part_of(JsonText(text), STRING)]
    if text is not None and not isinstance(text, str):
        return pieces(text)
    if verb.raw == "%#v" or (verb.raw == "%v" and not is_string):
        return [part_of(JsonText(value), STRING)]
    return [Unknown(symbols(value)[0], type=STRING, not_null=True)]


def _as_string(verb: _Verb, value: TerraformValue) -> TerraformValue:
    """Return an unknown as an unknown string, where it converts to one."""
    try:
        return conversion.to_string(value)
    except conversion.ConversionError:
        return None


def _converted(
    verb: _Verb, value: TerraformValue, to: Callable[[TerraformValue], TerraformValue]
) -> TerraformValue:
    try:
        return to(value)
    except conversion.ConversionLimit:
        raise
    except conversion.ConversionError as error:
        raise CallError(f'unsupported value for "{verb.raw}": {error.message}') from None


def _as_is(verb: _Verb, value: TerraformValue) -> str:
    if "#" not in verb.flags and isinstance(value, str):
        return _padded(verb, value)
    if "#" not in verb.flags and _is_number(value):
        return _padded(verb, format_general(value))  # type: ignore[arg-type]
    from iaclint.terraform.functions.json import encode

    return _padded(verb, encode(value))


def _is_number(value: TerraformValue) -> bool:
    return isinstance(value, (int, float, Fraction)) and not isinstance(value, bool)


def _integer(verb: _Verb, value: TerraformValue) -> str:
    number = _converted(verb, value, conversion.to_number)
    if not isinstance(number, int) and number != 0:
        raise CallError(f'unsupported value for "{verb.raw}": an integer is required')
    assert isinstance(number, (int, float))
    return _format_integer(verb, int(number))


def _format_integer(verb: _Verb, number: int) -> str:
    from iaclint.terraform.types.numbers import text

    digits = text(abs(number)) if verb.mode == "d" else format(abs(number), _BASES[verb.mode])
    digits = digits.rjust(verb.precision or 0, "0")
    prefixes = {"b": "0b", "o": "0", "x": "0x", "X": "0X"}
    sign = "-" if number < 0 else "+" if "+" in verb.flags else " " if " " in verb.flags else ""
    if "#" in verb.flags:
        sign += prefixes.get(verb.mode, "")
    if "-" in verb.flags:
        return (sign + digits).ljust(verb.width)
    if "0" in verb.flags and verb.precision is None:
        return sign + digits.rjust(verb.width - len(sign), "0")
    return (sign + digits).rjust(verb.width)


def _string(verb: _Verb, value: TerraformValue) -> str:
    text = _converted(verb, value, conversion.to_string)
    assert isinstance(text, str)
    if verb.precision:
        text = "".join(clusters(text)[: verb.precision])
    if verb.mode == "q":
        from iaclint.terraform.functions.json import encode

        text = encode(text)
    return _padded(verb, text)


def _padded(verb: _Verb, text: str) -> str:
    missing = verb.width - len(clusters(text)) if verb.width else 0
    padding = ("0" if "0" in verb.flags else " ") * max(missing, 0)
    return text + padding if "-" in verb.flags else padding + text


__all__ = ["Number", "format_", "formatlist"]
