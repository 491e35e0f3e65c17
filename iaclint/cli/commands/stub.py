"""``iaclint stub``: derive a stub from a module."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from iaclint.errors import UsageError

if TYPE_CHECKING:
    from iaclint.terraform.derive.module import DerivedStub
    from iaclint.terraform.derive.origin import Origin


def stub(
    module: Annotated[
        str,
        typer.Argument(
            metavar="FOLDER|ADDRESS",
            help="The folder of a module, or the address of a call that is loaded: module.logs.",
        ),
    ],
    source: Annotated[
        str | None,
        typer.Option(metavar="SOURCE", help="The source in calls of the module: acme/bucket/aws."),
    ] = None,
    version: Annotated[
        str | None,
        typer.Option(metavar="VERSION", help="The version, or a range of them: 2.1.0, 2.x, 2-3.x."),
    ] = None,
    folder: Annotated[
        str, typer.Option(metavar="FOLDER", help="The folder of stubs to write to.")
    ] = "stubs",
) -> None:
    """Derive a stub from a module, to check its calls where it is not loaded."""
    from iaclint.files.source_tree import SourceTree
    from iaclint.ruleset.catalog import wanted_types
    from iaclint.ruleset.locate import rules_directory
    from iaclint.terraform.derive.module import derive
    from iaclint.terraform.derive.origin import find_origin

    if not module.startswith("module.") and not os.path.isdir(module):
        raise UsageError(f"there is no folder '{module}'")
    origin = find_origin(module, source, version, os.getcwd())
    tree = SourceTree(origin.package, os.getcwd())
    derived = derive(tree, origin.submodule or ".", wanted_types([rules_directory()]))
    _write(derived, origin, folder)


def _write(derived: DerivedStub, origin: Origin, folder: str) -> None:
    from pathlib import Path

    from iaclint.cli.printing import say
    from iaclint.files.paths.written import check_written
    from iaclint.report.wording import count

    target = Path(folder, origin.address, origin.range)
    for name in derived.files:
        check_written(str(target / name))
        if (target / name).exists():
            raise UsageError(f"'{target / name}' already exists", "delete it to derive it again")
    for name, text in derived.files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    say(
        f"Wrote {target}: {count(derived.resources, 'resource')}.",
        f"Use it with `--stubs {folder}`, or with `stubs: [{folder}]` in .iaclint.yaml.",
    )
