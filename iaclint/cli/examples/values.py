"""The values that a rule tests in an example, to explain a wrong verdict."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from iaclint.models.instances import by_type, project
from iaclint.pipeline import evaluate
from iaclint.request import Request
from iaclint.requested_rules import load_rules
from iaclint.ruleset.message import label, show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iaclint.models.projection import ModelInstance
    from iaclint.ruleset.rule import Rule

WIDTH = 80
"""Characters of a value of several parts."""


def describe(rule: Rule, address: str, folder: str, rules_folders: Sequence[str]) -> str | None:
    """Return the values of the fields that a rule tests, with places, as a sentence.

    None if the rule's model has no instance with this address in the folder.
    """
    resources = evaluate(Request((folder,), folder)).resources
    ruleset = load_rules(rules_folders, {resource.type for resource in resources}, ids=(rule.id,))
    instances = project(ruleset.models[rule.model], by_type(resources), ruleset.models)
    found = next((each for each in instances if address in each.addresses), None)
    if found is None:
        return None
    return "; ".join(_state(found, field) for field in rule.fields())


def _state(instance: ModelInstance, field: str) -> str:
    read = instance.read(field)
    text = label(field, read.value, read.written) or f"is {shorten(show(read.value), WIDTH)}"
    stated = text if text.startswith(f"{field} ") else f"{field} {text}"
    return f"{stated} ({read.at(()).span()})" if read.written else stated
