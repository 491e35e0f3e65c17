"""Absolute paths: where the work tree is differs between machines, so nothing is known of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.support import Root, outline, root

FILES = {"main.tf": "", "live/app/main.tf": "", "live/app/a.txt": "a", "live/b.txt": "b"}


@pytest.fixture
def opened(tmp_path: Path) -> Root:
    return root(tmp_path, FILES, at="live/app")


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("path.cwd", "?path.cwd + '/live/app'"),
        ('abspath("a.txt")', "?path.cwd + '/live/app/a.txt'"),
        ('abspath("../../..")', "?path.cwd"),
        ('abspath("/a/../b")', "'/b'"),
        ("basename(path.cwd)", "'app'"),
        ("basename(abspath(path.module))", "'app'"),
        ("basename(dirname(path.cwd))", "'live'"),
        ("dirname(dirname(path.cwd))", "?path.cwd"),
        ('startswith(path.cwd, "/home")', "?path.cwd"),
        ('abspath(".") == path.cwd', "True"),
        ('abspath("a") == abspath("b")', "False"),
        ('file("${path.cwd}/a.txt")', "'a'"),
        ('file(abspath("../b.txt"))', "'b'"),
        ('file("${dirname(path.cwd)}/b.txt")', "'b'"),
        ('filemd5(abspath("a.txt")) == md5("a")', "True"),
        ('templatefile("${path.cwd}/a.txt", {})', "'a'"),
        ('fileset(path.cwd, "*.txt")', "['a.txt']"),
    ],
)
def test_paths(opened: Root, expression: str, value: str) -> None:
    shown = outline(opened.evaluate(expression))
    assert shown.replace("@work tree/path", "") == value
