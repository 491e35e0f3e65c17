"""Markdown for GitHub."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

COMMAND = "python docs/generate.py"
"""The command that generates the pages."""


def heading(title: str) -> str:
    """Return the heading of a page, whose title is written as within a sentence."""
    return f"# {title[:1].upper()}{title[1:]}"


def code(text: str) -> str:
    """Return a text marked as code."""
    return f"`{text}`"


def link(text: str, target: str) -> str:
    """Return a link."""
    return f"[{text}]({target})"


def generated_from(source: str) -> str:
    """Return the note at the top of a page about its source."""
    return f"*This page is generated from {source} by `{COMMAND}`: do not edit it.*"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table."""
    yield _row(header)
    yield _row(["---"] * len(header))
    for row in rows:
        yield _row(row)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def fenced(text: str, language: str) -> Iterator[str]:
    """Yield the lines of a block of code."""
    yield from (f"```{language}", *text.rstrip().splitlines(), "```")


def page(lines: Iterable[str]) -> str:
    """Return the text of a page."""
    return "\n".join(lines).rstrip() + "\n"
