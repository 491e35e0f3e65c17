"""Any JSON value at any place of a file: a report with what is beside it, no internal error."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from iaclint.files.faults import FAULT
from tests.hostile.fuzzing import corpus, running
from tests.hostile.fuzzing.values import places
from tests.hostile.inputs import BUCKET

pytestmark = pytest.mark.slow

VALUES: Final = {
    "null": None,
    "true": True,
    "fraction": 1.5,
    "text": "x",
    "list": [0, ["a"], {"b": None}],
    "object": {"//": ["a"], "b": {"c": [None]}, "": 1},
}
_CALLER: Final = 'module "m" {\n  source = "a/b/aws"\n}\n'
_VARIABLES: Final = 'variable "v" {\n  type = list(string)\n}\nvariable "acl" {}\n'
KINDS: Final[dict[str, tuple[str, Callable[[], Any], dict[str, str]]]] = {
    "plan": ("plan.json", corpus.plan, {}),
    "configuration": ("main.tf.json", corpus.terraform_json, {"m/main.tf": 'variable "w" {}\n'}),
    "template": ("t.json", lambda: corpus.TEMPLATE_TREE, {}),
    "modules": (
        ".terraform/modules/modules.json",
        lambda: corpus.MODULES,
        {"main.tf": _CALLER, "m/main.tf": BUCKET},
    ),
    "values": (
        "terraform.tfvars.json",
        lambda: corpus.VALUES,
        {"main.tf": _VARIABLES + BUCKET.replace('"public-read"', "var.acl")},
    ),
}


def changed(tree: Any, value: object, comments: bool) -> Iterator[str]:
    """Yield a tree with a value at each of its places, or as a comment in each of its objects."""
    for n, (held, _) in enumerate(places(tree)):
        copied = copy.deepcopy(tree)
        container, key = places(copied)[n]
        container[key] = value
        yield json.dumps(copied)
        if comments and isinstance(held, dict):
            container[key] = held[key]
            container["//"] = value
            yield json.dumps(copied)


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("kind", KINDS)
def test_any_value_at_any_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, value: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    name, make, others = KINDS[kind]
    tree = json.loads(json.dumps(make()))
    for n, text in enumerate(changed(tree, VALUES[value], kind == "configuration")):
        files = {name: text, **others}
        running.write(tmp_path / f"n{n}", {each: files[each].encode() for each in files})
    running.write(tmp_path / "beside", {"main.tf": BUCKET.encode()})
    outcome = running.run(["check", "--rules", "aws-s3-public-access", "--format", "concise"])
    faults = [line for line in outcome.stdout.splitlines() if f" {FAULT} " in line]
    assert (outcome.code, faults, "beside/main.tf" in outcome.stdout) == (1, [], True)
