"""The commands of the program. A command's module is imported when the command is used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer

from iaclint.cli.suggestions import SuggestingGroup
from iaclint.cli.terraform_options import OrderedCommand

COMMANDS = {
    "check": "iaclint.cli.commands.check:check",
    "baseline": "iaclint.cli.commands.baseline:baseline",
    "evaluate": "iaclint.cli.commands.evaluate:evaluate",
    "explain": "iaclint.cli.commands.explain:explain",
    "rules": "iaclint.cli.commands.rules:app",
    "models": "iaclint.cli.commands.models:app",
    "modules": "iaclint.cli.commands.modules:app",
    "stub": "iaclint.cli.commands.stub:stub",
    "init": "iaclint.cli.commands.init:init",
    "config": "iaclint.cli.commands.config:app",
}
"""The function or the group of each command, in the order of the help."""


class CommandGroup(SuggestingGroup):
    """Finds commands by name, without building the others."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands, for the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command; None if there is none of the name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        found = getattr(import_module(module), attribute)
        if not isinstance(found, typer.Typer):
            single = typer.Typer(add_completion=False)
            single.command(cls=OrderedCommand)(found)
            found = single
        found.rich_markup_mode = None  # rich would slow down the help
        found.info.cls = SuggestingGroup
        command = typer.main.get_command(found)
        command.name = cmd_name
        return command
