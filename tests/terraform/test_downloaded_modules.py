"""Where findings on modules are placed: at a file that a reader of the report can change."""

from __future__ import annotations

import json
from pathlib import Path

from tests.terraform.support import check

BUCKET = 'variable "name" {\n}\nresource "aws_s3_bucket" "this" {\n  bucket = var.name\n}\n'
RULE = "aws-s3-versioning"


def installed(**folders: str) -> str:
    """Return the list of modules that ``terraform init`` writes."""
    sources = {"notes": "registry.terraform.io/acme/bucket/aws", "app": "./app", "inner": "./inner"}
    records = [
        {"Key": key, "Source": sources[key.rpartition(".")[2]], "Dir": folder}
        for key, folder in folders.items()
    ]
    return json.dumps({"Modules": [{"Key": "", "Source": "", "Dir": "."}, *records]})


def test_a_finding_in_a_downloaded_module_is_placed_at_the_call(tmp_path: Path) -> None:
    files = {
        "main.tf": '# notes\nmodule "notes" {\n  source = "acme/bucket/aws"\n  name   = "n"\n}\n',
        ".terraform/modules/notes/main.tf": BUCKET,
        ".terraform/modules/modules.json": installed(notes=".terraform/modules/notes"),
    }
    (finding,) = check(tmp_path, files, RULE).findings
    assert (finding.address, str(finding.span)) == (
        "module.notes.aws_s3_bucket.this",
        "main.tf:2:1",
    )
    (related,) = finding.related
    assert (related.caption, str(related.span)) == (
        "in the downloaded module",
        ".terraform/modules/notes/main.tf:3:1",
    )


def test_the_nearest_call_in_the_repository_is_the_place(tmp_path: Path) -> None:
    files = {
        "main.tf": 'module "app" {\n  source = "./app"\n}\n',
        "app/main.tf": 'module "notes" {\n  source = "acme/bucket/aws"\n  name = "n"\n}\n',
        ".terraform/modules/notes/main.tf": 'module "inner" {\n  source = "./inner"\n}\n',
        ".terraform/modules/notes/inner/main.tf": BUCKET,
        ".terraform/modules/modules.json": installed(
            **{
                "app": "app",
                "app.notes": ".terraform/modules/notes",
                "app.notes.inner": ".terraform/modules/notes/inner",
            }
        ),
    }
    (finding,) = check(tmp_path, files, RULE).findings
    assert str(finding.span) == "app/main.tf:1:1"
    assert "main.tf:1:1" in {str(related.span) for related in finding.related}


def test_a_finding_of_several_roots_names_their_calls(tmp_path: Path) -> None:
    call = 'module "store" {\n  source = "../store"\n}\n'
    files = {
        "store/main.tf": 'resource "aws_s3_bucket" "this" {\n}\n',
        "dev/main.tf": call,
        "live/main.tf": call,
    }
    (finding,) = check(tmp_path, files, RULE).findings
    assert finding.roots == ("dev/main.tf", "live/main.tf")
    assert [str(related.span) for related in finding.related] == [
        "dev/main.tf:1:1",
        "live/main.tf:1:1",
    ]
