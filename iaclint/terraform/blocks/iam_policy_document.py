"""``data.aws_iam_policy_document``: the policy that it renders.

See "Data Source: aws_iam_policy_document" in the AWS provider's documentation.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TypeVar

from iaclint.symbolic.choices import map_choice
from iaclint.symbolic.json_text import decode
from iaclint.symbolic.structure import is_known, symbols, transform
from iaclint.symbolic.values import (
    ABSENT,
    DEFERRED,
    Choice,
    JsonText,
    PartialString,
    Scalar,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from iaclint.resource import Body

_Item = TypeVar("_Item")

DEFAULT_VERSION = "2012-10-17"


def policy_document(body: Body, take: Callable[[int], None] = lambda number: None) -> Value:
    """Return the JSON text of a policy document; its structure is kept where it is unknown.

    ``take`` is told how many statements are merged. It may raise.
    """
    statements = body.get("statement")
    version = _given(body.get("version"), DEFAULT_VERSION)
    policy_id = _given(body.get("policy_id"), ABSENT)
    sources = _documents(body, "source_json", "source_policy_documents")
    overrides = _documents(body, "override_json", "override_policy_documents")

    def render(own: Value) -> Value:
        if isinstance(own, Choice):
            return map_choice(own, render)
        if isinstance(own, Unknown):
            return Unknown(own.symbol, not_null=True)
        statements = as_list(own)
        take(len(sources) + len(statements) + len(overrides))
        merged = _merge(sources, list(map(_statement, statements)), overrides)
        if isinstance(merged, Unknown):
            return merged
        content: dict[str, Value] = {"Version": version}
        if policy_id is not ABSENT:
            content["Id"] = policy_id
        content["Statement"] = merged
        return json.dumps(content, indent=2) if is_known(content) else JsonText(content)

    return render(() if statements is ABSENT else statements)


def _given(value: Value, default: Value) -> Value:
    return default if value is ABSENT or value is None else value


def as_list(value: Value) -> list[Value]:
    """Return a list's elements; a single value counts as one, and what is not set as none."""
    if isinstance(value, tuple):
        return list(value)
    return [] if value is ABSENT or value is None else [value]


def _documents(body: Body, *names: str) -> list[Value]:
    """Return the statements of other documents, each a dict; unknown ones as they are."""
    found: list[Value] = []
    for name in names:
        value = body.get(name)
        if isinstance(value, DEFERRED) and not isinstance(value, (JsonText, PartialString)):
            found.append(Unknown(symbols(value)[0]))
            continue
        for document in as_list(value):
            found.extend(statements_of(document))
    return found


def statements_of(document: Value) -> list[Value]:
    """Return the statements of a policy's JSON text; none where it cannot be read."""
    if document is None or document == "":
        return []
    try:
        content = decode(document)
    except (ValueError, TypeError):
        unknown = symbols(document)
        return [Unknown(unknown[0])] if unknown else []
    if isinstance(content, DEFERRED):
        return [Unknown(symbols(content)[0])]
    if not isinstance(content, dict):
        return []
    return as_list(content.get("Statement", ABSENT))


def _merge(sources: list[Value], own: list[Value], overrides: list[Value]) -> Value:
    """Put statements together; an unknown one makes all of them unknown."""
    together = [*sources, *own, *overrides]
    unknown = next((each for each in together if isinstance(each, DEFERRED)), None)
    if unknown is not None:
        return Unknown(symbols(unknown)[0], not_null=True)
    return tuple(merge_by_sid((sid_of(each), each) for each in together))


def merge_by_sid(statements: Iterable[tuple[Value, _Item]]) -> list[_Item]:
    """Return what is given for each Sid: one replaces an earlier one of the same Sid."""
    merged: dict[object, _Item] = {}
    for n, (sid, item) in enumerate(statements):
        is_named = sid and not isinstance(sid, (tuple, dict))
        merged[(sid,) if is_named else n] = item
    return list(merged.values())


def sid_of(statement: Value) -> Value:
    """Return what names a statement, if something does."""
    return statement.get("Sid") if isinstance(statement, dict) else None


_PLAIN = {
    "actions": "Action",
    "not_actions": "NotAction",
    "resources": "Resource",
    "not_resources": "NotResource",
}


