"""A process without network, where the machine allows it."""

from __future__ import annotations

import subprocess
from functools import cache

_NO_NETWORK = ("unshare", "--map-root-user", "--net")


def works(*command: str) -> bool:
    """Return whether a program is there and may run another one."""
    try:
        return subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


@cache
def without_network() -> tuple[str, ...]:
    """Return what runs a program in a network namespace of its own; empty if nothing does."""
    return _NO_NETWORK if works(*_NO_NETWORK) else ()
