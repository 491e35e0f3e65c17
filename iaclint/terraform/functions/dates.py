"""Dates and times; see "Date and Time Functions" in Terraform's documentation."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from fractions import Fraction

from iaclint.limits import MAX_DURATION_NANOSECONDS
from iaclint.symbolic.values import Unknown
from iaclint.terraform.functions.builtin import builtin
from iaclint.terraform.functions.context import CallError, CallRefused
from iaclint.terraform.types.model import STRING, TerraformValue
from iaclint.terraform.types.numbers import Number

_TIMESTAMP = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})([.,][0-9]+)?"
    r"(?:Z|([+-])([0-9]{2}):([0-9]{2}))"
)
_TOKEN = re.compile(r"(''|'(?:[^']|'')*'?)|(([A-Za-z])\3*)|[^'A-Za-z]+", re.DOTALL)
_DURATION = re.compile(r"([0-9]+\.?[0-9]*|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)")
_NANOSECONDS = {
    "ns": 1,
    "us": 10**3,
    "µs": 10**3,
    "μs": 10**3,
    "ms": 10**6,
    "s": 10**9,
    "m": 60 * 10**9,
    "h": 3600 * 10**9,
}
_LEAP_YEAR = 2000
_EXACT_DECIMALS = 18
"""Go reads more decimals as far as they fit into 63 bits."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@builtin("timestamp")
def timestamp() -> TerraformValue:
    """Return the time at which the plan is applied."""
    return Unknown("timestamp()", type=STRING, not_null=True)


@builtin("plantimestamp")
def plantimestamp() -> TerraformValue:
    """Return the time at which the plan is made."""
    return Unknown("plantimestamp()", type=STRING, not_null=True)


@builtin("timeadd")
def timeadd(timestamp: str, duration: str) -> str:
    """Add a duration, such as ``1h30m``, to a time."""
    moment, fraction = _parse(timestamp, 0)
    exact = fraction + Fraction(_nanoseconds(duration), 10**9)
    try:
        moment += timedelta(seconds=exact.__floor__())
    except OverflowError:
        raise CallRefused("years outside of 1 to 9999 are not evaluated", 1) from None
    return moment.strftime(f"{moment.year:04d}-%m-%dT%H:%M:%S") + _zone(moment, "Z", ":")


@builtin("timecmp")
def timecmp(first: str, second: str) -> Number:
    """Return -1, 0 or 1: the order of two times."""
    left, right = _parse(first, 0, strict=False), _parse(second, 1, strict=False)
    return (left > right) - (left < right)


def _parse(text: str, argument: int, strict: bool = True) -> tuple[datetime, Fraction]:
    """Read a time in RFC 3339; return it with the part of a second apart.

    Go's parser, which ``timecmp`` uses, allows a comma, and one hour or minute more in an offset.
    """
    match = _TIMESTAMP.fullmatch(text)
    try:
        if match is None:
            raise ValueError("the form is 2006-01-02T15:04:05Z")
        hours, minutes = int(match[9] or 0), int(match[10] or 0)
        if strict and match[7] and match[7].startswith(","):
            raise ValueError("a decimal point is required, not a comma")
        if hours > (23 if strict else 24) or minutes > (59 if strict else 60):
            raise ValueError("the offset from UTC is too large")
        year, month, day, hour, minute, second = map(int, match.group(1, 2, 3, 4, 5, 6))
        moment = datetime(year or _LEAP_YEAR, month, day, hour, minute, second)
    except ValueError as error:
        message = f'"{text}" is not a timestamp in RFC 3339: {error}'
        raise CallError(message, argument) from None
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if match[8] == "-" else 1)
    if not year or abs(offset) >= timedelta(days=1):
        raise CallRefused(f'the timestamp "{text}" is not evaluated', argument)
    nanoseconds = int((match[7] or ".")[1:10].ljust(9, "0"))
    return moment.replace(tzinfo=timezone(offset)), Fraction(nanoseconds, 10**9)


def _nanoseconds(text: str) -> int:
    """Read a duration as Go does: parts of a unit are 64-bit floats."""
    sign, body = (-1, text[1:]) if text.startswith("-") else (1, text.removeprefix("+"))
    if body == "0":
        return 0
    total = position = 0
    while match := _DURATION.match(body, position):
        whole, _, decimals = match[1].partition(".")
        if len(decimals) > _EXACT_DECIMALS:
            raise CallRefused(f'the duration "{text}" is not evaluated', 1)
        unit = _NANOSECONDS[match[2]]
        # Python does not read thousands of digits; so many are too large anyway.
        total += int(whole.lstrip("0")[: _EXACT_DECIMALS + 2] or "0") * unit
        total += int(int(decimals or "0") * (unit / 10 ** len(decimals)))
        position = match.end()
    if position < len(body) or not body:
        raise CallError(f'"{text}" is not a duration such as "1h30m"', 1)
    if total >= MAX_DURATION_NANOSECONDS + (sign < 0):
        raise CallError(f'the duration "{text}" is too large', 1)
    return sign * total


@builtin("formatdate")
def formatdate(format: str, timestamp: str) -> str:
    """Write a time in another form."""
    moment, _ = _parse(timestamp, 1)
    return "".join(_written(match, moment) for match in _TOKEN.finditer(format))


def _written(token: re.Match[str], moment: datetime) -> str:
    quoted, verb = token[1], token[2]
    if quoted:
        if quoted == "''":
            return "'"
        if len(quoted) == 1 or not quoted.endswith("'"):
            raise CallError("unclosed literal, which starts with '", 0)
        return quoted[1:-1].replace("''", "'")
    if not verb:
        return token[0]
    forms = _forms(verb[0], moment)
    if verb not in forms:
        raise CallError(f'"{verb}" is not valid in a date format', 0)
    return forms[verb]


def _forms(letter: str, moment: datetime) -> dict[str, str]:
    """Return all formats of a letter."""
    if letter == "Y":
        return {"YY": f"{moment.year % 100:02d}", "YYYY": f"{moment.year:04d}"}
    if letter == "M":
        name = _MONTHS[moment.month - 1]
        return _number("M", moment.month) | {"MMM": name[:3], "MMMM": name}
    if letter == "E":
        name = _DAYS[moment.weekday()]
        return {"EEE": name[:3], "EEEE": name}
    if letter in "Aa":
        half = "AM" if moment.hour < 12 else "PM"
        return {"AA": half, "aa": half.lower()}
    if letter == "Z":
        plain = _zone(moment, "+0000", "")
        named = "UTC" if plain == "+0000" else plain
        with_colon = _zone(moment, "+00:00", ":")
        return {"Z": _zone(moment, "Z", ":"), "ZZZ": named, "ZZZZ": plain, "ZZZZZ": with_colon}
    numbers = {
        "D": moment.day,
        "h": moment.hour,
        "H": moment.hour % 12 or 12,
        "m": moment.minute,
        "s": moment.second,
    }
    return _number(letter, numbers[letter]) if letter in numbers else {}


def _number(letter: str, number: int) -> dict[str, str]:
    return {letter: str(number), letter * 2: f"{number:02d}"}


def _zone(moment: datetime, utc: str, separator: str) -> str:
    minutes = int((moment.utcoffset() or timedelta()).total_seconds()) // 60
    if minutes == 0:
        return utc
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}{separator}{abs(minutes) % 60:02d}"
