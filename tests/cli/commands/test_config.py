"""``iaclint config``."""

from __future__ import annotations

import json

from iaclint.config.schema import write_schema

CONFIG = """\
profile: default
rules:
  aws-s3-versioning: off
fail-on: medium
exclude: [legacy]
roots:
  - path: infra
    environments:
      dev: {region: eu-west-1}
"""


def test_settings_are_shown_with_their_origins(program, snapshot) -> None:
    options = ("--fail-on", "high", "--exclude", "x/", "--unknown", "fail")
    result = program("config", "show", *options, files={".iaclint.yaml": CONFIG})
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == snapshot


def test_defaults_are_shown_without_a_file(program) -> None:
    result = program("config", "show")
    assert result.stdout.startswith("configuration file: none\n")
    assert {line.split()[-1] for line in result.stdout.splitlines()[2:]} == {"default"}


def test_settings_as_json(program) -> None:
    result = program("config", "show", "--format", "json", files={".iaclint.yaml": CONFIG})
    document = json.loads(result.stdout)
    assert document["file"] == ".iaclint.yaml"
    shown = {each["name"]: each for each in document["settings"]}
    place = {"kind": "file", "path": ".iaclint.yaml", "line": 4, "column": 10}
    assert shown["fail-on"] == {"name": "fail-on", "value": "medium", "origin": place}
    assert shown["unknown"]["origin"] == {"kind": "default"}
    assert shown["rules.aws-s3-versioning"]["value"] == "off"
    assert shown["roots[0].environments.dev.region"]["value"] == "eu-west-1"


def test_options_are_named_as_the_origin(program) -> None:
    result = program("config", "show", "--format", "json", "--profile", "all")
    shown = {each["name"]: each for each in json.loads(result.stdout)["settings"]}
    assert shown["profile"]["origin"] == {"kind": "option", "option": "--profile"}


def test_the_schema_is_printed(program) -> None:
    assert program("config", "schema").stdout == write_schema()


def test_an_invalid_file_is_an_error(program) -> None:
    assert program("config", "show", files={".iaclint.yaml": "x: 1"}).returncode == 2
    assert program("config", "show", "--no-config").returncode == 0


def test_the_group_without_a_command_says_where_the_help_is(program) -> None:
    result = program("config")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "error: missing command\n  = help: see iaclint config --help\n"
