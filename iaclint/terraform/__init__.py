"""The Terraform front end: from folders of files to the resources that they would make."""

from __future__ import annotations

from iaclint.terraform.loader import load, load_each
from iaclint.terraform.options import Assignment, Options

__all__ = ["Assignment", "Options", "load", "load_each"]
