"""The names of Terraform's and OpenTofu's files."""

from __future__ import annotations

MODULE_ENDINGS = (".tf", ".tf.json", ".tofu", ".tofu.json")
VARIABLE_ENDINGS = (".tfvars", ".tfvars.json")
