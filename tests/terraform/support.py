"""Configurations laid out in a folder, and what iaclint makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from iaclint.files.discovery import discover
from iaclint.files.source import SourceFile
from iaclint.files.source_tree import SourceTree
from iaclint.judging.report import Report
from iaclint.options import Options, Variables
from iaclint.request import Request, RuleChoice
from iaclint.resource import Configuration, Resource
from iaclint.runs import run
from iaclint.symbolic.values import Choice, JsonText, PartialString, Unknown
from iaclint.syntax.hcl import parser as hcl
from iaclint.terraform import FRONT_END
from iaclint.terraform.config.library import Library
from iaclint.terraform.diagnostics import DiagnosticCollector
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.eval.evaluator import evaluate
from iaclint.terraform.loader import load
from iaclint.terraform.modules.instance import ModuleInstance
from iaclint.terraform.modules.root_context import RootContext
from iaclint.terraform.operations.export import plain
from iaclint.terraform.roots import open_root
from iaclint.terraform.types.model import TerraformValue
from tests.terraform_instances import every_instance

Files = Mapping[str, "str | bytes"]


class _Everything(frozenset[str]):
    """All resource types."""

    def __contains__(self, item: object) -> bool:
        return True


EVERYTHING = _Everything()


def lay_out(folder: Path, files: Files) -> Path:
    """Write files by their paths below a folder, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def configuration(
    folder: Path, files: Files, *paths: str, variables: Variables | None = None
) -> Configuration:
    """Write files and load them as a run does, with all resource types."""
    lay_out(folder, files)
    found = discover(paths or (".",), str(folder), [FRONT_END]).selections.get(FRONT_END.name, ())
    (loaded,) = load(found, EVERYTHING, [Options(variables or Variables())])
    assert len({resource.key for resource in loaded.resources}) == len(loaded.resources)
    return loaded


def resources(loaded: Configuration) -> dict[str, Resource]:
    """Return resources by address."""
    return {resource.address: resource for resource in loaded.resources}


def messages(loaded: Configuration) -> list[str]:
    """Return the messages about a configuration, with their places."""
    found = (*loaded.diagnostics, *loaded.late_diagnostics())
    return [f"{d.span}: {d.message}" if d.span else d.message for d in found]


@dataclass
class Root:
    """An evaluated root module."""

    instance: ModuleInstance
    diagnostics: DiagnosticCollector = field(default_factory=DiagnosticCollector)

    def evaluate(self, text: str) -> TerraformValue:
        """Return an expression's plain value in the root's scope."""
        return plain(self.typed(text))

    def typed(self, text: str) -> TerraformValue:
        """Return an expression's value in the root's scope, with Terraform's types."""
        return evaluate(parsed(text), self.instance.scope)

    def refused(self, text: str) -> EvaluationError:
        """Return the error of an expression."""
        try:
            value = self.typed(text)
        except EvaluationError as error:
            return error
        raise AssertionError(f"{text} is {value!r}")

    def output(self, name: str) -> TerraformValue:
        """Return an output's plain value."""
        return plain(self.instance.output(name))

    def get(self, address: str, name: str) -> TerraformValue:
        """Return an attribute of a resource by its address, in any module."""
        bodies = {found: body for found, _, body in every_instance(self.instance)}
        return bodies[address].get(name)

    def addresses(self) -> list[str]:
        """Return the addresses of all resources."""
        return [address for address, _, _ in every_instance(self.instance)]

    @property
    def messages(self) -> list[str]:
        """The messages so far."""
        return [diagnostic.message for diagnostic in self.diagnostics.all()]


def root(folder: Path, files: Files, variables: Variables | None = None, at: str = ".") -> Root:
    """Write files and evaluate the root module in one of their folders."""
    lay_out(folder, files)
    diagnostics = DiagnosticCollector()
    library = Library(SourceTree(str(folder), str(folder)))
    context = RootContext(library, at, variables or Variables(), diagnostics)
    return Root(open_root(context), diagnostics)


def parsed(text: str) -> hcl.Expression:
    """Read one expression."""
    expression = hcl.parse_expression(text, SourceFile("expression", text.encode()))
    assert expression is not None, text
    return expression


def check(folder: Path, files: Files, *rules: str) -> Report:
    """Check files with a few rules, through the whole pipeline."""
    lay_out(folder, files)
    return run(Request((".",), str(folder), RuleChoice(ids=rules)))


def verdicts(folder: Path, files: Files, rule: str) -> dict[str, str]:
    """Return the verdicts of one rule by address."""
    report = check(folder, files, rule)
    return {
        address: finding.verdict.value
        for finding in report.findings
        for address in finding.instances
    }


def outline(value: TerraformValue) -> str:
    """Return a plain value on one line: ``?symbol`` is unknown, ``@`` is its identity."""
    if isinstance(value, Unknown):
        owner = value.identity
        return f"?{value.symbol}" + (f"@{owner.owner}/{owner.attribute}" if owner else "")
    if isinstance(value, Choice):
        return f"({' | '.join(map(outline, value.options))} by ?{value.test.symbol})"
    if isinstance(value, PartialString):
        return " + ".join(outline(part) for part in value.parts)
    if isinstance(value, JsonText):
        return f"json {outline(value.content)}"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {outline(item)}' for key, item in value.items())}}}"
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(map(outline, value))}]"
    return repr(value)
