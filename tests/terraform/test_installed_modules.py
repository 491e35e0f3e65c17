"""Which folder a call leads to where ``modules.json`` records one, as Terraform 1.11 decides."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.terraform.support import configuration, messages, resources

HIDDEN = ".terraform/modules/hidden"
BUCKET = 'resource "aws_s3_bucket" "%s" {}\n'
FILES = {
    "good/main.tf": BUCKET % "good",
    f"{HIDDEN}/main.tf": BUCKET % "hidden",
    "other/main.tf": BUCKET % "other",
    "empty/README.md": "",
}


def load(folder: Path, call: str, *records: dict[str, str], text: str = ""):
    """Return the configuration with ``module "m"`` and the records."""
    listed = text or json.dumps({"Modules": [{"Key": "", "Source": "", "Dir": "."}, *records]})
    files = {
        "main.tf": f'module "m" {{\n{call}\n}}\n',
        ".terraform/modules/modules.json": listed,
        **FILES,
    }
    return configuration(folder, files, "main.tf")


def used(loaded) -> list[str]:
    """Return the names of the buckets in the module."""
    return [a.rpartition(".")[2] for a in resources(loaded) if a.startswith("module.m.")]


@pytest.mark.parametrize(
    ("written", "recorded", "folder", "expected"),
    [
        ("./good", "./good", HIDDEN, "hidden"),
        ("./good", "./good", "other", "other"),
        ("./good", "./good", "./empty/../other", "other"),
        ("./good//", "./x/../good/", HIDDEN, "hidden"),
        ("./good", "./good", "good", "good"),
        ("./good", "./better", HIDDEN, "good"),
        ("./good", "", HIDDEN, "good"),
        ("./good", "./good", "nowhere", "good"),
        ("./good", "./good", "", "good"),
    ],
)
def test_terraform_keeps_the_recorded_folder_of_a_local_module(
    tmp_path: Path, written: str, recorded: str, folder: str, expected: str
) -> None:
    record = {"Key": "m", "Source": recorded, "Dir": folder}
    loaded = load(tmp_path, f'  source = "{written}"', record)
    assert (used(loaded), messages(loaded)) == ([expected], [])


def test_names_of_fields_are_compared_without_case(tmp_path: Path) -> None:
    record = {"KEY": "m", "source": "./good", "dir": HIDDEN, "Dir": None}
    text = json.dumps({"modules": [record]})
    assert used(load(tmp_path, '  source = "./good"', text=text)) == ["hidden"]


@pytest.mark.parametrize(
    "others",
    [
        [{"Key": "m", "Source": "./good", "Dir": "good"}],
        [{"Key": "n", "Version": "x", "Dir": "good"}],
        [{"Key": "n", "Dir": 1}],
    ],
)
def test_a_list_that_terraform_refuses_is_ignored(tmp_path: Path, others) -> None:
    record = {"Key": "m", "Source": "./good", "Dir": HIDDEN}
    assert used(load(tmp_path, '  source = "./good"', record, *others)) == ["good"]


def test_a_recorded_folder_outside_of_the_tree_is_not_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "main.tf").write_text(BUCKET % "outside")
    (tmp_path / "tree/.git").mkdir(parents=True)
    record = {"Key": "m", "Source": "./good", "Dir": "../outside"}
    loaded = load(tmp_path / "tree", '  source = "./good"', record)
    assert (used(loaded), loaded.not_loaded) == ([], ("module.m (./good)",))
    (found,) = loaded.late_diagnostics()
    assert (found.level.name, found.message) == (
        "ERROR",
        "'../outside' is outside of the scanned folder",
    )


def test_a_recorded_folder_without_modules_makes_no_resources(tmp_path: Path) -> None:
    record = {"Key": "m", "Source": "./good", "Dir": "empty"}
    loaded = load(tmp_path, '  source = "./good"', record)
    assert (used(loaded), loaded.not_loaded) == ([], ("module.m (./good)",))


GITHUB = "git::https://github.com/acme/a.git"


@pytest.mark.parametrize(
    ("written", "recorded", "fits"),
    [
        ("acme/a/aws", "registry.terraform.io/acme/a/aws", True),
        ("acme/a/aws", "acme/a/aws", True),
        ("registry.terraform.io/acme/a/aws", "acme/a/aws", True),
        ("acme/a/aws//modules/b/", "registry.terraform.io/acme/a/aws//modules/b", True),
        ("acme/a/aws//modules/b", "registry.terraform.io/acme/a/aws//modules/c", False),
        ("acme/a/aws", "registry.terraform.io/acme/b/aws", False),
        ("acme/a/aws", "registry.example.com/acme/a/aws", False),
        ("registry.example.com/acme/a/aws", "registry.example.com/acme/a/aws", True),
        ("acme/a/aws", "./good", False),
        ("acme/a/aws", "", False),
        ("acme/a/aws", "git::https://github.com/acme/terraform-aws-a.git", False),
        ("github.com/acme/a", GITHUB, True),
        ("github.com/acme/a.git//b/c?ref=v1", f"{GITHUB}//b/c?ref=v1", True),
        ("github.com/acme/a?ref=v1", f"{GITHUB}?ref=v2", False),
        ("git::github.com/acme/a", GITHUB, True),
        ("git@github.com:acme/a.git?ref=v1", "git::ssh://git@github.com/acme/a.git?ref=v1", True),
        ("git@github.com:acme/a.git", GITHUB, False),
        (f"{GITHUB}?ref=v1", f"{GITHUB}?ref=v1", True),
        (f"{GITHUB}?ref=v1", GITHUB, False),
        ("git::https://github.com/acme/a", GITHUB, False),
        ("bitbucket.org/acme/a", "git::https://bitbucket.org/acme/a.git", True),
        ("https://acme.example/a.zip", "https://acme.example/a.zip", True),
        ("https://acme.example/a.zip", "https://acme.example/b.zip", False),
        ("${path.module}/good", "./good", False),
    ],
)
def test_a_record_with_another_source_is_ignored(
    tmp_path: Path, written: str, recorded: str, fits: bool
) -> None:
    record = {"Key": "m", "Source": recorded, "Dir": HIDDEN}
    loaded = load(tmp_path, f'  source = "{written}"', record)
    assert used(loaded) == (["hidden"] if fits else [])
    assert len(loaded.not_loaded) == (not fits)


@pytest.mark.parametrize(
    ("constraint", "version", "fits"),
    [
        ("4.1.0", "4.1.0", True),
        ("4.1", "4.1.0", True),
        ("4.1.0", "1.0.0", False),
        ("~> 4.1", "4.9.2", True),
        ("~> 4.1", "5.0.0", False),
        ("~> 4.1.0", "4.2.0", False),
        ("~> 4", "5.1.0", True),
        (">= 3, < 5, != 4.2", "4.2.1", True),
        (">= 3, < 5, != 4.2", "4.2.0", False),
        ("> 4.1", "4.1.0", False),
        ("<= 4.1", "4.1.0", True),
        (">= 4.0", "4.1.0-beta", False),
        ("4.1.0-beta", "4.1.0-beta", True),
        (">= 4.1.0-alpha", "4.1.0", True),
        ("< 4.1.0-beta", "4.1.0", False),
    ],
)
def test_a_record_with_another_version_is_ignored(
    tmp_path: Path, constraint: str, version: str, fits: bool
) -> None:
    call = f'  source = "acme/a/aws"\n  version = "{constraint}"'
    record = {"Key": "m", "Source": "acme/a/aws", "Version": version, "Dir": HIDDEN}
    assert used(load(tmp_path, call, record)) == (["hidden"] if fits else [])
