"""``iaclint models``: list and show models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from iaclint.cli import completion
from iaclint.cli.options import RulesFolders, choose, one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.reference.description import FieldDescription, ModelDescription, ModelSummary
    from iaclint.ruleset.rule import Rule

FORMATS = ("text", "json")
WIDTH = 100
"""Columns of text."""

app = typer.Typer(help="List and show the models that rules use.", add_completion=False)

Format = Annotated[
    str,
    typer.Option(
        metavar="FORMAT",
        help=f"Output format: {one_of(FORMATS)}.",
        autocompletion=completion.data_formats,
    ),
]


@app.command("list")
def list_models(format: Format = "text", rules_folders: RulesFolders = None) -> None:
    """List the models, with title and languages."""
    import json

    import msgspec

    from iaclint.cli.config_options import all_rule_folders
    from iaclint.cli.printing import say
    from iaclint.reference.describing import summarize
    from iaclint.requested_rules import load_rules

    ruleset = load_rules(all_rule_folders(rules_folders))
    models = [summarize(model, ruleset) for model in ruleset.named_models().values()]
    if choose(format, FORMATS, "--format") == "json":
        say(json.dumps({"models": msgspec.to_builtins(models)}, indent=2), format="json")
    else:
        say(*_table(models))


def _table(models: list[ModelSummary]) -> Iterator[str]:
    from iaclint.report.wording import count

    cells = [(m.id, m.title, ", ".join(map(_title, m.languages))) for m in models]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for model, cell in zip(models, cells, strict=True):
        text = "  ".join(f"{part:<{width}}" for part, width in zip(cell, widths, strict=True))
        yield f"{text}  {count(model.rules, 'rule') if model.rules else ''}".rstrip()


@app.command("show")
def show_model(
    model: Annotated[
        str,
        typer.Argument(
            metavar="MODEL", help="The id of a model.", autocompletion=completion.model_ids
        ),
    ],
    format: Format = "text",
    rules_folders: RulesFolders = None,
) -> None:
    """Show the fields of a model, and the attributes that set them."""
    import json
    from pathlib import Path

    import msgspec

    from iaclint.cli.config_options import all_rule_folders
    from iaclint.cli.printing import say
    from iaclint.cli.rule_options import find_model
    from iaclint.reference.comments import Comments, read_fragments
    from iaclint.reference.describing import describe
    from iaclint.requested_rules import load_rules
    from iaclint.ruleset.locate import rules_directory

    folders = all_rule_folders(rules_folders)
    ruleset = load_rules(folders)
    found = find_model(model, ruleset)
    fragments = read_fragments([rules_directory(), *map(Path, folders)])
    description = describe(found, ruleset, Comments(found, fragments))
    if choose(format, FORMATS, "--format") == "json":
        say(json.dumps(msgspec.to_builtins(description), indent=2), format="json")
    else:
        say(*_page(description, dict(ruleset.rules)))


def _page(model: ModelDescription, rules: dict[str, Rule]) -> Iterator[str]:
    from iaclint.report.terminal import wrap

    yield from (model.id, model.title)
    yield from ("", wrap(model.note, WIDTH), "") if model.note else ("",)
    for language, types in model.resources.items():
        yield wrap(f"{_title(language)}: {', '.join(types)}", WIDTH, 2)
    if model.include:
        yield (f"Included fragments: {', '.join(model.include)}")
    yield from ("", "Fields")
    for field in model.fields:
        yield from _field(field)
    yield from _computed(model)
    yield from _companions(model)
    yield from ("", "Rules")
    yield from (f"  {id_}: {rules[id_].title}" for id_ in model.rules)


def _field(field: FieldDescription) -> Iterator[str]:
    from iaclint.reference.wording import source_in_words
    from iaclint.report.terminal import wrap

    yield f"  {field.name}"
    for language, sources in field.sources.items():
        for n, source in enumerate(sources):
            otherwise = "" if n == 0 else "and " if field.joined else "else "
            text = f"    {_title(language)}: {otherwise}{source_in_words(source)}"
            yield wrap(text, WIDTH, 6)
    if field.note:
        yield wrap(f"    Note: {field.note}", WIDTH, 6)


def _computed(model: ModelDescription) -> Iterator[str]:
    from iaclint.report.terminal import wrap

    if model.computed:
        yield from ("", "Computed fields")
    for each in model.computed:
        yield wrap(f"  {each.name}: {each.answer.replace('``', '')} ({each.analysis})", WIDTH, 4)


def _companions(model: ModelDescription) -> Iterator[str]:
    from iaclint.reference.wording import companion_in_words
    from iaclint.report.terminal import wrap

    for language, companions in model.companions.items():
        if companions:
            yield from ("", f"Companions in {_title(language)}")
        for each in companions:
            yield wrap(f"  {each.name}: {companion_in_words(each)}", WIDTH, 4)
            if each.note:
                yield wrap(f"    Note: {each.note}", WIDTH, 6)


def _title(language: str) -> str:
    from iaclint.frontends import languages

    return languages()[language].title
