"""The Terraform front end: from folders of files to the resources that they declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.files.selection import FileNames
from iaclint.frontend import FrontEnd, Language
from iaclint.terraform.file_names import MODULE_ENDINGS, NOT_EVALUATED, VARIABLE_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from iaclint.files.selection import Selection
    from iaclint.options import Options
    from iaclint.resource import Configuration
    from iaclint.sketch import AttributeSchema, SketchedResource, WrittenSketch

__all__ = ["FRONT_END", "LANGUAGE"]

LANGUAGE = Language("terraform", "Terraform", "hcl", "main.tf")

_LIST_NAMES = ("ids", "arns", "groups", "accounts", "blocks")
"""The endings of the names of attributes that are lists."""


class _Terraform(FrontEnd):
    name = "terraform"
    language = LANGUAGE
    file_names = FileNames(MODULE_ENDINGS, VARIABLE_ENDINGS, not_evaluated=NOT_EVALUATED)

    def load(
        self, found: Sequence[Selection], wanted: Container[str], options: Sequence[Options]
    ) -> Sequence[Configuration]:
        """Load every root module (see ``iaclint.terraform.loader.load``)."""
        from iaclint.terraform.loader import load

        return load(found, wanted, options)

    def find_attribute(self, type_: str, path: Sequence[str]) -> AttributeSchema | None:
        """Return what the name of an attribute says: there are no schemas of providers here."""
        from iaclint.sketch import AttributeSchema

        return AttributeSchema(is_list=path[-1].endswith(_LIST_NAMES))

    def write(self, resources: Sequence[SketchedResource]) -> WrittenSketch:
        """Return a configuration that declares resources."""
        from iaclint.terraform.example_writer import write

        return write(resources)


FRONT_END = _Terraform()
