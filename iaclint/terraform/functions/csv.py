"""CSV; see "csvdecode" in Terraform's documentation, and RFC 4180."""

from __future__ import annotations

import re

from iaclint.terraform.functions.builtin import builtin, normal
from iaclint.terraform.functions.context import CallError, Context
from iaclint.terraform.types.model import STRING, ListValue, ObjectOf, TerraformValue

_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_BARE = re.compile(r'[^",\n]*')


@builtin("csvdecode")
def csvdecode(context: Context, text: str) -> TerraformValue:
    """Read a table: one object a row, with the header's columns as attributes."""
    context.spend(len(text) // 10)
    rows = _rows(text)
    if not rows:
        raise CallError("the header line is missing", 0)
    header, *body = rows
    if len(set(header)) < len(header):
        raise CallError("two columns have the same name", 0)
    for number, row in enumerate(body, 2):
        if len(row) != len(header):
            raise CallError(f"row {number} has {len(row)} fields, not {len(header)}", 0)
    objects = [dict(sorted(zip(header, row, strict=True))) for row in body]
    return ListValue(objects, ObjectOf(dict.fromkeys(sorted(header), STRING)))


def _rows(text: str) -> list[list[str]]:
    """Split a text as Go's encoding/csv does: blank lines skipped, stray quotes refused."""
    text = text.replace("\r\n", "\n")
    text = text.removesuffix("\r")
    rows: list[list[str]] = []
    position = 0
    while position < len(text):
        if text[position] == "\n":
            position += 1
            continue
        row, position = _row(text, position)
        rows.append(row)
    return rows


def _row(text: str, position: int) -> tuple[list[str], int]:
    fields: list[str] = []
    while True:
        field, position = _field(text, position)
        fields.append(field)
        if position >= len(text) or text[position] == "\n":
            return fields, position + 1
        if text[position] != ",":
            raise CallError('misplaced quote (")', 0)
        position += 1


def _field(text: str, position: int) -> tuple[str, int]:
    if text.startswith('"', position):
        quoted = _QUOTED.match(text, position)
        if quoted is None:
            raise CallError('unclosed quote (")', 0)
        return str(normal(quoted[1].replace('""', '"'))), quoted.end()
    bare = _BARE.match(text, position)
    assert bare is not None
    return str(normal(bare[0])), bare.end()
