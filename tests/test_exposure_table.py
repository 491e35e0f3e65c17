"""The verdicts in the tables of ``docs/exposure.md`` are those of iaclint."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from iaclint.judging.findings import Verdict
from iaclint.request import Request, RuleChoice
from iaclint.runs import run

PROJECT = Path(__file__).parents[1]
RULES = (
    "aws-dms-public-access",
    "aws-kms-public-access",
    "aws-mq-public-access",
    "aws-rds-public-access",
    "aws-s3-access-point-public-access",
    "aws-s3-public-access",
    "aws-s3-public-write",
    "azure-database-azure-services",
    "azure-database-public-access",
    "azure-redis-public-access",
    "azure-storage-public-blob",
    "gcp-bigquery-public-access",
    "gcp-bigquery-table-public-access",
    "gcp-sql-public-access",
    "gcp-storage-public-access",
)
_SECTION = re.compile(r"^### .*\(`(.+)`\)$")
_ROW = re.compile(r"^\| `(.+)` \| ([a-z, -]+) \| (.+) \|$")


def rows() -> Iterator[tuple[str, str, str]]:
    """Yield the folder, the address and the verdict of each row of the tables."""
    folder = ""
    for line in (PROJECT / "docs/exposure.md").read_text("utf-8").splitlines():
        section, row = _SECTION.match(line), _ROW.match(line)
        if section:
            folder = section[1]
        elif row:
            yield folder, row[1], row[2]


def verdicts(folder: str) -> dict[str, str]:
    """Return the verdicts on each resource in a folder, in the words of the tables."""
    report = run(Request((folder,), str(PROJECT), RuleChoice(ids=RULES)))
    assert report.diagnostics == ()
    words: dict[str, list[str]] = defaultdict(list)
    for finding in sorted(report.findings, key=lambda f: (f.verdict.value, f.rule.id)):
        for address in finding.instances:
            failed = finding.verdict is Verdict.FAIL
            word = finding.rule.id.split("-", 2)[2] if failed else finding.verdict.value
            words[address] += [] if finding.verdict is Verdict.PASS else [word]
    return {address: ", ".join(dict.fromkeys(w)) or "closed" for address, w in words.items()}


FOLDERS = sorted({folder for folder, _, _ in rows()})


@pytest.mark.parametrize("folder", FOLDERS)
def test_documented_verdicts_are_correct(folder: str) -> None:
    documented = {address: verdict for place, address, verdict in rows() if place == folder}
    assert documented == verdicts(folder)


def test_there_are_enough_configurations() -> None:
    assert len(list(rows())) >= 30
    folders = sorted((PROJECT / "examples/exposure").iterdir())
    assert [f"examples/exposure/{folder.name}" for folder in folders] == FOLDERS
