"""Files that run iaclint in hooks and in continuous integration."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from iaclint import __version__


class Integration(Struct, frozen=True):
    """A file of another tool that runs iaclint."""

    path: str
    text: str


PRE_COMMIT: Final = Integration(
    ".pre-commit-config.yaml",
    f"""\
repos:
  - repo: local
    hooks:
      - id: iaclint
        name: iaclint
        language: python
        additional_dependencies: ["iaclint[all]=={__version__}"]
        entry: iaclint check .
        files: '\\.((tf|tofu|tfvars)(\\.json)?|ya?ml|json|template)$'
        pass_filenames: false
""",
)

GITHUB: Final = Integration(
    ".github/workflows/iaclint.yml",
    f"""\
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
      - run: pip install "iaclint[all]=={__version__}"
      - run: >-
          iaclint check . --diff "origin/$GITHUB_BASE_REF"
          --format github --format markdown --output "$GITHUB_STEP_SUMMARY"
""",
)

GITLAB: Final = Integration(
    ".gitlab-ci.yml",
    f"""\
iaclint:
  image: python:3.13
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  variables:
    GIT_DEPTH: 0 # to compare with the base of the merge request
  script:
    - pip install "iaclint[all]=={__version__}"
    - >-
      iaclint check . --diff "$CI_MERGE_REQUEST_DIFF_BASE_SHA"
      --format text --format gitlab --output gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
""",
)
