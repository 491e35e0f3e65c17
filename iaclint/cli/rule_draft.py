"""Write a new rule, with those of its draft examples that pass."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from iaclint.cli.examples.report import find_misses
from iaclint.cli.rule_options import find_rule, has_rule
from iaclint.errors import UsageError
from iaclint.files.paths.written import check_written
from iaclint.ruleset.catalog import reload_bundled
from iaclint.ruleset.locate import rules_directory
from iaclint.scaffold.examples import DraftExample, draft_examples, skeletons
from iaclint.scaffold.requirement import check
from iaclint.scaffold.rule_file import NewRule, render

if TYPE_CHECKING:
    from iaclint.models.model import Model


def write_rule(
    rule: NewRule, model: Model, folder: str, rules_folders: Sequence[str]
) -> tuple[Path, list[DraftExample]]:
    """Write a rule; return its file, and the examples that have to be written by hand.

    Raises ``UsageError`` for an invalid rule, an existing id, an existing file and a folder of the
    bundled rules that does not fit the id.
    """
    path = Path(folder, f"{_stem(rule.id, folder)}.yaml")
    if path.exists():
        raise UsageError(f"{path} exists already", "remove it, or choose another id or folder")
    condition = check(render(rule, (), ()), model).require
    if has_rule(rule.id, rules_folders):
        raise UsageError(f"another rule has the id '{rule.id}'")
    drafts = list(draft_examples(model, condition))
    examples = _first_of_each(_holding(rule, drafts, rules_folders))
    by_hand = list(skeletons(model, examples))
    _write(path, render(rule, examples, by_hand))
    reload_bundled()
    return path, by_hand


def _stem(id_: str, folder: str) -> str:
    """Return the name of a rule's file; the path of a bundled rule is its id."""
    bundled, full = rules_directory().resolve(), Path(folder).resolve()
    if not full.is_relative_to(bundled):
        return id_
    prefix = "".join(f"{part}-" for part in full.relative_to(bundled).parts)
    if not id_.startswith(prefix) or id_ == prefix:
        raise UsageError(f"the id of a rule in {folder} starts with '{prefix}', unlike '{id_}'")
    return id_.removeprefix(prefix)


def _holding(
    rule: NewRule, drafts: Sequence[DraftExample], rules_folders: Sequence[str]
) -> list[DraftExample]:
    """Return the examples with the verdicts that they should have."""
    with tempfile.TemporaryDirectory(prefix="iaclint-rule-") as folder:
        Path(folder, "draft.yaml").write_text(render(rule, drafts, ()), encoding="utf-8")
        folders = (folder, *rules_folders)
        draft = find_rule(rule.id, folders)
        missed = {miss.example.span for miss in find_misses([draft], folders)}
        tried = zip(drafts, draft.examples, strict=True)
        return [example for example, read in tried if read.span not in missed]


def _first_of_each(examples: Sequence[DraftExample]) -> list[DraftExample]:
    """Return the first example of each verdict in each language."""
    return list({(e.language, e.verdict): e for e in reversed(examples)}.values())[::-1]


def _write(path: Path, text: str) -> None:
    check_written(str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error
