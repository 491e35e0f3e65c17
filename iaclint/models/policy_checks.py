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
from iaclint.symbolic.recall import RecallByIdentity
from iaclint.symbolic.values import ABSENT, Choice, Value

if TYPE_CHECKING:
    from iaclint.analyses.aws.iam.language.policy import Fault
    from iaclint.models.projection import ModelInstance

CODE = "policy-fault"
_HINT = "AWS rejects a policy like this, or the statement has no effect"


class PolicyFaults:
    """The faults in the policies of a run. Many instances can share a policy."""

    def __init__(self) -> None:
        self._known: RecallByIdentity[tuple[Fault, ...]] = RecallByIdentity(1024)

    def find(self, instance: ModelInstance) -> Iterator[Diagnostic]:
        """Yield a warning for each fault in the policies of an instance of a model.

        A policy that several instances share gives equal diagnostics.
        """
        model = instance.model
        for field, service in model.resource_policies.items():
            make = partial(self._listed, instance, field, service)
            yield from attempt(make, ignore, model.id) or ()

    def _listed(self, instance: ModelInstance, field: str, service: str) -> list[Diagnostic]:
        read = instance.read(field)
        given = read.value.options if isinstance(read.value, Choice) else (read.value,)
        faults = (
            fault
            for value in given
            for fault in self._known.result(value, service, partial(_faults_of, value, service))
        )
        return [
            Diagnostic(Level.WARNING, CODE, f.message, read.at(f.path).span().first_line(), _HINT)
            for f in faults
        ]


def _faults_of(value: Value, service: str) -> tuple[Fault, ...]:
    return tuple(
        fault
        for policy in branches(value)
        if policy is not ABSENT and policy is not None
        for fault in read_policy(policy, find_service(service)).faults
    )
