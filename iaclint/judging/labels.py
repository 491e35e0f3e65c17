"""The labels of places: the value of an attribute, and when it is that value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.judging.findings import Verdict
from iaclint.models.attribute_names import attribute_name
from iaclint.models.paths import pick
from iaclint.resource import Path, Resource
from iaclint.ruleset.message import label
from iaclint.symbolic.path_conditions import all_of
from iaclint.symbolic.values import JsonText, PartialString, Unknown, Value
from iaclint.symbolic.workspaces import words_of

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.judging.case_split import Decision
    from iaclint.models.field_value import FieldValue
    from iaclint.models.projection import ModelInstance


class Labels(Struct, frozen=True):
    """Makes the labels of one finding."""

    instance: ModelInstance
    shown: Resource
    decision: Decision

    def primary(self, field_value: FieldValue, path: Path, span: Span) -> str:
        """Return the label of the place that is reported."""
        text = self._of(field_value, path)
        if (
            not self.shown.stub
            or span != self.shown.span
            or self.decision.verdict is Verdict.UNKNOWN
            or self._is_only_set(field_value, path)
        ):
            return text
        # At the call that a stub stands for: which attribute it is, and whose default.
        default = f"default of {self.shown.stub}"
        return f"{self.with_name(field_value, path, text)} ({default})" if text else default

    def named(self, field_value: FieldValue, path: Path) -> str:
        """Return the label of a value with the name of its attribute; empty if it has none."""
        text = self._of(field_value, path)
        return self.with_name(field_value, path, text) if text else ""

    def with_name(self, field_value: FieldValue, path: Path, text: str) -> str:
        """Return a text after the name of an attribute, which that of an unset one has already."""
        name = attribute_name(self.instance, field_value, path)
        return text if text.startswith(f"{name} ") else f"{name} {text}"

    def where(self) -> str:
        """Return the conditions under which the rule fails, as text."""
        cases = self.cases()
        places = [case for case in cases if case.startswith("in ")]
        others = " and ".join(case for case in cases if case not in places)
        return "".join(f" {place}" for place in places) + (f" where {others}" if others else "")

    def cases(self) -> tuple[str, ...]:
        """Return the conditions under which the rule fails, each once.

        On the workspace, they are one, of the workspaces in which the resource exists.
        """
        labels = dict.fromkeys(b.label for b in self.decision.where if b.label)
        world = self.decision.instance.world
        together = words_of(all_of(world.conditions)) if labels else None
        return tuple(labels) if together is None else (together,)

    def _of(self, field_value: FieldValue, path: Path) -> str:
        """Return the label of the primary place; for a computed field, of the deciding field."""
        step = next((step for step in field_value.steps if step.field is not None), None)
        if step is not None and step.field is not None:
            field_value, path = self.instance.read(step.field), step.path
        elif field_value.steps:
            return ""
        found = self._here(field_value, path)
        where = self.where()
        if not found or self.decision.verdict is Verdict.UNKNOWN:
            return found + where if found else ""
        if not where or _written_scalar(field_value, path) is not None:
            return found  # a value that no case decides is the same otherwise
        return f"{found}{where}, and also fails otherwise"

    def _here(self, field_value: FieldValue, path: Path) -> str:
        if _is_inside_text(field_value.value, path) or self._is_only_set(field_value, path):
            return ""  # the source line is enough
        name = attribute_name(self.instance, field_value, path)
        return label(name, _as_written(field_value, path), field_value.written)

    def _is_only_set(self, field_value: FieldValue, path: Path) -> bool:
        """Whether the rule fails because a value is set, whatever it is: the id of the owner."""
        return (
            self.decision.verdict is Verdict.FAIL
            and not self.decision.where
            and field_value.written
            and isinstance(pick(field_value.value, path), Unknown)
        )


def _is_inside_text(value: Value, path: Path) -> bool:
    """Return whether a path leads into a string, as to a statement of a policy."""
    starts = (pick(value, path[:n]) for n in range(len(path)))
    return any(isinstance(start, (str, PartialString, JsonText)) for start in starts)


def _as_written(field_value: FieldValue, path: Path) -> Value:
    """Return a part of a field's value; a scalar as the configuration sets it."""
    value = pick(field_value.value, path)
    written = _written_scalar(field_value, path) if isinstance(value, (str, bool)) else None
    return value if written is None else written


def _written_scalar(field_value: FieldValue, path: Path) -> str | bool | None:
    """Return the value of an attribute as the configuration sets it, if it is a known scalar."""
    place = field_value.at(path)
    if not field_value.written or not place.path:
        return None
    written = pick(place.resource.body.get(str(place.path[0])), place.path[1:])
    return written if isinstance(written, (str, bool)) else None
