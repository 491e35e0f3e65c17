"""Where the rules that come with iaclint are."""

from __future__ import annotations

from pathlib import Path


def rules_directory() -> Path:
    """Return the folder of the bundled rules.

    A wheel carries it inside of the package; in a checkout, and so in an editable install,
    it stands beside the package. Raises ``FileNotFoundError`` when the installation has
    lost it.
    """
    package = Path(__file__).resolve().parents[1]
    # The wheel's comes first: next to an installed package, `rules` may be an unrelated folder.
    for folder in (package / "rules", package.parent / "rules"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"iaclint's rules are missing from {package}: install it again")
