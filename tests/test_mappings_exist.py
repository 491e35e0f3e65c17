"""Every path in a mapping, and every field of a rule straight on types, is one that exists.

Terraform is held against the providers' schemas (see ``tests/data/provider_schemas.py``),
CloudFormation against the resource schemas that cfn-lint brings. Both are data; neither tool is
run. ``python -m tests.test_mappings_exist`` updates the list of Boolean properties.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from iaclint.cloudformation.trace.booleans import PROPERTIES
from iaclint.models.model import Mapping, Model
from iaclint.models.paths import EVERY, parse_path
from iaclint.ruleset.loader import Ruleset, load
from iaclint.ruleset.locate import rules_directory
from tests.data.provider_schemas import REDUCED, reduced

CFN_LINT = find_spec("cfnlint")
JSON_TEXTS = {
    "AWS::OpenSearchServerless::SecurityPolicy.Policy",
    "aws_emr_security_configuration.configuration",
    "aws_opensearchserverless_security_policy.policy",
}
"""Attributes that hold JSON: the schema says nothing about what is inside."""

ATTRIBUTES = ("DeletionPolicy", "UpdateReplacePolicy")
"""What CloudFormation resources have beside their properties."""


class Named(Struct, frozen=True):
    """A path in a resource type that a mapping names."""

    type: str
    path: tuple[str, ...]
    removed_in: str | None = None

    def __str__(self) -> str:
        return f"{self.type}.{'.'.join(self.path)}"


def named_by(mapping: Mapping) -> Iterator[tuple[Named, ...]]:
    """Yield what a mapping names; of several resource types one has to have it."""
    for type_ in mapping.resources:
        # A type that is gone may stand beside those that took its place.
        yield (Named(type_, ()), Named(type_, (), "0"))
    for attribute in mapping.identity:
        whole = attribute.partition(".")[0]
        yield tuple(Named(type_, (whole,)) for type_ in mapping.resources)
    for companion in mapping.companions.values():
        for type_ in companion.resources:
            yield (Named(type_, (), companion.removed_in),)
        for attribute in (*companion.owner[:1], *companion.identity):
            path = without_elements(parse_path(attribute))
            yield tuple(Named(type_, path, companion.removed_in) for type_ in companion.resources)
        words = (*companion.ignore_when, *companion.starts_with, *companion.ends_with)
        for attribute in (*companion.owner[1:], *words):
            # A name that is gone may stand beside those that took its place.
            path = without_elements(parse_path(attribute))
            versions = (companion.removed_in, "99")
            yield tuple(Named(type_, path, v) for type_ in companion.resources for v in versions)
        for source in companion.referenced_by:
            owner = mapping.companions.get(source.companion or "")
            owners = owner.resources if owner else mapping.resources
            yield tuple(Named(type_, without_elements(source.path)) for type_ in owners)
    for source in (source for field in mapping.fields.values() for source in field.sources):
        companion = mapping.companions.get(source.companion or "")
        if companion and companion.model and not source.path:
            continue  # what is read there are fields of that model
        types = companion.resources if companion else mapping.resources
        removed_in = source.removed_in or (companion.removed_in if companion else None)
        for part in (source.parts or {"": ()}).values():
            path = without_elements((*source.path, *part))
            yield tuple(Named(type_, path, removed_in) for type_ in types)


def seen_through(mapping: Mapping) -> Iterator[tuple[str, str]]:
    """Yield the models of companions, each with a field of it that is read."""
    for source in (source for field in mapping.fields.values() for source in field.sources):
        companion = mapping.companions.get(source.companion or "")
        if companion and companion.model and not source.path:
            for path in (source.parts or {}).values():
                yield companion.model, ".".join(path)


def without_elements(path: tuple[str, ...]) -> tuple[str, ...]:
    """Return a path without ``*`` and the numbers of elements."""
    return tuple(name for name in path if name != EVERY and not name.isdigit())


# Terraform


@cache
def providers() -> dict[str, Any]:
    lines = REDUCED.read_text(encoding="utf-8").splitlines()
    return {found["type"]: found for found in map(json.loads, lines)}


def in_provider(level: Any, path: tuple[str, ...]) -> bool:
    """Return whether a path is in a level of a schema: see ``tests/data/provider_schemas.py``."""
    if level is True or not path:
        return True
    if level is None:
        return False
    below = level.get(path[0], level.get("*"))
    return below is not None and in_provider(below, path[1:])


def provider_paths(level: Any, start: str = "") -> Iterator[str]:
    if isinstance(level, dict):
        for name, below in level.items():
            yield start + name
            yield from provider_paths(below, f"{start}{name}.")


def outside_of_json(named: Named) -> tuple[str, ...]:
    holds_json = ".".join((named.type, *named.path[:1])) in JSON_TEXTS
    return named.path[:1] if holds_json else named.path


def wrong_in_terraform(named: Named) -> str | None:
    found = providers().get(named.type)
    if found is None:
        near = get_close_matches(named.type, providers(), 1)
        return (
            f"there is no schema of {named.type} in {REDUCED.name}; the nearest is {near}: "
            "if it is not misspelt, run tests/data/provider_schemas.py"
        )
    schema, gone = found["level"], found["removed"]
    last = gone.get(".".join(named.path)) if named.path else None
    if schema is not None and in_provider(schema, outside_of_json(named)):
        if named.removed_in is not None:
            return f"{named} still exists: remove 'removed_in'"
        return None
    if last is None and named.path:
        known = [*provider_paths(schema), *gone]
        return f"{named} does not exist; the nearest is {nearest(named, known)}"
    if named.removed_in is None:
        return f"{named} no longer exists: add 'removed_in' (it exists in {last})"
    if last is not None and version(named.removed_in) <= version(last):
        return f"{named} still exists in {last}, but is marked as removed in {named.removed_in}"
    return None


def version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


# CloudFormation


@cache
def template_schema(type_: str) -> dict[str, Any] | None:
    assert CFN_LINT is not None
    assert CFN_LINT.origin is not None
    schemas = Path(CFN_LINT.origin).parent / "data" / "schemas"
    content = json.loads((schemas / "providers" / "us-east-1.json").read_text())
    if type_ not in content:
        return None
    resource = schemas / "resources" / f"{content[type_]}.json"
    schema: dict[str, Any] = json.loads(resource.read_text())
    return schema


def below(schema: dict[str, Any], level: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the levels of a name, through references, lists and alternatives."""
    found = []
    for part in alternatives(schema, level):
        if name in part.get("properties", {}):
            found.append(part["properties"][name])
        found += [value for key, value in part.get("patternProperties", {}).items()]
    return found


