"""``iaclint config``: the effective settings, and the schema of the configuration file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any

import typer

from iaclint.cli.options import (
    Config,
    Exclude,
    FailOn,
    NoConfig,
    Profile,
    RulesFolders,
    UnknownAction,
    choose,
    one_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iaclint.config.effective import Effective
    from iaclint.config.origins import Setting

FORMATS = ("text", "json")

app = typer.Typer(help="Show the configuration.", add_completion=False)


@app.command("show")
def show(
    profile: Profile = None,
    rules_folders: RulesFolders = None,
    exclude: Exclude = None,
    config: Config = None,
    no_config: NoConfig = False,
    fail_on: FailOn = None,
    unknown: UnknownAction = None,
    format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=f"Output format: {one_of(FORMATS)}.")
    ] = "text",
) -> None:
    """Print the effective settings, and where each comes from."""
    from iaclint.cli.config_options import read_command_line
    from iaclint.cli.printing import say
    from iaclint.config.effective import load_settings
    from iaclint.config.origins import list_settings

    choose(format, FORMATS, "--format")
    given = read_command_line(profile, fail_on, unknown, exclude, rules_folders)
    effective = load_settings(os.getcwd(), config, no_config, given)
    settings = tuple(list_settings(effective))
    if format == "json":
        import json

        say(json.dumps(_document(effective, settings), indent=2, ensure_ascii=False), format="json")
    else:
        say(*_lines(effective, settings))


@app.command("schema")
def print_schema() -> None:
    """Print the JSON Schema of configuration files."""
    from iaclint.config.schema import write_schema

    print(write_schema(), end="")


def _lines(effective: Effective, settings: Sequence[Setting]) -> Iterator[str]:
    from iaclint.report.terminal import escape

    file = effective.file
    yield f"configuration file: {escape(file.source.display) if file else 'none'}"
    yield ""
    rows = [(each.name, _text(each.value), each.origin) for each in settings]
    widths = [max(len(row[n]) for row in rows) for n in (0, 1)]
    for name, value, origin in rows:
        yield escape(f"{name:<{widths[0]}}  {value:<{widths[1]}}  {origin}")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "none" if value in (None, [], {}) else str(value)


def _document(effective: Effective, settings: Sequence[Setting]) -> dict[str, Any]:
    return {
        "file": effective.file.source.display if effective.file else None,
        "settings": [
            {"name": each.name, "value": each.value, "origin": _origin(each)} for each in settings
        ],
    }


def _origin(setting: Setting) -> dict[str, Any]:
    if setting.place is not None:
        line, column = setting.place.start
        path = setting.place.file.display
        return {"kind": "file", "path": path, "line": line, "column": column}
    if setting.option is not None:
        return {"kind": "option", "option": setting.option}
    return {"kind": "default"}
