from __future__ import annotations

import json
from pathlib import Path

from iaclint.symbolic.values import Choice, JsonText
from tests.terraform.support import root
from tests.terraform_instances import every_instance

POLICY = """
data "google_iam_policy" "it" {
  binding {
    role    = "roles/storage.admin"
    members = ["user:anna@example.com", "allUsers"]
  }
  binding {
    role    = %s
    members = ["group:a@example.com"]
  }
}
variable "role" {}
variable "on" { type = bool }
resource "google_storage_bucket_iam_policy" "it" {
  policy_data = data.google_iam_policy.it.policy_data
}
"""


def test_a_policy_is_rendered(tmp_path: Path) -> None:
    rendered = root(tmp_path, {"main.tf": POLICY % '"r"'}).get(
        "google_storage_bucket_iam_policy.it", "policy_data"
    )
    assert isinstance(rendered, str)
    assert json.loads(rendered) == {
        "bindings": [
            {"role": "roles/storage.admin", "members": ["user:anna@example.com", "allUsers"]},
            {"role": "r", "members": ["group:a@example.com"]},
        ]
    }


def test_unknown_parts_stay_in_their_place(tmp_path: Path) -> None:
    rendered = root(tmp_path, {"main.tf": POLICY % "var.role"}).get(
        "google_storage_bucket_iam_policy.it", "policy_data"
    )
    assert isinstance(rendered, JsonText)


def test_no_binding_and_uncertain_bindings(tmp_path: Path) -> None:
    text = """
    data "google_iam_policy" "none" {}
    data "google_iam_policy" "some" {
      dynamic "binding" {
        for_each = var.on ? ["x"] : []
        content {
          role    = "r"
          members = [binding.value]
        }
      }
    }
    variable "on" { type = bool }
    """
    found = root(tmp_path, {"main.tf": text})
    assert found.evaluate("data.google_iam_policy.none.policy_data") == "{}"
    assert isinstance(found.evaluate("data.google_iam_policy.some.policy_data"), Choice)


def test_a_binding_has_a_place(tmp_path: Path) -> None:
    found = root(tmp_path, {"main.tf": POLICY % '"r"'})
    bodies = {address: body for address, _, body in every_instance(found.instance)}
    body = bodies["google_storage_bucket_iam_policy.it"]
    assert body.locate(("policy_data", "bindings", 0, "members", 1)).text == '"allUsers"'
