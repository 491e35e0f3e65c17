"""Locate a part of the policy that a data source renders.

See "Data Source: aws_iam_policy_document" in the AWS provider's documentation, and "Data Source:
google_iam_policy" in Google's.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
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


class RenderedPolicy:
    """Where the parts of the policy that a data source renders are written.

    A finding can name every statement, so what is found out about all of them is kept.
    """

    def __init__(self, body: Body) -> None:
        """``body`` is that of the data source."""
        self._body = body

    def locate(self, path: Path) -> Span | None:
        """Return where a part of the policy is written; None where that is unknown."""
        if path[:1] == ("bindings",):
            return self._body.locate(("binding", *path[1:]))
        if len(path) < 2 or path[0] != "Statement" or not isinstance(path[1], int):
            return None
        if path[1] >= len(self._merged):
            return None
        source, rest = self._merged[path[1]], path[2:]
        if source[0] == "statement":
            rest = self._argument(int(source[1]), rest)
        return self._body.locate((*source, *rest))

    @cached_property
    def _merged(self) -> list[Path]:
        """The path of each statement's source, in the order of the policy."""
        return merge_by_sid((sid, path) for path, sid in self._sources())

    @cached_property
    def _blocks(self) -> list[Value]:
        """The ``statement`` blocks."""
        return as_list(self._body.get("statement"))

    def _sources(self) -> Iterator[tuple[Path, Value]]:
        yield from self._documents("source_json", "source_policy_documents")
        for n, block in enumerate(self._blocks):
            yield ("statement", n), block.get("sid") if isinstance(block, dict) else None
        yield from self._documents("override_json", "override_policy_documents")

    def _documents(self, one: str, several: str) -> Iterator[tuple[Path, Value]]:
        texts: list[tuple[Path, Value]] = [((one,), self._body.get(one))]
        texts += [((several, n), text) for n, text in enumerate(as_list(self._body.get(several)))]
        for path, text in texts:
            for n, statement in enumerate(statements_of(text)):
                yield (*path, "Statement", n), sid_of(statement)

    def _argument(self, number: int, rest: Path) -> Path:
        """Translate a path in a statement to the arguments of its block."""
        element = rest[0] if rest else ""
        if element == "Condition":
            return self._condition(number, rest[1:])
        return (_ARGUMENTS[element],) if element in _ARGUMENTS else ()

    def _condition(self, number: int, rest: Path) -> Path:
        block = self._blocks[number]
        conditions = as_list(block.get("condition")) if isinstance(block, dict) else []
        for n, condition in enumerate(conditions):
            written = condition if isinstance(condition, dict) else {}
            if rest == (written.get("test"), written.get("variable")):
                return ("condition", n)
        return ("condition",)
