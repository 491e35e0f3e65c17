"""What most runs load: imported once by the server of ``tests/warm.py``, for all runs."""

from __future__ import annotations

import gc
from importlib import import_module

from iaclint.cli.command_group import COMMANDS
from iaclint.ruleset.catalog import is_indexed
from iaclint.ruleset.locate import rules_directory

MODULES = (
    "iaclint.analyses.aws.s3.bucket",
    "iaclint.analyses.aws.s3.log_delivery",
    "iaclint.analyses.aws.s3.log_target",
    "iaclint.analyses.aws.services.s3",
    "iaclint.api",
    "iaclint.cli.examples.runner",
    "iaclint.cloudformation.loader",
    "iaclint.pipeline",
    "iaclint.plan.loader",
    "iaclint.report.json",
    "iaclint.report.text",
    "iaclint.terraform.loader",
    "jsonschema",
    "tree_sitter_hcl",
    "yaml",
    *(command.partition(":")[0] for command in COMMANDS.values()),
)

for module in MODULES:
    import_module(module)
# Reads the index of the bundled rules.
is_indexed(rules_directory())
# A collection of garbage would copy all pages to the fork.
gc.freeze()
