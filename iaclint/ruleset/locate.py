"""The location of the bundled rules."""

from __future__ import annotations

from pathlib import Path


def rules_directory() -> Path:
    """Return the folder of the bundled rules.

    A wheel has it inside of the package; in a checkout or an editable install, it is next to the
    package. Raises ``FileNotFoundError`` if it is missing.
    """
    package = Path(__file__).resolve().parents[1]
    # The wheel's comes first: next to an installed package, `rules` may be an unrelated folder.
    for folder in (package / "rules", package.parent / "rules"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"iaclint's rules are missing from {package}: install it again")
