"""What holds when a part of a real configuration is broken.

A verdict that rests on the broken part is unknown; every other one is as before.
"""

from __future__ import annotations

import re
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iaclint.address import without_keys
from iaclint.files.diagnostics import Level
from iaclint.judging.report import Report
from tests.blockers import is_symbol
from tests.terraform.support import Files, check

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDERS = sorted({file.parent for file in EXAMPLES.rglob("main.tf")})

ERRORS = (
    "local.not_declared_anywhere",
    "aws_s3_bucket.not_declared_anywhere.id",
    '{ live = true }["qa"]',
    "range(5000)",
    'tonumber("many")',
    "no_such_function()",
)
"""Expressions that Terraform refuses."""
DAMAGES = ("=", "}", '"', "{", "${", "= =", "<<EOT")
"""Texts that make a line one that cannot be parsed, or the rest of its file."""
_ATTRIBUTE = re.compile(r"^(\s*(\w+)\s*=\s*)([^\[({<\n]+)$", re.MULTILINE)
_OF_CALLS = frozenset(["source", "version"])
"""Without these a module is not loaded, which is another matter."""


@cache
def files_of(folder: Path) -> Files:
    """Return the files of a real configuration."""
    found = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {str(file.relative_to(folder)): file.read_bytes().decode() for file in found}


def said(report: Report) -> dict[tuple[str, str], set[str]]:
    """Return the verdicts by rule and address without keys."""
    found: dict[tuple[str, str], set[str]] = {}
    for finding in report.findings:
        for address in finding.instances:
            key = finding.rule.id, without_keys(address)
            found.setdefault(key, set()).add(finding.verdict.value)
    return found


def checked(files: Files) -> Report:
    """Check files, alone in a folder."""
    with tempfile.TemporaryDirectory() as folder:
        return check(Path(folder), files, "all")


@cache
def before(folder: Path) -> dict[tuple[str, str], set[str]]:
    """Return what is said of a real configuration."""
    return said(checked(files_of(folder)))


def holds(folder: Path, report: Report) -> None:
    """Check that what is certain in a broken configuration was so before, and all blockers."""
    assert all(is_symbol(blocker) for f in report.findings for blocker in f.blocked_by)
    unbroken = before(folder)
    for key, verdicts in said(report).items():
        certain = verdicts - {"unknown"}
        # A resource that was not there, or a companion that has lost its owner, is new.
        assert certain <= unbroken.get(key, certain), key


@st.composite
def attributes(draw: st.DrawFn) -> tuple[Path, str, re.Match[str]]:
    """An attribute in a file of a configuration."""
    folder = draw(st.sampled_from(FOLDERS))
    places = [
        (path, found)
        for path, text in files_of(folder).items()
        if path.endswith(".tf")
        for found in _ATTRIBUTE.finditer(str(text))
        if found[2] not in _OF_CALLS
    ]
    return (folder, *draw(st.sampled_from(places)))


@settings(max_examples=40, deadline=None)
@given(attributes(), st.sampled_from(ERRORS))
def test_a_verdict_that_rests_on_an_error_is_unknown(
    attribute: tuple[Path, str, re.Match[str]], error: str
) -> None:
    folder, path, place = attribute
    text = str(files_of(folder)[path])
    broken = text[: place.start(3)] + error + text[place.end(3) :]
    holds(folder, checked({**files_of(folder), path: broken}))


@settings(max_examples=40, deadline=None)
@given(attributes(), st.sampled_from(DAMAGES))
def test_a_verdict_that_rests_on_a_broken_file_is_unknown(
    attribute: tuple[Path, str, re.Match[str]], damage: str
) -> None:
    folder, path, place = attribute
    text = str(files_of(folder)[path])
    broken = text[: place.start(3)] + damage + text[place.end(3) :]
    report = checked({**files_of(folder), path: broken})
    if any(diagnostic.level is Level.ERROR for diagnostic in report.diagnostics):
        holds(folder, report)
