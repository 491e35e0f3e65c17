"""No line of a report is a command of the runner that shows it."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.report.log_commands import escape_commands

PIECES = (
    "::",
    ":",
    "#",
    "##",
    "[",
    "]",
    "error",
    "set-env",
    "vso",
    "teamcity",
    " ",
    "\n",
    "\u00a0",
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def is_command(line: str) -> bool:
    """Return whether a runner takes a line as a command.

    GitHub: ``ActionCommand.TryParseV2`` and ``TryParse`` of actions/runner; Azure Pipelines:
    ``Command.TryParse`` of azure-pipelines-agent; TeamCity: service messages in its documentation.
    """
    start = line.lstrip()
    if start.startswith("::") and re.match(r"[A-Za-z_-]", start[2:]) and "::" in start[2:]:
        return True
    return re.search(r"##[A-Za-z-]*\[", line) is not None


@given(TEXTS)
@pytest.mark.parametrize("format", ["text", "json", "csv", "markdown", "html", "junit"])
def test_no_line_is_a_command(format: str, text: str) -> None:
    assert not any(map(is_command, escape_commands(text, format).split("\n")))


@given(TEXTS)
def test_json_keeps_its_values(text: str) -> None:
    assert json.loads(escape_commands(json.dumps([text]), "json")) == [text]


def test_the_places_of_a_finding_stay() -> None:
    text = "  ::: main.tf:1:1  called here\n## Heading\naws::s3\n"
    assert escape_commands(text, "text") == text
