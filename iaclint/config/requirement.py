"""What pip installs to get the iaclint that runs."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any, Final

from iaclint import __version__

PLACEHOLDER: Final = "git+URL@COMMIT"
"""Stands for a repository of iaclint and a commit."""


def find_requirement() -> str:
    """Return a requirement: the commit or version that is installed.

    It has the placeholder if iaclint is installed from a folder, which others do not have.
    """
    origin = _read_origin()
    if origin is None:
        return f"iaclint[all]=={__version__}"
    vcs = origin.get("vcs_info")
    where = f"{vcs['vcs']}+{origin['url']}@{vcs['commit_id']}" if vcs else PLACEHOLDER
    return f"iaclint[all] @ {where}"


def _read_origin() -> dict[str, Any] | None:
    """Return where pip installed iaclint from (PEP 610); None for a package index."""
    try:
        text = distribution("iaclint").read_text("direct_url.json")
    except PackageNotFoundError:
        return {}
    return json.loads(text) if text else None
