from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.slow

MODEL = """\
model: acme.vault
title: vault
# A vault of ours.
include: [acme.keys]
terraform:
  resource: acme_vault
  identity: [id]
  companions:
    lock: {resource: acme_vault_lock, owner: vault_id}
  fields:
    # The provider sends it always.
    locked:
      - {path: lock.enabled, default: false, previous_defaults: {2.0.0: true}}
      # In old configurations.
      - {path: is_locked, removed_in: "3.0", values: {"yes": true}}
computed:
  sharing: cross_account_access
"""
FRAGMENT = """\
fragment: acme.keys
terraform:
  fields:
    # Of the account, if it is not set.
    key: key_id
"""
RULE = """\
id: acme-vault-lock
title: Vault is not locked
model: acme.vault
severity: high
category: retention
require: {locked: true}
message: "{address} is not locked"
"""
FILES = {"vault.model.yaml": MODEL, "keys.fragment.yaml": FRAGMENT, "lock.yaml": RULE}


def test_list_has_one_line_for_each_model(program) -> None:
    result = program("models", "list")
    assert (result.returncode, result.stderr) == (0, "")
    lines = {line.split()[0]: line for line in result.stdout.splitlines()}
    assert lines["aws.transfer.server"].split("  ")[-1] == "3 rules"
    assert "Terraform, CloudFormation" in lines["aws.s3.bucket"]
    assert list(lines) == sorted(lines)


def test_list_for_programs(program) -> None:
    printed = program("models", "list", "--format", "json", "--rules-dir", ".", files=FILES).stdout
    models = {model["id"]: model for model in json.loads(printed)["models"]}
    assert models["acme.vault"] == {
        "id": "acme.vault",
        "title": "vault",
        "languages": ["terraform"],
        "rules": 1,
    }


def test_show_is_a_page_to_read(program, snapshot) -> None:
    result = program("models", "show", "acme.vault", "--rules-dir", ".", files=FILES)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == snapshot


def test_show_for_programs(program) -> None:
    command = ("models", "show", "acme.vault", "--rules-dir", ".", "--format", "json")
    model = json.loads(program(*command, files=FILES).stdout)
    fields = {field["name"]: field for field in model["fields"]}
    first, second = fields["locked"]["sources"]["terraform"]
    assert (first["attribute"], first["resources"]) == ("enabled", ["acme_vault_lock"])
    assert (first["default"], first["previous_defaults"]) == (False, {"2.0.0": True})
    assert (second["default"], second["removed_in"]) == (None, "3.0")
    assert fields["key"]["note"] == "Of the account, if it is not set."
    assert model["include"] == ["acme.keys"]
    assert model["rules"] == ["acme-vault-lock"]


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (("show", "aws.s3.bukket"), "did you mean 'aws.s3.bucket'?"),
        (("show", "nothing"), "`iaclint models list` prints all models"),
        (("list", "--format", "jsn"), "did you mean 'json'?"),
    ],
)
def test_mistakes_are_usage_errors(command: tuple[str, ...], message: str, program) -> None:
    result = program("models", *command)
    assert result.returncode == 2
    assert message in result.stderr
