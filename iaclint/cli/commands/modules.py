"""``iaclint modules``: list the modules that are called."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from iaclint.cli import completion
from iaclint.cli.options import Config, NoConfig, Stubs, choose, one_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iaclint.terraform.module_list import CalledModule

FORMATS = ("text", "json")

app = typer.Typer(help="List the modules that are called.", add_completion=False)


@app.callback()
def _group() -> None:
    pass


@app.command("list")
def list_called(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATHS]...",
            show_default=False,
            help="Files and folders; by default this folder.",
        ),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            metavar="FORMAT",
            help=f"Output format: {one_of(FORMATS)}.",
            autocompletion=completion.data_formats,
        ),
    ] = "text",
    stubs: Stubs = None,
    config: Config = None,
    no_config: NoConfig = False,
) -> None:
    """List the modules that are called, and whether they are loaded or have a stub."""
    import json

    import msgspec

    from iaclint.cli.config_options import read_command_line
    from iaclint.cli.printing import say
    from iaclint.config.effective import load_settings
    from iaclint.request import Request
    from iaclint.requested_files import discover, open_requested
    from iaclint.terraform.module_list import list_modules

    choose(format, FORMATS, "--format")
    settings = load_settings(os.getcwd(), config, no_config, read_command_line(stubs=stubs))
    request = Request(tuple(paths or (".",)), os.getcwd(), exclusions=settings.exclusions)
    discovery = discover(request, open_requested(request))
    modules = list_modules(discovery.selections.get("terraform", ()), settings.stub_folders)
    if format == "json":
        say(json.dumps({"modules": msgspec.to_builtins(modules)}, indent=2), format="json")
    else:
        say(*_text(modules))


def _text(modules: Sequence[CalledModule]) -> Iterator[str]:
    from iaclint.report.wording import count

    width = max((len(_name(module)) for module in modules), default=0)
    for module in modules:
        stub = f"  {module.stub}" if module.stub else ""
        calls = count(len(module.calls), "call")
        yield f"{module.status.value:<7}  {_name(module):<{width}}  {calls}{stub}"
    yield from ("", _summary(modules)) if modules else (_summary(modules),)


def _summary(modules: Sequence[CalledModule]) -> str:
    from iaclint.report.wording import count
    from iaclint.terraform.module_list import Status

    if not modules:
        return "No module is called from a registry or another repository."
    calls = {
        status: sum(len(module.calls) for module in modules if module.status is status)
        for status in reversed(Status)
    }
    numbers = ", ".join(f"{number:,} {each.value}" for each, number in calls.items() if number)
    text = f"{count(sum(calls.values()), 'call')}: {numbers}."
    if calls[Status.LOADED] == sum(calls.values()):
        return text
    load = "Run `terraform init -backend=false` or `terraform get` in a root module to load its"
    return f"{text}\n{load} modules."


def _name(module: CalledModule) -> str:
    return f"{module.source or 'no fixed source'} {module.version}".rstrip()
