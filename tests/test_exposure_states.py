"""The verdicts in the tables of labeled states are those of iaclint.

Each page has a module, and a table with one state of it a row: arguments of the module in code, the
verdict, and the page of the cloud's documentation that it follows from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from iaclint.judging.findings import Verdict
from iaclint.request import Request, RuleChoice
from iaclint.runs import run

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {
    "cloud-sql-exposure.md": "gcp-sql-public-access",
    "cloud-storage-exposure.md": "gcp-storage-public-access",
}
"""The rule that each page is about."""
WORDS = {"public": Verdict.FAIL, "not public": Verdict.PASS, "unknown": Verdict.UNKNOWN}
_MODULE = re.compile(r"^```hcl\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_ROW = re.compile(r"^\| (.+) \| (public|not public|unknown) \| \[.+\]\(https://.+\) \|$")
_CODE = re.compile(r"`([^`]+)`")


class State(Struct, frozen=True):
    """One row of a table."""

    arguments: tuple[str, ...]
    verdict: str

    def root(self) -> str:
        """Return a root module that sets the arguments."""
        lines = ('source = "./state"', *self.arguments)
        return 'variable "given" {}\nmodule "state" {\n' + "\n".join(lines) + "\n}\n"


def states(page: str) -> Iterator[State]:
    """Yield the states of the table on a page."""
    for line in (DOCS / page).read_text("utf-8").splitlines():
        if row := _ROW.match(line):
            yield State(tuple(_CODE.findall(row[1])), row[2])


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_labeled_states_have_their_verdict(page: str, tmp_path: Path) -> None:
    module = _MODULE.search((DOCS / page).read_text("utf-8"))
    assert module is not None
    rows = list(states(page))
    for n, state in enumerate(rows):
        folder = tmp_path / f"{n:02}"
        (folder / "state").mkdir(parents=True)
        (folder / "state/main.tf").write_text(module[1], "utf-8")
        (folder / "main.tf").write_text(state.root(), "utf-8")
    report = run(Request((".",), str(tmp_path), RuleChoice(ids=(PAGES[page],))))
    assert [d.message for d in report.diagnostics] == []
    found = {scope: finding.verdict for finding in report.findings for scope in finding.scopes}
    wrong = [
        (state.arguments, state.verdict, found.get(f"{n:02}"))
        for n, state in enumerate(rows)
        if found.get(f"{n:02}") is not WORDS[state.verdict]
    ]
    assert wrong == []


@pytest.mark.parametrize("page", PAGES)
def test_there_are_enough_states(page: str) -> None:
    found = list(states(page))
    assert len(found) >= 30
    assert len(set(found)) == len(found)
    assert {state.verdict for state in found} == set(WORDS)
