"""Texts that are booleans where an attribute has that type."""

from __future__ import annotations

from typing import Final

BOOLEANS: Final = {"true": True, "1": True, "false": False, "0": False}
"""By the text in lower case. Terraform converts 1 and 0, in texts, but not True."""
