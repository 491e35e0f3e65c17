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
    """Write .iaclint.yaml for this folder."""
    from iaclint.config.file import NAMES
    from iaclint.config.integrations import GITHUB, GITLAB, PRE_COMMIT

    asked = {PRE_COMMIT: pre_commit, GITHUB: github, GITLAB: gitlab}
    integrations = [each for each, is_asked in asked.items() if is_asked]
    found = next((name for name in NAMES if os.path.lexists(name)), None)
    if found and not integrations:
        raise UsageError(f"'{found}' already exists", "`iaclint config show` prints its settings")
    _check_folder(integrations)
    if found:
        print(f"Kept {found}.")
    else:
        _write_config()
    if integrations:
        _add_all(integrations)


def _write_config() -> None:
    from iaclint.config.draft import SCHEMA_FILE, write_draft
    from iaclint.config.file import NAMES
    from iaclint.config.inventory import take_inventory
    from iaclint.config.schema import write_schema

    inventory = take_inventory(os.getcwd())
    _write(NAMES[0], write_draft(inventory))
    _write(SCHEMA_FILE, write_schema())
    print(f"Wrote {NAMES[0]}: {_count(inventory)}.")
    print(f"Wrote {SCHEMA_FILE}: completion for {NAMES[0]} in editors.")


def _check_folder(integrations: Sequence[Integration]) -> None:
    from iaclint.files.paths.work_tree import work_tree

    root = work_tree(os.getcwd())
    if integrations and root not in (None, os.path.realpath(os.getcwd())):
        hint = f"run `iaclint init` in {os.path.relpath(str(root))}"
        raise UsageError(f"{integrations[0].path} belongs in the root of the repository", hint)


def _add_all(integrations: Sequence[Integration]) -> None:
    from iaclint.config.requirement import PLACEHOLDER, find_requirement

    requirement = find_requirement()
    for integration in integrations:
        _add(integration.path, integration.write(requirement))
    if PLACEHOLDER in requirement:
        print(
            f"\nReplace {PLACEHOLDER} with the repository of iaclint and the commit of a release."
        )


def _add(path: str, text: str) -> None:
    """Write a file; if it exists, print what to add to it."""
    if os.path.lexists(path):
        print(f"\n{path} already exists. Add this to it:\n\n{text}", end="")
        return
    _write(path, text)
    print(f"Wrote {path}.")


def _write(path: str, text: str) -> None:
    from iaclint.files.paths.written import check_written

    check_written(path)
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
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
