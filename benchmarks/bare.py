"""Read and parse all files of a folder, without evaluating them: the lower bound for any run.

Terraform is parsed with tree-sitter-hcl, templates in YAML and JSON with the C parser of PyYAML.
Other YAML files (workflows, manifests) are left out, since iaclint does not parse them either.
"""

from __future__ import annotations

import contextlib
import re
import sys
from pathlib import Path

TEMPLATE = re.compile(rb"AWSTemplateFormatVersion|\bType[\"']?: *['\"]?AWS::")


def main(folder: Path) -> None:
    """Parse the files that `iaclint check` would parse in a folder."""
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
