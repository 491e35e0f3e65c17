"""Baseline files: known findings in JSON, one line each, so that git merges them well."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from typing import Final

import msgspec

from iaclint.baseline.known import Known
from iaclint.errors import UsageError
from iaclint.files.paths.named import read_named
from iaclint.files.paths.written import check_written

_SCHEMA: Final = 1


class _Document(msgspec.Struct, frozen=True):
    schema: int
    findings: tuple[Known, ...]


def read_baseline(path: str) -> tuple[Known, ...]:
    """Return the findings in a baseline. Raises ``UsageError``."""
    try:
        document = msgspec.convert(json.loads(read_named(path)), type=_Document)
    except FileNotFoundError:
        raise UsageError(f"there is no baseline '{path}'", "run `iaclint baseline write`") from None
    except OSError as error:
        raise UsageError(f"the baseline '{path}' cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError, msgspec.ValidationError) as error:
        hint = "run `iaclint baseline write` after you delete or rename it"
        raise UsageError(f"'{path}' is not a baseline: {error}", hint) from None
    if document.schema != _SCHEMA:
        message = f"the baseline '{path}' has schema {document.schema}, not {_SCHEMA}"
        raise UsageError(message, "use the version of iaclint that wrote it, or a later one")
    return document.findings


def write_baseline(path: str, findings: Iterable[Known]) -> None:
    """Write a baseline; the same findings give the same bytes. Raises ``UsageError``."""
    lines = [_line(known) for known in sorted(findings, key=_order)]
    body = "".join(f"\n    {line}{',' * (line is not lines[-1])}" for line in lines)
    text = f'{{\n  "schema": {_SCHEMA},\n  "findings": [{body}\n  ]\n}}\n'
    check_written(path)
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        # For file names that are not valid Unicode, this writes escapes that JSON has, too.
        with open(temporary, "x", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
            out.write(text)
        os.replace(temporary, path)
    except OSError as error:
        raise UsageError(f"cannot write the baseline '{path}': {error.strerror}") from None


def _line(known: Known) -> str:
    return json.dumps(msgspec.to_builtins(known), ensure_ascii=False)


def _order(known: Known) -> tuple[object, ...]:
    resources = sorted(known.resources.items())
    return known.path, known.rule, resources, known.verdict, known.environments, known.cause
