"""Where each effective setting comes from: a default, the file, or an option."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, to_builtins

if TYPE_CHECKING:
    from iaclint.config.effective import Effective
    from iaclint.files.source import Span

OPTIONS: Final = {
    "profile": "--profile",
    "fail-on": "--fail-on",
    "unknown": "--unknown",
    "coverage": "--require-coverage",
    "exclude": "--exclude",
    "rule-folders": "--rules-dir",
    "stubs": "--stubs",
}
"""The options of settings that the command line can give."""

Path = tuple[str | int, ...]


class Setting(Struct, frozen=True):
    """An effective setting with its origin."""

    path: Path
    value: Any
    """Text, a number, a boolean, or an empty list or mapping."""
    place: Span | None = None
    """Where the configuration file sets it."""
    option: str | None = None
    """The option that sets it."""

    @property
    def name(self) -> str:
        """Its path as text: ``roots[0].environments.dev.region``."""
        parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path)
        return "".join(parts).removeprefix(".")

    @property
    def origin(self) -> str:
        """Where it comes from, as text."""
        if self.place is not None:
            return f"{self.place.file.display}:{self.place.start.line}"
        return self.option or "default"


def list_settings(effective: Effective) -> Iterator[Setting]:
    """Yield all settings of a run; of the roots, only those that are set."""
    given = to_builtins(effective.given)
    for path, value in _leaves((), to_builtins(effective.settings, enc_hook=dict)):
        if path[0] == "roots" and len(path) > 1 and value in (None, [], {}):
            continue
        place = _place(effective, path)
        key = str(path[0])
        is_given = place is None and given.get(key.replace("-", "_")) and value != []
        yield Setting(path, value, place, OPTIONS[key] if is_given else None)


def _leaves(path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
    if value and isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves((*path, key), inner)
    elif value and isinstance(value, (list, tuple)):
        for n, inner in enumerate(value):
            yield from _leaves((*path, n), inner)
    else:
        yield path, list(value) if isinstance(value, tuple) else value


def _place(effective: Effective, path: Path) -> Span | None:
    """Return where the file sets a setting, None if it does not or an option overrides it."""
    from iaclint.syntax.tree import find

    file = effective.file
    if file is None or file.tree is None or find(file.tree, path) is None:
        return None
    overridden = {"profile", "fail_on", "unknown", "coverage"}
    given = to_builtins(effective.given)
    name = str(path[0]).replace("-", "_")
    return None if name in overridden and given.get(name) else file.place(*path)
