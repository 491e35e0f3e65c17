from __future__ import annotations

import json

CALLS = """\
module "a" {
  source  = "terraform-aws-modules/s3-bucket/aws"
  version = "~> 4.1"
}

module "b" {
  source  = "terraform-aws-modules/s3-bucket/aws"
  version = "~> 4.1"
}

module "c" {
  source = "git::https://git.acme.org/infra/modules.git//queue?ref=v1.2.0"
}

module "d" {
  source = "acme/queue/aws"
}

module "own" {
  source = "./own"
}
"""
INNER = 'module "e" {\n  source = "acme/queue/aws"\n}\n'
BUCKET = "terraform-aws-modules/s3-bucket/aws"
RECORD = {"Key": "d", "Source": "acme/queue/aws", "Dir": ".terraform/modules/d"}
MANIFEST = json.dumps({"Modules": [RECORD]})
FILES = {
    "main.tf": CALLS,
    "own/main.tf": INNER,
    ".terraform/modules/modules.json": MANIFEST,
    ".terraform/modules/d/main.tf": 'resource "aws_sqs_queue" "this" {}\n',
}


def test_list_says_what_each_call_is_checked_with(program) -> None:
    result = program("modules", "list", files=FILES)
    assert (result.returncode, result.stderr) == (0, "")
    *lines, _, summary, remedy = result.stdout.splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "loaded acme/queue/aws 1 call",
        "unknown acme/queue/aws 1 call",
        "unknown git::https://git.acme.org/infra/modules.git//queue?ref=v1.2.0 1 call",
        f"stubbed {BUCKET} ~> 4.1 2 calls {BUCKET} 4.x",
    ]
    assert summary == "5 calls: 1 loaded, 2 stubbed, 2 unknown."
    assert remedy.startswith("Run `terraform init -backend=false` or `terraform get`")


def test_list_in_json_has_the_places_of_the_calls(program) -> None:
    result = program("modules", "list", "--format", "json", files=FILES)
    found = json.loads(result.stdout)["modules"][-1]
    assert found == {
        "source": "terraform-aws-modules/s3-bucket/aws",
        "version": "~> 4.1",
        "status": "stubbed",
        "stub": "terraform-aws-modules/s3-bucket/aws 4.x",
        "calls": ["main.tf:1:1", "main.tf:6:1"],
    }


def test_list_uses_stubs_of_the_configuration_file(program) -> None:
    stub = {"stubs/acme/queue/aws/1.x/main.tf": "", ".iaclint.yaml": "stubs: [stubs]\n"}
    result = program("modules", "list", "own", files=FILES | stub)
    assert result.stdout.splitlines()[0].startswith("stubbed  acme/queue/aws")


def test_list_without_calls(program) -> None:
    result = program("modules", "list", files={"main.tf": 'module "a" {\n  source = "./b"\n}\n'})
    assert result.stdout == "No module is called from a registry or another repository.\n"
