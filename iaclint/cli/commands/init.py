"""``iaclint init``: write a configuration file for what is in this folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from iaclint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iaclint.config.integrations import Integration
    from iaclint.config.inventory import Inventory

PreCommit = Annotated[
    bool, typer.Option("--pre-commit", help="Also write .pre-commit-config.yaml.")
]
GitHub = Annotated[bool, typer.Option("--github", help="Also write a workflow of GitHub Actions.")]
GitLab = Annotated[bool, typer.Option("--gitlab", help="Also write .gitlab-ci.yml.")]


def init(pre_commit: PreCommit = False, github: GitHub = False, gitlab: GitLab = False) -> None:
    """Write .iaclint.yaml for what is in this folder."""
    from iaclint.config.draft import SCHEMA_FILE, write_draft
    from iaclint.config.file import NAMES
    from iaclint.config.integrations import GITHUB, GITLAB, PRE_COMMIT
    from iaclint.config.inventory import take_inventory
    from iaclint.config.schema import write_schema

    asked = {PRE_COMMIT: pre_commit, GITHUB: github, GITLAB: gitlab}
    integrations = [each for each, is_asked in asked.items() if is_asked]
    for name in NAMES:
        if os.path.lexists(name):
            raise UsageError(
                f"'{name}' already exists", "`iaclint config show` prints its settings"
            )
    _check_folder(integrations)
    inventory = take_inventory(os.getcwd())
    _write(NAMES[0], write_draft(inventory))
    _write(SCHEMA_FILE, write_schema())
    print(f"Wrote {NAMES[0]}: {_count(inventory)}.")
    print(f"Wrote {SCHEMA_FILE}: completion for {NAMES[0]} in editors.")
    for integration in integrations:
        _add(integration)


def _check_folder(integrations: Sequence[Integration]) -> None:
    from iaclint.files.discovery import work_tree

    root = work_tree(os.getcwd())
    if integrations and root not in (None, os.path.realpath(os.getcwd())):
        raise UsageError(f"{integrations[0].path} belongs in the root of the repository")


def _add(integration: Integration) -> None:
    """Write a file; if it exists, print what to add to it."""
    if os.path.lexists(integration.path):
        print(f"\n{integration.path} already exists. Add this to it:\n\n{integration.text}")
        return
    os.makedirs(os.path.dirname(integration.path) or ".", exist_ok=True)
    _write(integration.path, integration.text)
    print(f"Wrote {integration.path}.")


def _write(path: str, text: str) -> None:
    try:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"cannot write '{path}': {error.strerror}") from None


def _count(inventory: Inventory) -> str:
    from iaclint.report.wording import count

    names = dict.fromkeys(name for module in inventory.modules for name in module.environments)
    parts = [
        count(len(found), noun)
        for found, noun in (
            (inventory.modules, "root module"),
            (names, "environment"),
            (inventory.templates, "template"),
        )
        if found
    ]
    return ", ".join(parts) if parts else "no root modules or templates found"
