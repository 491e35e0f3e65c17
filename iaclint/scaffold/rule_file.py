"""The text of a new rule file, formatted like the bundled rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import indent

from msgspec import Struct

from iaclint.scaffold.examples import DraftExample
from iaclint.syntax.yaml_text import scalar

TO_FILL_IN = ("message", "why", "fix", "references")
"""The keys that the author has to fill in."""

WIDTH = 100
"""Columns of a rule file."""


class NewRule(Struct, frozen=True):
    """The content of a new rule."""

    id: str
    title: str
    model: str
    severity: str
    category: str
    require: tuple[tuple[str, str], ...]
    """Fields, each with its test in YAML."""


def render(rule: NewRule, examples: Sequence[DraftExample], by_hand: Sequence[DraftExample]) -> str:
    """Return the text of a rule file."""
    return "\n".join((*_head(rule), *_fix(examples), *_examples(examples, by_hand), ""))


def _head(rule: NewRule) -> Iterator[str]:
    for key in ("id", "title", "model", "severity", "category"):
        yield f"{key}: {scalar(getattr(rule, key))}"
    yield from _require(rule.require)
    yield 'message: "{address} TODO: what is wrong, and what can follow from it"'
    yield "why: |"
    yield "  TODO: What can happen, and how the setting prevents it."


def _require(tests: Sequence[tuple[str, str]]) -> Iterator[str]:
    in_one_line = f"require: {{{', '.join(f'{field}: {test}' for field, test in tests)}}}"
    if len(in_one_line) <= WIDTH and "#" not in in_one_line:
        yield in_one_line
    else:
        yield "require:"
        yield from (f"  {field}: {test}" for field, test in tests)


def _fix(examples: Sequence[DraftExample]) -> Iterator[str]:
    """Yield the fixes, which are the passing examples."""
    passing = {each.language: each for each in examples if each.verdict == "pass"}
    if passing:
        yield "fix:"
    for language, example in passing.items():
        text = f"TODO: What to set, in one sentence.\n\n{example.text.rstrip()}"
        yield f"  {language}: |"
        yield indent(text, "    ")
    yield "# TODO: the pages of the vendor's documentation."
    yield "# references:"
    yield "#   - https://"


def _examples(examples: Sequence[DraftExample], by_hand: Sequence[DraftExample]) -> Iterator[str]:
    """Yield the examples; skeletons are comments."""
    if examples or by_hand:
        yield "examples:" if examples else "# examples:"
    for example in examples:
        yield from _example(example)
    for example in by_hand:
        yield "  # TODO: complete this example." if examples else "# TODO: complete this example."
        yield indent("\n".join(_example(example)), "  # " if examples else "# ")


def _example(example: DraftExample) -> Iterator[str]:
    yield f"  - name: {scalar(example.name)}"
    yield f"    {example.language}: |"
    yield indent(example.text.rstrip(), "      ")
    yield f"    {example.verdict}: [{scalar(example.address)}]"
