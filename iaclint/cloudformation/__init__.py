"""The CloudFormation front end: load the resources that the stacks of templates contain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.files.selection import FileNames
from iaclint.frontend import FrontEnd, Language

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.selection import Selection
    from iaclint.files.source import SourceFile
    from iaclint.options import Options
    from iaclint.resource import Configuration
    from iaclint.sketch import AttributeSchema, SketchedResource, WrittenSketch

__all__ = ["FRONT_END"]

_MANIFEST: Final = "manifest.json"


class _CloudFormation(FrontEnd):
    name = "cloudformation"
    language = Language("cloudformation", "CloudFormation", "yaml", "template.yaml")
    file_names = FileNames(documents=(".yaml", ".yml", ".json", ".template"))

    def claims(self, source: SourceFile) -> bool:
        """Return whether a file is meant to be a template, or leads to one."""
        from iaclint.cloudformation.template.detection import is_template

        return is_template(source) or _is_manifest(source)

    def is_document(self, source: SourceFile) -> bool:
        """Return whether a file, whatever its name, is a template."""
        from iaclint.cloudformation.template.detection import is_whole_template

        return is_whole_template(source)

    def load(
        self, found: Sequence[Selection], wanted: Container[str], options: Sequence[Options]
    ) -> Sequence[Configuration]:
        """Load templates, once for all environments that do not differ."""
        from msgspec.structs import replace

        from iaclint.cloudformation.loader import load_templates
        from iaclint.cloudformation.stack_options import options_of
        from iaclint.cloudformation.stacks.assemblies import assemble
        from iaclint.cloudformation.stacks.callers import Callers

        assembled = assemble({file: s.tree for s in found for file in s.files})
        loaded: list[tuple[object, Configuration]] = []
        for each in options:
            own = options_of(assembled.trees, each)
            callers = Callers(found) if each.variables.assume_caller else None
            same = next((configuration for known, configuration in loaded if known == own), None)
            if same is None:
                templates = tuple(assembled.trees)
                same = load_templates(
                    templates, None, assembled.trees, wanted, own, callers, assembled.manifests
                )
                same = replace(same, diagnostics=(*assembled.diagnostics, *same.diagnostics))
            loaded.append((own, same))
        return [configuration for _, configuration in loaded]

    def validate(
        self, found: Sequence[Selection], known: Iterable[Diagnostic]
    ) -> tuple[Diagnostic, ...]:
        """Return the findings of cfn-lint on templates."""
        from iaclint.cloudformation.checks import cfn_lint

        files = (file for selection in found for file in selection.files)
        return cfn_lint.validate([file for file in files if not _is_manifest(file)], known)

    def find_attribute(self, type_: str, path: Sequence[str]) -> AttributeSchema | None:
        """Return what the schema of a type says about a property."""
        from iaclint.cloudformation.schemas import find_attribute

        return find_attribute(type_, path)

    def write(self, resources: Sequence[SketchedResource]) -> WrittenSketch:
        """Return a template that declares resources."""
        from iaclint.cloudformation.example_writer import write

        return write(resources)


def _is_manifest(source: SourceFile) -> bool:
    """Return whether a file is a manifest of the CDK that leads to templates."""
    if not source.path.endswith(_MANIFEST):
        return False
    from iaclint.cloudformation.template.cdk_metadata import template_files

    return bool(template_files(source))


FRONT_END = _CloudFormation()
