"""A law: a value that ``terraform_data`` repeats has the verdict of the value itself, or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from iaclint.files.source import SourceFile, Span
from iaclint.requested_rules import load_rules
from iaclint.ruleset.rule import Rule
from iaclint.syntax.hcl import nodes as ex
from iaclint.syntax.hcl.blocks import Body
from iaclint.syntax.hcl.parser import parse
from tests.terraform.support import verdicts

pytestmark = pytest.mark.slow

_NOT_REPEATED = frozenset(["count", "for_each", "provider", "depends_on"])
_OTHERS = frozenset(["lifecycle", "dynamic", "provisioner", "connection"])
_FOLDER = Path(__file__).parents[2] / "rules"
RULES = sorted(
    "-".join(path.relative_to(_FOLDER).with_suffix("").parts)
    for path in _FOLDER.glob("**/*public*.yaml")
)


@pytest.fixture(scope="module")
def rules() -> Mapping[str, Rule]:
    return load_rules(check_bundled=True).rules


def is_constant(value: ex.Expression) -> bool:
    match value:
        case ex.Literal() | ex.Number():
            return True
        case ex.Tuple():
            return all(map(is_constant, value.items))
        case ex.Object():
            return all(is_constant(part) for item in value.items for part in item)
        case ex.Call(name="jsonencode"):
            return all(map(is_constant, value.arguments))
        case _:
            return False


def constants(body: Body) -> Iterator[Span]:
    """Yield the places of the constants that attributes of a block are set to."""
    for name, attribute in body.attributes.items():
        if name not in _NOT_REPEATED and is_constant(attribute.expression):
            yield attribute.expression.span
    for block in body.blocks:
        if block.type not in _OTHERS:
            yield from constants(block.body)


def repeated(text: str) -> str:
    """Return a configuration in which resources have their constants from ``terraform_data``."""
    data = text.encode()
    stored: list[str] = []
    body, _ = parse(SourceFile("main.tf", data))
    blocks = (block for block in body.blocks if block.type in ("resource", "data"))
    places = [span for block in blocks for span in constants(block.body)]
    for span in sorted(places, key=lambda span: -span.start_byte):
        stored.append(f'resource "terraform_data" "s{len(stored)}" {{\n  input = {span.text}\n}}\n')
        reference = f"terraform_data.s{len(stored) - 1}.output".encode()
        data = data[: span.start_byte] + reference + data[span.end_byte :]
    return "\n".join([data.decode(), *stored])


@pytest.mark.parametrize("name", RULES)
def test_no_verdict_turns(tmp_path: Path, rules: Mapping[str, Rule], name: str) -> None:
    for n, example in enumerate(rules[name].examples):
        if example.language != "terraform":
            continue
        changed = {
            path: repeated(text) if path.endswith(".tf") else text
            for path, text in example.files.items()
        }
        before = verdicts(tmp_path / f"{n}", example.files, name)
        after = verdicts(tmp_path / f"{n}-repeated", changed, name)
        turned = {address for address, verdict in before.items() if after.get(address) != verdict}
        assert {after.get(address) for address in turned} <= {"unknown"}, example.name
