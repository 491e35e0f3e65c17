from __future__ import annotations

import json
from pathlib import Path

import pytest

from iaclint.cloudformation.parameter_files import read_parameters
from iaclint.errors import UsageError


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"Env": "prod", "Count": 2, "Log": True}, {"Env": "prod", "Count": "2", "Log": "true"}),
        ({"Zones": ["a", "b"]}, {"Zones": "a,b"}),
        ([{"ParameterKey": "Env", "ParameterValue": "prod"}], {"Env": "prod"}),
        ([{"ParameterKey": "Env", "UsePreviousValue": True}], {"Env": None}),
        ([{"ParameterKey": "Env", "UsePreviousValue": False}], {}),
        ({"Parameters": {"Env": "prod"}, "Tags": {"a": "b"}}, {"Env": "prod"}),
    ],
)
def test_formats_of_aws_tools_are_read(tmp_path: Path, content: object, expected: object) -> None:
    assert read_parameters([_file(tmp_path / "a.json", json.dumps(content))]) == expected


def test_later_files_win(tmp_path: Path) -> None:
    first = _file(tmp_path / "a.json", '{"Env": "dev", "Log": "no"}')
    second = _file(tmp_path / "b.json", '\ufeff{"Env": "prod"}')
    assert read_parameters([first, second]) == {"Env": "prod", "Log": "no"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Env: prod", "is not valid JSON"),
        ('"prod"', "has no parameters"),
        ('["prod"]', "an entry that is not a parameter"),
        ('{"Env": {"a": 1}}', "'Env' neither a text nor a list"),
        ('{"Env": null}', "'Env' neither a text nor a list"),
        ('{"Env": [["a"]]}', "'Env' neither a text nor a list"),
        ("[" * 100_000, "is not valid JSON"),
    ],
)
def test_other_formats_are_rejected(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_parameters([_file(tmp_path / "a.json", text)])


def test_a_list_of_aliases_is_bounded(tmp_path: Path) -> None:
    text = f"a: &a {'x' * 1_000_000}\nb: [{'*a ,' * 50}]\n"
    with pytest.raises(UsageError, match="'b' a list that is too long"):
        read_parameters([_file(tmp_path / "a.yaml", text)])


def test_a_list_that_contains_itself_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not valid YAML"):
        read_parameters([_file(tmp_path / "a.yaml", "a: &a [*a ]\n")])


def test_a_missing_file_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_parameters([str(tmp_path / "none.json")])


def _file(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)
