"""The content of a plan: resource changes, configuration, variables, outputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.source import Span
from iaclint.plan.change import Change, make_change
from iaclint.plan.configuration import ModuleConfig, mapping
from iaclint.plan.detection import is_messages, is_state
from iaclint.plan.parts import MalformedPlan, Part, split_parts
from iaclint.plan.planned_values import planned_resources
from iaclint.syntax import json
from iaclint.syntax.errors import ParseError, read_text

if TYPE_CHECKING:
    from iaclint.files.source import SourceFile
    from iaclint.resource import Path
    from iaclint.syntax.tree import Node

_LISTS = frozenset(["resource_changes", "deferred_changes"])
_GONE = ["delete"]
_FORGOTTEN = ["forget"]
"""What ``removed`` with ``destroy = false`` does: the object stays as it is."""
_KEPT = ("aws_s3_bucket_acl", "scaleway_object_bucket_acl")
_DEFAULT = "aws_default_"
"""The types of resources, or how they begin, that only the state loses when they are destroyed.

Source: the notes on ``terraform destroy`` in the documentation of the providers.
"""
_FORMATS = ("0.", "1.")
"""The starts of the versions of the format: Terraform 0.12 to 1.0 write 0.1 and 0.2."""


class Plan(Struct, frozen=True, eq=False):
    """One plan."""

    source: SourceFile
    changes: dict[str, Change]
    """The resources and data sources after apply, by address, with those that are forgotten."""
    configuration: ModuleConfig
    providers: Mapping[str, Any]
    """The configurations of providers, by the key that resources have."""
    variables: Node | None
    outputs: Part | None
    gap: Diagnostic | None
    """That it leaves out resources; None if it is complete."""


def read_plan(source: SourceFile) -> tuple[Plan | None, tuple[Diagnostic, ...]]:
    """Return a plan, None if it is invalid, and diagnostics."""
    if is_messages(source.data) or is_state(source.data):
        return None, (_other_output(source),)
    try:
        parts = split_parts(source, read_text(source), _LISTS)
        plan = _plan(source, parts)
    except ParseError as error:
        return None, (error.diagnostic,)
    except (MalformedPlan, ValueError, RecursionError):
        # The parser with spans explains what is wrong.
        _, diagnostics = json.parse(source)
        is_explained = any(found.level is Level.ERROR for found in diagnostics)
        return None, (*diagnostics, *(() if is_explained else (_malformed(source),)))
    except (KeyError, TypeError, AttributeError):
        return None, (_malformed(source),)
    return plan, () if plan.gap is None else (plan.gap,)


def _plan(source: SourceFile, parts: dict[str, list[Part]]) -> Plan:
    version = _value(parts, "format_version")
    if not isinstance(version, str) or not version.startswith(_FORMATS):
        raise MalformedPlan
    configuration = mapping(_value(parts, "configuration"))
    module = ModuleConfig(configuration.get("root_module"))
    changes = [_change(part, part.value) for part in parts.get("resource_changes", ())]
    changes += [_deferred(part) for part in parts.get("deferred_changes", ())]
    kept = [change for change in changes if change is not None]
    by_address = {change.address: change for change in kept}
    if len(by_address) < len(kept):
        raise MalformedPlan
    for part in parts.get("planned_values", ()):
        for change in planned_resources(part, module):
            by_address.setdefault(change.address, change)
    variables = parts.get("variables")
    return Plan(
        source,
        by_address,
        module,
        mapping(configuration.get("provider_config")),
        variables[0].node if variables else None,
        parts["output_changes"][0] if "output_changes" in parts else None,
        _gap(source, parts),
    )


def _value(parts: dict[str, list[Part]], name: str) -> Any:
    return parts[name][0].value if name in parts else None


def _deferred(part: Part) -> Change | None:
    """Return a change that waits for another apply: its resource may exist after that."""
    value: Any = part.value
    return _change(part, value["resource_change"], ("resource_change",))


def _change(part: Part, entry: Any, path: Path = ()) -> Change | None:
    """Return a change; None for an object that will not exist."""
    change = entry["change"]
    is_gone = change["actions"] == _GONE
    is_forgotten = change["actions"] == _FORGOTTEN or (is_gone and _stays(entry))
    if (is_gone and not is_forgotten) or "deposed" in entry or _is_nothing(change):
        return None
    state = "before" if is_forgotten else "after"
    after = change[state]
    if not isinstance(after, dict) or isinstance(change.get("after_unknown"), list):
        raise MalformedPlan
    unknown = mapping(change.get("after_unknown"))
    return make_change(part, entry, path, ("change", state), after, unknown, is_forgotten)


def _stays(entry: Mapping[str, Any]) -> bool:
    """Return whether an object stays as it is when its resource is destroyed."""
    kind = entry.get("type")
    return isinstance(kind, str) and (kind in _KEPT or kind.startswith(_DEFAULT))


def _is_nothing(change: Mapping[str, Any]) -> bool:
    """Return whether an object does not exist, before or after apply."""
    is_kept = change["actions"] in (["no-op"], _FORGOTTEN)
    return is_kept and change["after"] is change.get("before") is None


def _malformed(
    source: SourceFile, message: str = "this is not a supported Terraform plan"
) -> Diagnostic:
    hint = "create it with 'terraform show -json PLAN' or 'tofu show -json PLAN'"
    return Diagnostic(Level.ERROR, "plan-structure", message, _start(source), hint)


def _other_output(source: SourceFile) -> Diagnostic:
    """Return that a file is another output of Terraform."""
    if is_state(source.data):
        return _malformed(source, "this is a state of Terraform, not a plan")
    return _malformed(source, "these are the messages of 'terraform plan -json', not a plan")


def _gap(source: SourceFile, parts: dict[str, list[Part]]) -> Diagnostic | None:
    """Return that a plan is incomplete, an error if it failed; None if it is complete."""
    is_failed = _value(parts, "errored") not in (None, False)
    if not is_failed and _value(parts, "complete") is not False:
        return None
    what = "failed" if is_failed else "is incomplete"
    message = f"this plan {what}: resources that it leaves out are not checked"
    hint = "run terraform plan again without errors" if is_failed else "create it without -target"
    level = Level.ERROR if is_failed else Level.WARNING
    return Diagnostic(level, "plan-incomplete", message, _start(source), hint)


def _start(source: SourceFile) -> Span:
    return Span(source, source.bom, source.bom + 1)
