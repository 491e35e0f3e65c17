"""The JSON Schema of configuration files, made from the types of the settings."""

from __future__ import annotations

import json
from typing import Any

from msgspec.json import schema

from iaclint.config.settings import Settings


def build_schema() -> dict[str, Any]:
    """Return the schema of a configuration file."""
    made = schema(Settings)
    definitions = made["$defs"]
    whole = definitions.pop("Settings")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **whole,
        "$defs": dict(sorted(definitions.items())),
    }


def write_schema() -> str:
    """Return the schema as the text of ``iaclint/schemas/config.schema.json``."""
    return json.dumps(build_schema(), indent=2) + "\n"
