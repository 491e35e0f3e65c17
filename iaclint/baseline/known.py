"""What is known of a finding after its run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

from msgspec import Meta, Struct

from iaclint.judging.findings import Status, Verdict

if TYPE_CHECKING:
    from iaclint.judging.findings import Finding

_HASH_LENGTH: Final = 16


class Subject(NamedTuple):
    """A resource that a rule judges, identified in all runs.

    An address is unique in its root: that two roots have it does not make them equal.
    """

    rule: str
    root: str
    """The root module's folder, or the template."""
    address: str


class Known(Struct, frozen=True, omit_defaults=True):
    """One finding of an earlier run, as baselines have it."""

    rule: str
    path: str
    """The file with the finding, in its tree."""
    resources: Annotated[
        Mapping[str, Annotated[tuple[str, ...], Meta(min_length=1)]], Meta(min_length=1)
    ]
    """The addresses of its resources by root."""
    message: str
    cause: str
    """A hash of the value and of the reasoning, without places."""
    fingerprint: str
    verdict: str = Verdict.FAIL.value
    environments: tuple[str, ...] = ()
    accepted: bool = False
    """Whether a suppression accepts it, or it is in an example; not in baselines."""

    def subjects(self) -> Iterator[Subject]:
        """Yield the resources that it is about."""
        for root, addresses in self.resources.items():
            for address in addresses:
                yield Subject(self.rule, root, address)


def know(finding: Finding) -> Known:
    """Return what is kept of a finding."""
    resources: dict[str, list[str]] = {}
    for subject in dict.fromkeys(subjects(finding)):
        resources.setdefault(subject.root, []).append(subject.address)
    return Known(
        rule=finding.rule.id,
        path=finding.span.file.path,
        resources={root: tuple(resources[root]) for root in sorted(resources)},
        message=finding.message,
        cause=cause(finding),
        fingerprint=finding.fingerprint,
        verdict=finding.verdict.value,
        environments=finding.environments,
        accepted=finding.status is not Status.OPEN,
    )


def subjects(finding: Finding) -> Iterator[Subject]:
    """Yield the resources that a finding is about."""
    for address, root in zip_longest(finding.instances, finding.scopes, fillvalue=""):
        yield Subject(finding.rule.id, root, address)


def cause(finding: Finding) -> str:
    """Return a hash of why a finding is one: the value and the reasoning, without places.

    It stays the same if lines, files or expressions change, but not the value. Where nothing else
    tells the value, as in a policy document, the source does.
    """
    reasons = [*finding.values, *(step.text for step in finding.steps)]
    if not reasons:
        reasons = finding.span.text.split()
    return sha256("\0".join(reasons).encode("utf-8", "surrogateescape")).hexdigest()[:_HASH_LENGTH]
