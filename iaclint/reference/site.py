"""All pages of the reference. ``docs/generate.py`` writes them; normal runs never import this."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from iaclint.reference.comments import Comments, read_fragments
from iaclint.reference.describing import describe
from iaclint.reference.description import ModelDescription
from iaclint.reference.indexes import model_index, rule_index
from iaclint.reference.markdown import page
from iaclint.reference.model_page import model_page
from iaclint.reference.rule_page import rule_page
from iaclint.reference.stub_index import stub_index
from iaclint.ruleset.loader import Ruleset, load
from iaclint.ruleset.locate import rules_directory
from iaclint.terraform.config.stubs.store import bundled_stubs

FOLDERS = ("rules", "models", "stubs")
"""The folders in ``docs`` that contain only generated pages."""


def pages() -> dict[str, str]:
    """Return the text of each page about bundled rules and stubs, by its path in ``docs``."""
    directory = rules_directory()
    ruleset = load([directory], check_bundled=True)
    stubs = ("stubs/README.md", page(stub_index(Path(bundled_stubs()))))
    return dict((*_rules(ruleset, directory), *_models(ruleset, directory), stubs))


def _rules(ruleset: Ruleset, directory: Path) -> Iterator[tuple[str, str]]:
    paths = {_below(rule.span.file.path, directory): rule for rule in ruleset.rules.values()}
    yield "rules/README.md", page(rule_index(dict(sorted(paths.items()))))
    for path, rule in paths.items():
        model = ruleset.named_models().get(rule.model)
        yield f"rules/{rule.id}.md", page(rule_page(rule, path, model))


def _models(ruleset: Ruleset, directory: Path) -> Iterator[tuple[str, str]]:
    fragments = read_fragments([directory])
    described: list[ModelDescription] = []
    for model in ruleset.named_models().values():
        described.append(describe(model, ruleset, Comments(model, fragments)))
        path = _below(model.span.file.path, directory)
        yield f"models/{model.id}.md", page(model_page(described[-1], path, ruleset.rules))
    yield "models/README.md", page(model_index(described))


def _below(path: str, directory: Path) -> str:
    return Path(path).resolve().relative_to(directory.resolve()).as_posix()
