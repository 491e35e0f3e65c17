"""``iaclint check --changed`` where a stub in a folder of the user changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scratch import Scratch

STUB = """\
variable "acl" {{
  default = "private"
}}

resource "aws_s3_bucket" "this" {{
  acl = {}
}}
"""
PRIVATE = STUB.format("var.acl")
RULES = "aws-s3-public-access"


def call(source: str) -> str:
    return f'module "m" {{\n  source = "{source}"\n}}\n'


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    """Return a folder of stubs, a root that calls a stubbed module, and one that does not."""
    files = {
        ".iaclint.yaml": "stubs: [stubs]\nexclude: [stubs]\n",
        "stubs/acme/bucket/aws/2.x/main.tf": PRIVATE,
        "stubs/acme/other/aws/2.x/main.tf": PRIVATE,
        "live/dev/main.tf": call("acme/bucket/aws"),
        "live/git/main.tf": call(
            "git::https://github.com/acme/terraform-aws-bucket.git?ref=v2.1.0"
        ),
        "live/own/main.tf": call("acme/other/aws"),
    }
    return Scratch(tmp_path / "r", files)


def test_the_callers_of_a_stub_that_changes_are_checked(repository: Scratch) -> None:
    repository.write({"stubs/acme/bucket/aws/2.x/main.tf": STUB.format('"public-read"')})
    repository.git("add", "-A")
    report = repository.report("--changed", "--rules", RULES)
    paths = {found["location"]["path"] for found in report["results"]}
    assert paths | {r["location"]["path"] for f in report["results"] for r in f["related"]} == {
        "live/dev/main.tf",
        "live/git/main.tf",
    }


def test_other_changes_do_not_show_what_stubs_cause(repository: Scratch) -> None:
    repository.write({"stubs/acme/other/aws/2.x/main.tf": STUB.format('"public-read"')})
    repository.commit()
    repository.replace("live/dev/main.tf", 'module "m"', 'module "n"')
    repository.git("add", "-A")
    assert not repository.report("--changed", "--rules", RULES)["results"]
