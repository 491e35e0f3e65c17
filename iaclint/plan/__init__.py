"""Terraform plans: what ``terraform show -json`` prints, to the resources that it plans.

The format is told by the page "JSON Output Format" of Terraform's documentation; OpenTofu's
``tofu show -json`` prints the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.plan.detection import is_plan

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from iaclint.files.discovery import SourceTree
    from iaclint.files.source import SourceFile
    from iaclint.resource import Configuration

__all__ = ["is_plan", "load"]


def load(
    sources: Sequence[SourceFile],
    wanted: Container[str],
    folder: tuple[SourceTree, str] | None = None,
) -> Configuration:
    """Read plans, each a scope of its own; keep the resources of the wanted types.

    ``folder`` is the root module that was planned, where it is at hand: findings then point
    there. What cannot be read is told in the configuration's diagnostics.
    """
    from iaclint.plan.loader import load_plans

    return load_plans(sources, wanted, folder)
