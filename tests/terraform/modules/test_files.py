from __future__ import annotations

import os
from pathlib import Path

import pytest

from iaclint.symbolic.values import PartialString
from tests.terraform.support import Root, lay_out, outline, root

FILES = {
    "main.tf": 'variable "u" {}\n',
    "a.txt": "é\n",
    "t.tpl": "é\n${x}!",
    "loop.tpl": "%{ for x in xs ~}\n- ${x}\n%{ endfor ~}\n",
    "policy.json.tpl": '{"R": "${arn}/*", "A": ${jsonencode(actions)}}',
    "outer.tpl": '<${templatefile("t.tpl", { x = y })}>',
    "self.tpl": '${templatefile("self.tpl", {})}',
    "broken.tpl": "${",
    "reach.tpl": "${var.u}",
    "sub/b.txt": "b",
    "sub/deep/c.txt": "c",
    "sub/d.json": "{}",
}


@pytest.fixture
def opened(tmp_path: Path) -> Root:
    lay_out(tmp_path, {"secret.txt": "secret", "tree/sub/x": ""})
    (tmp_path / "tree" / "link.txt").symlink_to(tmp_path / "secret.txt")
    return root(tmp_path / "tree", FILES)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('file("a.txt")', "'é\\n'"),
        ('file("./sub/../a.txt")', "'é\\n'"),
        ('file("${path.module}/a.txt")', "'é\\n'"),
        ('file(abspath("a.txt"))', "'é\\n'"),
        ('fileexists("a.txt")', "True"),
        ('fileexists("nope.txt")', "False"),
        ('templatefile("t.tpl", { x = 1 })', "'é\\n1!'"),
        ('templatefile("t.tpl", { x = var.u })', "'é\\n' + ?var.u@.:/var.u/ + '!'"),
        ('templatefile("loop.tpl", { xs = ["a", "b"] })', "'- a\\n- b\\n'"),
        ('templatefile("outer.tpl", { y = 2 })', "'<é\\n2!>'"),
        ('fileset("sub", "*.txt")', "['b.txt']"),
        ('fileset("sub", "**")', "['b.txt', 'd.json', 'deep/c.txt', 'x']"),
        ('fileset(".", "sub/**/*.txt")', "['sub/b.txt', 'sub/deep/c.txt']"),
        ('fileset("sub", "{b,d}.*")', "['b.txt', 'd.json']"),
        ('fileset("sub", "[ab].tx?")', "['b.txt']"),
        ('fileset("sub", "nope*")', "[]"),
        ('file("nope-${var.u}")', "?var.u"),
        ('file(var.u)', "?var.u"),
    ],
)  # fmt: skip
def test_files(opened: Root, expression: str, value: str) -> None:
    assert outline(opened.evaluate(expression)) == value


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ('file("nope.txt")', "there is no file 'nope.txt'"),
        ('file("sub")', "'sub' cannot be read: Is a directory"),
        ('file("../secret.txt")', "is outside of the scanned folder"),
        ('file("/etc/passwd")', "is outside of the scanned folder"),
        ('file("~/.ssh/id_rsa")', "is outside of the scanned folder"),
        ('file("link.txt")', "'link.txt' is outside of the scanned folder"),
        ('filebase64("../secret.txt")', "is outside of the scanned folder"),
        ('filesha256("../secret.txt")', "is outside of the scanned folder"),
        ('fileexists("../secret.txt")', "is outside of the scanned folder"),
        ('fileset("..", "*")', "is outside of the scanned folder"),
        ('fileset("/", "**")', "is outside of the scanned folder"),
        ('templatefile("../secret.txt", {})', "is outside of the scanned folder"),
        ('templatefile("t.tpl", {})', "(line 2, column 3 of the template)"),
        ('templatefile("reach.tpl", {})', "'var.u' is not available here"),
        ('templatefile("broken.tpl", {})', "the template cannot be parsed"),
        ('templatefile("self.tpl", {})', "templates are nested too deeply"),
    ],
)
def test_unreadable_files(opened: Root, expression: str, message: str) -> None:
    assert message in opened.refused(expression).message


def test_a_template_with_an_unknown_keeps_its_known_parts(opened: Root) -> None:
    value = opened.evaluate(
        'templatefile("policy.json.tpl", { arn = var.u, actions = ["s3:GetObject"] })'
    )
    assert isinstance(value, PartialString)
    assert value.suffix == '/*", "A": ["s3:GetObject"]}'


def test_a_module_reads_relative_to_the_root(tmp_path: Path) -> None:
    files = {
        "env/main.tf": 'module "m" {\n  source = "../m"\n}\n',
        "env/a.txt": "root's",
        "m/main.tf": 'output "a" {\n  value = file("a.txt")\n}\n'
        'output "own" {\n  value = file("${path.module}/a.txt")\n}\n'
        'output "path" {\n  value = path.module\n}\n',
        "m/a.txt": "module's",
    }
    opened = root(tmp_path, files, at="env")
    assert opened.evaluate("[module.m.a, module.m.own]") == ("root's", "module's")
    assert opened.evaluate("module.m.path") == "../m"


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    lay_out(tmp_path, FILES)
    os.mkfifo(tmp_path / "pipe")
    opened = root(tmp_path, FILES)
    assert "'pipe' is not a regular file" in opened.refused('file("pipe")').message
