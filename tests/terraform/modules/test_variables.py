from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.errors import UsageError
from iaclint.files.diagnostics import Level
from iaclint.options import Assignment, Variables
from iaclint.symbolic.values import Unknown
from tests.terraform.support import outline, root

GIVEN = {
    "terraform.tfvars": 'v = "tfvars"\n',
    "terraform.tfvars.json": '{"v": "tfvars.json"}',
    "a.auto.tfvars": 'v = "a"\n',
    "b.auto.tfvars.json": '{"v": "b"}',
    "c.auto.tfvars": 'v = "c"\n',
    "other.tfvars": 'v = "other"\n',
}


def declare(body: str) -> str:
    return f'variable "v" {{\n  {body}\n}}\n'


@pytest.mark.parametrize("count", range(len(GIVEN) + 1))
def test_later_files_win(tmp_path: Path, count: int) -> None:
    files = dict(list(GIVEN.items())[:count])
    winners = ["default", "tfvars", "tfvars.json", "a", "b", "c", "c"]
    opened = root(tmp_path, {"main.tf": declare('default = "default"'), **files})
    assert opened.evaluate("var.v") == winners[count]


@pytest.mark.parametrize("name", ["terraform.tfvars", "a.auto.tfvars.json"])
def test_values_that_git_crypt_encrypts_are_unknown(tmp_path: Path, name: str) -> None:
    encrypted = b"\0GITCRYPT\0\x3f\xd0"
    opened = root(tmp_path, {"main.tf": declare('default = "default"'), name: encrypted})
    assert isinstance(opened.evaluate("var.v"), Unknown)
    (problem,) = opened.diagnostics.all()
    assert (problem.code, problem.level) == ("encrypted-file", Level.WARNING)


def test_command_line_values_take_precedence_in_order(tmp_path: Path) -> None:
    files = {"main.tf": declare('default = "default"'), **GIVEN}
    file = Assignment(str(tmp_path / "other.tfvars"))
    for assignments, winner in (
        ((file,), "other"),
        ((file, Assignment("text", "v")), "text"),
        ((Assignment("text", "v"), file), "other"),
    ):
        opened = root(tmp_path, files, Variables(assignments))
        assert opened.evaluate("var.v") == winner


@pytest.mark.parametrize(
    ("declared", "given", "value"),
    [
        ("", "v = 5", "5"),
        ("type = string", "v = 5", "'5'"),
        ("type = number", 'v = "5"', "5"),
        ("type = bool", 'v = "true"', "True"),
        ("type = any", "v = [1]", "[1]"),
        ("type = list(string)", "v = [1, true]", "['1', 'true']"),
        ("type = set(number)", 'v = ["2", 1, 2]', "[1, 2]"),
        ("type = map(number)", 'v = { a = "1" }', "{a: 1}"),
        ("type = tuple([string, number])", 'v = [1, "2"]', "['1', 2]"),
        ("type = object({ a = number })", 'v = { a = "1", b = 2 }', "{a: 1}"),
        (
            'type = object({ a = optional(string, "d"), b = optional(number) })',
            "v = {}",
            "{a: 'd', b: None}",
        ),
        ("type = list(object({ a = optional(bool, true) }))", "v = [{}]", "[{a: True}]"),
        ('type = "list"', "v = [1]", "[1]"),
        ("default = 1", "", "1"),
        ("default = 1", "v = null", "None"),
        ("default = 1\n  nullable = false", "v = null", "1"),
        ("default = null", "", "None"),
        ("type = string", "", "?var.v@.:/var.v/"),
        ("nullable = false", "", "?var.v@.:/var.v/"),
        ("sensitive = true\n  default = 1", "", "1"),
    ],
)
def test_values_and_types(tmp_path: Path, declared: str, given: str, value: str) -> None:
    opened = root(tmp_path, {"main.tf": declare(declared), "terraform.tfvars": f"{given}\n"})
    assert outline(opened.evaluate("var.v")) == value
    assert opened.messages == []


