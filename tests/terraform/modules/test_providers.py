"""Which account and region a resource is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.resource import Placement
from iaclint.symbolic.values import ABSENT, Unknown
from tests.terraform.support import configuration, resources

ROOT = """
provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

provider "aws" {
  alias   = "clinic"
  profile = "clinic"
}

provider "aws" {
  alias = "role"
  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/deploy"
  }
}

resource "aws_s3_bucket" "plain" {}

resource "aws_s3_bucket" "west" {
  provider = aws.west
}

resource "aws_s3_bucket" "quoted" {
  provider = "aws.west"
}

resource "aws_s3_bucket" "clinic" {
  provider = aws.clinic
}

resource "aws_s3_bucket" "role" {
  provider = aws.role
}

resource "aws_s3_bucket" "itself" {
  region = "ap-east-1"
}

resource "google_storage_bucket" "other" {}

module "inherits" {
  source = "./m"
}

module "given" {
  source = "./m"
  providers = {
    aws         = aws.west
    aws.replica = aws.role
  }
}
"""

MODULE = """
terraform {
  required_providers {
    aws = { configuration_aliases = [aws.replica] }
  }
}

resource "aws_s3_bucket" "one" {}

resource "aws_s3_bucket" "two" {
  provider = aws.replica
}

module "deep" {
  source = "../deep"
}
"""

FILES = {"main.tf": ROOT, "m/main.tf": MODULE, "deep/main.tf": 'resource "aws_s3_bucket" "x" {}\n'}


@pytest.fixture(scope="module")
def placements(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Placement]:
    loaded = configuration(tmp_path_factory.mktemp("providers"), FILES)
    return {address: found.placement() for address, found in resources(loaded).items()}


@pytest.mark.parametrize(
    ("address", "region"),
    [
        ("aws_s3_bucket.plain", "eu-central-1"),
        ("aws_s3_bucket.west", "us-west-2"),
        ("aws_s3_bucket.quoted", "us-west-2"),
        ("aws_s3_bucket.itself", "ap-east-1"),
        ("google_storage_bucket.other", None),
        ("module.inherits.aws_s3_bucket.one", "eu-central-1"),
        ("module.inherits.module.deep.aws_s3_bucket.x", "eu-central-1"),
        ("module.given.aws_s3_bucket.one", "us-west-2"),
        ("module.given.module.deep.aws_s3_bucket.x", "us-west-2"),
    ],
)
def test_region(placements: dict[str, Placement], address: str, region: str | None) -> None:
    assert placements[address].region == region


def test_account(placements: dict[str, Placement]) -> None:
    plain = placements["aws_s3_bucket.plain"].account
    assert isinstance(plain, Unknown)
    assert plain.symbol == "the account of provider aws"
    west = placements["aws_s3_bucket.west"].account
    clinic = placements["aws_s3_bucket.clinic"].account
    assert isinstance(west, Unknown)
    assert isinstance(clinic, Unknown)
    assert plain.identity == west.identity != clinic.identity
    assert placements["aws_s3_bucket.role"].account == "111122223333"
    assert placements["module.given.aws_s3_bucket.two"].account == "111122223333"


def test_provider_without_configuration(placements: dict[str, Placement]) -> None:
    region = placements["module.inherits.aws_s3_bucket.two"].region
    assert isinstance(region, Unknown)
    assert region.symbol == "the region of provider aws.replica"


def test_provider_in_a_module(tmp_path: Path) -> None:
    files = {
        "main.tf": 'module "m" {\n  source = "./m"\n}\n',
        "m/main.tf": 'provider "aws" {\n  region = "eu-west-1"\n}\n'
        'resource "aws_s3_bucket" "x" {}\n',
    }
    (found,) = configuration(tmp_path, files).resources
    assert found.placement().region == "eu-west-1"


DEFAULT_TAGS = """
variable "owner" {}

provider "aws" {
  default_tags {
    tags = { Team = "imaging", Stage = "test" }
  }
}

provider "aws" {
  alias = "bare"
}

provider "aws" {
  alias = "open"
  default_tags {
    tags = var.owner
  }
}

resource "aws_s3_bucket" "both" {
  tags = { Stage = "prod", Owner = var.owner }
}
resource "aws_s3_bucket" "only" {}
resource "aws_s3_bucket" "bare" {
  provider = aws.bare
  tags     = { A = "a" }
}
resource "aws_s3_bucket" "open" {
  provider = aws.open
}
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("both", {"Owner": "var.owner", "Stage": "prod", "Team": "imaging"}),
        ("only", {"Stage": "test", "Team": "imaging"}),
        ("bare", {"A": "a"}),
        ("open", "var.owner"),
    ],
)
def test_default_tags(tmp_path: Path, name: str, expected: object) -> None:
    found = resources(configuration(tmp_path, {"main.tf": DEFAULT_TAGS}))
    tags = found[f"aws_s3_bucket.{name}"].body.get("tags_all")
    shown = tags.symbol if isinstance(tags, Unknown) else tags
    if isinstance(shown, dict):
        shown = {k: v.symbol if isinstance(v, Unknown) else v for k, v in shown.items()}
    assert shown == expected


def test_default_tags_of_a_caller_are_unknown(tmp_path: Path) -> None:
    found = resources(configuration(tmp_path, {"main.tf": 'resource "aws_s3_bucket" "x" {}\n'}))
    assert found["aws_s3_bucket.x"].body.get("tags_all") is ABSENT
