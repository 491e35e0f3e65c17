"""The program and its commands."""

from __future__ import annotations

import gc
import sys
from typing import Annotated, NoReturn

import typer

from iaclint import __version__
from iaclint.cli.commands import models, rules
from iaclint.cli.commands.check import check
from iaclint.cli.commands.evaluate import evaluate
from iaclint.cli.commands.explain import explain
from iaclint.cli.exit import ExitCode, end_of
from iaclint.cli.terraform_options import OrderedCommand

app = typer.Typer(
    name="iaclint",
    help="Find public, unencrypted or unlogged storage in Terraform and CloudFormation.",
    invoke_without_command=True,
    # Rich's help and tracebacks would slow down every start.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(cls=OrderedCommand)(check)
app.command(cls=OrderedCommand)(evaluate)
app.command(cls=OrderedCommand)(explain)
app.add_typer(rules.app, name="rules")
app.add_typer(models.app, name="models")


def _print_version(asked: bool) -> None:
    if asked:
        print(f"iaclint {__version__}")
        raise typer.Exit


@app.callback()
def _start(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(ExitCode.USAGE)


def main() -> NoReturn:
    """Run the program on the arguments of the process."""
    # A run produces almost no garbage before its end, and collecting it after every 700 objects
    # took a fifth of the time.
    gc.set_threshold(500_000, 50, 100)
    command = typer.main.get_command(app)
    sys.exit(end_of(lambda: command.main(prog_name="iaclint", standalone_mode=False)))
