"""What holds for each input, whatever it is."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree

from tests.report.test_log_commands import is_command

_OWN_COMMAND = re.compile(r"::(?:error|warning|notice|group|endgroup)(?: [^:]*)?::")
_ADDRESS = re.compile(r'"[^"]*"')
_JSON = ("json", "sarif", "gitlab", "gitlab-sast")


class Outcome(NamedTuple):
    """How a run of iaclint ends."""

    code: int
    stdout: str
    stderr: str
    fault: str = ""
    """The place of an internal error."""
    seconds: float = 0.0
    """Of processor time."""


def broken(arguments: Sequence[str], outcome: Outcome, escapes: bool = True) -> Iterator[str]:
    """Yield each law that does not hold for a run."""
    text = f"{outcome.stdout}\n{outcome.stderr}"
    if outcome.fault:
        yield f"internal error: {outcome.fault}"
    elif outcome.code not in (0, 1, 2):
        yield f"exit code {outcome.code}"
    elif "internal-error" in text and "internal error" in text:
        yield "internal error"
    if "Traceback (most recent call last)" in text:
        yield "traceback"
    format = _format(arguments)
    for line in text.splitlines():
        if is_command(line) and not (format == "github" and _OWN_COMMAND.match(line)):
            yield f"command of a runner with {format}"
            break
    if "\x1b" in text and "always" not in arguments:
        yield "escape sequence"
    if outcome.code in (0, 1) and arguments[:1] == ("check",):
        yield from _unreadable(format, outcome.stdout)


def _format(arguments: Sequence[str]) -> str:
    return arguments[arguments.index("--format") + 1] if "--format" in arguments else "text"


def _unreadable(format: str, text: str) -> Iterator[str]:
    try:
        if format in _JSON:
            json.loads(text, parse_constant=_refuse)
        elif format == "junit":
            ElementTree.fromstring(text)
        elif format == "csv":
            rows = list(csv.reader(io.StringIO(text), strict=True))
            if len({len(row) for row in rows}) > 1:
                yield "rows of different lengths in CSV"
        text.encode("utf-8")
    except (ValueError, ElementTree.ParseError, csv.Error) as error:
        yield f"unreadable {format}: {_ADDRESS.sub('', str(error))[:60]}"


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def shows(arguments: Sequence[str], outcome: Outcome, address: str) -> bool:
    """Whether a resource has a failure in the output of ``iaclint check``."""
    is_json = _format(arguments) == "json"
    return address in (_failures(outcome.stdout) if is_json else outcome.stdout)


@lru_cache(maxsize=2)
def _failures(text: str) -> str:
    """Return the addresses of failures in a report in JSON."""
    try:
        results = json.loads(text)["results"]
    except (ValueError, KeyError):
        return ""
    return " ".join(each["resource"]["address"] for each in results if each["verdict"] == "fail")
