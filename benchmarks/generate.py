"""Write a realistic configuration of any size, always the same for the same arguments.

`python benchmarks/generate.py 5 /tmp/five` writes 5 MB of Terraform: components made of the parts
in `parts/`. Most parts are not storage, as in real repositories. In each component, `__name__` and
other placeholders are replaced.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

PARTS = Path(__file__).parent / "parts"
SYLLABLES = ["bel", "cor", "dan", "fir", "gol", "han", "jun", "kem", "lor", "mar", "nav", "pol"]
SECTION = re.compile(r"^(?=\w+:)", re.MULTILINE)


def main() -> None:
    """Read the command line and write the configuration."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("size", type=float, metavar="SIZE_MB", help="in megabytes (10^6 bytes)")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a new folder")
    parser.add_argument("--language", choices=sorted(WRITERS), default="terraform")
    parser.add_argument("--seed", type=int, default=2020)
    arguments = parser.parse_args()
    if arguments.folder.exists():
        parser.error(f"{arguments.folder} already exists")
    files, size = generate(
        arguments.folder, int(arguments.size * 1e6), arguments.language, arguments.seed
    )
    print(f"{files} files, {size / 1e6:.2f} MB in {arguments.folder}")


def generate(folder: Path, size: int, language: str, seed: int = 2020) -> tuple[int, int]:
    """Write at least `size` bytes; return the number of files and bytes written."""
    chance = random.Random(seed)
    written = files = 0
    for path, text in WRITERS[language](chance):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
        written, files = written + len(text.encode()), files + 1
        # Components are complete: only stop after the last file of one.
        if written >= size and target.name in ("parts.tf", "template.yaml"):
            break
    return files, written


def terraform(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield paths and texts, endlessly: shared modules, then components that call them."""
    parts = PARTS / "terraform"
    for path in sorted((parts / "shared").glob("*/*.tf")):
        yield f"modules/{path.parent.name}/{path.name}", path.read_text(encoding="utf-8")
    choices = [path.read_text(encoding="utf-8") for path in sorted(parts.glob("*.tf"))]
    for name in names():
        for path in sorted((parts / "component").glob("*.tf")):
            yield f"components/{name}/{path.name}", path.read_text(encoding="utf-8")
        picked = [
            fill(part, f"{name}_{number}", chance)
            for number, part in enumerate(chance.choices(choices, k=chance.randint(2, 7)))
        ]
        yield f"components/{name}/main.tf", picked[0]
        yield f"components/{name}/parts.tf", "\n".join(picked[1:])


def cloudformation(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield paths and texts of templates, endlessly."""
    parts = PARTS / "cloudformation"
    frame = (parts / "frame.yaml").read_text(encoding="utf-8")
    choices = [
        path.read_text(encoding="utf-8")
        for path in sorted(parts.glob("*.yaml"))
        if path.name != "frame.yaml"
    ]
    for name in names():
        sections = split(fill(frame, name, chance))
        for number, part in enumerate(chance.choices(choices, k=chance.randint(2, 9))):
            for section, text in split(fill(part, f"{name}{number}", chance)).items():
                sections[section] += "\n" + text.split("\n", 1)[1]
        yield f"stacks/{name}/template.yaml", "".join(sections.values())


def split(template: str) -> dict[str, str]:
    """Return the sections of a template, by name."""
    return {text.split(":")[0]: text for text in SECTION.split(template) if text}


def names() -> Iterator[str]:
    """Yield names of components, endlessly."""
    for length in itertools.count(2):
        for syllables in itertools.product(SYLLABLES, repeat=length):
            yield "".join(syllables)


def fill(part: str, name: str, chance: random.Random) -> str:
    """Replace the placeholders in a part."""
    words = {
        "__name__": name,
        "__Name__": name.title().replace("_", ""),
        "__number__": str(chance.randint(2, 9)),
        "__hour__": str(chance.randint(0, 23)),
        # Most settings in real repositories are secure.
        "__flag__": chance.choice(["true", "true", "true", "false"]),
    }
    for word, text in words.items():
        part = part.replace(word, text)
    return part


WRITERS: dict[str, Callable[[random.Random], Iterator[tuple[str, str]]]] = {
    "terraform": terraform,
    "cloudformation": cloudformation,
}

if __name__ == "__main__":
    main()
