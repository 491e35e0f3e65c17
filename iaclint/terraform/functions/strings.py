"""String functions; see "String Functions" in Terraform's documentation."""

from __future__ import annotations

from collections.abc import Callable

from iaclint.limits import MAX_STRING_LENGTH
from iaclint.symbolic.choices import choose
from iaclint.symbolic.natures import part_of_all
from iaclint.symbolic.structure import nature_of_selection, symbols
from iaclint.symbolic.values import JsonText, PartialString, Unknown, concatenate
from iaclint.terraform.functions.builtin import Text, Texts, builtin
from iaclint.terraform.functions.context import CallError, CallLimit, Context
from iaclint.terraform.functions.replacing import replace_known
from iaclint.terraform.functions.texts import (
    clusters,
    joined,
    known_start,
    pieces,
    respelled,
    size_of_text,
    split_partly_known,
    without_identity,
)
from iaclint.terraform.types.incomplete import Incomplete, including
from iaclint.terraform.types.model import (
    BOOL,
    STRING,
    ListOf,
    ListValue,
    TerraformValue,
    is_null,
)
from iaclint.terraform.types.unknown_instances import UnknownInstances

_SPACES = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)


@builtin("chomp", spells=0)
def chomp(text: str) -> str:
    """Remove the newlines at the end."""
    return text.rstrip("\r\n")


@builtin("endswith")
def endswith(text: str, suffix: str) -> bool:
    """Return whether the text ends with the suffix."""
    return text.endswith(suffix)


@builtin("startswith", unknowns=True)
def startswith(text: Text, prefix: Text) -> TerraformValue:
    """Return whether the text starts with the prefix; its known start may settle it."""
    if not isinstance(prefix, str):
        return _undecided(prefix)
    if isinstance(text, str):
        return text.startswith(prefix)
    known = known_start(text)
    if known.startswith(prefix):
        return True
    return _undecided(text) if prefix.startswith(known) else False


@builtin("strcontains")
def strcontains(text: str, part: str) -> bool:
    """Return whether the text contains the part."""
    return part in text


def _undecided(value: TerraformValue) -> Unknown:
    return Unknown(symbols(value)[0], type=BOOL, not_null=True)


@builtin("indent")
def indent(spaces: int, text: str) -> str:
    """Put spaces after each newline."""
    if spaces < 0:
        raise CallError("the number of spaces must not be negative", 0)
    if spaces * text.count("\n") > MAX_STRING_LENGTH:
        raise CallLimit("this indentation is too large to evaluate", 0)
    return text.replace("\n", "\n" + " " * spaces)


