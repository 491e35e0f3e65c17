"""Locate a part of the policy that a data source renders.

See "Data Source: aws_iam_policy_document" in the AWS provider's documentation, and "Data Source:
google_iam_policy" in Google's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from iaclint.symbolic.values import Value
from iaclint.terraform.blocks.iam_policy_document import (
    as_list,
    merge_by_sid,
    sid_of,
    statements_of,
)

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.resource import Body, Path

_ARGUMENTS = {
    "Sid": "sid",
    "Effect": "effect",
    "Principal": "principals",
    "NotPrincipal": "not_principals",
    "Action": "actions",
    "NotAction": "not_actions",
    "Resource": "resources",
    "NotResource": "not_resources",
}
"""The elements of a statement, with their arguments."""


_DOCUMENTS = {
    ("aws_iam_policy_document", "json"),
    ("aws_iam_policy_document", "minified_json"),
    ("google_iam_policy", "policy_data"),
}


def is_document(type_: str, attribute: str | int) -> bool:
    """Return whether an attribute of a data source is a rendered policy."""
    return (type_, attribute) in _DOCUMENTS


def locate_in_document(body: Body, path: Path) -> Span | None:
    """Return where a part of the rendered policy is written; None where that is unknown."""
    if path[:1] == ("bindings",):
        return body.locate(("binding", *path[1:]))
    if len(path) < 2 or path[0] != "Statement" or not isinstance(path[1], int):
        return None
    sources = _merged(body)
    if path[1] >= len(sources):
        return None
    source, rest = sources[path[1]], path[2:]
    if source[0] == "statement":
        rest = _argument(body, source, rest)
    return body.locate((*source, *rest))


def _merged(body: Body) -> list[Path]:
    """Return the path of each statement's source, in the order of the policy."""
    return merge_by_sid((sid, path) for path, sid in _sources(body))


def _sources(body: Body) -> Iterator[tuple[Path, Value]]:
    yield from _documents(body, "source_json", "source_policy_documents")
    for n, block in enumerate(as_list(body.get("statement"))):
        yield ("statement", n), block.get("sid") if isinstance(block, dict) else None
    yield from _documents(body, "override_json", "override_policy_documents")


def _documents(body: Body, one: str, several: str) -> Iterator[tuple[Path, Value]]:
    texts: list[tuple[Path, Value]] = [((one,), body.get(one))]
    texts += [((several, n), text) for n, text in enumerate(as_list(body.get(several)))]
    for path, text in texts:
        for n, statement in enumerate(statements_of(text)):
            yield (*path, "Statement", n), sid_of(statement)


def _argument(body: Body, source: Path, rest: Path) -> Path:
    """Translate a path in a statement to the arguments of its block."""
    element = rest[0] if rest else ""
    if element == "Condition":
        return _condition(body, source, rest[1:])
    return (_ARGUMENTS[element],) if element in _ARGUMENTS else ()


def _condition(body: Body, source: Path, rest: Path) -> Path:
    block = as_list(body.get("statement"))[int(source[1])]
    conditions = as_list(block.get("condition")) if isinstance(block, dict) else []
    for n, condition in enumerate(conditions):
        written = condition if isinstance(condition, dict) else {}
        if rest == (written.get("test"), written.get("variable")):
            return ("condition", n)
    return ("condition",)
