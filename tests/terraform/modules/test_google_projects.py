"""Which Google Cloud project a resource is in, or a policy applies to."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.symbolic.equality import is_same
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Unknown, Value
from tests.terraform.support import configuration, resources

ROOT = """
provider "google" {
  project = "clinic"
}

provider "google" {
  alias = "environment"
}

variable "project" {
  type = string
}

resource "google_project" "media" {
  name            = "media"
  project_id      = var.project
  org_id          = "123456789"
}

resource "google_storage_bucket" "default" {}

resource "google_storage_bucket" "own" {
  project = "other"
}

resource "google_storage_bucket" "environment" {
  provider = google.environment
}

resource "google_pubsub_topic" "environment" {
  provider = google.environment
}

resource "google_storage_bucket" "variable" {
  project = var.project
}

resource "google_storage_bucket" "number" {
  project = google_project.media.number
}

resource "google_org_policy_policy" "clinic" {
  parent = "projects/clinic"
}

resource "google_org_policy_policy" "variable" {
  parent = "projects/${var.project}"
}

resource "google_org_policy_policy" "number" {
  parent = "projects/${google_project.media.number}"
}

resource "google_org_policy_policy" "id" {
  parent = google_project.media.id
}

resource "google_org_policy_policy" "folder" {
  parent = "folders/1234"
}

resource "google_folder_organization_policy" "folder" {
  folder = google_folder.clinic.name
}

resource "google_org_policy_policy" "reference" {
  parent = google_folder.clinic.name
}

resource "google_org_policy_policy" "organization" {
  parent = "organizations/123456789"
}

resource "google_folder" "clinic" {}

resource "google_organization_iam_member" "readers" {
  org_id = "123456789"
}

resource "google_project_iam_audit_config" "clinic" {
  project = "projects/clinic"
}
"""


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Value]:
    loaded = configuration(tmp_path_factory.mktemp("projects"), {"main.tf": ROOT})
    return {address: found.placement().account for address, found in resources(loaded).items()}


@pytest.mark.parametrize(
    ("address", "project"),
    [
        ("google_storage_bucket.default", "clinic"),
        ("google_storage_bucket.own", "other"),
        ("google_org_policy_policy.clinic", "clinic"),
        ("google_project_iam_audit_config.clinic", "clinic"),
    ],
)
def test_known_projects(projects: dict[str, Value], address: str, project: str) -> None:
    assert projects[address] == project


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("google_storage_bucket.environment", "google_pubsub_topic.environment", Truth.TRUE),
        ("google_storage_bucket.environment", "google_storage_bucket.own", Truth.UNKNOWN),
        ("google_storage_bucket.variable", "google_org_policy_policy.variable", Truth.TRUE),
        ("google_storage_bucket.number", "google_org_policy_policy.number", Truth.TRUE),
        ("google_storage_bucket.number", "google_org_policy_policy.id", Truth.TRUE),
        ("google_storage_bucket.own", "google_org_policy_policy.folder", Truth.UNKNOWN),
        ("google_storage_bucket.own", "google_folder_organization_policy.folder", Truth.UNKNOWN),
        ("google_storage_bucket.own", "google_organization_iam_member.readers", Truth.UNKNOWN),
        ("google_storage_bucket.own", "google_org_policy_policy.clinic", Truth.FALSE),
    ],
)
def test_the_same_project(
    projects: dict[str, Value], one: str, other: str, expected: Truth
) -> None:
    assert is_same(projects[one], projects[other]) is expected


@pytest.mark.parametrize(
    ("address", "symbol"),
    [
        ("google_org_policy_policy.folder", "the projects in folders/1234"),
        ("google_org_policy_policy.reference", "the projects in google_folder.clinic.name"),
        (
            "google_folder_organization_policy.folder",
            "the projects in google_folder.clinic.name",
        ),
        ("google_org_policy_policy.organization", "the projects in organizations/123456789"),
        (
            "google_organization_iam_member.readers",
            "the projects in organizations/123456789",
        ),
        ("google_storage_bucket.environment", "the project of provider google.environment"),
    ],
)
def test_texts_name_what_is_unknown(projects: dict[str, Value], address: str, symbol: str) -> None:
    project = projects[address]
    assert isinstance(project, Unknown)
    assert project.symbol == symbol


def test_the_provider_of_a_calling_module(tmp_path: Path) -> None:
    files = {
        "main.tf": 'provider "google" {\n  project = "clinic"\n}\n'
        'module "m" {\n  source = "./m"\n}\n',
        "m/main.tf": 'resource "google_storage_bucket" "x" {}\n',
    }
    (found,) = configuration(tmp_path, files).resources
    assert found.placement().account == "clinic"