@builtin("join", unknowns=True)
def join(context: Context, separator: Text, *lists: Texts) -> TerraformValue:
    """Join the elements of all lists with a separator; unknown ones stay in their places."""
    if not lists:
        raise CallError("at least one list is required")
    parts: list[str | Unknown] = []
    for index, given in enumerate(lists):
        if isinstance(given, UnknownInstances) and len(lists) == 1:
            return given.any()
        if isinstance(given, Incomplete) and not given.among and len(lists) == 1:
            return _joined_incomplete(context, separator, given)
        if isinstance(given, Unknown):
            return Unknown(given.symbol, type=STRING, not_null=True)
        assert isinstance(given, tuple)
        context.spend(len(given) * size_of_text(separator) // 100)
        for position, item in enumerate(given):
            if is_null(item):
                raise CallError(f"element {position} is null and cannot be joined", index + 1)
            parts += [*pieces(separator), *_piece(item)]
    return joined(parts[len(pieces(separator)) :])


def _joined_incomplete(
    context: Context, separator: TerraformValue, given: Incomplete
) -> TerraformValue:
    """Return the text without and with elements that are not known."""
    others = Unknown(given.others.symbol, type=STRING, not_null=True)
    lists = ((*given.start, *given.end), (*given.start, others, *given.end))
    texts = [join(context, separator, ListValue(items, STRING)) for items in lists]
    return choose(Unknown(given.symbol), texts)


def _piece(item: TerraformValue) -> list[str | Unknown]:
    return (
        pieces(item)
        if isinstance(item, (str, PartialString, JsonText, Unknown))
        else [without_identity(item)]
    )


@builtin("lower", unknowns=True)
def lower(context: Context, text: Text) -> TerraformValue:
    """Turn letters to lower case, one by one."""
    _spend_on_letters(context, text)
    return _each(text, lambda known: "".join(map(_lower, known)))


@builtin("upper", unknowns=True)
def upper(context: Context, text: Text) -> TerraformValue:
    """Convert to upper case letter by letter; a letter that would become two is kept."""
    _spend_on_letters(context, text)
    return _each(text, lambda known: "".join(map(_upper, known)))


def _spend_on_letters(context: Context, text: TerraformValue) -> None:
    """Take the steps to look at each letter."""
    context.spend(size_of_text(text) // 20)


def _each(text: TerraformValue, change: Callable[[str], str]) -> TerraformValue:
    """Change the known pieces of a text; the unknown ones change in unknown ways."""
    parts = pieces(text)
    return concatenate([change(p) if isinstance(p, str) else respelled(p) for p in parts])


def _lower(char: str) -> str:
    return "i" if char == "\u0130" else char.lower()


def _upper(char: str) -> str:
    upper = char.upper()
    return upper if len(upper) == 1 else _title(char)


def _title(char: str) -> str:
    title = char.title()
    return title if len(title) == 1 else char


@builtin("replace", unknowns=True)
def replace(context: Context, text: Text, part: Text, replacement: Text) -> TerraformValue:
    """Replace every occurrence; a part between slashes is a regular expression."""
    if not isinstance(part, str):
        return without_identity(part)
    if len(part) > 1 and part[0] == "/" == part[-1]:
        if not isinstance(text, str) or not isinstance(replacement, str):
            return without_identity(replacement if isinstance(text, str) else text)
        from iaclint.terraform.functions.regexes import replace_all

        return replace_all(context, part[1:-1], text, replacement)
    if isinstance(text, str) and isinstance(replacement, str):
        return _bounded(text, part, replacement)
    # Every start and end of the part is compared with the text.
    context.spend(len(part) ** 2 // 100 + size_of_text(text) * size_of_text(replacement) // 1000)
    return replace_known(text, part, replacement)


def _bounded(text: str, part: str, replacement: str) -> str:
    if text.count(part) * len(replacement) > MAX_STRING_LENGTH:
        raise CallLimit("the result is too large to evaluate", 2)
    return text.replace(part, replacement)


@builtin("split", unknowns=True)
def split(separator: Text, text: Text) -> Texts:
    """Split at every separator; an empty one splits between all characters."""
    if isinstance(separator, str) and isinstance(text, str):
        return ListValue(text.split(separator) if separator else text, STRING)
    nature = part_of_all((nature_of_selection(text),))
    symbol = symbols((separator, text))[0]
    result = Unknown(symbol, type=ListOf(STRING), not_null=True, derived=nature)
    if not isinstance(separator, str) or len(separator) != 1:
        return result
    found, opened = split_partly_known(text, separator)
    if not opened:
        return ListValue(found, STRING)
    first, last = opened[0], opened[-1]
    among = [part for n, part in enumerate(found) if first < n < last and n not in opened]
    return including(result, found[:first], among, found[last + 1 :])


@builtin("strrev", spells=0)
def strrev(text: str) -> str:
    """Reverse the characters."""
    return "".join(reversed(clusters(text)))


@builtin("substr", spells=0)
def substr(text: str, offset: int, length: int) -> str:
    """Cut out ``length`` characters from an offset, negative from the end; -1 is all."""
    if length == 0 and offset >= 0:
        return ""
    chars = clusters(text)
    start = max(offset + len(chars), 0) if offset < 0 else offset
    # A length of zero counts as no limit after a negative offset, as in Terraform.
    return "".join(chars[start:] if length <= 0 else chars[start : start + length])


@builtin("title", spells=0)
def title(context: Context, text: str) -> str:
    """Turn the first letter of each word to upper case."""
    _spend_on_letters(context, text)
    previous = " " + text[:-1]
    return "".join(
        _title(char) if _is_separator(before) else char
        for before, char in zip(previous, text, strict=False)
    )


def _is_separator(char: str) -> bool:
    if char.isascii():
        return not (char.isalnum() or char == "_")
    return char in _SPACES


@builtin("trim", spells=0)
def trim(text: str, cutset: str) -> str:
    """Remove any of the characters from both ends."""
    return text.strip(cutset) if cutset else text


@builtin("trimprefix", unknowns=True)
def trimprefix(text: Text, prefix: Text) -> TerraformValue:
    """Remove ``prefix`` from the start of ``text``, once."""
    if not isinstance(prefix, str):
        return without_identity(prefix)
    if isinstance(text, str):
        return text.removeprefix(prefix)
    known = text.prefix if isinstance(text, PartialString) else ""
    if prefix and known.startswith(prefix):
        return concatenate([known.removeprefix(prefix), *pieces(text)[1:]])
    return respelled(text) if prefix.startswith(known) else text


@builtin("trimspace", spells=0)
def trimspace(text: str) -> str:
    """Remove white space from both ends."""
    return text.strip(_SPACES)


@builtin("trimsuffix", unknowns=True)
def trimsuffix(text: Text, suffix: Text) -> TerraformValue:
    """Remove ``suffix`` from the end of ``text``, once."""
    if not isinstance(suffix, str):
        return without_identity(suffix)
    if isinstance(text, str):
        return text.removesuffix(suffix)
    known = text.suffix if isinstance(text, PartialString) else ""
    if suffix and known.endswith(suffix):
        return concatenate([*pieces(text)[:-1], known.removesuffix(suffix)])
    return respelled(text) if suffix.endswith(known) else text
