"""Files that run iaclint in hooks and in continuous integration."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable


class Integration(Struct, frozen=True):
    """A file of another tool that runs iaclint."""

    path: str
    write: Callable[[str], str]
    """Returns the text, for what pip installs."""


def _fill(template: str, requirement: str) -> str:
    return template.replace("REQUIREMENT", requirement)


PRE_COMMIT: Final = Integration(
    ".pre-commit-config.yaml",
    partial(
        _fill,
        """\
repos:
  - repo: local
    hooks:
      - id: iaclint
        name: iaclint
        language: python
        additional_dependencies: ["REQUIREMENT"]
        entry: iaclint check --changed
        files: '\\.((tf|tofu|tfvars)(\\.json)?|ya?ml|json|template)$'
        always_run: true # also for commits that only delete files
        require_serial: true
""",
    ),
)

GITHUB: Final = Integration(
    ".github/workflows/iaclint.yml",
    partial(
        _fill,
        """\
name: iaclint
on: pull_request
permissions:
  contents: read
jobs:
  iaclint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # to compare with the base of the pull request
          persist-credentials: false
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - run: pip install "REQUIREMENT"
      - run: >-
          iaclint check . --diff "origin/$GITHUB_BASE_REF"
          --format github --format markdown --output "$GITHUB_STEP_SUMMARY"
""",
    ),
)

GITLAB: Final = Integration(
    ".gitlab-ci.yml",
    partial(
        _fill,
        """\
iaclint:
  image: python:3.13
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  variables:
    GIT_DEPTH: 0 # to compare with the base of the merge request
  script:
    - pip install "REQUIREMENT"
    - >-
      iaclint check . --diff "$CI_MERGE_REQUEST_DIFF_BASE_SHA"
      --format text --format gitlab --output gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
""",
    ),
)