def alternatives(
    schema: dict[str, Any], level: dict[str, Any], depth: int = 0
) -> Iterator[dict[str, Any]]:
    if depth > 10:
        return
    yield level
    further = [level["items"]] if isinstance(level.get("items"), dict) else []
    for key in ("anyOf", "oneOf", "allOf"):
        further += level.get(key, [])
    if "$ref" in level:
        further.append(schema["definitions"][level["$ref"].rpartition("/")[2]])
    for part in further:
        yield from alternatives(schema, part, depth + 1)


def is_open(schema: dict[str, Any], level: dict[str, Any]) -> bool:
    """Return whether any key is allowed there, as in a policy document or a map of tags."""
    parts = list(alternatives(schema, level))
    types = [part.get("type") for part in parts if "type" in part]
    free = any(kind == "object" or (isinstance(kind, list) and "object" in kind) for kind in types)
    return free and not any("properties" in part for part in parts)


def in_template(schema: dict[str, Any], path: tuple[str, ...]) -> bool:
    if path[:1] in (("Ref",), *((name,) for name in ATTRIBUTES)):
        return len(path) == 1
    levels = [schema]
    for name in path:
        if any(is_open(schema, level) for level in levels):
            return True
        levels = [found for level in levels for found in below(schema, level, name)]
        if not levels:
            return False
    return True


