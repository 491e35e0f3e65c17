"""Fixtures of all tests: the root of the project, and iaclint as a process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from iaclint.judging.findings import Finding
from iaclint.judging.report import Report
from tests.reports import FAIL, REPORT, UNKNOWN

# A law holds or not; how long a check of it takes on a busy machine says nothing. In
# continuous integration the same cases run every time, so that a change is what breaks.
# `.ci/test --fast` takes the profile of that name.
settings.register_profile("fast", deadline=None, max_examples=20)
settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the slowest tests first, so that no worker is left with one at the end."""
    items.sort(key=lambda item: item.get_closest_marker("network") is None)


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the checkout."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def run_python(project: Path) -> Run:
    """Return a function that runs this Python on the checkout, with its output as text."""
    environment = {**os.environ, "PYTHONPATH": str(project), "NO_COLOR": "1", "COLUMNS": "100"}

    def run(*arguments: str, cwd: Path = project) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )

    return run


@pytest.fixture(scope="session")
def network(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skip if pip cannot reach a package registry."""
    folder = tmp_path_factory.mktemp("probe")
    options = ["--no-cache-dir", "--no-deps", "--retries", "1", "--timeout", "15"]
    probe = ["download", "--quiet", *options, "--dest", str(folder), "hatchling"]
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-m", "pip", *probe], env=environment, capture_output=True, timeout=300
    )
    if done.returncode:
        pytest.skip("no package registry can be reached")


@pytest.fixture
def report() -> Report:
    """Return a report with one of each."""
    return REPORT


@pytest.fixture
def fail() -> Finding:
    return FAIL


@pytest.fixture
def unknown() -> Finding:
    return UNKNOWN