@pytest.mark.parametrize(
    ("declared", "given", "place", "message"),
    [
        (
            "type = number",
            'v = "x"',
            "terraform.tfvars:1:5",
            "invalid value for variable 'v': a number is required",
        ),
        (
            'type = number\n  default = "x"',
            "",
            "main.tf:3:13",
            "invalid value for variable 'v': a number is required",
        ),
        ("type = strng", "", "main.tf:2:10", "invalid type 'strng'"),
        ("type = lst(string)", "", "main.tf:2:10", "invalid type 'lst'"),
        ("", "v = local.x", "terraform.tfvars:1:5", "variables are not allowed here"),
        ('default = upper("a")', "", "main.tf:2:13", "function calls are not allowed here"),
        ("default = [var.v]", "", "main.tf:2:14", "variables are not allowed here"),
    ],
)
def test_values_of_the_wrong_type(
    tmp_path: Path, declared: str, given: str, place: str, message: str
) -> None:
    opened = root(tmp_path, {"main.tf": declare(declared), "terraform.tfvars": f"{given}\n"})
    error = opened.refused("var.v")
    assert (str(error.span), error.message) == (place, message)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "terraform.tfvars",
            "v = [\n",
            "unexpected end of file: unclosed '['",
        ),
        ("terraform.tfvars.json", '{"v": }', "expected a value"),
        ("x.auto.tfvars.json", "[1]", "a variable file must be an object"),
    ],
)
def test_an_invalid_file_is_reported_and_ignored(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    opened = root(tmp_path, {"main.tf": declare(""), name: text})
    assert outline(opened.evaluate("var.v")) == "?var.v@.:/var.v/"
    assert opened.messages == [message]


def test_a_file_that_may_not_be_read_may_give_any_value(tmp_path: Path) -> None:
    outside = tmp_path / "outside.tfvars"
    outside.write_text('v = "outside"\n', encoding="utf-8")
    tree = tmp_path / "tree"
    (tree / ".git").mkdir(parents=True)
    (tree / "x.auto.tfvars").symlink_to(outside)
    opened = root(tree, {"main.tf": declare('default = "default"'), "terraform.tfvars": 'v = "a"'})
    assert outline(opened.evaluate("var.v")) == "?var.v@.:/var.v/"
    (problem,) = opened.diagnostics.all()
    assert (problem.code, problem.level) == ("unreadable-file", Level.ERROR)


def test_json_files_hold_values_not_templates(tmp_path: Path) -> None:
    files = {"main.tf": declare(""), "terraform.tfvars.json": '{"v": {"a": ["${x}", 1.5, null]}}'}
    assert outline(root(tmp_path, files).evaluate("var.v")) == "{a: ['${x}', 1.5, None]}"


@pytest.mark.parametrize(
    ("declared", "text", "value"),
    [
        ("type = number", "7", "7"),
        ("type = list(number)", "[7]", "[7]"),
        ("type = map(string)", '{ a = "b" }', "{a: 'b'}"),
        ("type = string", "é x", "'é x'"),
        ("type = string", "a = b", "'a = b'"),
        ("", "${x}", "'${x}'"),
    ],
)
def test_values_from_the_command_line(tmp_path: Path, declared: str, text: str, value: str) -> None:
    options = Variables((Assignment(text, "v"),))
    assert (
        outline(root(tmp_path, {"main.tf": declare(declared)}, options).evaluate("var.v")) == value
    )


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    options = Variables((Assignment(str(tmp_path / "nope.tfvars")),))
    with pytest.raises(UsageError, match=r"nope\.tfvars' cannot be read: No such file"):
        root(tmp_path, {"main.tf": ""}, options)


def test_variable_files_are_those_of_the_root(tmp_path: Path) -> None:
    files = {
        "main.tf": declare("") + 'module "m" {\n  source = "./m"\n}\n',
        "m/main.tf": declare('default = "own"') + 'output "o" {\n  value = var.v\n}\n',
        "m/terraform.tfvars": 'v = "ignored"\n',
        "terraform.tfvars": 'v = "root"\n',
    }
    opened = root(tmp_path, files)
    assert (opened.evaluate("var.v"), opened.evaluate("module.m.o")) == ("root", "own")


def test_a_value_for_an_undeclared_variable_is_reported(tmp_path: Path) -> None:
    opened = root(tmp_path, {"main.tf": declare("default = 1"), "terraform.tfvars": "w = 2\n"})
    assert opened.evaluate("var.v") == 1
    assert opened.messages == ["value for undeclared variable 'w'"]
