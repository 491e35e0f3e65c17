"""Resources of the provider azapi have the types of Azure Resource Manager."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from iaclint.limits import MAX_OVERRIDES
from iaclint.models.model import Mapping
from iaclint.request import Request, RuleChoice
from iaclint.ruleset.loader import load
from iaclint.ruleset.locate import rules_directory
from iaclint.runs import run
from iaclint.terraform import azapi
from tests.plan import plans
from tests.plan.plans import block, module

RULE = "azure-storage-secure-transport"
AZURERM = """
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "~> 4.0" }
  }
}
"""
ACCOUNT = "Microsoft.Storage/storageAccounts@2024-01-01"


def verdicts(folder: Path, rule: str = RULE) -> dict[str, str]:
    report = run(Request((".",), str(folder), RuleChoice(ids=(rule,))))
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


def mappings_of_models() -> list[Mapping]:
    models = load([rules_directory()]).models.values()
    return [model.mappings["terraform"] for model in models if "terraform" in model.mappings]


def test_every_type_of_a_model_has_a_spelling() -> None:
    mappings = mappings_of_models()
    types = {kind for m in mappings for kind in m.resources}
    types |= {kind for m in mappings for c in m.companions.values() for kind in c.resources}
    named = {kind.partition("/")[2] for kind in types if kind.startswith("azapi_")}
    assert named == set(azapi.NAMES)


def test_a_plan_has_the_same_types(tmp_path: Path) -> None:
    values = {"type": ACCOUNT, "body": {"properties": {"supportsHttpsTrafficOnly": False}}}
    (tmp_path / "plan.json").write_text(plan(values), "utf-8")
    assert verdicts(tmp_path) == {"azapi_resource.plain": "fail"}


UNCHANGING = (
    # What is read of them cannot be changed, or adds to a list that an update does not replace.
    "Microsoft.ContainerRegistry/registries/replications",
    "Microsoft.Insights/diagnosticSettings",
    "Microsoft.Network/privateEndpoints",
    "Microsoft.Storage/storageAccounts/fileServices/shares",
)


def azure_types(types: Iterable[str], kind: str) -> set[str]:
    """Return the types of Azure of the resources of one type of azapi."""
    return {name.removeprefix(f"{kind}/") for name in types if name.startswith(f"{kind}/")}


def test_what_is_read_of_a_resource_is_read_of_its_updates() -> None:
    for mapping in mappings_of_models():
        companions = mapping.companions.values()
        overriding = [kind for c in companions if c.sets == "body" for kind in c.resources]
        updates = azure_types([*overriding, *mapping.resources], "azapi_update_resource")
        assert azure_types(mapping.resources, "azapi_resource") == updates
        for each in companions:
            read = azure_types(each.resources, "azapi_resource").difference(UNCHANGING)
            assert read <= azure_types(each.resources, "azapi_update_resource")


ID = "/subscriptions/1/resourceGroups/rg/providers"
ACCOUNTS = f"{ID}/Microsoft.Storage/storageAccounts"
BLOBS = "${azurerm_storage_account.x.id}/blobServices/default"
LOCAL = """
resource "azurerm_storage_account" "x" {
  name                            = "account"
  allow_nested_items_to_be_public = %s
}
resource "azurerm_storage_container" "x" {
  name                  = "c"
  storage_account_id    = azurerm_storage_account.x.id
  container_access_type = "%s"
}
variable "id" {}
"""
OPEN, CLOSED = LOCAL % ("true", "blob"), LOCAL % ("false", "blob")
PRIVATE = LOCAL % ("true", "private")
CONTAINER = "Microsoft.Storage/storageAccounts/blobServices/containers"


def update(names: str, properties: str, type_: str = ACCOUNT, name: str = "u") -> str:
    return f"""
