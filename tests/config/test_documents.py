"""``docs/configuration.md`` has every key, and its examples are valid."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from iaclint.config.reader import read
from iaclint.config.settings import Root, Settings, Suppressions
from iaclint.files.source import SourceFile
from iaclint.syntax import yaml

PAGE = (Path(__file__).parents[2] / "docs/configuration.md").read_text("utf-8")
KEYS = re.findall(r"^\| (`.*?`) \|", PAGE, re.MULTILINE)


@pytest.mark.parametrize("text", re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
def test_examples_are_valid(text: str) -> None:
    node, diagnostics = yaml.parse(SourceFile("x", text.encode()))
    assert node is not None
    assert diagnostics == []
    assert read(node, Settings)[1] == []


@pytest.mark.parametrize("kind", [Settings, Root, Suppressions])
def test_every_key_is_listed(kind: type[msgspec.Struct]) -> None:
    listed = {name for names in KEYS for name in re.findall("`(.*?)`", names)}
    names = {field.encode_name for field in msgspec.structs.fields(kind)}
    assert names - {"roots", "suppressions"} <= listed


def test_defaults_are_those_of_the_settings() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| `?([\w-]*)`? \|", PAGE, re.MULTILINE)
    written = {key: value for key, value in rows if value}
    settings = msgspec.to_builtins(Settings(), enc_hook=dict)
    actual = {**settings, **settings["suppressions"]}
    assert {key: str(actual[key]).lower() for key in written} == written
    assert len(written) == 8
