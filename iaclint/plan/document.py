"""The content of a plan: resource changes, configuration, variables, outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.source import Span
from iaclint.plan.addresses import parse_module_address
from iaclint.plan.configuration import ModuleConfig, mapping
from iaclint.plan.parts import MalformedPlan, Part, split_parts
from iaclint.syntax import json
from iaclint.syntax.errors import ParseError, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iaclint.address import Key
    from iaclint.files.source import SourceFile
    from iaclint.syntax.tree import Node

_LISTS = frozenset(["resource_changes"])
_GONE = (["delete"], ["forget"])
_MAJOR = "1."


class Change(Struct, frozen=True, eq=False):
    """The planned change of an instance of a resource or data source."""

    address: str
    module: tuple[tuple[str, Key], ...]
    """The module calls that lead to it, each with its instance key."""
    type: str
    name: str
    key: Key
    managed: bool
    """Whether it is a resource; otherwise it is a data source that is read during apply."""
    after: dict[str, Any]
    unknown: Mapping[str, Any]
    """``after_unknown``: true for each value that is known after apply."""
    part: Part

    @property
    def block(self) -> str:
        """The address of its block in its module."""
        return f"{'' if self.managed else 'data.'}{self.type}.{self.name}"


class Plan(Struct, frozen=True, eq=False):
    """One plan."""

    source: SourceFile
    changes: dict[str, Change]
    """The resources and data sources after apply, by address."""
    configuration: ModuleConfig
    providers: Mapping[str, Any]
    """The configurations of providers, by the key that resources have."""
    variables: Node | None
    outputs: Part | None
    is_complete: bool


def read_plan(source: SourceFile) -> tuple[Plan | None, tuple[Diagnostic, ...]]:
    """Return a plan, None if it is invalid, and diagnostics."""
    try:
        parts = split_parts(source, read_text(source), _LISTS)
        plan = _plan(source, parts)
    except ParseError as error:
        return None, (error.diagnostic,)
    except (MalformedPlan, ValueError, RecursionError):
        # The parser with spans explains what is wrong.
        _, diagnostics = json.parse(source)
        return None, tuple(diagnostics) or (_malformed(source),)
    except (KeyError, TypeError, AttributeError):
        return None, (_malformed(source),)
    return plan, () if plan.is_complete else (_incomplete(source),)


def _plan(source: SourceFile, parts: dict[str, list[Part]]) -> Plan:
    version = _value(parts, "format_version")
    if not isinstance(version, str) or not version.startswith(_MAJOR):
        raise MalformedPlan
    changes = [_change(part) for part in parts.get("resource_changes", ())]
    configuration = mapping(_value(parts, "configuration"))
    variables = parts.get("variables")
    return Plan(
        source,
        {change.address: change for change in changes if change is not None},
        ModuleConfig(configuration.get("root_module")),
        mapping(configuration.get("provider_config")),
        variables[0].node if variables else None,
        parts["output_changes"][0] if "output_changes" in parts else None,
        _value(parts, "errored") is not True and _value(parts, "complete") is not False,
    )


def _value(parts: dict[str, list[Part]], name: str) -> Any:
    return parts[name][0].value if name in parts else None


def _change(part: Part) -> Change | None:
    """Return a change; None for an object that will not exist."""
    entry: Any = part.value
    change = entry["change"]
    if change["actions"] in _GONE or "deposed" in entry or not isinstance(change["after"], dict):
        return None
    if not all(isinstance(entry[name], str) for name in ("address", "type", "name")):
        raise MalformedPlan
    return Change(
        address=entry["address"],
        module=parse_module_address(entry.get("module_address", "")),
        type=entry["type"],
        name=entry["name"],
        key=entry.get("index"),
        managed=entry["mode"] == "managed",
        after=change["after"],
        unknown=mapping(change.get("after_unknown")),
        part=part,
    )


def _malformed(source: SourceFile) -> Diagnostic:
    message = "this is not a supported Terraform plan"
    hint = "create it with 'terraform show -json PLAN' or 'tofu show -json PLAN'"
    return Diagnostic(Level.ERROR, "plan-structure", message, _start(source), hint)


def _incomplete(source: SourceFile) -> Diagnostic:
    message = "this plan is incomplete: resources that it leaves out are not checked"
    hint = "a plan is incomplete if it failed, or was created with -target"
    return Diagnostic(Level.WARNING, "plan-incomplete", message, _start(source), hint)


def _start(source: SourceFile) -> Span:
    return Span(source, source.bom, source.bom + 1)
