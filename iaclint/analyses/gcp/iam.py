"""Who can reach a thing of Google Cloud that only IAM guards: tables, registries, secrets.

Source: *Principal identifiers* of the IAM documentation; *IAM basic and predefined roles
reference* for what the roles let somebody do.
"""

from __future__ import annotations

from iaclint.analyses.analysis import Facts, Outcome, Step
from iaclint.analyses.gcp.members import iam_grants
from iaclint.analyses.grants import Fields, Verdict, decide
from iaclint.symbolic.values import Value

FIELDS = ("iam", "iam_policy")

_ROLES = {
    "roles/artifactregistry.reader": "download its packages",
    "roles/artifactregistry.writer": "download and upload packages",
    "roles/artifactregistry.repoAdmin": "download, upload and delete packages",
    "roles/bigquery.dataViewer": "read it",
    "roles/bigquery.dataEditor": "read and change it",
    "roles/bigquery.dataOwner": "do anything with it",
    "roles/bigquery.metadataViewer": "see its columns and size",
    "roles/cloudkms.cryptoKeyDecrypter": "decrypt with it",
    "roles/cloudkms.cryptoKeyEncrypter": "encrypt with it",
    "roles/cloudkms.cryptoKeyEncrypterDecrypter": "encrypt and decrypt with it",
    "roles/pubsub.publisher": "publish messages",
    "roles/pubsub.subscriber": "take messages",
    "roles/pubsub.viewer": "see how it is set up",
    "roles/secretmanager.secretAccessor": "read the secret",
    "roles/secretmanager.viewer": "see its versions, but not the secret",
    "roles/viewer": "see and read it",
    "roles/editor": "read and change it",
    "roles/owner": "do anything with it",
}


def analyse(facts: Facts) -> Outcome:
    """Return whom IAM lets in that nobody named, with the reasons."""
    return decide(facts, FIELDS, _judge)


def _judge(fields: Fields) -> Verdict:
    grants = list(iam_grants(fields["iam"], fields["iam_policy"], _words))
    return Verdict(grants, [] if grants else [Step("no IAM grant names everyone", "iam")])


def _words(role: Value) -> str:
    return _ROLES.get(role, "use it") if isinstance(role, str) else "use it"