def template_paths(
    schema: dict[str, Any], level: dict[str, Any], start: str = "", depth: int = 0
) -> Iterator[str]:
    for part in alternatives(schema, level):
        for name, child in part.get("properties", {}).items():
            yield start + name
            if depth < 4:
                yield from template_paths(schema, child, f"{start}{name}.", depth + 1)


def wrong_in_cloudformation(named: Named) -> str | None:
    schema = template_schema(named.type)
    if schema is None:
        return f"there is no resource type {named.type}"
    if in_template(schema, outside_of_json(named)):
        return None
    known = list(template_paths(schema, schema))
    return f"{named} does not exist; the nearest is {nearest(named, known)}"


def nearest(named: Named, known: list[str]) -> str:
    found = get_close_matches(".".join(named.path), known, 1, 0)
    return found[0] if found else "nothing"


def booleans(models: Iterable[Model]) -> dict[str, list[str]]:
    """Return the Boolean properties that models read, by type."""
    found: dict[str, set[str]] = {}
    mappings = (m.mappings["cloudformation"] for m in models if "cloudformation" in m.mappings)
    for named in chain.from_iterable(chain.from_iterable(map(named_by, mappings))):
        schema = template_schema(named.type) if named.path else None
        if schema is not None:
            levels = [schema]
            for name in named.path:
                levels = [found for level in levels for found in below(schema, level, name)]
            for level in levels:
                paths = boolean_paths(schema, level, ".".join(named.path))
                found.setdefault(named.type, set()).update(paths)
    return {type_: sorted(found[type_]) for type_ in sorted(found) if found[type_]}


def boolean_paths(
    schema: dict[str, Any], level: dict[str, Any], path: str, depth: int = 0
) -> Iterator[str]:
    for part in alternatives(schema, level):
        if part.get("type") == "boolean":
            yield path
        for name, child in part.get("properties", {}).items() if depth < 4 else ():
            yield from boolean_paths(schema, child, f"{path}.{name}", depth + 1)


# The tests


@pytest.fixture(scope="module")
def everything() -> Ruleset:
    return load([rules_directory()])


def wrong(models: list[Model], language: str) -> list[str]:
    check = wrong_in_terraform if language == "terraform" else wrong_in_cloudformation
    found = set()
    for model in models:
        if language not in model.mappings:
            continue
        for options in named_by(model.mappings[language]):
            complaints = [check(named) for named in options]
            if None not in complaints:
                found.add(f"{model.id}: {complaints[0]}")
    return sorted(found)


@pytest.mark.slow
def test_every_terraform_path_exists(everything: Ruleset) -> None:
    assert wrong(list(everything.models.values()), "terraform") == []


@pytest.mark.slow
def test_every_cloudformation_path_exists(everything: Ruleset) -> None:
    assert wrong(list(everything.models.values()), "cloudformation") == []


@pytest.mark.slow
def test_every_boolean_property_is_known(everything: Ruleset) -> None:
    assert json.loads(PROPERTIES.read_bytes()) == booleans(everything.models.values())


def test_every_field_of_a_companion_model_exists(everything: Ruleset) -> None:
    for model in everything.models.values():
        for language, mapping in model.mappings.items():
            for name, field in seen_through(mapping):
                mappings = everything.models[name].mappings
                assert any(field in each.fields for each in mappings.values()), f"{name}.{field}"
                assert language in mappings


@pytest.mark.parametrize(
    ("named", "complaint"),
    [
        (Named("aws_s3_bucket", ("bucket",)), None),
        (Named("aws_s3_bucket", ("versioning", "enabled")), None),
        (Named("aws_s3_bucket", ("bucked",)), "the nearest is bucket"),
        (Named("aws_s3_bukket", ()), "the nearest is ['aws_s3_bucket"),
        (Named("aws_s3_bukket", ()), "run tests/data/provider_schemas.py"),
        (Named("aws_db_instance", ("name",)), "it exists in 4.67.0"),
        (Named("aws_db_instance", ("name",), "5.0"), None),
        (Named("aws_db_instance", ("name",), "4.0"), "still exists in 4.67.0"),
        (Named("aws_s3_bucket", ("bucket",), "5.0"), "still exists"),
        (Named("azurerm_mariadb_server", (), "4.0"), None),
    ],
)
def test_missing_terraform_paths_are_explained(named: Named, complaint: str | None) -> None:
    found = wrong_in_terraform(named)
    assert found is None if complaint is None else complaint in (found or "")


