"""Resources from dictionaries, with places in a generated source file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

from iaclint.files.source import SourceFile, Span
from iaclint.resource import (
    Call,
    Path,
    Related,
    Resource,
)
from iaclint.ruleset.loader import Ruleset, load
from iaclint.symbolic.values import ABSENT, Unknown, Value
from iaclint.symbolic.worlds import ANYWHERE, World


class FakeBody:
    """A body that holds values, each written on a line of its own: ``a.0.b = value``."""

    def __init__(self, values: Mapping[str, Value], file: str, header: str) -> None:
        self._values = values
        self._text = f"{header}\n"
        places: dict[Path, tuple[int, int]] = {(): (0, len(header.encode()))}
        for name, value in values.items():
            self._write((name,), value, places)
        self.source = SourceFile(file, self._text.encode())
        self._spans = {path: Span(self.source, *place) for path, place in places.items()}
        self.trails: dict[Path, tuple[Related, ...]] = {}

    def names(self) -> tuple[str, ...]:
        return tuple(self._values)

    def get(self, name: str) -> Value:
        return self._values.get(name, ABSENT)

    def locate(self, path: Path, world: World = ANYWHERE) -> Span:
        while path not in self._spans:
            path = path[:-1]
        return self._spans[path]

    def trail(self, path: Path, world: World = ANYWHERE) -> tuple[Related, ...]:
        return self.trails.get(path, ())

    def _write(self, path: Path, value: Value, places: dict[Path, tuple[int, int]]) -> None:
        label = "  " + ".".join(map(str, path)) + " = "
        shown = "…" if isinstance(value, (dict, list, tuple)) else str(value)
        start = len((self._text + label).encode())
        places[path] = (start, start + len(shown.encode()))
        self._text += f"{label}{shown}\n"
        items = value.items() if isinstance(value, dict) else ()
        for key, item in enumerate(value) if isinstance(value, (list, tuple)) else items:
            self._write((*path, key), item, places)


def resource(
    address: str,
    *,
    scope: str = "root",
    language: str = "terraform",
    type: str | None = None,
    file: str | None = None,
    presence: Unknown | None = None,
    calls: tuple[Call, ...] = (),
    **values: Any,
) -> Resource:
    """Return a resource; its type is the first part of its address."""
    kind = type or address.split("[")[0].split(".")[-2]
    body = FakeBody(values, file or f"{scope}/{address}.tf", f"{kind} {address}")
    return Resource(language, kind, address, scope, body.locate(()), body, calls, presence)


def write(folder: FilePath, files: Mapping[str, str]) -> FilePath:
    """Write files below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def ruleset(folder: FilePath, **files: str) -> Ruleset:
    """Load rules from texts; ``bucket_model`` is written to ``bucket.model.yaml``."""
    named = {f"{n.replace('_model', '.model').replace('_', '-')}.yaml": t for n, t in files.items()}
    return load([write(folder, named)])


BUCKET = """
model: test.bucket
title: bucket
terraform:
  resource: bucket
  identity: [id, arn]
  companions:
    bucket_acl: {resource: bucket_acl, owner: bucket, identity: [id]}
    versions: {resource: bucket_versions, owner: bucket}
    account: {resource: account_block, owner: account}
  fields:
    name: name
    acl: [bucket_acl.acl, acl]
    versioning: versions.configuration.status
    logging.target: logging.target
    targets: "logging[*].target"
    encrypted: {path: encrypted, default: false}
    block: {path: account.block, default: false}
    nested: {path: settings.on, default: false}
    state: {path: state, values: {true: Enabled, false: Suspended, Off: Suspended}}
    grants:
      - {for_each: bucket_acl.policy.grant, parts: {uri: grantee.uri, permission: permission}}
      - {for_each: grant, parts: {uri: uri, permission: permissions}}
cloudformation:
  resource: Test::Bucket
  identity: [Ref]
  fields:
    name: Name
    acl: Access
"""
"""A model with all features."""


def rule(id: str, require: str, **others: str) -> str:
    """Return the text of a rule on buckets."""
    parts = {"title": id, "model": "test.bucket", "severity": "low", "category": "logging"}
    parts |= {"message": '"{address} is wrong"', "require": require, **others}
    return f"id: {id}\n" + "".join(f"{name}: {value}\n" for name, value in parts.items())
