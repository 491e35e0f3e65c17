"""Options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from iaclint.cli import completion
from iaclint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

RulesFolders = Annotated[
    list[str] | None,
    typer.Option(
        "--rules-dir", metavar="FOLDER", help="Folder of additional rules and models; repeatable."
    ),
]

Stubs = Annotated[
    list[str] | None,
    typer.Option("--stubs", metavar="FOLDER", help="Folder of stubs for modules; repeatable."),
]

Profile = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Profile: default, all, or a framework such as hipaa.",
        autocompletion=completion.profiles,
    ),
]

Config = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="Configuration file (default: the closest .iaclint.yaml up to the"
        " root of the repository).",
    ),
]

NoConfig = Annotated[bool, typer.Option("--no-config", help="Ignore configuration files.")]

Exclude = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude", metavar="GLOB", help="Leave out these files and folders; repeatable."
    ),
]

ForceExclude = Annotated[
    bool,
    typer.Option(
        "--force-exclude", help="Leave out excluded paths even if they are named, as hooks do."
    ),
]

FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="SEVERITY",
        help="Lowest severity to fail on: critical, high, medium or low (default: low).",
        autocompletion=completion.severities,
    ),
]

UnknownAction = Annotated[
    str | None,
    typer.Option(
        "--unknown",
        metavar="ACTION",
        help="What to do about undecided checks: ignore, report or fail (default: report).",
    ),
]

ParameterFiles = Annotated[
    list[str] | None,
    typer.Option("--parameters", metavar="FILE", help="CloudFormation parameter file; repeatable."),
]

Color = Annotated[
    str,
    typer.Option(
        metavar="WHEN",
        help="Color: auto, always or never.",
        autocompletion=completion.colors,
    ),
]


def split(text: str | None) -> tuple[str, ...]:
    """Return the names in a comma-separated list."""
    return tuple(name for part in (text or "").split(",") if (name := part.strip()))


def one_of(names: Iterable[str]) -> str:
    """Return names for a sentence: ``text, json or sarif``."""
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


def choose(name: str, known: Iterable[str], option: str) -> str:
    """Return a name if it is one of ``known``; raise ``UsageError`` otherwise."""
    known = tuple(known)
    if name not in known:
        from iaclint.files.diagnostics import did_you_mean

        hint = did_you_mean(name, known) or f"choose from {', '.join(known)}"
        raise UsageError(f"invalid value '{name}' for {option}", hint)
    return name
