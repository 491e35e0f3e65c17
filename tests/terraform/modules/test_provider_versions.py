"""Versions of providers that configurations require and lock."""

from __future__ import annotations

from pathlib import Path

from tests.terraform.support import Files, configuration

CLUSTER = 'resource "aws_redshift_cluster" "a" {}\n'


def versions(folder: Path, files: Files) -> list[tuple[str, ...]]:
    return [resource.versions() for resource in configuration(folder, files).resources]


def require(version: str) -> str:
    return f"terraform {{\n  required_providers {{\n    aws = {version}\n  }}\n}}\n"


def test_no_required_version(tmp_path: Path) -> None:
    assert versions(tmp_path, {"main.tf": CLUSTER}) == [()]


def test_both_notations_of_required_providers(tmp_path: Path) -> None:
    long = require('{ source = "hashicorp/aws", version = "~> 5.0" }')
    assert versions(tmp_path / "a", {"main.tf": long + CLUSTER}) == [("~> 5.0",)]
    assert versions(tmp_path / "b", {"main.tf": require('"< 6"') + CLUSTER}) == [("< 6",)]


def test_a_version_that_is_not_a_literal_is_ignored(tmp_path: Path) -> None:
    assert versions(tmp_path, {"main.tf": require("{ version = 5 }") + CLUSTER}) == [()]


def test_constraints_in_the_blocks_of_a_provider_apply(tmp_path: Path) -> None:
    old = 'provider "aws" {\n  version = "~> 2.31"\n}\nprovider "random" {\n  version = "1"\n}\n'
    other = 'provider "aws" {\n  alias   = "other"\n  version = ">= 2.0"\n}\n'
    assert versions(tmp_path / "a", {"main.tf": old + CLUSTER}) == [("~> 2.31",)]
    assert versions(tmp_path / "b", {"main.tf": old + other + CLUSTER}) == [("~> 2.31", ">= 2.0")]


def test_constraints_of_callers_and_the_lock_file_apply(tmp_path: Path) -> None:
    files = {
        "main.tf": require('">= 4.0"') + 'module "m" {\n  source = "./m"\n}\n',
        "m/main.tf": require('"< 7.0"') + CLUSTER,
        ".terraform.lock.hcl": 'provider "registry.terraform.io/hashicorp/aws" {\n'
        '  version     = "5.31.0"\n  constraints = ">= 4.0"\n}\n',
    }
    assert versions(tmp_path, files) == [("< 7.0", ">= 4.0", "5.31.0")]


def test_an_invalid_lock_file_is_ignored(tmp_path: Path) -> None:
    files = {"main.tf": CLUSTER, ".terraform.lock.hcl": 'provider "aws" {'}
    assert versions(tmp_path, files) == [()]


def test_the_provider_that_a_resource_names(tmp_path: Path) -> None:
    required = """
    terraform {
      required_providers {
        aws  = { source = "hashicorp/aws", version = "~> 6.0" }
        beta = { source = "hashicorp/aws", version = "~> 4.0" }
      }
    }
    """
    beta = 'resource "aws_redshift_cluster" "a" {\n  provider = beta%s\n}\n'
    assert versions(tmp_path / "a", {"main.tf": required + CLUSTER}) == [("~> 6.0",)]
    assert versions(tmp_path / "b", {"main.tf": required + beta % ""}) == [("~> 4.0",)]
    assert versions(tmp_path / "c", {"main.tf": required + beta % ".eu"}) == [("~> 4.0",)]