def test_full_schemas_are_reduced_to_names(tmp_path: Path) -> None:
    text = {"type": "string", "optional": True}
    rule = {"nesting": "list", "attributes": {"id": text}, "blocks": {"any": {"nesting": "opaque"}}}
    members = {"type": "map(object)", "attributes": {"id": text}}
    level = {"attributes": {"a": text, "m": members, "x": {"type": "any"}}, "blocks": {"r": rule}}
    write(tmp_path / "full.json.gz", {"resources": {"p_a": level, "p_b": {}, "p_c": level}})
    gone = {"arguments": {"p_a": {"old": "1.0"}}, "types": {"p_gone": {"a": "2.0"}}}
    write(tmp_path / "removed.json.gz", {"p": gone})
    names = {"a": {}, "m": {"*": {"id": {}}}, "x": True, "r": {"id": {}, "any": True}}
    assert list(reduced(tmp_path, {"p_a", "p_b", "p_gone", "p_unknown"})) == [
        {"type": "p_a", "level": names, "removed": {"old": "1.0"}},
        {"type": "p_b", "level": {}, "removed": {}},
        {"type": "p_gone", "level": None, "removed": {"a": "2.0"}},
    ]


def write(path: Path, content: object) -> None:
    path.write_bytes(gzip.compress(json.dumps(content).encode()))


@pytest.mark.parametrize(
    ("path", "exists"),
    [
        ("a", True),
        ("a.b", False),
        ("b", False),
        ("m.key", True),
        ("m.key.id", True),
        ("m.key.no", False),
        ("x.whatever", True),
        ("r.id", True),
        ("r.any.a.b", True),
        ("r.no", False),
    ],
)
def test_paths_are_looked_up(path: str, exists: bool) -> None:
    level = {"a": {}, "m": {"*": {"id": {}}}, "x": True, "r": {"id": {}, "any": True}}
    assert in_provider(level, tuple(path.split("."))) is exists


@pytest.mark.parametrize(
    ("named", "complaint"),
    [
        (Named("AWS::S3::Bucket", ("AccessControl",)), None),
        (Named("AWS::S3::Bucket", ("OwnershipControls", "Rules", "ObjectOwnership")), None),
        (Named("AWS::S3::BucketPolicy", ("PolicyDocument", "Statement")), None),
        (Named("AWS::S3::Bucket", ("Ref",)), None),
        (Named("AWS::S3::Bucket", ("DeletionPolicy",)), None),
        (Named("AWS::S3::Bucket", ("AccesControl",)), "the nearest is AccessControl"),
        (Named("AWS::S3::Bucket", ("OwnershipControls", "Rule")), "OwnershipControls.Rules"),
        (Named("AWS::S3::Bukket", ()), "no resource type"),
    ],
)
def test_missing_cloudformation_paths_are_explained(named: Named, complaint: str | None) -> None:
    found = wrong_in_cloudformation(named)
    assert found is None if complaint is None else complaint in (found or "")


if __name__ == "__main__":
    known = booleans(load([rules_directory()]).models.values())
    PROPERTIES.write_text(json.dumps(known, indent=1) + "\n", "utf-8")


def test_bundled_models_take_what_identifies_their_resources(everything: Ruleset) -> None:
    mappings = [each for model in everything.models.values() for each in model.mappings.values()]
    taken = [(m, c) for m in mappings for c in m.companions.values() if c.takes]
    assert len(taken) > 20
    assert all(set(c.takes) < set(m.identity) for m, c in taken)
