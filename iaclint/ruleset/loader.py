"""Loading rules and models; what is wrong with their files becomes diagnostics."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from iaclint.files.diagnostics import Diagnostic, Level, did_you_mean
from iaclint.files.source import Span
from iaclint.models.model import (
    Companion,
    Field,
    FieldSource,
    Model,
)
from iaclint.models.model import Mapping as ModelMapping
from iaclint.models.parser import read_model
from iaclint.models.paths import parse_path
from iaclint.models.validation import check_model
from iaclint.ruleset.files import RuleFile, find_files
from iaclint.ruleset.message import placeholders
from iaclint.ruleset.parser import read_rule
from iaclint.ruleset.rule import Rule
from iaclint.ruleset.validation import check_rule, mistake
from iaclint.syntax import tree
from iaclint.syntax.tree import items, text


class Ruleset(Struct, frozen=True):
    """Rules with their models, and what was wrong with their files."""

    rules: Mapping[str, Rule]
    """By id."""
    models: Mapping[str, Model]
    """By id."""
    diagnostics: tuple[Diagnostic, ...]
    ids: frozenset[str]
    """The ids of all rules there are, also of those that were not loaded."""

    def types(self, language: str) -> frozenset[str]:
        """Return the resource types of a language that any model reads."""
        mappings = [m.mappings[language] for m in self.models.values() if language in m.mappings]
        own = frozenset(type_ for mapping in mappings for type_ in mapping.resources)
        return own.union(*(c.resources for m in mappings for c in m.companions.values()))


def load(
    directories: Sequence[Path],
    types: Collection[str] | None = None,
    check_bundled: bool = False,
) -> Ruleset:
    """Load the rules and models below directories.

    With ``types``, the resource types of a configuration, bundled rules that cannot speak
    of any of them are left out, unparsed. Files of users are always loaded and checked;
    bundled ones are checked with ``check_bundled`` only. A file with a mistake gives
    diagnostics and no rule. Raises ``UsageError`` for a directory that cannot be read.
    """
    files = find_files(directories)
    models = [file for file in files if file.is_model]
    rules = [file for file in files if not file.is_model]
    loader = _Loader(check_bundled)
    wanted = None if types is None else _wanted(types, files)
    for file in models:
        if wanted is None or not file.bundled or not wanted.isdisjoint(file.words()):
            loader.add_model(file)
    for file in rules:
        if types is None or _matters(file, types, loader.models):
            loader.add_rule(file)
    ids = frozenset(loader.rules).union(file.id_by_path for file in rules if file.bundled)
    loader.check_references(ids)
    return Ruleset(
        MappingProxyType(loader.rules),
        MappingProxyType(loader.models),
        tuple(loader.diagnostics),
        ids,
    )


def _wanted(types: Collection[str], files: Sequence[RuleFile]) -> frozenset[str]:
    """Return the words that make a bundled model matter: types, or its id in a user's file."""
    own = (file.words() for file in files if not file.bundled)
    return frozenset(types).union(*own)


def _matters(file: RuleFile, types: Collection[str], models: Mapping[str, Model]) -> bool:
    words = file.model_words() if file.bundled else None
    return words is None or any(word in models or word in types for word in words)


