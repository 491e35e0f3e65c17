"""The names of Terraform's and OpenTofu's files."""

from __future__ import annotations

TOFU_ENDINGS = (".tofu", ".tofu.json")
MODULE_ENDINGS = (".tf", ".tf.json", *TOFU_ENDINGS)
VARIABLE_ENDINGS = (".tfvars", ".tfvars.json")
COMPONENT_ENDINGS = (".tfcomponent.hcl", ".tfcomponent.json", ".tfstack.hcl", ".tfstack.json")
TERRAGRUNT_ENDINGS = ("terragrunt.hcl", "terragrunt.hcl.json", "terragrunt.stack.hcl")
NOT_EVALUATED = (*COMPONENT_ENDINGS, *TERRAGRUNT_ENDINGS)
"""Of files of Terraform Stacks and Terragrunt."""
_DEFAULT = tuple(f"terraform{ending}" for ending in VARIABLE_ENDINGS)
_AUTO = tuple(f".auto{ending}" for ending in VARIABLE_ENDINGS)


def is_automatic(name: str) -> bool:
    """Return whether Terraform loads a file of a root module automatically."""
    return name in _DEFAULT or name.endswith(_AUTO)
