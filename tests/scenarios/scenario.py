"""Scenarios in Markdown: the files of a project, and the output of iaclint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_FENCE = re.compile(r"^```(\w+)?(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Command:
    """A ``console`` block: a command line and its output."""

    line: str
    output: str
    start: int
    """Where the block's text starts in the file."""
    end: int


@dataclass(frozen=True)
class Scenario:
    """One project, and the commands to run in it."""

    name: str
    files: dict[str, str] = field(default_factory=dict)
    commands: list[Command] = field(default_factory=list)


def read_scenarios(path: Path) -> Iterator[Scenario]:
    """Yield the scenarios of a Markdown file; raise ``ValueError`` for one that tests nothing."""
    text = path.read_text(encoding="utf-8")
    headings = list(_HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=True):
        scenario = Scenario(heading[1])
        for fence in _FENCE.finditer(text, heading.end(), end):
            language, name, content = fence[1], fence[2], fence[3]
            if language == "console":
                line, _, output = content.partition("\n")
                command = line.removeprefix("$ ")
                scenario.commands.append(Command(command, output, fence.start(3), fence.end(3)))
            elif name is None:
                raise ValueError(f"{path.name}: a block of '{scenario.name}' names no file")
            else:
                scenario.files[name] = content
        if not scenario.files or not scenario.commands:
            raise ValueError(f"{path.name}: '{scenario.name}' needs files and a command")
        yield scenario
