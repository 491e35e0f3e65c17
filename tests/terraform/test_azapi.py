"""Resources of the provider azapi have the types of Azure Resource Manager."""

from __future__ import annotations

import json
from pathlib import Path

from iaclint.request import Request, RuleChoice
from iaclint.ruleset.loader import load
from iaclint.ruleset.locate import rules_directory
from iaclint.runs import run
from iaclint.terraform import azapi

RULE = "azure-storage-secure-transport"
ACCOUNT = "Microsoft.Storage/storageAccounts@2024-01-01"


def verdicts(folder: Path) -> dict[str, str]:
    report = run(Request((".",), str(folder), RuleChoice(ids=(RULE,))))
    assert not report.has_errors
    return {finding.address: finding.verdict.value for finding in report.findings}


def resource(name: str, type_: str, https: bool) -> str:
    return f"""
resource "azapi_resource" "{name}" {{
  type = {type_}
  name = "{name}"
  body = {{ properties = {{ supportsHttpsTrafficOnly = {str(https).lower()} }} }}
}}
"""


def test_the_type_decides_which_rules_apply(tmp_path: Path) -> None:
    text = 'variable "given" {}\nvariable "type" { default = "' + ACCOUNT + '" }\n'
    text += resource("plain", f'"{ACCOUNT}"', False) + resource("fine", "var.type", True)
    text += resource("group", '"Microsoft.Resources/resourceGroups@2021-04-01"', False)
    text += resource("unknown", "var.given", False)
    (tmp_path / "main.tf").write_text(text, "utf-8")
    assert verdicts(tmp_path) == {"azapi_resource.plain": "fail", "azapi_resource.fine": "pass"}


def test_case_does_not_matter_in_a_type(tmp_path: Path) -> None:
    text = resource("lower", f'"{ACCOUNT.lower()}"', False)
    text += resource("mixed", '"microsoft.storage/StorageAccounts@2024-01-01"', True)
    (tmp_path / "main.tf").write_text(text, "utf-8")
    assert verdicts(tmp_path) == {"azapi_resource.lower": "fail", "azapi_resource.mixed": "pass"}


def test_every_type_of_a_model_has_a_spelling() -> None:
    models = load([rules_directory()]).models.values()
    mappings = [model.mappings["terraform"] for model in models if "terraform" in model.mappings]
    types = {kind for m in mappings for kind in m.resources}
    types |= {kind for m in mappings for c in m.companions.values() for kind in c.resources}
    named = {kind.partition("/")[2] for kind in types if kind.startswith("azapi_")}
    assert named == set(azapi.NAMES)


def test_a_plan_has_the_same_types(tmp_path: Path) -> None:
    values = {"type": ACCOUNT, "body": {"properties": {"supportsHttpsTrafficOnly": False}}}
    (tmp_path / "plan.json").write_text(plan(values), "utf-8")
    assert verdicts(tmp_path) == {"azapi_resource.plain": "fail"}


def plan(values: dict[str, object]) -> str:
    change = {"actions": ["create"], "before": None, "after": values, "after_unknown": {}}
    planned = {
        "address": "azapi_resource.plain",
        "mode": "managed",
        "type": "azapi_resource",
        "name": "plain",
        "provider_name": "registry.terraform.io/azure/azapi",
    }
    return json.dumps(
        {
            "format_version": "1.2",
            "terraform_version": "1.11.4",
            "planned_values": {"root_module": {"resources": [{**planned, "values": values}]}},
            "resource_changes": [{**planned, "change": change}],
            "configuration": {"root_module": {}},
        }
    )
