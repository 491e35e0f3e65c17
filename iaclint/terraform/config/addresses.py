"""Addresses of modules as Terraform records them, in ``modules.json``.

Source: *Module Sources* (Terraform documentation) and the detectors of go-getter.
"""

from __future__ import annotations

import posixpath
import re
from typing import Final

_HOST: Final = "registry.terraform.io/"
_REGISTRIES: Final = (_HOST, "registry.opentofu.org/")
_PACKAGE: Final = re.compile(r"[\w-]+/[\w-]+/[a-z0-9]+", re.ASCII)
_FORCED: Final = r"([A-Za-z0-9]+)::(.+)"
_ON_GITHUB: Final = r"github\.com/([^/]+/[^/]+?)(?:\.git)?(/.*)?"
_OF_SSH: Final = r"([\w.-]+@[\w.-]+):([^/].*)"
_REWRITTEN: Final = r"(?:git|hg|s3|gcs)::"


def is_recorded_as(source: str, record: str) -> bool:
    """Return whether Terraform records a ``source`` of a call as an address."""
    wanted, known = _canonical(source), _canonical(record)
    if wanted == known:
        return True
    # Other short addresses, such as those of buckets, are recorded with a scheme.
    return _is_short(wanted) and re.match(_REWRITTEN, known) is not None


def _is_short(address: str) -> bool:
    return "://" not in address and not address.startswith((".", "/", _HOST))


def _canonical(source: str) -> str:
    """Return the address as Terraform records it; unlike that, without the second registry."""
    if source.startswith(("./", "../")):
        path = posixpath.normpath(source)
        return path if path.startswith("../") or path == ".." else f"./{path}"
    path, _, query = source.partition("?")
    package, folder = _split(path)
    address = _package(package)
    inner = f"//{posixpath.normpath(folder)}" if folder else ""
    return f"{address}{inner}{'?' if query else ''}{query}"


def _split(path: str) -> tuple[str, str]:
    """Split the folder in a package from its address."""
    start = path.find("://") + 3 if "://" in path else 0
    at = path.find("//", start)
    return (path, "") if at == -1 else (path[:at], path[at + 2 :].strip("/"))


def _package(address: str) -> str:
    host = next((each for each in _REGISTRIES if address.lower().startswith(each)), "")
    if _PACKAGE.fullmatch(address[len(host) :]) and not address.startswith("github.com/"):
        return _HOST + address[len(host) :]
    forced = re.fullmatch(_FORCED, address)
    scheme, rest = (forced[1], forced[2]) if forced else ("", address)
    github, ssh = re.fullmatch(_ON_GITHUB, rest), re.fullmatch(_OF_SSH, rest)
    if github and scheme in ("", "git"):
        return f"git::https://github.com/{github[1]}.git{github[2] or ''}"
    if ssh and scheme in ("", "git"):
        return f"git::ssh://{ssh[1]}/{ssh[2]}"
    return address
