"""What a front end is: it finds its files, and loads the resources that they declare.

A front end is a package that has one as ``FRONT_END``, and a line in ``iaclint.frontends``.
Importing the package must be cheap: every run asks it for its files. So it imports its loader
in ``load``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from iaclint.files.discovery import Detector

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.discovery import Selection
    from iaclint.options import Options
    from iaclint.resource import Configuration
    from iaclint.sketch import AttributeSchema, SketchedResource, WrittenSketch


class Language(Struct, frozen=True):
    """The language that resources are declared in."""

    name: str
    """Its key in model and rule files, and its name in reports: ``terraform``."""
    title: str
    """How readers know it: ``Terraform``."""
    highlighting: str
    """The name by which Markdown highlights code in it: ``hcl``."""
    example_file: str
    """What the only file of an example is called: ``main.tf``."""


class FrontEnd(Detector, Protocol):
    """A front end. Several may read one language: Terraform's configurations and its plans."""

    language: Language

    def load(
        self, found: Sequence[Selection], wanted: Container[str], options: Sequence[Options]
    ) -> Sequence[Configuration]:
        """Load resources of the wanted types, once for each of the options.

        The options are those of one environment each. What cannot be read is a diagnostic of
        the configuration. Raises ``UsageError`` for an option that cannot be applied.
        """

    def validate(
        self, found: Sequence[Selection], known: Iterable[Diagnostic]
    ) -> tuple[Diagnostic, ...]:
        """Return what the language's own linter reports, without what is known already."""
        return ()

    def find_attribute(self, type_: str, path: Sequence[str]) -> AttributeSchema | None:
        """Return what the schema of a type says about an attribute; None if nothing."""
        return None

    def write(self, resources: Sequence[SketchedResource]) -> WrittenSketch | None:
        """Return a configuration that declares resources; None if this cannot write any."""
        return None

    def check_unused(self, options: Options) -> None:
        """Raise ``UsageError`` for an option that needs files of this front end.

        It is called where there are none.
        """
        return
