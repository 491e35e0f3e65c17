from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.errors import UsageError
from iaclint.ruleset.loader import Ruleset
from iaclint.ruleset.selection import select
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
