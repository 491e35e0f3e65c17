"""Attributes that references refer to, through modules and keys."""

from __future__ import annotations

from typing import Any

import pytest

from iaclint.plan.configuration import ModuleConfig, Resolver
from tests.plan.plans import block, module, refers

CONFIGURATION = module(
    block("a.each", for_each=refers("a.many")),
    block("a.listed", for_each=refers("var.names")),
    module_calls={
        "m": {
            "expressions": {"id": refers("a.one.id", "a.one"), "all": refers("a.one")},
            "module": module(
                outputs={
                    "id": {"expression": refers("a.own.id", "a.own")},
                    "back": {"expression": refers("var.id")},
                    "both": {"expression": refers("a.own.id", "a.own", "a.other")},
                },
                module_calls={
                    "deep": {
                        "expressions": {"id": refers("var.id")},
                        "module": module(outputs={}),
                    }
                },
            ),
        }
    },
)


def only(address: str) -> str | None:
    """There is one instance of everything that is not called 'many'."""
    return None if address.endswith("many") else address


def resolve(
    *names: str, calls: Any = (), of: str = "a.x", key: Any = None
) -> tuple[object, ...] | None:
    """Return the address, the attribute and the steps in it."""
    block = {entry["address"]: entry for entry in CONFIGURATION["resources"]}.get(of, {})
    found = Resolver(ModuleConfig(CONFIGURATION), only).resolve(names, calls, block, key)
    return found and (found.address, found.attribute, *found.path)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("a.one.id", "a.one"), ("a.one", "id")),
        (('a.many["k.1"].id', 'a.many["k.1"]', "a.many"), ('a.many["k.1"]', "id")),
        (("a.many[0].arn", "a.many[0]", "a.many"), ("a.many[0]", "arn")),
        (("data.a.d.json", "data.a.d"), ("data.a.d", "json")),
        (("a.one",), ("a.one", "id")),
        (("a.many",), None),
        (("module.m.id", "module.m"), ("module.m.a.own", "id")),
        (('module.m["k"].id', 'module.m["k"]', "module.m"), ('module.m["k"].a.own', "id")),
        (("module.m.back", "module.m"), ("a.one", "id")),
        (("module.m.both", "module.m"), None),
        (("module.m.gone", "module.m"), None),
        (("module.gone.id", "module.gone"), None),
        (("a.one.id", "a.one", "a.two.id", "a.two"), None),
        (
            ("a.one.rule[0].id", "a.one.rule[0]", "a.one.rule", "a.one"),
            ("a.one", "rule", 0, "id"),
        ),
        (("a.many[0][1].id", "a.many[0][1]", "a.many[0]", "a.many"), None),
        (("local.id",), None),
        (("var.id",), None),
        (("path.module",), None),
        ((), None),
    ],
)
def test_references_in_the_root(names: tuple[str, ...], expected: tuple[str, str] | None) -> None:
    assert resolve(*names) == expected


def test_an_argument_of_a_call() -> None:
    assert resolve("var.id", calls=(("m", None),)) == ("a.one", "id")
    assert resolve("var.id", calls=(("m", "k"), ("deep", 0))) == ("a.one", "id")


def test_an_attribute_of_an_argument() -> None:
    assert resolve("var.all.arn", "var.all", calls=(("m", None),)) == ("a.one", "arn")


def test_the_instance_of_the_same_key() -> None:
    assert resolve("a.many", "count.index", key=1) == ("a.many[1]", "id")
    assert resolve("a.many", "each.key", key="k") == ('a.many["k"]', "id")
    assert resolve("each.value.arn", "each.value", of="a.each", key="k") == ('a.many["k"]', "arn")
    assert resolve("each.value", of="a.listed", key="k") is None


def test_circular_module_references_terminate() -> None:
    circle = module(
        module_calls={
            "m": {
                "expressions": {"x": refers("module.m.x", "module.m")},
                "module": module(outputs={"x": {"expression": refers("var.x")}}),
            }
        }
    )
    resolver = Resolver(ModuleConfig(circle), only)
    assert resolver.resolve(("module.m.x", "module.m"), (), {}, None) is None
