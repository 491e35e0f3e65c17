"""Reduce full schemas of Terraform providers to the resource types that mappings name.

    python tests/data/provider_schemas.py FOLDER

reads ``FOLDER/*.json.gz`` and writes ``provider-schemas.jsonl`` beside this file, one resource
type a line, so that a new type is one new line. Run it again when a mapping names another type.

A full schema has, for each resource type, ``attributes`` and ``blocks`` by name, which have the
same inside; an attribute has a ``type`` as Terraform writes it, a block has a ``nesting``. Kept
are the names: an object holds what is below each, ``"*"`` stands for any key of a map, and
``true`` for whatever may be there. ``removed`` has what earlier versions of the provider had,
each with the last such version; ``level`` is null for a type that is gone itself.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from iaclint.models.model import Model
from iaclint.ruleset.loader import load
from iaclint.ruleset.locate import rules_directory

REDUCED = Path(__file__).with_name("provider-schemas.jsonl")

Level = dict[str, Any]


def named_types(models: list[Model]) -> set[str]:
    """Return the types of Terraform resources that the mappings of models name."""
    mappings = [m.mappings["terraform"] for m in models if "terraform" in m.mappings]
    companions = [companion for mapping in mappings for companion in mapping.companions.values()]
    return {type_ for each in (*mappings, *companions) for type_ in each.resources}


def read(folder: Path) -> tuple[dict[str, Level], dict[str, dict[str, str]]]:
    """Return all resource types of full schemas, and what is removed from types, by type."""
    resources: dict[str, Level] = {}
    removed: dict[str, dict[str, str]] = {}
    for file in sorted(folder.glob("*.json.gz")):
        content = json.loads(gzip.decompress(file.read_bytes()))
        if "resources" in content:
            resources |= content["resources"]
        else:
            for provider in content.values():
                removed |= provider["arguments"] | provider["types"]
    return resources, removed


def names(level: Level) -> Any:
    """Return the names in one level of a full schema, each with what is below it."""
    kind = str(level.get("type", ""))
    if kind == "any" or level.get("nesting") == "opaque":
        return True
    children = {**level.get("attributes", {}), **level.get("blocks", {})}
    below = {name: names(child) for name, child in children.items()}
    return {"*": below} if kind.startswith("map(") else below


def reduced(folder: Path, types: set[str]) -> Iterator[Level]:
    """Yield what is kept of each type, in order; a type in no schema is left out."""
    resources, removed = read(folder)
    for type_ in sorted(types & (resources.keys() | removed.keys())):
        level = names(resources[type_]) if type_ in resources else None
        yield {"type": type_, "level": level, "removed": removed.get(type_, {})}


def main(folder: str) -> None:
    """Write the reduced schemas of all types that the bundled models name.

    Types of which the folder has no schema keep the lines that they have.
    """
    types = named_types(list(load([rules_directory()]).models.values()))
    present = {json.loads(line)["type"]: line for line in REDUCED.read_text("utf-8").splitlines()}
    lines = {type_: line for type_, line in present.items() if type_ in types}
    for each in reduced(Path(folder), types):
        lines[each["type"]] = json.dumps(each, separators=(",", ":"))
    REDUCED.write_text("\n".join([*(lines[type_] for type_ in sorted(lines)), ""]), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
