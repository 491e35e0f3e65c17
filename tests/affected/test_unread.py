"""Changed templates and plans with names that no front end reads, in real repositories."""

from __future__ import annotations

import json
import os
from pathlib import Path
from textwrap import indent

import pytest

from iaclint.files.source_tree import SourceTree
from iaclint.limits import MAX_CHANGED_BYTES
from iaclint.requested_files import misnamed
from tests.scratch import Scratch

pytestmark = pytest.mark.slow

TEMPLATE = """\
Resources:
  B:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead
"""
JSON = '\ufeff  {"\\u0052esources": {"B": {"Type": "AWS::S3::Bucket"}}}'
PLAN = json.dumps({"format_version": "1.2", "planned_values": {}, "resource_changes": []})
CODE = f'"""A module."""\n\nTEMPLATE = """\n{TEMPLATE}"""\n'
MARKDOWN = f"# Buckets\n\n```yaml\n{TEMPLATE}```\n"
STATE = json.dumps({"format_version": "1.0", "values": {"root_module": {}}})
STACK = 'resource "aws_cloudformation_stack" "s" {\n  name = "s"\n  template_body = %s\n}\n'
NESTED = (
    "Resources:\n  S:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n"
    "      TemplateURL: ./s.tmpl\n"
)

READ = {
    "bucket.txt": TEMPLATE,
    "deploy/stack": JSON,
    "plan.txt": PLAN,
    "stack.YAML2": "AWSTemplateFormatVersion: 2010-09-09\n? Resources\n: B: {Type: A::B}\n",
    "stack.tmpl": "# A stack.\n---\n" + TEMPLATE,
}
QUIET = {
    "README.md": MARKDOWN,
    "config.map": "kind: ConfigMap\ndata:\n  t: |\n" + indent(TEMPLATE, "    "),
    "image.png": "\x89PNG\0" + TEMPLATE,
    "large.txt": TEMPLATE + "#" * MAX_CHANGED_BYTES,
    "notes.txt": "Resources: see AWS::S3::Bucket\n",
    "stacks.py": CODE,
    "state.tfstate": STATE,
    "tests/stack.golden": TEMPLATE,
}
WAYS = {
    "named": ("--changed", *READ, *QUIET),
    "staged": ("--changed",),
    "a folder": ("--changed", "."),
    "since a revision": ("--diff", "HEAD"),
}


def unread(repository: Scratch, *arguments: str) -> list[tuple[str, str]]:
    """Return the codes and the places of all errors."""
    repository.git("add", "-A")
    found = repository.report(*arguments)["diagnostics"]
    return [(d["code"], d["location"]["path"]) for d in found if d["level"] == "error"]


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    """Return a repository with a root module."""
    return Scratch(tmp_path / "r", {"main.tf": "locals {\n  a = 1\n}\n"})


@pytest.mark.parametrize("way", WAYS)
def test_templates_and_plans_with_other_names_are_errors(repository: Scratch, way: str) -> None:
    repository.write({**READ, **QUIET})
    assert unread(repository, *WAYS[way]) == [("not-checked", path) for path in READ]


@pytest.mark.parametrize("arguments", [("--changed", "a.txt"), ("--diff", "HEAD"), ("a.txt",)])
def test_the_error_has_a_place_and_a_hint(repository: Scratch, arguments: tuple[str, ...]) -> None:
    repository.write({"a.txt": TEMPLATE})
    repository.git("add", "-A")
    done = repository.iaclint("check", *arguments)
    assert done.returncode == 1
    assert "'a.txt' is not checked: CloudFormation files with this content end with" in done.stdout
    assert "--> a.txt:1:1" in done.stdout
    assert "rename the file, or exclude it in .iaclint.yaml" in done.stdout


@pytest.mark.parametrize("arguments", [("--changed",), ("--changed", "s.tmpl"), ("--diff", "HEAD")])
@pytest.mark.parametrize(
    "reader",
    [
        {"main.tf": STACK % 'file("${path.module}/s.tmpl")'},
        {"main.tf": STACK % 'templatefile("${path.module}/${"s"}.tmpl", {})'},
        {"t.yaml": NESTED},
        {".iaclint.yaml": 'exclude: ["*.tmpl"]\n'},
    ],
)
def test_files_that_something_reads_are_quiet(
    repository: Scratch, reader: dict[str, str], arguments: tuple[str, ...]
) -> None:
    repository.write(reader)
    repository.commit()
    repository.write({"s.tmpl": TEMPLATE})
    assert unread(repository, *arguments) == []


