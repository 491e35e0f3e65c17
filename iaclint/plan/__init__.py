"""Terraform plans: load the planned resources from the output of ``terraform show -json``.

The format is described by *JSON Output Format* (Terraform documentation); OpenTofu's
``tofu show -json`` prints the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint import terraform
from iaclint.errors import UsageError
from iaclint.files.selection import FileNames, Selection
from iaclint.frontend import FrontEnd

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from iaclint.files.source import SourceFile
    from iaclint.options import Options
    from iaclint.resource import Configuration

__all__ = ["FRONT_END"]


class _Plan(FrontEnd):
    name = "plan"
    language = terraform.LANGUAGE
    file_names = FileNames(documents=(".json",), any_document=True)

    def claims(self, source: SourceFile) -> bool:
        """Return whether a file is meant to be a plan."""
        from iaclint.plan.detection import is_plan

        return is_plan(source)

    def is_document(self, source: SourceFile) -> bool:
        """Return whether a file, whatever its name, is a plan."""
        from iaclint.plan.detection import is_whole_plan

        return is_whole_plan(source)

    def load(
        self, found: Sequence[Selection], wanted: Container[str], options: Sequence[Options]
    ) -> Sequence[Configuration]:
        """Load plans; the result is the same for all environments."""
        from iaclint.plan.loader import load_plans

        plans = [file for selection in found for file in selection.files]
        trusted = {
            file: own.known_accounts
            for selection in found
            for file in selection.files
            if (own := options[0].at(selection.tree.full(file.path)))
        }
        loaded = load_plans(plans, wanted, options[0].source, trusted)
        return [loaded] * len(options)

    def check_unused(self, options: Options) -> None:
        """Raise ``UsageError`` if --source is given without a plan."""
        if options.source is not None:
            raise UsageError("no plan found to go with --source", "name a plan in JSON")


FRONT_END = _Plan()
