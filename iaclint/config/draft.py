"""The text of a new configuration file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from iaclint.config.inventory import Inventory, Module, Template

SCHEMA_FILE: Final = ".iaclint.schema.json"

_HEAD: Final = f"""\
# yaml-language-server: $schema={SCHEMA_FILE}
#
# Configuration of iaclint. `iaclint config show` prints the effective settings.

# Which rules to run: default, all, or a framework such as hipaa.
profile: default

# Rules to enable or disable, or their severity: low, medium, high or critical.
# rules:
#   aws-s3-versioning: off
#   aws-s3-access-logging: low
#   aws-*-cross-account-access: on

# The lowest severity to fail on.
fail-on: low

# What to do about checks that are undecided: ignore, report or fail.
unknown: report

# What to do if nothing was checked, or a module or file could not be loaded.
coverage: report

# Files and folders to leave out, as in .gitignore. Untracked files that git ignores are left out
# already.
# exclude:
#   - "**/examples/**"

# Folders of your own rules.
# rule-folders: [policies]

# Folders of stubs for modules that are not loaded.
# stubs: [stubs]

# AWS accounts that may have access.
# allowed-accounts: ["111122223333"]

# What comments and metadata that suppress findings may do.
# suppressions:
#   require-reason: true
#   max-days: 180
#   forbidden-rules: [aws-s3-public-access]

# How root modules and templates are deployed. Variable files are relative to the root module.
"""
_EXAMPLE: Final = """\
# roots:
#   - path: infra/*
#     environments:
#       dev: {var-files: [env/dev.tfvars]}
#       prod: {var-files: [env/prod.tfvars]}
#   - path: stacks/*.yaml
#     region: eu-west-1
#     parameters: {Environment: prod}
"""
_PLAIN = re.compile(r"[A-Za-z_./][A-Za-z0-9_./-]*")
_RESERVED = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])


def write_draft(inventory: Inventory) -> str:
    """Return the text of a configuration file for what is in a folder."""
    modules = [module for module in inventory.modules if module.common or module.environments]
    roots = [line for group in _alike(modules) for line in _module(group)]
    templates = [t for t in inventory.templates if t.parameters]
    hints = [f"  # {line}" for template in templates for line in _template(template)]
    if not roots:
        hints = [f"#{line.replace('#', '', 1)}" for line in hints]
    if not roots and not hints:
        return _HEAD + _EXAMPLE
    return _HEAD + "\n".join(["roots:" if roots else "# roots:", *roots, *hints]) + "\n"


def _alike(modules: list[Module]) -> Iterator[list[Module]]:
    """Yield the modules with the same variable files together."""
    groups: dict[str, list[Module]] = {}
    for module in modules:
        key = json.dumps([module.common, dict(module.environments)])
        groups.setdefault(key, []).append(module)
    yield from groups.values()


def _module(alike: list[Module]) -> Iterator[str]:
    paths = [_escape(module.folder) for module in alike]
    yield f"  - path: {_scalar(paths[0]) if len(paths) == 1 else _list(paths)}"
    first = alike[0]
    if first.common:
        yield f"    var-files: {_list(first.common)}"
    if first.environments:
        yield "    environments:"
    for name, files in first.environments.items():
        yield f"      {_scalar(name)}:"
        yield f"        var-files: {_list(files)}"


def _template(template: Template) -> Iterator[str]:
    yield f"- path: {_scalar(_escape(template.path))}"
    yield "  parameters:"
    for name in template.parameters:
        yield f"    {_scalar(name)}: VALUE"


def _escape(path: str) -> str:
    """Return a pattern that matches a path only."""
    return re.sub(r"([*?\[\]\\])", r"\\\1", path)


def _list(texts: list[str] | tuple[str, ...]) -> str:
    return f"[{', '.join(map(_scalar, texts))}]"


def _scalar(text: str) -> str:
    """Return a text in YAML, in quotes if it needs them."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _RESERVED
    return text if plain else json.dumps(text, ensure_ascii=False)
