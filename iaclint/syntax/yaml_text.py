"""Write scalars in YAML."""

from __future__ import annotations

import json


def scalar(value: object) -> str:
    """Return a scalar in YAML, in a block or flow mapping."""
    if isinstance(value, str) and not _is_plain(value):
        return json.dumps(value, ensure_ascii=False)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    """Whether a text needs no quotes."""
    import yaml

    try:
        return bool(
            yaml.safe_load(f"key: {text}") == {"key": text}
            and yaml.safe_load(f"[{text}]") == [text]
        )
    except yaml.YAMLError:
        return False
