"""The model of a rule on resource types: its fields are attributes."""

from __future__ import annotations

from types import MappingProxyType

from iaclint.models.model import Field, FieldSource, Mapping, Model
from iaclint.models.parser import read_field
from iaclint.models.paths import parse_path
from iaclint.ruleset.message import placeholders
from iaclint.ruleset.rule import Rule
from iaclint.syntax import tree
from iaclint.syntax.tree import items, text


def model_id(node: tree.Mapping) -> str:
    """Return the id of the model of a rule's file.

    Rules on the same types share it, except for a rule that names the attributes of its fields.
    """
    types = "|".join(text(type_) for _, type_ in items(node.get("model")))
    return f"{types}|{text(node.get('id'))}" if node.get("fields") else types


def direct_model(rule: Rule, node: tree.Mapping, known: Model | None) -> Model:
    """Return the model, with the fields of other rules that share it."""
    types = node.entries["model"].value
    mappings = {}
    for language, type_ in items(types):
        before = known.mappings[language].fields if known else {}
        names = sorted({*rule.fields(), *placeholders(rule.message)})
        own = {name: _field(name, language, node) for name in names}
        fields = MappingProxyType({**before, **own})
        mappings[language] = Mapping(language, (text(type_),), (), (), {}, fields)
    title = "|".join(text(type_) for _, type_ in items(types))
    return Model(rule.model, title, MappingProxyType(mappings), {}, frozenset(), {}, types.span)


def _field(name: str, language: str, node: tree.Mapping) -> Field:
    """Return a field as the rule's file declares it, else the attribute of its name."""
    declared = tree.find(node, ("fields", name, language))
    if declared is not None:
        return read_field(name, declared, {})
    return Field(name, (FieldSource(None, parse_path(name)),))
