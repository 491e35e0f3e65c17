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
from iaclint.ruleset.loader import Ruleset, load
from iaclint.ruleset.locate import rules_directory

FOLDERS = ("rules", "models")
"""The folders in ``docs`` that contain only generated pages."""


def pages() -> dict[str, str]:
    """Return the text of each page about the bundled rules, by its path in ``docs``."""
    directory = rules_directory()
    ruleset = load([directory], check_bundled=True)
    return dict((*_rules(ruleset, directory), *_models(ruleset, directory)))


def _rules(ruleset: Ruleset, directory: Path) -> Iterator[tuple[str, str]]:
    paths = {_below(rule.span.file.path, directory): rule for rule in ruleset.rules.values()}
    yield "rules/README.md", page(rule_index(dict(sorted(paths.items()))))
    for path, rule in paths.items():
        # The model of a rule on resource types is made from that rule.
        model = ruleset.models[rule.model]
        own = model if model.span.file is not rule.span.file else None
        yield f"rules/{rule.id}.md", page(rule_page(rule, path, own))


def _models(ruleset: Ruleset, directory: Path) -> Iterator[tuple[str, str]]:
    fragments = read_fragments([directory])
    described: list[ModelDescription] = []
    for model in sorted(ruleset.models.values(), key=lambda model: model.id):
        if model.span.file.path.endswith(".model.yaml"):
            described.append(describe(model, ruleset, Comments(model, fragments)))
            path = _below(model.span.file.path, directory)
            yield f"models/{model.id}.md", page(model_page(described[-1], path, ruleset.rules))
    yield "models/README.md", page(model_index(described))


def _below(path: str, directory: Path) -> str:
    return Path(path).resolve().relative_to(directory.resolve()).as_posix()
