"""The verdicts in the table of ``docs/azure-storage-exposure.md`` are those of iaclint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from iaclint.judging.findings import Verdict
from iaclint.request import Request, RuleChoice
from iaclint.runs import run

TABLE = Path(__file__).parents[1] / "docs/azure-storage-exposure.md"
RULES = {"anonymous": "azure-storage-public-blob", "keys": "azure-storage-key-exposure"}
WORDS = {Verdict.FAIL: "open", Verdict.PASS: "closed", Verdict.UNKNOWN: "unknown"}
_ROW = re.compile(r"^\| `(.+)` \| (\w+) \| (\w+) \| \[.+\]\(https://.+\) \|$")

_PROVIDER = 'terraform {{\n  required_providers {{\n    azurerm = "~> {0}.0"\n  }}\n}}\n'
_ATTRIBUTES = {
    "anonymous": "allow_nested_items_to_be_public = {0}",
    "network": "public_network_access_enabled = {0}",
    "keys": "shared_access_key_enabled = {0}",
    "sftp": "is_hns_enabled = true\n  sftp_enabled = {0}",
    "users": "local_user_enabled = {0}",
    "sas": 'sas_policy {{\n    expiration_period = "00.01:00:00"\n  }}',
}
_CONTAINER = """
resource "azurerm_storage_container" "photos" {{
  name                  = "photos"
  storage_account_name  = azurerm_storage_account.clinic.name
  container_access_type = {0}
}}
"""
_ENDPOINT = """
resource "azurerm_private_endpoint" "clinic" {
  name = "clinic"
  private_service_connection {
    private_connection_resource_id = azurerm_storage_account.clinic.id
  }
}
"""


def states() -> Iterator[tuple[str, str, str]]:
    """Yield the settings of each state, and its two verdicts."""
    for line in TABLE.read_text("utf-8").splitlines():
        row = _ROW.match(line)
        if row:
            yield row[1], row[2], row[3]


def configuration(settings: dict[str, str]) -> str:
    """Return the Terraform configuration of a state."""
    asked = [name for name, value in settings.items() if "?" in value]
    variables = "".join(f'variable "{name}" {{}}\n' for name in asked)
    lines = [
        text.format(expression(name, settings[name]))
        for name, text in _ATTRIBUTES.items()
        if name in settings
    ]
    rules = network_rules(settings)
    is_separate = settings.get("rules") == "separate"
    if rules and not is_separate:
        lines.append(f"network_rules {{\n{rules}}}")
    body = "".join(f"  {line}\n" for line in lines)
    parts = [
        _PROVIDER.format(settings.get("provider", "4")),
        variables,
        f'resource "azurerm_storage_account" "clinic" {{\n  name = "clinic"\n{body}}}\n',
    ]
    if is_separate:
        owner = "  storage_account_id = azurerm_storage_account.clinic.id\n"
        header = 'resource "azurerm_storage_account_network_rules" "clinic"'
        parts.append(f"{header} {{\n{owner}{rules}}}\n")
    if "container" in settings:
        parts.append(_CONTAINER.format(expression("container", settings["container"])))
    if "endpoint" in settings:
        parts.append(_ENDPOINT)
    return "".join(parts)


def network_rules(settings: dict[str, str]) -> str:
    lines = []
    if "action" in settings:
        lines.append(f"  default_action = {expression('action', settings['action'])}\n")
    if "ips" in settings:
        networks = ", ".join(expression("ips", ip) for ip in settings["ips"].split())
        lines.append(f"  ip_rules = [{networks}]\n")
    return "".join(lines)


def expression(name: str, value: str) -> str:
    if value == "?":
        return f"var.{name}"
    return value if value in ("true", "false") else f'"{value}"'


def test_there_are_fifty_states() -> None:
    assert len({state for state, _, _ in states()}) >= 50


@pytest.mark.slow
def test_states_have_the_documented_verdicts(tmp_path: Path) -> None:
    for n, (state, _, _) in enumerate(states()):
        parts = [part.partition("=") for part in state.split(", ") if part != "defaults"]
        (tmp_path / str(n)).mkdir()
        text = configuration({name: value for name, _, value in parts})
        (tmp_path / str(n) / "main.tf").write_text(text, "utf-8")
    choice = RuleChoice(ids=tuple(RULES.values()), profile="all")
    report = run(Request((".",), str(tmp_path), choice))
    assert not report.has_errors
    found = {(f.span.file.path.split("/")[0], f.rule.id): WORDS[f.verdict] for f in report.findings}
    assert [
        (state, *(found[str(n), id_] for id_ in RULES.values()))
        for n, (state, _, _) in enumerate(states())
    ] == list(states())
