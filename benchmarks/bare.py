"""Read and parse all files of a folder and do nothing with them: the floor of any run.

Terraform goes through tree-sitter-hcl, templates through PyYAML's composer in C, those in JSON as
well, which is YAML too. Other YAML (workflows, manifests) is no part of the floor, since iaclint
doesn't parse it either.
"""

from __future__ import annotations

import contextlib
import re
import sys
from pathlib import Path

TEMPLATE = re.compile(rb"AWSTemplateFormatVersion|\bType[\"']?: *['\"]?AWS::")


def main(folder: Path) -> None:
    """Parse what `iaclint check` would read below a folder."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    modules = [path for path in files if path.suffix in (".tf", ".tofu", ".tfvars")]
    templates = [path for path in files if path.suffix in (".yaml", ".yml", ".template", ".json")]
    templates = [path for path in templates if TEMPLATE.search(path.read_bytes())]
    if modules:
        import tree_sitter
        import tree_sitter_hcl

        parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_hcl.language()))
        for path in modules:
            parser.parse(path.read_bytes())
    if templates:
        import yaml

        for path in templates:
            with contextlib.suppress(yaml.YAMLError):
                yaml.compose(path.read_bytes(), Loader=yaml.CSafeLoader)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