def _statement(block: Value) -> Value:
    """Turn a ``statement`` block into a statement of a policy."""
    if not isinstance(block, dict):
        return block
    statement: dict[str, Value] = {}
    sid = block.get("sid")
    if sid:
        statement["Sid"] = sid
    statement["Effect"] = block.get("effect") or "Allow"
    for name, key in _PLAIN.items():
        values = block.get(name)
        if values is not None and values != ():
            statement[key] = _one_or_all(_with_variables(values))
    for name, key in (("principals", "Principal"), ("not_principals", "NotPrincipal")):
        principals = block.get(name)
        if principals is not None:
            statement[key] = _with_variables(_principals(principals))
    if "condition" in block:
        statement["Condition"] = _with_variables(_conditions(block["condition"]))
    return statement


def _with_variables(value: Value) -> Value:
    """Return a value with ``${`` for ``&{``, which starts a policy variable here."""
    return transform(value, _with_variables_in_text)


def _with_variables_in_text(value: Scalar) -> Value:
    if isinstance(value, PartialString):
        parts = (p.replace("&{", "${") if isinstance(p, str) else p for p in value.parts)
        return PartialString(tuple(parts))
    return value.replace("&{", "${") if isinstance(value, str) else value


def _one_or_all(values: Value) -> Value:
    return values[0] if isinstance(values, tuple) and len(values) == 1 else values


def _principals(blocks: Value) -> Value:
    """Gather principals by type; ``*`` of type ``*`` (or AWS) is everyone."""
    if isinstance(blocks, Choice):
        return map_choice(blocks, _principals)
    if isinstance(blocks, DEFERRED):
        return Unknown(symbols(blocks)[0])
    gathered: dict[str, Value] = {}
    unknown: Unknown | None = None
    for block in as_list(blocks):
        if not isinstance(block, dict) and not symbols(block):
            return block
        kind = block.get("type") if isinstance(block, dict) else block
        if not isinstance(block, dict) or isinstance(kind, DEFERRED):
            unknown = unknown or Unknown(symbols(kind)[0])
            continue
        identifiers = block.get("identifiers", ())
        if kind == "*" and _is_everyone(identifiers):
            return "*"
        gathered[str(kind)] = _extended(gathered.get(str(kind)), identifiers)
    if unknown is not None and not gathered:
        return unknown
    if unknown is not None:  # it may be of any type, also of this one
        gathered[_ACCOUNTS] = _extended(gathered.get(_ACCOUNTS), unknown)
    return {kind: _one_or_all(identifiers) for kind, identifiers in gathered.items()}


def _is_everyone(identifiers: Value) -> bool:
    """Return whether a set of identifiers is certainly only ``*``."""
    given = as_list(identifiers)
    return bool(given) and all(each == "*" for each in given)


_ACCOUNTS: Final = "AWS"
"""The type of principals of AWS."""


def _extended(before: Value, values: Value) -> Value:
    """Return the elements of both lists; an unknown one counts as one unknown element."""
    if before is None:
        return values
    if isinstance(before, DEFERRED) and isinstance(values, DEFERRED):
        return Unknown(symbols(before)[0])
    return (*_elements(before), *_elements(values))


def _elements(values: Value) -> list[Value]:
    if isinstance(values, Choice):
        return [Unknown(values.test.symbol)]
    return [Unknown(values.symbol)] if isinstance(values, Unknown) else as_list(values)


def _conditions(blocks: Value) -> Value:
    if isinstance(blocks, Choice):
        return map_choice(blocks, _conditions)
    if isinstance(blocks, DEFERRED):
        return Unknown(symbols(blocks)[0])
    gathered: dict[str, dict[str, Value]] = {}
    for block in as_list(blocks):
        if not isinstance(block, dict):
            return Unknown(symbols(block)[0]) if symbols(block) else block
        test, variable = block.get("test"), block.get("variable")
        if not isinstance(test, str) or not isinstance(variable, str):
            return Unknown(next(iter([*symbols(test), *symbols(variable)]), "a condition"))
        by_key = gathered.setdefault(test, {})
        by_key[variable] = _extended(by_key.get(variable), block.get("values", ()))
    return {
        test: {key: _one_or_all(values) for key, values in by_key.items()}
        for test, by_key in gathered.items()
    }
