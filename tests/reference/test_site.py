"""The generated pages in docs are those that docs/generate.py writes."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest

from iaclint.reference.markdown import COMMAND
from iaclint.reference.site import FOLDERS, pages

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def generated() -> dict[str, str]:
    return pages()


def test_pages_are_up_to_date(generated: dict[str, str], project: Path) -> None:
    written = {
        file.relative_to(project / "docs").as_posix(): file.read_text(encoding="utf-8")
        for folder in FOLDERS
        for file in (project / "docs" / folder).iterdir()
    }
    stale = {path for path in generated.keys() & written if generated[path] != written[path]}
    missing, superfluous = generated.keys() - written, written.keys() - generated
    assert (stale, missing, superfluous) == (set(), set(), set()), f"run {COMMAND}"


def test_every_page_says_how_it_is_made(generated: dict[str, str]) -> None:
    assert [path for path, text in generated.items() if f"by `{COMMAND}`" not in text] == []


def test_links_lead_to_pages_and_files(generated: dict[str, str], project: Path) -> None:
    for path, text in generated.items():
        folder = (project / "docs" / path).parent
        prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
        for target in re.findall(r"\]\((?!https:|#)([^)#]+)", prose):
            inside = PurePosixPath(path).parent / target
            assert str(inside) in generated or (folder / target).exists(), f"{path}: {target}"


def test_a_rule_s_page_has_what_the_rule_says(generated: dict[str, str]) -> None:
    text = generated["rules/aws-s3-versioning.md"]
    for part in (
        "{versioning: Enabled}",
        "Suspended versioning",
        "CKV_AWS_21",
        "A.8.13",
        "- Fails",
    ):
        assert part in text


def test_the_index_lists_checks_of_other_tools(generated: dict[str, str]) -> None:
    line = "| `CKV_AWS_21` | [`aws-s3-versioning`](aws-s3-versioning.md) |"
    assert line in generated["rules/README.md"]
