"""Reach into values: ``.name`` and ``[key]``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.files.diagnostics import did_you_mean
from iaclint.symbolic.choices import choose
from iaclint.symbolic.derivations import derive
from iaclint.symbolic.natures import UNSPECIFIED, Form
from iaclint.symbolic.path_conditions import PathCondition, any_of
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import ABSENT, DEFERRED, Choice, Guard, Unknown
from iaclint.symbolic.worlds import Branch, branches_of
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.errors import (
    EmptyError,
    EvaluationError,
    LimitReached,
    UndeclaredError,
    rejection,
)
from iaclint.terraform.eval.scope import as_reference, root_name
from iaclint.terraform.eval.unknown_elements import any_element
from iaclint.terraform.operations.cases import by_key
from iaclint.terraform.provider.attributes import nature_of
from iaclint.terraform.types import conversion
from iaclint.terraform.types.incomplete import Incomplete, IncompleteMap
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import (
    DYNAMIC,
    ListValue,
    MapValue,
    Sensitive,
    SetValue,
    TerraformValue,
    Type,
    is_null,
    type_of,
)
from iaclint.terraform.types.parts import PartError, attribute_type, element_type
from iaclint.terraform.types.sensitivity import marked, unmark
from iaclint.terraform.types.unknown_instances import UnknownInstances

if TYPE_CHECKING:
    from collections.abc import Callable

    from iaclint.terraform.eval.scope import Scope


def get_attribute(source: TerraformValue, expression: ex.GetAttr, scope: Scope) -> TerraformValue:
    """Return ``source.name``; raises ``EvaluationError`` where there cannot be one."""
    _check_instance_key(source, expression, scope)
    if isinstance(source, (Choice, Sensitive)):
        return _on_each_branch(source, lambda v: _attribute(v, expression.name, expression), scope)
    return _attribute(source, expression.name, expression)


def _check_instance_key(source: TerraformValue, expression: ex.GetAttr, scope: Scope) -> None:
    """Refuse ``aws_s3_bucket.media.logs``: the key of an instance stands in brackets.

    Terraform checks keys before it evaluates, so ``try`` does not catch this.
    """
    if not isinstance(source, (dict, tuple, UnknownInstances)):
        return
    if not _names_resource(expression.object, scope):
        return
    name = expression.object.span.text
    if isinstance(source, tuple):
        raise UndeclaredError(
            f"this value is a list: it has no attribute '{expression.name}'",
            expression.object.span,
            f"use an index, or a splat: [*].{expression.name}",
        )
    if isinstance(source, UnknownInstances):
        message = f"missing resource instance key: {name} has count or for_each set"
        raise UndeclaredError(message, expression.span)
    message = f"missing resource instance key: {name} has for_each set"
    raise UndeclaredError(message, expression.span, f'use {name}["{expression.name}"]')


def _refuse_instance_key(source: TerraformValue, expression: ex.Index, scope: Scope) -> None:
    """Refuse ``aws_s3_bucket.media[0]`` where there is only one instance, as for missing keys."""
    is_literal = isinstance(expression.key, (ex.Literal, ex.Number))
    if not is_literal or not isinstance(source, LazyObject):
        return
    if _names_resource(expression.object, scope):
        name = expression.object.span.text
        message = f"unexpected resource instance key: {name} has neither count nor for_each"
        raise UndeclaredError(message, expression.key.span)


def _names_resource(expression: ex.Expression, scope: Scope) -> bool:
    """Return whether an expression names all instances of a resource or data source."""
    reference = as_reference(expression)
    is_resource = reference is not None and reference.kind in ("resource", "data")
    return is_resource and root_name(expression) not in scope.names


def get_index(
    source: TerraformValue, key: TerraformValue, expression: ex.Index, scope: Scope
) -> TerraformValue:
    """Return ``source[key]``; raises ``EvaluationError`` where there is none."""
    _refuse_instance_key(source, expression, scope)
    bare, sensitive = unmark(key)
    if isinstance(source, dict) and not isinstance(source, MapValue):
        sensitive = False  # Terraform drops the mark of an attribute's name

    def read_with(value: TerraformValue, key: TerraformValue) -> TerraformValue:
        return _element(value, key, expression, scope)

    if isinstance(bare, Choice):
        result = _on_each_branch(
            bare,
            lambda option: _on_each_branch(source, lambda v: read_with(v, option), scope),
            scope,
        )
    else:
        result = _on_each_branch(source, lambda v: read_with(v, bare), scope)
    return marked(result, sensitive)


def _on_each_branch(
    source: TerraformValue, read: Callable[[TerraformValue], TerraformValue], scope: Scope
) -> TerraformValue:
    """Read from every branch of a choice.

    A branch with an error is left out, because it is never deployed; the scope notes the
    failure for ``try``.
    """
    bare, sensitive = unmark(source)
    if not isinstance(bare, Choice):
        return marked(read(bare), sensitive)
    kept: list[Branch[TerraformValue]] = []
    failed: list[PathCondition] = []
    error: EvaluationError | None = None
    for branch in branches_of(bare):
        try:
            kept.append(replace(branch, value=_on_each_branch(branch.value, read, scope)))
        except LimitReached:
            raise
        except EvaluationError as refusal:
            error = refusal
            failed.append(branch.condition)
    if error is None:
        return marked(choose(bare.test, [b.value for b in kept], bare.labels), sensitive)
    if not kept:
        raise error
    conditions = tuple(branch.condition for branch in kept)
    symbol = bare.test.symbol
    nested = any(isinstance(option, Choice) for option in bare.options)
    scope.note_failure(
        Unknown(symbol)
        if nested
        else Guard(symbol, conditions=(any_of(conditions), any_of(failed)))
    )
    labels = tuple(branch.label for branch in kept if bare.labels)
    values = [branch.value for branch in kept]
    return marked(choose(Guard(symbol, conditions=conditions), values, labels), sensitive)


def _attribute(source: TerraformValue, name: str, expression: ex.GetAttr) -> TerraformValue:
    if isinstance(source, (dict, LazyObject)):
        found = _part(source, name)
        if found is ABSENT:
            hint = partial(did_you_mean, name, source)
            kind_of_error = EvaluationError if source else EmptyError
            raise kind_of_error(f"this object has no attribute '{name}'", expression.span, hint)
        return found
    if isinstance(source, Unknown):
        try:
            kind = attribute_type(type_of(source), name)
        except PartError as error:
            raise EvaluationError(str(error), expression.span) from None
        return _unknown_part(source, name, kind)
    if is_null(source):
        raise EmptyError(
            f"this value is null: it has no attribute '{name}'", expression.object.span
        )
    if isinstance(source, tuple):
        raise EvaluationError(
            f"this value is a list: it has no attribute '{name}'",
            expression.object.span,
            f"use an index, or a splat: [*].{name}",
        )
    raise EvaluationError(f"this value has no attribute '{name}'", expression.object.span)


def _part(source: Mapping[str, TerraformValue], name: str) -> TerraformValue:
    """Return a part of an object; ``ABSENT`` where there is none of the name."""
    # A dict is cheaper to tell than a subclass of Mapping.
    lazy = None if type(source) is dict else source
    return lazy.read(name) if isinstance(lazy, LazyObject) else source.get(name, ABSENT)


def _unknown_part(source: Unknown, name: str, kind: Type) -> TerraformValue:
    """Return a part of an unknown, with its type and the identity that follows from the whole."""
    if isinstance(source, IncompleteMap) and name in source.entries:
        return source.entries[name]
    identity = None
    if source.identity is not None and source.identity.derivation is not None:
        part = Unknown(source.symbol, type=None if kind == DYNAMIC else kind)
        return derive(part, f"part {name}", partial(_part_in_example, name), (source,))
    if source.identity is not None:
        inner = source.identity.attribute
        path = f"{inner}.{name}" if inner else name
        nature = nature_of(source.identity.kind, path)
        if name.isdecimal() and nature.form is Form.OTHER:
            # A list has that of its elements, which may be empty.
            nature = replace(source.nature, is_never_empty=False)
        identity = replace(source.identity, attribute=path, nature=nature)
    derived = source.derived if name.isdecimal() else UNSPECIFIED
    return Unknown(source.symbol, identity, None if kind == DYNAMIC else kind, derived=derived)


def _part_in_example(name: str, whole: TerraformValue) -> TerraformValue:
    if isinstance(whole, dict):
        return _part(whole, name)
    if isinstance(whole, tuple) and name.isdecimal() and int(name) < len(whole):
        found: TerraformValue = whole[int(name)]
        return found
    return ABSENT


def _element(
    source: TerraformValue, key: TerraformValue, expression: ex.Index, scope: Scope
) -> TerraformValue:
    if is_null(source):
        raise EmptyError("this value is null: it has no elements", expression.object.span)
    if is_null(key):
        raise EvaluationError("invalid index: it is null", expression.key.span)
    if isinstance(source, UnknownInstances):
        return source.element(key)
    if isinstance(source, Unknown):
        return _unknown_element(source, key, expression)
    if isinstance(source, (dict, LazyObject)):
        return _by_name(source, key, expression, scope)
    if isinstance(source, tuple) and not isinstance(source, SetValue):
        return _by_number(source, key, expression, scope)
    what = "a set has no indices" if isinstance(source, SetValue) else "this value has no elements"
    raise EvaluationError(what, expression.object.span)


def _unknown_element(source: Unknown, key: TerraformValue, expression: ex.Index) -> TerraformValue:
    try:
        kind = element_type(type_of(source), key)
    except PartError as error:
        raise rejection(str(error), expression.key.span, is_limit=error.is_limit) from None
    if isinstance(source, Incomplete) and isinstance(key, int) and 0 <= key < len(source.start):
        return source.start[key]
    if isinstance(key, (str, int)):
        return _unknown_part(source, str(key), kind)
    return any_element(source, kind)


def _by_name(
    source: Mapping[str, TerraformValue], key: TerraformValue, expression: ex.Index, scope: Scope
) -> TerraformValue:
    try:
        name = conversion.to_string(key)
    except conversion.ConversionError as error:
        message = f"invalid index: {error}"
        raise rejection(message, expression.key.span, is_limit=error.is_limit) from None
    if isinstance(name, DEFERRED):
        kind = source.element if isinstance(source, MapValue) else None
        parts = source if isinstance(source, dict) else {}
        return _any_of(parts, name, kind, scope)
    assert isinstance(name, str)
    found = source.get(name, ABSENT)
    if found is ABSENT and not name[:1].isdigit():
        found = _part(source, name)
    if found is not ABSENT:
        return found
    hint = partial(did_you_mean, name, source)
    kind_of_error = EvaluationError if source else EmptyError
    raise kind_of_error(f"invalid index: there is no element '{name}'", expression.key.span, hint)


def _any_of(
    parts: Mapping[str | int, TerraformValue], key: TerraformValue, kind: object, scope: Scope
) -> TerraformValue:
    """Return the element of a key that is not known: any of them where that can be told apart."""
    found = by_key(key, parts) if isinstance(key, Unknown) else None
    if found is None:
        return Unknown(symbols(key)[0], type=kind)
    value, exists = found
    scope.note_failure(exists)
    return value


def _by_number(
    source: tuple[TerraformValue, ...],
    key: TerraformValue,
    expression: ex.Index,
    scope: Scope,
) -> TerraformValue:
    try:
        number = conversion.to_number(key)
    except conversion.ConversionError as error:
        message = f"invalid index: {error}"
        raise rejection(message, expression.key.span, is_limit=error.is_limit) from None
    if isinstance(number, DEFERRED):
        kind = source.element if isinstance(source, ListValue) else None
        return _any_of(dict(enumerate(source)), number, kind, scope)
    if number == 0:
        number = 0  # negative zero is a float
    if isinstance(number, int) and 0 <= number < len(source):
        return source[number]
    count = len(source)
    kind_of_error = EvaluationError if count else EmptyError
    raise kind_of_error(
        f"invalid index {expression.key.span.text}: the number of elements is {count}",
        expression.key.span,
    )