resource "azapi_update_resource" "{name}" {{
  type = "{type_}"
  {names}
  body = {{ properties = {{ {properties} }} }}
}}
"""


REFERENCE = "resource_id = azurerm_storage_account.x.id"
TLS = 'minimumTlsVersion = "TLS1_2"'
ALLOW, DENY = "allowBlobPublicAccess = true", "allowBlobPublicAccess = false"
X, U = "azurerm_storage_account.x", "azapi_update_resource.u"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CLOSED + update(REFERENCE, ALLOW), {X: "fail"}),
        (CLOSED + update(f'resource_id = "{ACCOUNTS}/account"', ALLOW),
         {X: "fail"}),
        (CLOSED + update('name = "account"\nparent_id = "rg"', ALLOW), {X: "fail"}),
        (CLOSED + update(REFERENCE, TLS), {X: "pass"}),
        (CLOSED + update("resource_id = var.id", ALLOW), {X: "unknown"}),
        (OPEN + update(REFERENCE, DENY), {X: "pass"}),
        (OPEN + update(REFERENCE, 'publicNetworkAccess = "Disabled"'), {X: "pass"}),
        # Which of two updates is the last one is unknown; updates of other properties add up.
        (CLOSED + update(REFERENCE, ALLOW) + update(REFERENCE, DENY, name="v"), {X: "fail"}),
        (CLOSED + update(REFERENCE, DENY) + update(REFERENCE, ALLOW, name="v"), {X: "fail"}),
        (OPEN + update(REFERENCE, TLS) + update(REFERENCE, DENY, name="v"),
         {X: "pass"}),
        (PRIVATE + update("resource_id = azurerm_storage_container.x.id",
                          'publicAccess = "Blob"', CONTAINER), {X: "fail"}),
        (PRIVATE + update(f'name = "c"\nparent_id = "{BLOBS}"',
                          'publicAccess = "Blob"', CONTAINER), {X: "fail"}),
        # The account is not in the configuration.
        (update(f'resource_id = "{ACCOUNTS}/o/blobServices/default/containers/c"',
                'publicAccess = "Blob"', CONTAINER), {U: "fail"}),
        (update(f'resource_id = "{ACCOUNTS}/other"', ALLOW), {}),
    ],
)  # fmt: skip
def test_an_update_overrides_what_the_resource_sets(
    tmp_path: Path, text: str, expected: dict[str, str]
) -> None:
    (tmp_path / "main.tf").write_text(AZURERM + text, "utf-8")
    assert verdicts(tmp_path, "azure-storage-public-blob") == expected


@pytest.mark.parametrize(("count", "verdict"), [(MAX_OVERRIDES, "pass"), (1000, "unknown")])
def test_updates_beyond_the_limit_are_unknown(tmp_path: Path, count: int, verdict: str) -> None:
    updates = (update(REFERENCE, DENY, name=f"u{n}") for n in range(count))
    (tmp_path / "main.tf").write_text(AZURERM + OPEN + "".join(updates), "utf-8")
    report = run(Request((".",), str(tmp_path), RuleChoice(ids=("azure-storage-public-blob",))))
    limit = f"more than {MAX_OVERRIDES} companions"
    blocked_by = () if verdict == "pass" else (limit,)
    found = {(finding.verdict.value, finding.blocked_by) for finding in report.findings}
    assert found == {(verdict, blocked_by)}


SERVERS = """
resource "azurerm_mssql_server" "x" {
  name                          = "s"
  public_network_access_enabled = %s
}
resource "azurerm_mssql_firewall_rule" "x" {
  server_id        = azurerm_mssql_server.x.id
  start_ip_address = "%s"
  end_ip_address   = "%s"
}
resource "azurerm_postgresql_flexible_server" "x" {
  name                          = "s"
  public_network_access_enabled = false
}
"""
EVERYONE = 'startIpAddress = "0.0.0.0"\nendIpAddress = "255.255.255.255"'
RULES = "Microsoft.Sql/servers/firewallRules"
SERVER, POSTGRESQL = "azurerm_mssql_server.x", "azurerm_postgresql_flexible_server.x"


@pytest.mark.parametrize(
    ("network", "addresses", "more", "verdict"),
    [
        ("false", ("0.0.0.0", "255.255.255.255"), "", "pass"),
        ("false", ("0.0.0.0", "255.255.255.255"),
         update("resource_id = azurerm_mssql_server.x.id", 'publicNetworkAccess = "Enabled"',
                "Microsoft.Sql/servers@2023-08-01"), "fail"),
        # A server of another kind with the same name.
        ("true", ("0.0.0.0", "255.255.255.255"),
         update('name = "s"', 'network = { publicNetworkAccess = "Disabled" }',
                "Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01"), "fail"),
        ("true", ("10.0.0.1", "10.0.0.1"), "", "pass"),
        ("true", ("10.0.0.1", "10.0.0.1"),
         update("resource_id = azurerm_mssql_firewall_rule.x.id", EVERYONE, RULES), "fail"),
        ("true", ("10.0.0.1", "10.0.0.1"),
         update('resource_id = "${azurerm_mssql_server.x.id}/firewallRules/r"', EVERYONE, RULES),
         "fail"),
        ("true", ("10.0.0.1", "10.0.0.1"),
         update('name = "r"\nparent_id = azurerm_mssql_server.x.id', EVERYONE, RULES), "fail"),
    ],
)  # fmt: skip
def test_an_update_of_a_server_and_its_firewall(
    tmp_path: Path, network: str, addresses: tuple[str, str], more: str, verdict: str
) -> None:
    text = AZURERM + SERVERS % (network, *addresses) + more
    (tmp_path / "main.tf").write_text(text, "utf-8")
    found = verdicts(tmp_path, "azure-database-public-access")
    assert found == {SERVER: verdict, POSTGRESQL: "pass"}


def test_an_update_of_a_registry_that_is_managed_elsewhere(tmp_path: Path) -> None:
    registry = "Microsoft.ContainerRegistry/registries"
    given = f'resource_id = "{ID}/{registry}/r"'
    rule = "azure-container-registry-anonymous-pull"
    (tmp_path / "main.tf").write_text(
        update(given, "anonymousPullEnabled = true", registry), "utf-8"
    )
    assert verdicts(tmp_path, rule) == {U: "fail"}
    (tmp_path / "main.tf").write_text(update(given, "adminUserEnabled = false", registry), "utf-8")
    assert verdicts(tmp_path, rule) == {}


@pytest.mark.parametrize("account", ['"/x/y"', "var.account", "azurerm_storage_account.none.id"])
def test_nothing_elsewhere_overrides_what_is_set_here(tmp_path: Path, account: str) -> None:
    text = (
        'variable "account" {}\nresource "azurerm_storage_account_network_rules" "r" {\n'
        f'  storage_account_id = {account}\n  default_action = "Deny"\n  bypass = ["Metrics"]\n}}\n'
    )
    (tmp_path / "main.tf").write_text(text, "utf-8")
    found = verdicts(tmp_path, "azure-storage-trusted-services")
    assert found == {"azurerm_storage_account_network_rules.r": "fail"}


GROUP = """
resource "azurerm_resource_group" "g" {
  name = "rg"
}
data "azurerm_subscription" "s" {}
"""
STARTS = (
    "/subscriptions/1/resourceGroups/rg",
    "/SUBSCRIPTIONS/1/resourcegroups/RG",
    "${azurerm_resource_group.g.id}",
    "${data.azurerm_subscription.s.id}/resourceGroups/${azurerm_resource_group.g.name}",
)
TYPES = "providers/Microsoft.Storage/storageAccounts"


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("types", [TYPES, TYPES.upper(), TYPES.lower()])
@pytest.mark.parametrize("name", ["account", "ACCOUNT", "${azurerm_storage_account.x.name}"])
def test_an_id_is_of_its_resource_however_it_is_written(
    tmp_path: Path, start: str, types: str, name: str
) -> None:
    text, joined = f"{start}/{types}/{name}", f'join("/", ["{start}", "{types}", "{name}"])'
    blobs = f"{text}/blobservices/Default/Containers/c"
    public = 'publicAccess = "Blob"'
    for case in (
        CLOSED + update(f'resource_id = "{text}"', ALLOW),
        CLOSED + update(f"resource_id = {joined}", ALLOW),
        PRIVATE + update(f'resource_id = "{blobs}"', public, CONTAINER),
    ):
        (tmp_path / "main.tf").write_text(AZURERM + GROUP + case, "utf-8")
        assert verdicts(tmp_path, "azure-storage-public-blob") == {X: "fail"}


@pytest.mark.parametrize("start", STARTS)
def test_an_id_of_another_name_is_of_another_resource(tmp_path: Path, start: str) -> None:
    text = CLOSED + update(f'resource_id = "{start}/{TYPES}/other"', ALLOW)
    (tmp_path / "main.tf").write_text(AZURERM + GROUP + text, "utf-8")
    assert verdicts(tmp_path, "azure-storage-public-blob") == {X: "pass"}


@pytest.mark.parametrize(
    ("arguments", "verdict"),
    [
        ('method = "PATCH"', "fail"),
        ('method = "PUT"\naction = ""\nwhen = "apply"', "fail"),
        ('method = "PUT"\naction = null', "fail"),
        ("", "pass"),
        ('method = "POST"', "pass"),
        ('method = "PATCH"\naction = "start"', "pass"),
        ('method = "PATCH"\nwhen = "destroy"', "pass"),
        ('method = var.id == 1 ? "GET" : "POST"', "pass"),
        ('method = var.id == 1 ? "PUT" : "PATCH"', "fail"),
        ('method = var.id == 1 ? "PUT" : "POST"', "unknown"),
        ("method = var.id", "unknown"),
        ('method = "PUT"\naction = var.id', "unknown"),
    ],
)
def test_an_action_on_the_resource_itself_is_an_update(
    tmp_path: Path, arguments: str, verdict: str
) -> None:
    for body in ("body", "sensitive_body"):
        action = update(f"{REFERENCE}\n{arguments}", ALLOW).replace("body", body)
        action = action.replace("azapi_update_resource", "azapi_resource_action")
        (tmp_path / "main.tf").write_text(AZURERM + CLOSED + action, "utf-8")
        assert verdicts(tmp_path, "azure-storage-public-blob") == {X: verdict}


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ({"method": "PUT", "action": None, "when": "apply"}, {"azapi_resource_action.u": "fail"}),
        ({"method": "POST", "action": None, "when": "apply"}, {}),
        ({"method": "PUT", "action": "x", "when": "apply"}, {}),
    ],
)
def test_an_action_in_a_plan(
    tmp_path: Path, values: dict[str, object], verdict: dict[str, str]
) -> None:
    registry = "Microsoft.ContainerRegistry/registries"
    values = {**values, "type": registry, "resource_id": f"{ID}/{registry}/r"}
    values["body"] = {"properties": {"anonymousPullEnabled": True}}
    written = plans.plan([plans.change("azapi_resource_action.u", values)])
    (tmp_path / "plan.json").write_text(json.dumps(written), "utf-8")
    assert verdicts(tmp_path, "azure-container-registry-anonymous-pull") == verdict


SENSITIVE = "azapi_resource.x"
BOTH = """
resource "azapi_resource" "x" {
  type = "Microsoft.Storage/storageAccounts@2024-01-01"
  name = "x"
  %s
}
variable "v" {}
variable "none" { default = null }
"""


@pytest.mark.parametrize(
    ("arguments", "verdict"),
    [
        ("body = { properties = {} }\nsensitive_body = { properties = { %s = false } }", "fail"),
        ("sensitive_body = { properties = { %s = false } }", "fail"),
        ("body = { properties = { %s = true } }\nsensitive_body = { properties = { %s = false } }",
         "fail"),
        ("body = { properties = { %s = false } }\nsensitive_body = { properties = { %s = true } }",
         "pass"),
        ("body = { properties = { %s = false } }\nsensitive_body = { properties = { x = 1 } }",
         "fail"),
        ("body = { properties = { %s = false } }\nsensitive_body = { properties = { x = var.v } }",
         "fail"),
        ("body = { properties = { %s = false } }\nsensitive_body = var.none", "fail"),
        ("body = { properties = { %s = true } }\nsensitive_body = var.v", "unknown"),
        ("body = var.v\nsensitive_body = { properties = { %s = true } }", "unknown"),
        ("body = { properties = { %s = true } }\n"
         "sensitive_body = var.v == 1 ? { properties = { %s = false } } : null", "unknown"),
        # Which properties of it are sent depends on the state.
        ("body = { properties = { %s = false } }\nsensitive_body_version = {}\n"
         "sensitive_body = { properties = { %s = true } }", "unknown"),
        ("body = { properties = { %s = true } }\nsensitive_body_version = {}\n"
         "sensitive_body = { properties = { x = 1 } }", "pass"),
    ],
)  # fmt: skip
def test_a_sensitive_body_is_merged_into_the_body(
    tmp_path: Path, arguments: str, verdict: str
) -> None:
    text = BOTH % arguments.replace("%s", "supportsHttpsTrafficOnly")
    (tmp_path / "main.tf").write_text(text, "utf-8")
    assert verdicts(tmp_path) == {SENSITIVE: verdict}


def test_a_sensitive_body_of_an_update_overrides(tmp_path: Path) -> None:
    text = CLOSED + update(REFERENCE, "").replace("body =", "sensitive_body =")
    text = text.replace("properties = {  }", f"properties = {{ {ALLOW} }}")
    (tmp_path / "main.tf").write_text(AZURERM + text, "utf-8")
    assert verdicts(tmp_path, "azure-storage-public-blob") == {X: "fail"}


@pytest.mark.parametrize(
    ("expression", "verdict"),
    [
        ({"constant_value": {"properties": {"supportsHttpsTrafficOnly": False}}}, "fail"),
        ({"constant_value": {"properties": {"x": 1}}}, "pass"),
        ({"constant_value": None}, "pass"),
        ({"references": ["var.v"]}, "unknown"),
        (None, "pass"),
    ],
)
def test_a_plan_does_not_have_the_sensitive_body(
    tmp_path: Path, expression: dict[str, object] | None, verdict: str
) -> None:
    body = {"properties": {"supportsHttpsTrafficOnly": True}}
    values = {"type": ACCOUNT, "body": body, "sensitive_body": None}
    written = {} if expression is None else {"sensitive_body": expression}
    arguments = {"type": {"constant_value": ACCOUNT}, "body": {"constant_value": body}}
    text = plan(values, block("azapi_resource.plain", **arguments, **written))
    (tmp_path / "plan.json").write_text(text, "utf-8")
    assert verdicts(tmp_path) == {"azapi_resource.plain": verdict}


def plan(values: dict[str, object], *blocks: dict[str, Any]) -> str:
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
            "configuration": {"root_module": module(*blocks)},
        }
    )
