"""The page of a model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from iaclint.frontends import languages
from iaclint.reference.markdown import code, generated_from, heading, link, table
from iaclint.reference.wording import companion_in_words, source_in_words

if TYPE_CHECKING:
    from iaclint.reference.description import FieldDescription, ModelDescription
    from iaclint.ruleset.rule import Rule


def model_page(model: ModelDescription, path: str, rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield the lines of a model's page; ``path`` is its file below ``rules``."""
    source = link(code(f"rules/{path}"), f"../../rules/{path}")
    yield from (heading(model.title), "", generated_from(source), "")
    yield f"The model {code(model.id)}."
    if model.note:
        yield from ("", model.note)
    yield from ("", *table(("language", "resource types"), _resources(model)))
    if model.include:
        yield from ("", f"Included fragments: {', '.join(map(code, model.include))}.")
    yield from (
        "",
        "## Fields",
        "",
        "If several attributes are listed, the first that is set counts.",
    )
    for field in model.fields:
        yield from _field(field)
    yield from _computed(model)
    yield from _companions(model)
    yield from _rules(model, rules)


def _resources(model: ModelDescription) -> Iterator[tuple[str, str]]:
    for language, types in model.resources.items():
        yield languages()[language].title, ", ".join(map(code, types))


def _field(field: FieldDescription) -> Iterator[str]:
    yield from ("", f"### {code(field.name)}", "")
    if field.note:
        yield from (field.note, "")
    if field.joined:
        yield from ("The list of all elements:", "")
    for language, sources in field.sources.items():
        texts = [source_in_words(source, code) for source in sources]
        yield f"- {languages()[language].title}: {texts[0] if len(texts) == 1 else ''}".rstrip()
        if len(texts) > 1:
            yield from (
                f"  {'-' if field.joined else f'{n}.'} {text}" for n, text in enumerate(texts, 1)
            )


def _computed(model: ModelDescription) -> Iterator[str]:
    if model.computed:
        yield from ("", "## Computed fields", "", "iaclint computes these from other fields.", "")
        rows = (
            (code(c.name), c.answer.replace("``", "`"), code(c.analysis)) for c in model.computed
        )
        yield from table(("field", "value", "analysis"), rows)


def _companions(model: ModelDescription) -> Iterator[str]:
    for language, companions in model.companions.items():
        if companions:
            yield from ("", f"## Companions in {languages()[language].title}", "")
        for each in companions:
            note = f". {each.note}" if each.note else ""
            yield f"- {code(each.name)}: {companion_in_words(each, code)}{note}"


def _rules(model: ModelDescription, rules: Mapping[str, Rule]) -> Iterator[str]:
    yield from ("", "## Rules", "")
    if not model.rules:
        yield "No rule uses this model directly: it is the model of companions."
    for id_ in model.rules:
        yield f"- {link(code(id_), f'../rules/{id_}.md')}: {rules[id_].title}"
