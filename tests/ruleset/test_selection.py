from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.errors import UsageError
from iaclint.files.diagnostics import InputError
from iaclint.files.source import SourceFile, Span
from iaclint.ruleset.loader import Ruleset
from iaclint.ruleset.rule import Severity
from iaclint.ruleset.selection import RuleLevel, RuleSetting, select
from tests.fakes import BUCKET, rule, ruleset


@pytest.fixture
def rules(tmp_path: Path) -> Ruleset:
    return ruleset(
        tmp_path,
        bucket_model=BUCKET,
        b=rule("b", "{acl: x}", compliance='{hipaa: ["1"], acme: ["2"]}', profile="all"),
        a=rule("a", "{acl: x}"),
        c=rule("c", "{acl: x}", compliance='{hipaa: ["1"]}', covered_by="[a]"),
    )


@pytest.mark.parametrize(
    ("ids", "skip", "profile", "expected"),
    [
        ((), (), "default", "ac"),
        ((), (), "all", "abc"),
        ((), (), "hipaa", "bc"),
        ((), (), "acme", "b"),
        ((), (), "gdpr", ""),
        (("b", "a"), (), "default", "ab"),
        (("all",), ("c",), "default", "ab"),
        ((), ("a",), "default", "c"),
    ],
)
def test_select(
    rules: Ruleset, ids: tuple[str, ...], skip: tuple[str, ...], profile: str, expected: str
) -> None:
    assert "".join(found.id for found in select(rules, ids, skip, profile)) == expected


@pytest.mark.parametrize(("ids", "skip"), [(("aa",), ()), ((), ("aa",))])
def test_an_unknown_rule(rules: Ruleset, ids: tuple[str, ...], skip: tuple[str, ...]) -> None:
    with pytest.raises(UsageError) as caught:
        select(rules, ids, skip)
    assert (caught.value.message, caught.value.hint) == ("unknown rule 'aa'", "did you mean 'a'?")


@pytest.mark.parametrize(
    ("settings", "ids", "skip", "expected"),
    [
        ({"a": "off"}, (), (), "c"),
        ({"*": "off"}, (), (), ""),
        ({"*": "off", "a": "on"}, (), (), "a"),
        ({"a": "on", "*": "off"}, (), (), ""),
        ({"b": "on"}, (), (), "abc"),
        ({"b": "low"}, (), (), "abc"),
        ({"b": "on"}, (), ("b",), "ac"),
        ({"a": "off"}, ("a",), (), "a"),
        ({"a": "off", "b": "on"}, ("all",), (), "abc"),
    ],
)
def test_settings_enable_and_disable_rules(
    rules: Ruleset,
    settings: dict[str, str],
    ids: tuple[str, ...],
    skip: tuple[str, ...],
    expected: str,
) -> None:
    found = select(rules, ids, skip, settings=_settings(settings))
    assert "".join(rule.id for rule in found) == expected


def test_settings_change_severities(rules: Ruleset) -> None:
    found = select(rules, settings=_settings({"*": "low", "a": "critical"}))
    assert {rule.id: rule.severity.value for rule in found} == {
        "a": "critical",
        "b": "low",
        "c": "low",
    }
    (named,) = select(rules, ("a",), settings=_settings({"a": "low"}))
    assert named.severity is Severity.LOW


def test_a_rule_that_is_enabled_is_not_covered(rules: Ruleset) -> None:
    by_level = {
        level: {rule.id: rule for rule in select(rules, settings=_settings({"c": level}))}["c"]
        for level in ("on", "low")
    }
    assert by_level["on"].covered_by == ()
    assert by_level["low"].covered_by == ("a",)


def test_settings_for_no_rule(rules: Ruleset) -> None:
    with pytest.raises(InputError) as error:
        select(rules, settings=_settings({"a": "off", "bb": "off", "x*": "off"}))
    assert [d.message for d in error.value.diagnostics] == [
        "unknown rule 'bb'",
        "unknown rule 'x*'",
    ]


def _settings(levels: dict[str, str]) -> list[RuleSetting]:
    place = Span(SourceFile("x.yaml", b""), 0, 0)
    return [RuleSetting(id_, RuleLevel(level), place) for id_, level in levels.items()]


def test_an_unknown_profile(rules: Ruleset) -> None:
    with pytest.raises(UsageError) as caught:
        select(rules, profile="hippa")
    assert caught.value.hint == "did you mean 'hipaa'?"


def test_covered_failures_are_left_out_only_in_the_default_profile(rules: Ruleset) -> None:
    def covered(*ids: str, profile: str = "default") -> dict[str, tuple[str, ...]]:
        return {found.id: found.covered_by for found in select(rules, ids, (), profile)}

    assert covered() == {"a": (), "c": ("a",)}
    assert covered("c") == {"c": ()}
    assert covered(profile="all") == {"a": (), "b": (), "c": ()}
    assert covered(profile="hipaa") == {"b": (), "c": ()}
