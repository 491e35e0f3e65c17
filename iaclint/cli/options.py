"""Options that several commands share, and how their texts become values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from iaclint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

RulesFolders = Annotated[
    list[str] | None,
    typer.Option(
        "--rules-dir", metavar="FOLDER", help="A folder with more rules and models; repeatable."
    ),
]

Profile = Annotated[
    str,
    typer.Option(metavar="NAME", help="Rules by profile: default, all, or a framework (hipaa)."),
]

ParameterFiles = Annotated[
    list[str] | None,
    typer.Option(
        "--parameters", metavar="FILE", help="Values of CloudFormation parameters; repeatable."
    ),
]

Color = Annotated[str, typer.Option(metavar="WHEN", help="auto, always or never.")]


def split(text: str | None) -> tuple[str, ...]:
    """Return the names in a text that lists them with commas."""
    return tuple(name for part in (text or "").split(",") if (name := part.strip()))


def choose(name: str, known: Iterable[str], option: str) -> str:
    """Return a name that is known; raises ``UsageError`` for any other."""
    known = tuple(known)
    if name not in known:
        from iaclint.files.diagnostics import did_you_mean

        hint = did_you_mean(name, known) or f"choose from {', '.join(known)}"
        raise UsageError(f"{option} does not know '{name}'", hint)
    return name
