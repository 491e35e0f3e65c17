"""Resource policies that AWS would reject."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from iaclint.analyses.aws.iam.language.parser import read_policy
from iaclint.analyses.aws.services import find_service
from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.faults import attempt, ignore
from iaclint.symbolic.branches import branches
from iaclint.symbolic.values import ABSENT

if TYPE_CHECKING:
    from iaclint.analyses.aws.iam.language.service import Service
    from iaclint.models.field_value import FieldValue
    from iaclint.models.projection import ModelInstance

CODE = "policy-fault"
_HINT = "AWS rejects a policy like this"


def find_faults(instance: ModelInstance) -> Iterator[Diagnostic]:
    """Yield a warning for each fault in the policies of an instance of a model.

    A policy that several instances share gives equal diagnostics.
    """
    model = instance.model
    for field, service in model.resource_policies.items():
        make = partial(_listed_faults, instance, field, service)
        yield from attempt(make, ignore, model.id) or ()


def _listed_faults(instance: ModelInstance, field: str, service: str) -> list[Diagnostic]:
    return list(_faults_of(instance.read(field), find_service(service)))


def _faults_of(field_value: FieldValue, service: Service) -> Iterator[Diagnostic]:
    if field_value.value is ABSENT:
        return
    for policy in branches(field_value.value):
        if policy is ABSENT or policy is None:
            continue
        for fault in read_policy(policy, service).faults:
            span = field_value.at(fault.path).span().first_line()
            yield Diagnostic(Level.WARNING, CODE, fault.message, span, _HINT)
