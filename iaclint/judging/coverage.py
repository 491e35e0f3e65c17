"""The coverage of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.judging.findings import Coverage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iaclint.resource import Configuration, Resource
    from iaclint.ruleset.loader import Ruleset


def cover(configurations: Sequence[Configuration], resources: int) -> Coverage:
    """Return the coverage of configurations; ``checked`` is the number of checked resources."""
    return Coverage(
        files=sum(configuration.files for configuration in configurations),
        failed=sum(configuration.failed for configuration in configurations),
        not_loaded=tuple(name for c in configurations for name in c.not_loaded),
        resources=resources,
    )


def count_checked(resources: Iterable[Resource], ruleset: Ruleset) -> int:
    """Return the number of resources that rules check, without companions."""
    own = {
        (mapping.language, type_)
        for name in {rule.model for rule in ruleset.rules.values()}
        for mapping in ruleset.models[name].mappings.values()
        for type_ in mapping.resources
    }
    return sum((resource.language, resource.type) in own for resource in resources)
