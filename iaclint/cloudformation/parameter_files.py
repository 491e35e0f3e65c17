"""CloudFormation parameter files, in the formats of the AWS tools."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from iaclint.errors import UsageError
from iaclint.files.paths.named import read_named
from iaclint.limits import MAX_FILE_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence

HINT = (
    'write {"Name": "value"}, or the list of {"ParameterKey": …, "ParameterValue": …} that'
    " 'aws cloudformation deploy' takes"
)


def read_parameters(paths: Sequence[str]) -> dict[str, str | None]:
    """Return the values by name; later files take precedence.

    None is an unknown value, such as the previous value of a stack.

    Raises ``UsageError`` for a file that cannot be read or has another format.
    """
    values: dict[str, str | None] = {}
    for path in paths:
        values |= parse_parameters(_load(path), path)
    return values


def parse_parameters(text: str, path: str) -> dict[str, str | None]:
    """Return the values in the text of a file; raises ``UsageError`` for another format."""
    if path.endswith((".yaml", ".yml")):
        return _parameters(_read_yaml(text, path), path)
    try:
        return _parameters(json.loads(text), path)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"'{path}' is not valid JSON: {error}", HINT) from None


def _load(path: str) -> str:
    try:
        return read_named(path).decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"'{path}' cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise UsageError(f"'{path}' is not valid UTF-8: {error}") from None


def _read_yaml(text: str, path: str) -> object:
    """Return YAML with every scalar as a string, as CloudFormation reads parameters."""
    import yaml  # slow to import; most runs have no such file

    try:
        return yaml.load(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        raise UsageError(f"'{path}' is not valid YAML: {error}", HINT) from None


def _parameters(data: object, path: str) -> dict[str, str | None]:
    # In a template configuration file of CodePipeline, the map is nested.
    if isinstance(data, dict) and isinstance(data.get("Parameters"), dict):
        data = data["Parameters"]
    if isinstance(data, dict):
        return {name: _text(value, name, path) for name, value in data.items()}
    if isinstance(data, list):
        return dict(pair for item in data for pair in _pair(item, path))
    raise UsageError(f"'{path}' has no parameters", HINT)


def _pair(item: object, path: str) -> list[tuple[str, str | None]]:
    """Return the name and the value of a list item."""
    if isinstance(item, str) and "=" in item:  # for 'aws cloudformation deploy'
        name, _, value = item.partition("=")
        return [(name, value)]
    if not isinstance(item, dict) or not isinstance(item.get("ParameterKey"), str):
        raise UsageError(f"'{path}' has an entry that is not a parameter", HINT)
    name = item["ParameterKey"]
    if "ParameterValue" not in item:
        return [(name, None)] if item.get("UsePreviousValue") in (True, "true") else []
    return [(name, _text(item["ParameterValue"], name, path))]


def _text(value: object, name: str, path: str) -> str:
    """Return a value as a string: CloudFormation parameters are passed as strings."""
    if isinstance(value, str):
        return value
    if isinstance(value, (bool, int, float)):
        return json.dumps(value)
    if not isinstance(value, list) or any(isinstance(item, list) for item in value):
        raise UsageError(f"'{path}' gives the parameter '{name}' neither a text nor a list", HINT)
    items = [_text(item, name, path) for item in value]
    # Aliases of YAML can repeat a long text often.
    if sum(map(len, items)) > MAX_FILE_BYTES:
        raise UsageError(f"'{path}' gives the parameter '{name}' a list that is too long")
    return ",".join(items)
