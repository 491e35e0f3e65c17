"""Reading settings, and the JSON Schema, which must say the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from iaclint.config.reader import read
from iaclint.config.schema import build_schema, write_schema
from iaclint.config.settings import Settings
from iaclint.files.source import SourceFile
from iaclint.judging.exit_policy import Action
from iaclint.ruleset.rule import Severity
from iaclint.ruleset.selection import RuleLevel
from iaclint.syntax import tree, yaml

FULL = """\
profile: hipaa
rules: {aws-s3-versioning: off, "aws-*": on, aws-s3-logging: low}
fail-on: high
unknown: fail
coverage: ignore
exclude: ["**/legacy/**"]
rule-folders: [policies]
stubs: [stubs]
allowed-accounts: ["111122223333"]
suppressions:
  allowed: false
  other-tools: false
  require-reason: true
  max-days: 180
  forbidden-rules: [aws-s3-public-access]
  problems: fail
roots:
  - path: infra/*
    var-files: [common.tfvars]
    environments:
      dev: {var-files: [env/dev.tfvars], workspace: dev, region: eu-west-1}
      prod: {account: "444455556666", partition: aws, allowed-accounts: ["111122223333"]}
      plain: {}
  - path: [stacks/*.yaml, stacks/b.json]
    parameters: {Environment: prod, Size: 010, Log: yes, Zones: "a,b", Old: null}
    parameter-files: [params.json]
    region: null
"""

INVALID = [
    ("profil: all", "1:1: unknown key 'profil' (did you mean 'profile'?)"),
    ("zzz: 1", "1:1: unknown key 'zzz' (keys are: profile, rules, fail-on, unknown, coverage"),
    ("profile: ''", "1:10: this must not be empty"),
    ("profile: [a]", "1:10: this must be text, not a list"),
    ("profile: 1", "1:10: this must be text, not a number (quote it: Which rules"),
    ("profile:", "1:9: this must be text, not empty (Which rules"),
    ("rules: [a]", "1:8: this must be a mapping, not a list"),
    ("rules: {a: false}", "1:12: 'false' is not one of: off, on, low, medium, high, critical"),
    ("rules: {a: hihg}", "1:12: 'hihg' is not one of: off, on, low, medium, high, critical (did"),
    ("rules: {'': off}", "1:9: a name must not be empty"),
    ("fail-on: none", "1:10: 'none' is not one of: low, medium, high, critical"),
    ("unknown: true", "1:10: 'true' is not one of: ignore, report, fail"),
    ("exclude: x", "1:10: this must be a list, not text (Files and folders"),
    ("exclude: ['']", "1:11: this must not be empty"),
    ("exclude: [{}]", "1:11: this must be text, not a mapping"),
    ("allowed-accounts: ['1']", "1:20: invalid value '1' (An AWS account: 12 digits, in quotes.)"),
    ("allowed-accounts: [111122223333]", "1:20: this must be text, not a number (quote it: An AWS"),
    ("suppressions: {allowed: maybe}", "1:25: this must be true or false, not text"),
    ("suppressions: {max-days: 0}", "1:26: this must be at least 1 (How many days"),
    ("suppressions: {max-days: true}", "1:26: this must be a whole number, not true or false"),
    ("suppressions: {max-days: 1.5}", "1:26: this must be a whole number, not a number"),
    ("roots: {path: a}", "1:8: this must be a list, not a mapping"),
    ("roots: [{}]", "1:9: 'path' is missing (Patterns of root modules"),
    ("roots: [{path: []}]", "1:16: this must not be empty"),
    ("roots: [{path: {}}]", "1:16: this must be text, not a mapping"),
    ("roots: [{path: a, region: eu-west-9}]", "1:27: invalid value 'eu-west-9' (did you mean"),
    ("roots: [{path: a, region: Mars}]", "1:27: invalid value 'Mars' (An AWS region"),
    ("roots: [{path: a, partition: aws-china}]", "1:30: invalid value 'aws-china' (did you"),
    ("roots: [{path: a, account: '12'}]", "1:28: invalid value '12' (An AWS account"),
    ("roots: [{path: a, environments: [dev]}]", "1:33: this must be a mapping, not a list"),
    ("roots: [{path: a, environments: {dev: {path: b}}}]", "1:40: unknown key 'path' (keys are:"),
    (
        "roots: [{path: a, environments: {dev: }}]",
        "1:39: this must be a mapping, not empty (write",
    ),
    ("roots: [{path: a, parameters: {A: [b]}}]", "1:35: this must be text, not a list"),
    ("[a]", "1:1: this must be a mapping, not a list"),
    ("text", "1:1: this must be a mapping, not text"),
]


def parse(text: str) -> tree.Node:
    node, diagnostics = yaml.parse(SourceFile(".iaclint.yaml", text.encode()))
    assert node is not None
    assert diagnostics == []
    return node


def test_every_setting_is_read() -> None:
    settings, diagnostics = read(parse(FULL), Settings)
    assert diagnostics == []
    assert settings is not None
    assert (settings.profile, settings.fail_on) == ("hipaa", Severity.HIGH)
    assert (settings.unknown, settings.coverage) == (Action.FAIL, Action.IGNORE)
    assert list(settings.rules.items()) == [
        ("aws-s3-versioning", RuleLevel.OFF),
        ("aws-*", RuleLevel.ON),
        ("aws-s3-logging", RuleLevel.LOW),
    ]
    assert settings.suppressions.max_days == 180
    terraform, stacks = settings.roots
    assert terraform.environments["dev"].var_files == ("env/dev.tfvars",)
    assert terraform.environments["prod"].account == "444455556666"
    assert stacks.path == ("stacks/*.yaml", "stacks/b.json")
    assert stacks.region is None
    assert dict(stacks.parameters) == {
        "Environment": "prod",
        "Size": "010",  # as CloudFormation takes it
        "Log": "true",
        "Zones": "a,b",
        "Old": None,
    }


def test_an_empty_mapping_has_the_defaults() -> None:
    assert read(parse("{}"), Settings) == (Settings(), [])


@pytest.mark.parametrize(("text", "message"), INVALID)
def test_mistakes_have_places_and_hints(text: str, message: str) -> None:
    settings, (first, *_) = read(parse(text), Settings)
    assert settings is None
    assert first.span is not None
    hint = f" ({first.hint})" if first.hint else ""
    shown = f"{first.span.start.line}:{first.span.start.column}: {first.message}{hint}"
    assert shown.startswith(message)


def test_every_mistake_is_reported() -> None:
    _, found = read(parse("fail-on: x\nexclude: y\nroots: [{}]\nz: 1\n"), Settings)
    assert [d.span.start.line for d in found if d.span] == [1, 2, 3, 4]


@pytest.mark.parametrize("text", ["{}", FULL])
def test_the_schema_accepts_what_the_reader_accepts(text: str) -> None:
    validator = Draft202012Validator(build_schema())
    assert list(validator.iter_errors(_as_in_yaml_1_2(parse(text)))) == []


@pytest.mark.parametrize(("text", "message"), INVALID)
def test_the_schema_refuses_what_the_reader_refuses(text: str, message: str) -> None:
    validator = Draft202012Validator(build_schema())
    assert list(validator.iter_errors(_as_in_yaml_1_2(parse(text)))) != []


def test_the_shipped_schema_is_current(project: Path) -> None:
    shipped = (project / "iaclint/schemas/config.schema.json").read_text("utf-8")
    assert shipped == write_schema()
    Draft202012Validator.check_schema(json.loads(shipped))


def _as_in_yaml_1_2(node: tree.Node) -> object:
    """Return plain data in which ``off`` and ``yes`` are text, as editors read YAML."""
    if isinstance(node, tree.Mapping):
        return {key: _as_in_yaml_1_2(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, tree.Sequence):
        return [_as_in_yaml_1_2(item) for item in node.items]
    is_word = isinstance(node.value, bool) and node.text not in ("true", "false")
    return node.text if is_word else node.value
