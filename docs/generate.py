"""Write docs/rules, docs/models and docs/stubs: ``python docs/generate.py``."""

from __future__ import annotations

import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))

from iaclint.reference.site import FOLDERS, pages  # noqa: E402


def main() -> None:
    """Write each page, and remove those that are no longer generated."""
    generated = pages()
    for path, text in generated.items():
        (DOCS / path).parent.mkdir(exist_ok=True)
        (DOCS / path).write_text(text, encoding="utf-8")
    for folder in FOLDERS:
        for file in (DOCS / folder).iterdir():
            if file.relative_to(DOCS).as_posix() not in generated:
                file.unlink()


if __name__ == "__main__":
    main()
