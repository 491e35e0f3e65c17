"""The interface of front ends, which find their files and load the resources in them.

A front end is a package with a ``FRONT_END``, listed in ``iaclint.frontends``. Every run imports
the package, so it has to be fast: its loader is imported in ``load``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from iaclint.files.selection import Detector

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.selection import Selection
    from iaclint.options import Options
    from iaclint.resource import Configuration
    from iaclint.sketch import AttributeSchema, SketchedResource, WrittenSketch


class Language(Struct, frozen=True):
    """The language that resources are declared in."""

    name: str
    """Its key in model and rule files, and its name in reports: ``terraform``."""
    title: str
    """Its name for users: ``Terraform``."""
    highlighting: str
    """The name of the syntax in Markdown code blocks: ``hcl``."""
    example_file: str
    """The file name of an example with a single file: ``main.tf``."""


class FrontEnd(Detector, Protocol):
    """A front end. A language can have several: Terraform has configurations and plans."""

    language: Language

    def load(
        self, found: Sequence[Selection], wanted: Container[str], options: Sequence[Options]
    ) -> Sequence[Configuration]:
        """Load resources of the wanted types, once for each of the options.

        Each of the options is for one environment. Files that cannot be read are diagnostics of
        the configuration. Raises ``UsageError`` for an option that cannot be applied.
        """

    def validate(
        self, found: Sequence[Selection], known: Iterable[Diagnostic]
    ) -> tuple[Diagnostic, ...]:
        """Return the diagnostics of the language's own linter, except for known ones."""
        return ()

    def find_attribute(self, type_: str, path: Sequence[str]) -> AttributeSchema | None:
        """Return what the schema of a type says about an attribute; None if nothing."""
        return None

    def write(self, resources: Sequence[SketchedResource]) -> WrittenSketch | None:
        """Return a configuration that declares resources; None if this cannot write any."""
        return None

    def check_unused(self, options: Options) -> None:
        """Raise ``UsageError`` for an option that needs files of this front end.

        Called if there are no such files.
        """
        return