@pytest.mark.parametrize("arguments", [("--changed",), ("--changed", "b"), ("--diff", "HEAD")])
def test_a_word_that_is_the_name_of_a_file_does_not_read_it(
    repository: Scratch, arguments: tuple[str, ...]
) -> None:
    repository.write({"main.tf": 'resource "aws_s3_bucket" "b" {\n  bucket = "b"\n}\n'})
    repository.commit()
    repository.write({"b": TEMPLATE})
    assert unread(repository, *arguments) == [("not-checked", "b")]


@pytest.mark.parametrize("arguments", [("--changed",), ("--changed", "s/n.tmpl")])
def test_files_that_something_reads_through_a_link_are_quiet(
    repository: Scratch, arguments: tuple[str, ...]
) -> None:
    repository.write({"t.yaml": NESTED.replace("s.tmpl", "l/n.tmpl"), "s/n.tmpl": ""})
    (repository.root / "l").symlink_to("s")
    repository.commit()
    repository.write({"s/n.tmpl": TEMPLATE})
    assert unread(repository, *arguments) == []


def test_files_that_git_does_not_track_are_part_of_the_change(repository: Scratch) -> None:
    files = {
        "s.tmpl": TEMPLATE,
        "a/s.tmpl": TEMPLATE,
        "a/main.tf": "",
        "venv/s.tmpl": TEMPLATE,
        "venv/pyvenv.cfg": "",
    }
    repository.write({".gitignore": "ignored/\n"})
    repository.commit()
    repository.write({**files, "ignored/s.tmpl": TEMPLATE})
    for folder, expected in {".": ["a/s.tmpl", "s.tmpl"], "a": ["a/s.tmpl"]}.items():
        found = repository.report("--diff", "HEAD", folder)["diagnostics"]
        assert [d["location"]["path"] for d in found if d["code"] == "not-checked"] == expected


def test_files_that_are_not_staged_are_part_of_the_change(repository: Scratch) -> None:
    before = {"s.tmpl": "# No template.\n", "t.tmpl": TEMPLATE, "u.tmpl": TEMPLATE}
    repository.write({**before, "lines.tmpl": TEMPLATE})
    repository.commit()
    repository.write({"s.tmpl": TEMPLATE, "lines.tmpl": TEMPLATE.replace("\n", "\r\n")})
    os.utime(repository.root / "t.tmpl", (1, 1))
    found = repository.report("--diff", "HEAD")["diagnostics"]
    assert [d["location"]["path"] for d in found if d["code"] == "not-checked"] == ["s.tmpl"]


def test_a_file_that_any_module_could_read_is_an_error(repository: Scratch) -> None:
    repository.write({"main.tf": 'variable "p" {}\n' + STACK % "file(var.p)"})
    repository.commit()
    repository.write({"s.tmpl": TEMPLATE})
    assert unread(repository, "--changed") == [("not-checked", "s.tmpl")]


@pytest.mark.parametrize("arguments", [("--changed",), ("--changed", "s.tmpl"), ("--diff", "HEAD")])
def test_a_link_with_the_name_of_a_template_is_checked_with_its_target(
    repository: Scratch, arguments: tuple[str, ...]
) -> None:
    repository.write({"s.tmpl": TEMPLATE.replace("PublicRead", "Private")})
    (repository.root / "t.yaml").symlink_to("s.tmpl")
    repository.commit()
    repository.write({"s.tmpl": TEMPLATE})
    repository.git("add", "-A")
    report = repository.report(*arguments, "--rules", "aws-s3-acl-disabled")
    assert report["diagnostics"] == []
    assert [r["location"]["path"] for r in report["results"]] == ["t.yaml"]


def test_files_that_do_not_change_are_not_read(repository: Scratch) -> None:
    repository.write({"s.tmpl": TEMPLATE})
    repository.commit()
    repository.write({"main.tf": "locals {\n  a = 2\n}\n"})
    assert unread(repository, "--changed") == unread(repository, "--diff", "HEAD") == []


def test_files_outside_of_the_named_folders_are_not_read(repository: Scratch) -> None:
    repository.write({"a/s.tmpl": TEMPLATE, "b/main.tf": ""})
    assert unread(repository, "--diff", "HEAD", "b") == []
    assert unread(repository, "--diff", "HEAD", "a/..", "b") == [("not-checked", "a/s.tmpl")]


def test_a_link_out_of_the_tree_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(TEMPLATE)
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree/s.tmpl").symlink_to("../secret")
    assert misnamed(SourceTree(str(tmp_path / "tree"), str(tmp_path)), "s.tmpl") is None
