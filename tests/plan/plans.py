"""Plans in JSON, in the documented format."""

from __future__ import annotations

import json
from typing import Any

from iaclint.files.diagnostics import Diagnostic
from iaclint.files.source import SourceFile
from iaclint.plan.loader import load_plans as load
from iaclint.resource import Configuration, Resource


class Everything:
    """All resource types."""

    def __contains__(self, item: object) -> bool:
        return True


def refers(*names: str) -> dict[str, Any]:
    """Return an expression with references."""
    return {"references": list(names)}


def constant(value: Any) -> dict[str, Any]:
    """Return a constant expression."""
    return {"constant_value": value}


def change(
    address: str,
    after: object = None,
    unknown: object = None,
    before: object = None,
    actions: tuple[str, ...] = ("create",),
    **more: Any,
) -> dict[str, Any]:
    """Return the change of an instance; type, name and key are parsed from its address."""
    module, _, own = address.rpartition("module.")
    if module or own != address:
        call, _, own = own.partition(".")
        more["module_address"] = f"{module}module.{call}"
    mode = "data" if own.startswith("data.") else "managed"
    kind, _, rest = own.removeprefix("data.").partition(".")
    name, _, index = rest.partition("[")
    if index:
        more["index"] = json.loads(index.removesuffix("]"))
    return {
        "address": address,
        "mode": mode,
        "type": kind,
        "name": name,
        "provider_name": "registry.terraform.io/hashicorp/aws",
        "change": {
            "actions": list(actions),
            "before": before,
            "after": after,
            "after_unknown": unknown or {},
            "before_sensitive": False,
            "after_sensitive": {},
        },
        **more,
    }


def block(address: str, **expressions: Any) -> dict[str, Any]:
    """Write a block of the configuration; ``for_each`` stands beside the others."""
    own = address.removeprefix("data.")
    entry = {
        "address": address,
        "mode": "data" if own != address else "managed",
        "type": own.partition(".")[0],
        "name": own.partition(".")[2],
        "expressions": expressions,
    }
    if "for_each" in expressions:
        entry["for_each_expression"] = expressions.pop("for_each")
    return entry


def module(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Write a module of the configuration."""
    return {"resources": list(blocks), **more}


def plan(
    changes: list[dict[str, Any]], root: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    """Write a plan."""
    return {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "planned_values": {"root_module": {}},
        "resource_changes": changes,
        "configuration": {"root_module": root or {}},
        "applyable": True,
        "complete": True,
        "errored": False,
        **more,
    }


def source(written: object) -> SourceFile:
    """Return a plan as a file."""
    text = written if isinstance(written, str) else json.dumps(written, ensure_ascii=False)
    return SourceFile("plan.json", text.encode())


def loaded(written: object) -> Configuration:
    """Load one plan."""
    return load([source(written)], Everything())


def resources(written: object) -> dict[str, Resource]:
    """Return a plan's resources by address."""
    configuration = loaded(written)
    assert configuration.diagnostics == ()
    return {resource.address: resource for resource in configuration.resources}


def only_diagnostic(written: object) -> Diagnostic:
    """Return the only diagnostic of a plan."""
    (diagnostic,) = loaded(written).diagnostics
    return diagnostic
