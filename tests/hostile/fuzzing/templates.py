"""CloudFormation: intrinsic functions and transforms at any place of a template."""

# ruff: noqa: E501
# Source text is on one line where that shows its form.

from __future__ import annotations

import json
import random
from collections.abc import Container
from typing import Any, Final

from tests.hostile.fuzzing import values
from tests.hostile.fuzzing.corpus import TEMPLATE_TREE

FUNCTIONS: Final = (
    *(
        "Ref",
        "Condition",
        "Fn::Base64",
        "Fn::Cidr",
        "Fn::And",
        "Fn::Equals",
        "Fn::If",
        "Fn::Not",
        "Fn::Or",
    ),
    *("Fn::FindInMap", "Fn::ForEach::L", "Fn::GetAtt", "Fn::GetAZs", "Fn::ImportValue", "Fn::Join"),
    *(
        "Fn::Length",
        "Fn::Select",
        "Fn::Split",
        "Fn::Sub",
        "Fn::ToJsonString",
        "Fn::Transform",
        "Fn::Contains",
    ),
    *(
        "Fn::EachMemberEquals",
        "Fn::EachMemberIn",
        "Fn::RefAll",
        "Fn::ValueOf",
        "Fn::ValueOfAll",
        "Fn::Implies",
    ),
    *("Fn::GetStackOutput", "Fn::Nope", "Rain::Embed"),
)
_NAMES: Final = (
    "A",
    "P",
    "N",
    "M",
    "C",
    "D",
    "K",
    "V",
    "AWS::Region",
    "AWS::NoValue",
    "AWS::AccountId",
    "AWS::StackId",
)
_TRANSFORMS: Final = (
    "AWS::LanguageExtensions",
    "AWS::LanguageExtensions",
    *(
        "AWS::LanguageExtensions",
        "AWS::Serverless-2016-10-31",
        "AWS::Include",
        "AWS::SecretsManager-2020-07-23",
        "Mine",
    ),
    *("AWS::CodeDeployBlueGreen", "AWS::ServiceCatalog", ""),
)


def _argument(dice: random.Random, depth: int) -> Any:
    roll = dice.random()
    if roll < 0.35:
        return dice.choice(_NAMES)
    if roll < 0.5 and depth > 0:
        return call(dice, depth - 1)
    if roll < 0.75:
        return [
            _argument(dice, depth - 1) if depth > 0 else dice.choice(_NAMES)
            for _ in range(dice.randint(0, 4))
        ]
    return values.value(dice, 2)


def call(dice: random.Random, depth: int = 3) -> dict[str, Any]:
    """Return a call of any intrinsic function on any values."""
    name = dice.choice(FUNCTIONS)
    found: dict[str, Any] = {name: _argument(dice, depth)}
    if name == "Fn::Transform" and dice.random() < 0.7:
        found = {name: {"Name": dice.choice(_TRANSFORMS), "Parameters": _argument(dice, depth)}}
    if name.startswith("Fn::ForEach") and dice.random() < 0.7:
        found = {
            name: [
                "V",
                _argument(dice, 1),
                {dice.choice(("A${V}", "X", "${V}", "&{V}")): _argument(dice, depth)},
            ]
        }
    if dice.random() < 0.05:
        found[dice.choice(FUNCTIONS)] = _argument(dice, 1)
    return found


def tree(dice: random.Random) -> dict[str, Any]:
    """Return a template with calls of intrinsic functions at a few places."""
    root: dict[str, Any] = json.loads(json.dumps(TEMPLATE_TREE))
    root["Transform"] = dice.sample(_TRANSFORMS, dice.choice((0, 1, 1, 2)))
    if dice.random() < 0.8:
        keep = dice.sample(sorted(root["Resources"]), 3)
        root["Resources"] = {key: root["Resources"][key] for key in keep}
    for _ in range(dice.choice((1, 2, 3, 6))):
        container, key = values.place(root, dice) or (root, "Resources")
        if isinstance(container, dict) and dice.random() < 0.2:
            container.update(call(dice))
        else:
            container[key] = call(dice)
    return root


_SHORT: Final = {"Ref": "!Ref", "Condition": "!Condition"}


def write_yaml(value: Any, dice: random.Random, kept: Container[int] = ()) -> str:
    """Return a value in YAML in flow style, with tags, anchors and odd scalars.

    ``kept`` are the identities of the values that are written as they are.
    """
    anchors: list[str] = []

    def write(node: Any) -> str:
        is_kept = id(node) in kept
        roll = 1.0 if is_kept else dice.random()
        if anchors and roll < 0.02:
            return f"*{dice.choice(anchors)} "
        prefix = ""
        if roll < 0.04:
            anchors.append(f"a{len(anchors)}")
            prefix = f"&{anchors[-1]} "
        elif roll < 0.05:
            prefix = dice.choice(
                (
                    "!!str ",
                    "!!int ",
                    "!!map ",
                    "!!seq ",
                    "!!binary ",
                    "!!null ",
                    "!!float ",
                    "!nope ",
                    "!Sub ",
                    "!<x> ",
                    "! ",
                )
            )
        if isinstance(node, dict):
            if len(node) == 1 and dice.random() < 0.6:
                ((key, inner),) = node.items()
                if key in _SHORT or key.startswith("Fn::"):
                    return f"{_SHORT.get(key, '!' + key[4:].replace(' ', ''))} {write(inner)}"
            merge = f"<<: *{dice.choice(anchors)} , " if anchors and roll < 0.08 else ""
            return f"{prefix}{{{merge}{', '.join(f'{_key(key, dice)}: {write(each)}' for key, each in node.items())}}}"
        if isinstance(node, list):
            return f"{prefix}[{', '.join(map(write, node))}]"
        if not is_kept and dice.random() < 0.03:
            return prefix + dice.choice(
                (
                    "~",
                    "yes",
                    "0o17",
                    "0x1F",
                    "1_000",
                    ".inf",
                    "-.inf",
                    ".nan",
                    "2024-01-01",
                    "1:30",
                    "=",
                    "010",
                    "1e400",
                    "1e-400",
                    "0b1",
                    "12:30:45",
                    "2024-01-01T00:00:00Z",
                    "9" * 5_000,
                )
            )
        return prefix + json.dumps(node, ensure_ascii=dice.random() < 0.8)

    found = write(value)
    return (
        dice.choice(
            ("", "", "", "---\n", "%YAML 1.1\n---\n", "# iaclint: ignore[*] why\n", "\n \n")
        )
        + found
        + dice.choice(("", "\n", "\n---\n{}\n", "\n...\n"))
    )


def _key(key: Any, dice: random.Random) -> str:
    return f"? {json.dumps(key)} " if dice.random() < 0.02 else json.dumps(key)
