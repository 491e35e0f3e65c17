"""Templates to resources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.cloudformation.body import ResourceBody
from iaclint.cloudformation.calls import literal
from iaclint.cloudformation.checking import check
from iaclint.cloudformation.detection import is_json
from iaclint.cloudformation.evaluation import Evaluator
from iaclint.cloudformation.template import looks_like_template, problem, read_template
from iaclint.diagnostics import Diagnostic, Level, did_you_mean
from iaclint.resource import Configuration, Resource
from iaclint.syntax.tree import Entry, Mapping, Node
from iaclint.values import Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iaclint.cloudformation.options import Options
    from iaclint.source import SourceFile

_KNOWN_KEYS: Final = (
    "Type",
    "Properties",
    "Condition",
    "DependsOn",
    "DeletionPolicy",
    "UpdateReplacePolicy",
    "UpdatePolicy",
    "CreationPolicy",
    "Metadata",
    "Description",
    "Version",
)
"""What a resource may hold (documentation page "Resource attribute reference")."""


def load_templates(sources: Sequence[SourceFile], options: Options) -> Configuration:
    """Read templates (see ``iaclint.cloudformation.load``)."""
    resources: list[Resource] = []
    diagnostics: list[Diagnostic] = []
    failed = 0
    for source in sources:
        root, found = _parse(source)
        if root is None and found:
            failed += 1
            diagnostics.extend(found)
        elif isinstance(root, Mapping) and looks_like_template(root):
            diagnostics.extend(found)
            loader = _Loader(source, root, options)
            resources.extend(loader.resources())
            diagnostics.extend(loader.diagnostics)
    return Configuration(tuple(resources), tuple(diagnostics), len(sources), failed)


def _parse(source: SourceFile) -> tuple[Node | None, list[Diagnostic]]:
    if is_json(source):
        from iaclint.syntax.json import parse
    else:
        from iaclint.syntax.yaml import parse
    return parse(source)


class _Loader:
    """Makes one template's resources."""

    def __init__(self, source: SourceFile, root: Mapping, options: Options) -> None:
        self._template, self.diagnostics = read_template(source, root)
        self._evaluator = Evaluator(self._template, options)

    def resources(self) -> list[Resource]:
        """Return the resources that exist, or may exist; gathers diagnostics."""
        entries = self._template.resources.items()
        made = [self._resource(name, entry) for name, entry in entries]
        self.diagnostics.extend(check(self._template))
        return [resource for resource in made if resource is not None]

    def _resource(self, name: str, entry: Entry) -> Resource | None:
        if name == "Fn::Transform" or name.startswith("Fn::ForEach::"):
            self._skip(f"what {name} makes", entry)
            return None
        node = entry.value
        if not isinstance(node, Mapping) or node.tag is not None:
            self._say(entry, f"the resource {name} must be a mapping with a Type")
            return None
        self._check_keys(node)
        kind = literal(node.entries["Type"].value) if "Type" in node.entries else None
        if not kind and self._template.is_open:
            self._skip(f"what becomes of {name}", entry)
        elif not kind:
            self._say(entry, f"the resource {name} has no Type")
        return self._existing(name, kind, entry, node) if kind else None

    def _existing(self, name: str, kind: str, entry: Entry, node: Mapping) -> Resource | None:
        written = node.get("Condition")
        condition = literal(written) if written is not None else None
        frame = self._evaluator.frame()
        presence = True if condition is None else frame.condition(condition)
        if presence is False:
            return None
        if condition is not None:
            frame = frame.assuming(condition, True)
        return Resource(
            language="cloudformation",
            type=kind,
            address=name,
            scope=self._template.source.path,
            span=entry.key.span,
            body=ResourceBody(entry, frame, condition),
            presence=presence if isinstance(presence, Unknown) else None,
        )

    def _check_keys(self, node: Mapping) -> None:
        if self._template.is_open:
            return
        for key, entry in node.entries.items():
            if key not in _KNOWN_KEYS:
                hint = did_you_mean(key, _KNOWN_KEYS)
                message = f"a resource has no '{key}' beside its Type"
                self.diagnostics.append(problem(entry.key.span, message, hint))

    def _skip(self, what: str, entry: Entry) -> None:
        message = f"{what} is not judged: it is only known at deployment"
        diagnostic = Diagnostic(Level.WARNING, "not-expanded", message, entry.key.span)
        self.diagnostics.append(diagnostic)

    def _say(self, entry: Entry, message: str) -> None:
        self.diagnostics.append(problem(entry.key.span, message))
