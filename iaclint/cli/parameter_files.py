"""CloudFormation parameter files, in the formats that AWS's own tools read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from iaclint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

HINT = (
    'write {"Name": "value"}, or the list of {"ParameterKey": …, "ParameterValue": …} that'
    " 'aws cloudformation deploy' takes"
)


def read_parameters(paths: Sequence[str]) -> dict[str, str | None]:
    """Return the values by name; a later file has precedence over the ones before it.

    None is a value that is not known, as that which a stack has already.

    Raises ``UsageError`` for a file that cannot be read, or holds something else.
    """
    values: dict[str, str | None] = {}
    for path in paths:
        values |= _parameters(_load(path), path)
    return values


def _load(path: str) -> object:
    try:
        with open(path, encoding="utf-8-sig") as file:
            if path.endswith((".yaml", ".yml")):
                return _read_yaml(file.read(), path)
            return json.load(file)
    except OSError as error:
        raise UsageError(f"'{path}' cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise UsageError(f"'{path}' is not valid JSON: {error}", HINT) from None


def _read_yaml(text: str, path: str) -> object:
    """Read YAML with every scalar as it is written: CloudFormation takes texts."""
    import yaml  # not every run has such a file

    try:
        return yaml.load(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        raise UsageError(f"'{path}' is not valid YAML: {error}", HINT) from None


def _parameters(data: object, path: str) -> dict[str, str | None]:
    # A template configuration file of CodePipeline has the map one level down.
    if isinstance(data, dict) and isinstance(data.get("Parameters"), dict):
        data = data["Parameters"]
    if isinstance(data, dict):
        return {name: _text(value, name, path) for name, value in data.items()}
    if isinstance(data, list):
        return dict(pair for item in data for pair in _pair(item, path))
    raise UsageError(f"'{path}' has no parameters", HINT)


def _pair(item: object, path: str) -> list[tuple[str, str | None]]:
    """Return a list's item as name and value."""
    if isinstance(item, str) and "=" in item:  # as 'aws cloudformation deploy' takes it, too
        name, _, value = item.partition("=")
        return [(name, value)]
    if not isinstance(item, dict) or not isinstance(item.get("ParameterKey"), str):
        raise UsageError(f"'{path}' has an entry that is not a parameter", HINT)
    name = item["ParameterKey"]
    if "ParameterValue" not in item:
        return [(name, None)] if item.get("UsePreviousValue") in (True, "true") else []
    return [(name, _text(item["ParameterValue"], name, path))]


def _text(value: object, name: str, path: str) -> str:
    """Return a value as CloudFormation takes it: every parameter is passed as a text."""
    if isinstance(value, str):
        return value
    if isinstance(value, (bool, int, float)):
        return json.dumps(value)
    if isinstance(value, list):
        return ",".join(_text(item, name, path) for item in value)
    raise UsageError(f"'{path}' gives the parameter '{name}' neither a text nor a list", HINT)
