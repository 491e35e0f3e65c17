"""Where configuration files are found, and what they may read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from iaclint.api import check
from iaclint.config.effective import CommandLine, load_settings
from iaclint.config.file import find_config
from iaclint.errors import UsageError
from iaclint.files.diagnostics import InputError, Level
from iaclint.files.globs import Exclusion
from iaclint.request import Request
from tests.terraform.support import lay_out

BUCKET = 'resource "aws_s3_bucket" "stub" {}'
MANY = ", ".join(f"e{n}: {{}}" for n in range(51))


def test_the_closest_file_up_to_the_root_of_the_repository_is_used(tmp_path: Path) -> None:
    lay_out(
        tmp_path,
        {
            ".iaclint.yaml": "profile: all",
            "r/.git/x": "",
            "r/.iaclint.yaml": "profile: hipaa",
            "r/a/b/main.tf": "",
            "r/c/.iaclint.yml": "profile: default",
            "plain/a/main.tf": "",
            "plain/.iaclint.yaml": "",
        },
    )
    assert find_config(str(tmp_path / "r/a/b")) == str(tmp_path / "r/.iaclint.yaml")
    assert find_config(str(tmp_path / "r/c")) == str(tmp_path / "r/c/.iaclint.yml")
    # Outside of a repository, folders above belong to someone else.
    assert find_config(str(tmp_path / "plain/a")) is None
    assert find_config(str(tmp_path / "plain")) == str(tmp_path / "plain/.iaclint.yaml")


def test_the_command_line_takes_precedence(tmp_path: Path) -> None:
    lay_out(tmp_path, {".iaclint.yaml": "{profile: all, exclude: [a], rule-folders: [.]}"})
    given = CommandLine(profile="hipaa", exclude=("b",), rule_folders=("c",))
    found = load_settings(str(tmp_path), given=given)
    assert found.settings.profile == "hipaa"
    assert found.exclusions == (Exclusion(("a",), str(tmp_path)), Exclusion(("b",), str(tmp_path)))
    assert found.rule_folders == (".", "c")
    assert load_settings(str(tmp_path), ignore=True).settings.profile == "default"
    assert load_settings(str(tmp_path)).settings.profile == "all"


def test_a_named_file_is_relative_to_the_working_directory(tmp_path: Path) -> None:
    lay_out(tmp_path, {"ci/strict.yaml": "{exclude: [a], rule-folders: [rules]}", "rules/x": ""})
    found = load_settings(str(tmp_path), "ci/strict.yaml")
    assert found.exclusions == (Exclusion(("a",), str(tmp_path)),)
    assert found.rule_folders == ("rules",)


def test_patterns_of_a_file_above_are_relative_to_its_folder(tmp_path: Path) -> None:
    text = "{exclude: [a], rule-folders: [rules]}"
    lay_out(tmp_path, {".git/x": "", ".iaclint.yaml": text, "rules/x": "", "sub/x": ""})
    found = load_settings(str(tmp_path / "sub"))
    assert found.exclusions == (Exclusion(("a",), str(tmp_path)),)
    assert found.rule_folders == ("../rules",)


def test_folders_of_stubs_are_left_out(tmp_path: Path) -> None:
    lay_out(
        tmp_path,
        {
            ".git/x": "",
            ".iaclint.yaml": "stubs: [infra/stubs]",
            "infra/stubs/acme/bucket/aws/2.x/main.tf": BUCKET,
            "more/acme/bucket/aws/2.x/main.tf": BUCKET,
            "infra/main.tf": 'resource "aws_s3_bucket" "own" {}',
        },
    )
    given = CommandLine(stubs=("../more",))
    exclusions = load_settings(str(tmp_path / "infra"), given=given).exclusions

    def checked(path: str) -> set[str]:
        report = check(Request((path,), str(tmp_path), exclusions=exclusions))
        return {finding.address for finding in report.findings}

    assert checked(".") == {"aws_s3_bucket.own"}
    assert checked("infra/stubs") == {"aws_s3_bucket.stub"}


def test_folders_of_stubs_are_left_out_in_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"main.tf": "", "stubs/acme/bucket/aws/2.x/main.tf": BUCKET}
    monkeypatch.chdir(lay_out(tmp_path, files))
    assert check(stubs="stubs").findings == ()


def test_an_empty_file_has_the_defaults(tmp_path: Path) -> None:
    lay_out(tmp_path, {".iaclint.yaml": "# nothing\n"})
    assert (
        load_settings(str(tmp_path)).settings == load_settings(str(tmp_path), ignore=True).settings
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("profile: [", "expected a value"),
        ("profile: all\nprofile: hipaa\n", "duplicate key 'profile'"),
        ("profile: all\n---\nprofile: hipaa\n", "only the first document of a file is checked"),
        ("rule-folders: [nowhere]", "there is no folder 'nowhere'"),
        ("rule-folders: ['../outside']", "'../outside' is outside of the repository"),
        ("rule-folders: [link]", "'link' is outside of the repository"),
        ('rule-folders: ["a\\0b"]', "there is no folder 'a\0b'"),
        ('stubs: ["a\\0b"]', "there is no folder 'a\0b'"),
        (
            f"roots: [{{path: a, environments: {{{MANY}}}}}]",
            "more than 50 environments",
        ),
        (
            "roots: [{path: a, region: eu-west-1, partition: aws-cn}]",
            "the region eu-west-1 is not in the partition aws-cn",
        ),
        (
            "roots: [{path: a, environments: {b: {region: cn-north-1, partition: aws}}}]",
            "the region cn-north-1 is not in the partition aws",
        ),
    ],
)
def test_mistakes_stop_the_run(tmp_path: Path, text: str, message: str) -> None:
    lay_out(tmp_path, {"r/.git/x": "", "r/.iaclint.yaml": text, "outside/x": ""})
    (tmp_path / "r/link").symlink_to(tmp_path / "outside")
    with pytest.raises(InputError) as error:
        load_settings(str(tmp_path / "r"))
    (diagnostic,) = error.value.diagnostics
    assert message in diagnostic.message
    assert diagnostic.span is not None


def test_a_link_out_of_the_repository_is_not_read(tmp_path: Path) -> None:
    lay_out(tmp_path, {"r/.git/x": "", "outside.yaml": "secret: 1"})
    (tmp_path / "r/.iaclint.yaml").symlink_to(tmp_path / "outside.yaml")
    with pytest.raises(UsageError, match="outside of the scanned folder"):
        load_settings(str(tmp_path / "r"))


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".iaclint.yaml")
    with pytest.raises(UsageError, match="not a regular file"):
        load_settings(str(tmp_path))


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    lay_out(tmp_path, {".iaclint.yaml": "#" * 100_001})
    with pytest.raises(UsageError, match="larger than 100,000 bytes"):
        load_settings(str(tmp_path))


def test_an_endless_named_file_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="larger than 100,000 bytes"):
        load_settings(str(tmp_path), "/dev/zero")


def test_a_named_file_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'x\.yaml' cannot be read: No such file"):
        load_settings(str(tmp_path), "x.yaml")
    with pytest.raises(UsageError, match="--config and --no-config exclude each other"):
        load_settings(str(tmp_path), "x.yaml", ignore=True)


def test_a_duplicate_key_is_an_error(tmp_path: Path) -> None:
    lay_out(tmp_path, {".iaclint.yaml": "profile: all\nprofile: hipaa\n"})
    with pytest.raises(InputError) as error:
        load_settings(str(tmp_path))
    (diagnostic,) = error.value.diagnostics
    assert (diagnostic.level, diagnostic.hint) == (Level.ERROR, None)
    assert diagnostic.message == "duplicate key 'profile', first defined on line 1"
