"""Which public access IAM allows to Google Cloud resources: tables, registries, secrets.

Source: *Principal identifiers* of the IAM documentation; *IAM basic and predefined roles
reference* for what the roles allow.
"""

from __future__ import annotations

from iaclint.analyses.analysis import AnalysisResult, Facts, Step
from iaclint.analyses.gcp.members import list_iam_grants
from iaclint.analyses.grants import Fields, GrantSummary, evaluate_cases
from iaclint.symbolic.values import Value

FIELDS = ("iam", "iam_policy")

_ROLES = {
    "roles/artifactregistry.reader": "download packages",
    "roles/artifactregistry.writer": "download and upload packages",
    "roles/artifactregistry.repoAdmin": "download, upload and delete packages",
    "roles/bigquery.dataViewer": "read its data",
    "roles/bigquery.dataEditor": "read and change it",
    "roles/bigquery.dataOwner": "fully control it",
    "roles/bigquery.metadataViewer": "read its columns and size",
    "roles/cloudkms.cryptoKeyDecrypter": "decrypt with the key",
    "roles/cloudkms.cryptoKeyEncrypter": "encrypt with the key",
    "roles/cloudkms.cryptoKeyEncrypterDecrypter": "encrypt and decrypt with the key",
    "roles/compute.imageUser": "create disks from the image",
    "roles/pubsub.publisher": "publish messages",
    "roles/pubsub.subscriber": "receive messages",
    "roles/pubsub.viewer": "read its configuration",
    "roles/secretmanager.secretAccessor": "read the secret",
    "roles/secretmanager.viewer": "list its versions, but not read the secret",
    "roles/viewer": "read it",
    "roles/editor": "read and change it",
    "roles/owner": "fully control it",
}


def analyse(facts: Facts) -> AnalysisResult:
    """Return which public access IAM allows, with the reasons."""
    return evaluate_cases(facts, FIELDS, _evaluate, ("iam",))


def _evaluate(fields: Fields) -> GrantSummary:
    grants = list(list_iam_grants(fields["iam"], fields["iam_policy"], _words))
    return GrantSummary(grants, [] if grants else [Step("no IAM grant is for all users", "iam")])


def _words(role: Value) -> str:
    return _ROLES.get(role, "access it") if isinstance(role, str) else "access it"
