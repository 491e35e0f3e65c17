"""Render templates: quoted strings, heredocs and template files."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from iaclint.symbolic.json_text import part_of, recognize
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import DEFERRED, JsonText, PartialString, Unknown, concatenate
from iaclint.syntax.hcl import nodes as ex
from iaclint.syntax.hcl.text import normal
from iaclint.terraform.errors import EvaluationError, rejection
from iaclint.terraform.eval.loops import NOT_ITERABLE, check_iterable, pairs, steps_of
from iaclint.terraform.eval.scope import Evaluate
from iaclint.terraform.operations.lifting import lift
from iaclint.terraform.types import conversion
from iaclint.terraform.types.model import STRING, TerraformValue, is_null, type_of
from iaclint.terraform.types.sensitivity import marked, unmark
from iaclint.terraform.types.unification import is_convertible

if TYPE_CHECKING:
    from iaclint.terraform.eval.scope import Scope


def render(template: ex.Template, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    """Return the text of a template: a string, known in part at least."""
    pieces: list[TerraformValue] = []
    sensitive = False
    for part in template.parts:
        value, was_sensitive = unmark(_part(part, scope, evaluate))
        sensitive = sensitive or was_sensitive
        pieces.append(value)
    if len(pieces) > 1:
        scope.budget.make(tuple(pieces), template.span)
    return marked(lift(_join, pieces), sensitive)


def _join(*pieces: TerraformValue) -> TerraformValue:
    """Put pieces of text together; unknown ones stay between the known ones."""
    parts: list[str | Unknown] = []
    for piece in pieces:
        if isinstance(piece, PartialString):
            parts.extend(piece.parts)
        elif isinstance(piece, JsonText):
            parts.append(part_of(piece, STRING))
        else:
            parts.append(cast("str | Unknown", piece))
    joined: TerraformValue = recognize(concatenate(parts))
    if isinstance(joined, str):
        return normal(joined)
    return _as_string(joined) if isinstance(joined, Unknown) else joined


def _as_string(value: Unknown) -> Unknown:
    """An unknown alone in a template becomes a string, and stays what it is."""
    return Unknown(value.symbol, value.identity, STRING, not_null=True, derived=value.derived)


def _part(part: str | ex.Expression, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    if isinstance(part, str):
        return part
    if isinstance(part, ex.TemplateIf):
        return _conditional(part, scope, evaluate)
    if isinstance(part, ex.TemplateFor):
        return _loop(part, scope, evaluate)
    value = evaluate(part, scope)
    if isinstance(value, str):
        return value

    def to_text(bare: TerraformValue) -> TerraformValue:
        if is_null(bare):
            raise EvaluationError("null cannot be used in a string template", part.span)
        if isinstance(bare, Unknown) and not is_convertible(type_of(bare), STRING):
            # Terraform reports the wrong type only once the value is known.
            return Unknown(bare.symbol, type=STRING, not_null=True)
        try:
            return conversion.to_string(bare)
        except conversion.ConversionError as error:
            message = f"invalid value in a string template: {error}"
            raise rejection(message, part.span, is_limit=error.is_limit) from None

    return lift(to_text, [value])


def _conditional(part: ex.TemplateIf, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    """Render one branch; where the test is unknown, the text is a choice of both."""
    return evaluate(ex.Conditional(part.span, part.test, part.then, part.otherwise), scope)


def _loop(part: ex.TemplateFor, scope: Scope, evaluate: Evaluate) -> TerraformValue:
    collection, sensitive = unmark(evaluate(part.collection, scope))

    def spread(value: TerraformValue) -> TerraformValue:
        if isinstance(value, DEFERRED):
            check_iterable(value, part.collection)
            return Unknown(symbols(value)[0], type=STRING, not_null=True)
        items = None if is_null(value) else pairs(value)
        if items is None:
            raise EvaluationError(NOT_ITERABLE, part.collection.span)
        texts = []
        steps = steps_of(part.span, part.collection.span)
        for key, item in items:
            scope.budget.spend(part.span, steps)
            names = {part.item: item} if part.key is None else {part.key: key, part.item: item}
            texts.append(render(part.body, scope.child(names), evaluate))
        return lift(_join, texts)

    return marked(lift(spread, [collection]), sensitive)
