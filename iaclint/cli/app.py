"""The program."""

from __future__ import annotations

import gc
import sys
from typing import Annotated, NoReturn

import typer

from iaclint import __version__
from iaclint.cli.command_group import CommandGroup
from iaclint.cli.exit import ExitCode, end_of

app = typer.Typer(
    name="iaclint",
    cls=CommandGroup,
    help="Find public, unencrypted or unlogged storage in Terraform and CloudFormation.",
    invoke_without_command=True,
    # Rich's help and tracebacks would slow down every start.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
    code = end_of(lambda: command.main(prog_name="iaclint", standalone_mode=False))
    # Python looks for garbage once more at its end: a tenth of the time of a large run.
    gc.freeze()
    sys.exit(code)
