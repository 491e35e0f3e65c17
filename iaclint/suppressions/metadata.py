"""Suppressions in the ``Metadata`` of CloudFormation templates and resources."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.files.diagnostics import did_you_mean
from iaclint.files.source import Span
from iaclint.suppressions.directive import OWN, Directive, Reach, SourceSuppression
from iaclint.suppressions.lines import whole
from iaclint.suppressions.own_syntax import describe, is_day, mistaken, wrong_date
from iaclint.syntax.tree import Mapping, Scalar, Sequence, find, items, to_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iaclint.files.source import SourceFile
    from iaclint.syntax.tree import Entry, Node


_KEYS = ("rule", "reason", "until", "for")
_LISTED = "rule, reason, until and for"


def read_template(source: SourceFile, root: Node) -> Iterator[SourceSuppression]:
    """Yield the suppressions in the metadata of a template, and of its resources."""
    if not isinstance(root, Mapping):
        return
    file = whole(source)
    for directive, span in _read(root.get("Metadata")):
        if directive.syntax in (OWN, "cfn-lint"):
            yield SourceSuppression(replace(directive, reach=Reach.FILE), span, file, file)
    resources = root.get("Resources")
    if isinstance(resources, Mapping):
        for entry in resources.entries.values():
            yield from _of_resource(source, entry)


def _of_resource(source: SourceFile, entry: Entry) -> Iterator[SourceSuppression]:
    region = Span(source, entry.key.start_byte, entry.value.end_byte)
    for directive, span in _read(find(entry.value, ("Metadata",))):
        yield SourceSuppression(directive, span, region, region)


def _read(metadata: Node | None) -> Iterator[tuple[Directive, Span]]:
    if not isinstance(metadata, Mapping):
        return
    for node in _listed(find(metadata, ("iaclint", "ignore"))):
        yield _own(node), node.span
    for tool in ("checkov", "bridgecrew"):
        yield from _named("checkov", find(metadata, (tool, "skip")), "comment")
    yield from _named("cfn_nag", find(metadata, ("cfn_nag", "rules_to_suppress")), "reason")
    yield from _named("guard", find(metadata, ("guard", "SuppressedRules")), "reason")
    lint = find(metadata, ("cfn-lint", "config", "ignore_checks"))
    yield from _named("cfn-lint", lint, "reason")
    yield from _terrascan(metadata.get("runterrascan.io/skip"))


def _named(tool: str, node: Node | None, reason: str) -> Iterator[tuple[Directive, Span]]:
    """Yield the checks of a list: each one an id, or an object with an id and a reason."""
    for item in _listed(node):
        id_, why = _text(item), ""
        if isinstance(item, Mapping):
            id_, why = _text(item.get("id")), _text(item.get(reason))
        if id_:
            yield Directive(tool, (id_,), Reach.BLOCK, why), item.span


def _own(item: Node) -> Directive:
    """Read an item: ``rule`` or ``{rule: …, reason: …, until: …}``."""
    if isinstance(item, Scalar):
        return describe((_text(item),), "")
    keys = dict(items(item))
    ids = tuple(_text(node) for node in _listed(keys.pop("rule", None)))
    reason, until = _text(keys.pop("reason", None)), _text(keys.pop("until", None))
    instances = tuple(_text(node) for node in _listed(keys.pop("for", None)))
    if not all(ids) or not ids:
        return mistaken("suppression without a rule", "name it: `rule: aws-s3-versioning`")
    if keys:
        message = f"unknown key '{next(iter(keys))}' in a suppression"
        return mistaken(message, did_you_mean(next(iter(keys)), _KEYS) or f"keys: {_LISTED}")
    if until and not is_day(until):
        return wrong_date(until, "until: 2027-01-31")
    return Directive(OWN, ids, Reach.OWN, reason, until or None, instances)


def _terrascan(node: Node | None) -> Iterator[tuple[Directive, Span]]:
    """Read Terrascan's annotation: a string with a list of objects in JSON."""
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        return
    try:
        rules = json.loads(node.value)
    except (ValueError, RecursionError):
        return
    for rule in rules if isinstance(rules, list) else ():
        if isinstance(rule, dict) and isinstance(rule.get("rule"), str):
            reason = str(rule.get("comment", ""))
            yield Directive("terrascan", (rule["rule"],), Reach.BLOCK, reason), node.span


def _listed(node: Node | None) -> Iterable[Node]:
    if isinstance(node, Sequence):
        return node.items
    return () if node is None else (node,)


def _text(node: Node | None) -> str:
    value = to_value(node) if isinstance(node, Scalar) else None
    return "" if value is None else str(value)
