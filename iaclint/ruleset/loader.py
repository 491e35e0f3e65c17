"""Loading rules and models; mistakes in their files become diagnostics."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from iaclint.files.diagnostics import Diagnostic, Level, did_you_mean
from iaclint.files.source import Span
from iaclint.models.fragments import check_includes, expand, including
from iaclint.models.model import Companion, Model
from iaclint.models.parser import read_model
from iaclint.models.validation import check_model, model_mistake
from iaclint.ruleset.catalog import all_files, bundled_ids, relevant_files
from iaclint.ruleset.direct_model import direct_model, model_id
from iaclint.ruleset.files import RuleFile, find_files
from iaclint.ruleset.packed_tree import unpack
from iaclint.ruleset.parser import read_rule
from iaclint.ruleset.rule import Rule, RuleHeader, Rules, header_of
from iaclint.ruleset.validation import check_rule, mistake
from iaclint.syntax import tree
from iaclint.syntax.tree import text


class Ruleset(Struct, frozen=True):
    """Rules with their models, and the mistakes in their files."""

    rules: Rules
    models: Mapping[str, Model]
    """By id."""
    diagnostics: tuple[Diagnostic, ...]
    ids: frozenset[str]
    """The ids of all rules, also of those that were not loaded."""

    def named_models(self) -> dict[str, Model]:
        """Return models by id, in order, without those made for rules on resource types."""
        # The id of a model has a dot in it, a resource type has none.
        return {id_: model for id_, model in sorted(self.models.items()) if "." in id_}

    def types(self, language: str) -> frozenset[str]:
        """Return the resource types of a language that any model reads."""
        mappings = [m.mappings[language] for m in self.models.values() if language in m.mappings]
        own = frozenset(type_ for mapping in mappings for type_ in mapping.resources)
        return own.union(*(c.resources for m in mappings for c in m.companions.values()))


def load(
    directories: Sequence[Path],
    types: Collection[str] | None = None,
    check_bundled: bool = False,
    ids: Collection[str] = (),
) -> Ruleset:
    """Load the rules and models below directories.

    With ``types``, the resource types of a configuration, bundled files are left out unless
    they are relevant for one of these types or for the rules with some ``ids``. Files of users
    are always loaded and checked; bundled ones are checked with ``check_bundled`` only. A file
    with a mistake gives diagnostics and no rule. Raises ``UsageError`` for a directory that
    cannot be read.
    """
    if types is not None:
        files = relevant_files(directories, types, ids)
    else:
        # Files that are checked are parsed whole, with their examples.
        files = find_files(directories) if check_bundled else all_files(directories)
    loader = _Loader(check_bundled)
    for kind in ("fragment", "model", "rule"):
        for file in files:
            if file.kind == kind:
                loader.add(file)
    known = frozenset(loader.rules) | (_ids(files) if types is None else bundled_ids(directories))
    loader.check_references(known)
    return Ruleset(
        loader.rules,
        MappingProxyType(loader.models),
        tuple(loader.diagnostics),
        known,
    )


def _ids(files: Iterable[RuleFile]) -> frozenset[str]:
    return frozenset(file.id_by_path for file in files if file.bundled and file.kind == "rule")


class _Loader:
    """Collects what files define: fragments first, then models, then rules."""

    def __init__(self, check_bundled: bool) -> None:
        self._check_bundled = check_bundled
        self.rules = Rules()
        self.models: dict[str, Model] = {}
        self.diagnostics: list[Diagnostic] = []
        self._fragments: dict[str, tree.Mapping] = {}
        self._checked: list[Model] = []
        self._checked_rules: list[Rule] = []

    def add(self, file: RuleFile) -> None:
        """Add what a file defines, or what is wrong with it."""
        if file.header is not None and file.header.model in self.models and not self._checks(file):
            self._add_unread(file, file.header)
            return
        node = self._parse(file)
        if node is None:
            return
        if file.kind == "fragment":
            self._add_fragment(node)
        elif file.kind == "model":
            self._add_model(file, node)
        else:
            self._add_rule(file, node)

    def _add_fragment(self, node: tree.Mapping) -> None:
        id_ = text(node.get("fragment"))
        if id_ in self._fragments:
            first = self._fragments[id_].entries["fragment"].value.span
            self._refuse_duplicate("fragment", id_, node, first)
        else:
            self._fragments[id_] = node

    def _add_model(self, file: RuleFile, node: tree.Mapping) -> None:
        checks = self._checks(file)
        if checks and self._refuses(check_includes(node, self._fragments)):
            return
        whole = expand(node, self._fragments)
        if checks and self._refuses_model(node, whole):
            return
        model = read_model(whole)
        if checks:
            self._checked.append(model)
        if model.id in self.models:
            self._refuse_duplicate("model", model.id, node, self.models[model.id].span)
        else:
            self.models[model.id] = model

    def _refuses_model(self, node: tree.Mapping, whole: tree.Mapping) -> bool:
        """Add the mistakes of a model with its fragments; whether there are any.

        A mistake in a fragment is added only once, for the first model that includes it.
        """
        from iaclint.models.schema import validate

        problems = validate(whole, "model") or tuple(check_model(whole))
        known = {(problem.code, problem.span) for problem in self.diagnostics}
        self.diagnostics += (
            including(node, problem)
            for problem in problems
            if (problem.code, problem.span) not in known
        )
        return bool(problems)

    def _add_unread(self, file: RuleFile, header: RuleHeader) -> None:
        """Add a bundled rule on a model, which the index describes."""
        self.rules.add(header, lambda: read_rule(unpack(file.tree, file.source), header.model))

    def _add_rule(self, file: RuleFile, node: tree.Mapping) -> None:
        target = node.entries["model"].value
        direct = isinstance(target, tree.Mapping)
        name = "" if direct else text(target)
        model = self.models.get(name)
        if model is None and not direct:
            hint = did_you_mean(name, self.models)
            self.diagnostics.append(mistake(f"unknown model '{name}'", target.span, hint))
            return
        if self._checks(file) and self._refuses(check_rule(node, None if direct else model)):
            return
        rule = read_rule(node, model_id(node) if direct else name)
        if rule.id in self.rules:
            self._refuse_duplicate("rule", rule.id, node, self.rules[rule.id].span)
            return
        self.rules.add(header_of(rule), rule)
        if self._checks(file):
            self._checked_rules.append(rule)
        if direct:
            self.models[rule.model] = direct_model(rule, node, self.models.get(rule.model))

    def check_references(self, ids: Collection[str]) -> None:
        """Add diagnostics for references to rules and models that do not exist."""
        for rule in self._checked_rules:
            for id_ in rule.covered_by:
                if id_ not in ids:
                    message, hint = f"unknown rule '{id_}'", did_you_mean(id_, sorted(ids))
                    self.diagnostics.append(mistake(message, rule.span, hint))
        for model in self._checked:
            for language, mapping in model.mappings.items():
                for companion in mapping.companions.values():
                    self._check_companion_model(companion, language, model.span)

    def _check_companion_model(self, companion: Companion, language: str, span: Span) -> None:
        name = companion.model
        known = [model.id for model in self.models.values() if language in model.mappings]
        if name is None or name in known:
            return
        message = f"unknown model '{name}' of companion '{companion.name}'"
        hint = did_you_mean(name, sorted(known))
        self.diagnostics.append(model_mistake(message, span, hint))

    def _checks(self, file: RuleFile) -> bool:
        return self._check_bundled or not file.bundled

    def _parse(self, file: RuleFile) -> tree.Mapping | None:
        """Return the tree of a file that has the right shape, else None."""
        if file.tree and not self._checks(file):
            return unpack(file.tree, file.source)
        from iaclint.syntax.yaml import parse

        # Examples are only read where they are run, and then bundled files are checked too.
        node, problems = parse(file.source if self._checks(file) else file.head)
        if self._refuses(problems):
            return None
        if node is None:
            place = Span(file.source, 0, 0)
            self._refuses([_error(file.kind, "this file is empty", place)])
            return None
        # A model is only complete, and so checked, once its fragments are merged into it.
        if self._checks(file) and not (file.kind == "model" and isinstance(node, tree.Mapping)):
            from iaclint.models.schema import validate

            if self._refuses(validate(node, file.kind)):
                return None
        assert isinstance(node, tree.Mapping)
        return node

    def _refuses(self, problems: Iterable[Diagnostic]) -> bool:
        """Add problems to the diagnostics; whether any of them is an error."""
        found = list(problems)
        self.diagnostics += found
        return any(problem.level is Level.ERROR for problem in found)

    def _refuse_duplicate(self, kind: str, id_: str, node: tree.Mapping, first: Span) -> None:
        key = "id" if kind == "rule" else kind
        message = f"another {kind} has the id '{id_}': {first}"
        self.diagnostics.append(_error(kind, message, node.entries[key].value.span))


def _error(kind: str, message: str, span: Span) -> Diagnostic:
    return Diagnostic(Level.ERROR, f"invalid-{kind}", message, span)