class _Loader:
    """Gathers what files hold."""

    def __init__(self, check_bundled: bool) -> None:
        self._check_bundled = check_bundled
        self.rules: dict[str, Rule] = {}
        self.models: dict[str, Model] = {}
        self.diagnostics: list[Diagnostic] = []
        self._checked: list[Model] = []

    def add_model(self, file: RuleFile) -> None:
        node = self._parse(file, "model")
        if node is None or self._refused(check_model(node) if self._checks(file) else ()):
            return
        model = read_model(node)
        if self._checks(file):
            self._checked.append(model)
        if model.id in self.models:
            self._duplicate("model", model.id, node.entries["model"], self.models[model.id])
        else:
            self.models[model.id] = model

    def add_rule(self, file: RuleFile) -> None:
        node = self._parse(file, "rule")
        if node is None:
            return
        target = node.entries["model"].value
        direct = isinstance(target, tree.Mapping)
        name = "|".join(text(type_) for _, type_ in items(target)) if direct else text(target)
        model = self.models.get(name)
        if model is None and not direct:
            hint = did_you_mean(name, self.models)
            self.diagnostics.append(mistake(f"unknown model '{name}'", target.span, hint))
            return
        if self._checks(file) and self._refused(check_rule(node, None if direct else model)):
            return
        self._add_rule(node, read_rule(node, name), target if direct else None)

    def _add_rule(self, node: tree.Mapping, rule: Rule, types: tree.Node | None) -> None:
        if rule.id in self.rules:
            self._duplicate("rule", rule.id, node.entries["id"], self.rules[rule.id])
            return
        self.rules[rule.id] = rule
        if types is not None:
            self.models[rule.model] = _direct_model(rule, types, self.models.get(rule.model))

    def check_references(self, ids: frozenset[str]) -> None:
        """Complain of rules and models that name others that do not exist."""
        for rule in self.rules.values():
            for id_ in rule.covered_by:
                if id_ not in ids:
                    message, hint = f"unknown rule '{id_}'", did_you_mean(id_, sorted(ids))
                    self.diagnostics.append(mistake(message, rule.span, hint))
        for model in self._checked:
            for language, mapping in model.mappings.items():
                for companion in mapping.companions.values():
                    self._check_view(companion, language, model.span)

    def _check_view(self, companion: Companion, language: str, span: Span) -> None:
        name = companion.model
        known = [model.id for model in self.models.values() if language in model.mappings]
        if name is None or name in known:
            return
        message = f"companion '{companion.name}' has the model '{name}', which is not there"
        hint = did_you_mean(name, sorted(known))
        self.diagnostics.append(Diagnostic(Level.ERROR, "invalid-model", message, span, hint))

    def _checks(self, file: RuleFile) -> bool:
        return self._check_bundled or not file.bundled

    def _parse(self, file: RuleFile, kind: str) -> tree.Mapping | None:
        """Return a file's tree where it has the shape that the schema asks for."""
        from iaclint.syntax.yaml import parse

        # Whoever tries examples has bundled files checked as well.
        node, problems = parse(file.source if self._checks(file) else file.head)
        if self._refused(problems):
            return None
        if node is None:
            place = Span(file.source, 0, 0)
            self._refused([Diagnostic(Level.ERROR, f"invalid-{kind}", "this file is empty", place)])
            return None
        if self._checks(file):
            from iaclint.models.schema import validate

            if self._refused(validate(node, kind)):
                return None
        assert isinstance(node, tree.Mapping)
        return node

    def _refused(self, problems: Iterable[Diagnostic]) -> bool:
        found = list(problems)
        self.diagnostics += found
        return any(problem.level is Level.ERROR for problem in found)

    def _duplicate(self, kind: str, id_: str, entry: tree.Entry, first: Rule | Model) -> None:
        message = f"another {kind} has the id '{id_}': {first.span}"
        self.diagnostics.append(
            Diagnostic(Level.ERROR, f"invalid-{kind}", message, entry.value.span)
        )


def _direct_model(rule: Rule, types: tree.Node, known: Model | None) -> Model:
    """Make the model of a rule straight on resource types: its fields are attribute paths."""
    conditions = [c for c in (rule.require, rule.when, rule.unless) if c is not None]
    names = {name for condition in conditions for name in condition.fields()}
    names.update(placeholders(rule.message))
    fields = {name: Field(name, (FieldSource(None, parse_path(name)),)) for name in sorted(names)}
    mappings = {}
    for language, type_ in items(types):
        before = known.mappings[language].fields if known else {}
        mappings[language] = ModelMapping(
            language, (text(type_),), (), (), {}, MappingProxyType({**before, **fields})
        )
    name = rule.model
    return Model(name, name, MappingProxyType(mappings), {}, frozenset(), {}, types.span)
