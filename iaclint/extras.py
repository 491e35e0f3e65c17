"""The optional dependencies of iaclint: extras of the package, imported where they are used."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from msgspec import Struct

from iaclint.errors import UsageError


class Extra(Struct, frozen=True):
    """An extra of the package."""

    name: str
    module: str
    """The top-level module that it installs."""
    package: str

    @property
    def is_installed(self) -> bool:
        """Whether the module is there; it is not imported."""
        return find_spec(self.module) is not None

    @property
    def hint(self) -> str:
        """How to install it."""
        return f"install iaclint with the extra {self.name}: pip install 'iaclint[{self.name}]'"

    def require(self, purpose: str) -> None:
        """Raise ``UsageError`` if it is not installed."""
        if not self.is_installed:
            raise UsageError(f"{purpose} needs {self.package}, which is not installed", self.hint)


SAM: Final = Extra("sam", "samtranslator", "aws-sam-translator")
"""Expands templates with the transform AWS::Serverless-2016-10-31."""

VALIDATE: Final = Extra("validate", "cfnlint", "cfn-lint")
"""Validates templates, and has the schemas of resource types."""
