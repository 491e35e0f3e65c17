"""iaclint finds its rules however it was installed."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from iaclint import __version__
from iaclint.ruleset.catalog import INDEX_FILE, read_index
from iaclint.ruleset.files import RuleFolder
from iaclint.ruleset.index_builder import build_index

pytestmark = pytest.mark.slow

WHERE = "from iaclint.ruleset.locate import rules_directory; print(rules_directory())"
PURELIB = "import sysconfig; print(sysconfig.get_path('purelib'))"


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command without the checkout on its path; return what it prints."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    result = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout.strip()


def rule_files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml")}


@pytest.fixture(scope="module")
def distributions(project: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The source distribution, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    # Isolation would fetch what the `dev` extra has installed already.
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, project, cwd=folder)
    (source,) = folder.glob("*.tar.gz")
    (wheel,) = folder.glob("*.whl")
    return source, wheel


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """The Python of an empty environment that sees this one's libraries, but no iaclint."""
    folder = tmp_path / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=tmp_path)
    scripts = "Scripts" if sys.platform == "win32" else "bin"
    python = folder / scripts / "python"
    site = run(python, "-c", PURELIB, cwd=tmp_path)
    # A path in a .pth file brings its libraries, but not what is installed there as editable.
    libraries = "\n".join(path for path in sys.path if path.endswith("-packages"))
    (Path(site) / "libraries.pth").write_text(libraries, encoding="utf-8")
    return python


def install(python: Path, *what: str | Path, cwd: Path) -> None:
    """Install without dependencies and without the network."""
    command = ["-m", "pip", "--python", python, "install", "--quiet", "--no-deps"]
    options = ["--ignore-installed", "--no-build-isolation", "--no-index"]
    run(sys.executable, *command, *options, *what, cwd=cwd)


def test_checkout(project: Path, tmp_path: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(project)!r}); {WHERE}"
    assert run(sys.executable, "-c", code, cwd=tmp_path) == str(project / "rules")


def test_editable_install(project: Path, environment: Path, tmp_path: Path) -> None:
    install(environment, "--editable", project, cwd=tmp_path)
    assert run(environment, "-c", WHERE, cwd=tmp_path) == str(project / "rules")


def test_installed_wheel(
    project: Path, environment: Path, distributions: tuple[Path, Path], tmp_path: Path
) -> None:
    install(environment, distributions[1], cwd=tmp_path)
    rules = Path(run(environment, "-c", WHERE, cwd=tmp_path))
    assert rules.is_relative_to(environment.parents[1])
    assert rule_files(rules) == rule_files(project / "rules")
    script = environment.with_name("iaclint")
    assert __version__ in run(script, "--version", cwd=tmp_path)
    assert "aws-s3-public-access" in run(script, "rules", "list", cwd=tmp_path)


def test_wheel_contains_only_the_package(project: Path, distributions: tuple[Path, Path]) -> None:
    names = set(zipfile.ZipFile(distributions[1]).namelist())
    assert "iaclint/py.typed" in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"iaclint"}
    package = project / "iaclint"
    modules = {path.relative_to(project).as_posix() for path in package.rglob("*.py")}
    assert modules <= names


def test_wheel_contains_an_index_of_its_rules(
    project: Path, distributions: tuple[Path, Path], tmp_path: Path
) -> None:
    zipfile.ZipFile(distributions[1]).extractall(tmp_path)
    rules = tmp_path / "iaclint" / "rules"
    assert read_index(RuleFolder(rules)) == build_index(project / "rules")
    assert not (project / "rules" / INDEX_FILE).exists()


def test_source_distribution_can_be_built_and_tested(distributions: tuple[Path, Path]) -> None:
    with tarfile.open(distributions[0]) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    needed = {
        "LICENSE",
        "README.md",
        "pyproject.toml",
        ".ci/test",
        ".pre-commit-hooks.yaml",
        "hatch_build.py",
    }
    assert needed | {"tests/conftest.py"} <= names
