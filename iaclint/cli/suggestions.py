"""Groups of commands that suggest a command for a misspelled one."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

from iaclint.errors import UsageError


class SuggestingGroup(TyperGroup):
    """Suggests the most similar command."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return a command with its name and arguments; raises ``UsageError`` for no command."""
        names = self.list_commands(ctx)
        name = args[0]
        if name in names or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        from iaclint.files.diagnostics import did_you_mean

        hint = did_you_mean(name, names) or f"commands are: {', '.join(names)}"
        raise UsageError(f"unknown command '{name}'", hint)
