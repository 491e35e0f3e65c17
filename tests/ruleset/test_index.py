"""The index of rule files agrees with a full load."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from iaclint.ruleset import catalog
from iaclint.ruleset.catalog import (
    CACHED_INDEX,
    INDEX_FILE,
    is_indexed,
    read_index,
    relevant_files,
    wanted_types,
)
from iaclint.ruleset.files import RuleFolder
from iaclint.ruleset.index import FORMAT, Index, IndexFile, encode, scan
from iaclint.ruleset.index_builder import build_index, cache_index
from iaclint.ruleset.loader import Ruleset, load
from iaclint.ruleset.locate import rules_directory
from iaclint.ruleset.parser import read_rule
from iaclint.ruleset.rule import Rule, header_of
from iaclint.ruleset.selection import select
from iaclint.syntax.tree import Mapping
from tests.fakes import BUCKET, rule, write

RULES = rules_directory()
SERVICES = ("ebs", "ec2", "redshift", "s3")
"""The services of AWS whose rules are the bundled rules of tests that change files."""


@pytest.fixture(scope="module")
def everything() -> Ruleset:
    return load([RULES])


@pytest.fixture(scope="module")
def built() -> Index:
    return build_index(RULES).index


@pytest.fixture(scope="module")
def scanned() -> Index:
    return scan(RuleFolder(RULES).read_all())


@pytest.fixture(scope="module")
def few() -> IndexFile:
    """The part of the index that a few services make."""
    found = read_index(RuleFolder(RULES)) or build_index(RULES)
    entries = found.index.entries
    kept = (e for e in entries if e.kind == "fragment" or e.path.split("/")[1] in SERVICES)
    aws = tuple(entry for entry in kept if entry.path.startswith("aws/"))
    return IndexFile(Index(aws, FORMAT), found.trees)


@pytest.fixture
def installed(tmp_path: Path, few: IndexFile, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of a few bundled rules with their index, as in an installed package."""
    folder = tmp_path / "rules"
    for entry in few.index.entries:
        (folder / entry.path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(RULES / entry.path, folder / entry.path)
    (folder / INDEX_FILE).write_bytes(encode(few))
    monkeypatch.setattr("iaclint.ruleset.files.rules_directory", lambda: folder)
    yield folder
    catalog._open.cache_clear()


def test_the_default_profile_reads_its_rules_only(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Rule] = []

    def note(node: Mapping, model: str) -> Rule:
        read.append(read_rule(node, model))
        return read[-1]

    monkeypatch.setattr("iaclint.ruleset.loader.read_rule", note)
    ruleset = load([installed], {"aws_s3_bucket"})
    assert select(ruleset) == tuple(sorted(read, key=lambda rule: rule.id))
    assert 0 < len(read) < len(ruleset.rules)
    assert all(rule.default for rule in read)
    assert ruleset.rules.headers == {id_: header_of(r) for id_, r in ruleset.rules.items()}


def test_rules_on_one_type_share_its_model(installed: Path) -> None:
    ruleset = load([installed], {"aws_ami_launch_permission"})
    rules = [ruleset.rules[f"aws-ec2-ami-{name}-access"] for name in ("cross-account", "public")]
    (model,) = {rule.model for rule in rules}
    fields = ruleset.models[model].mappings["terraform"].fields
    assert fields.keys() >= {"account_id", "group"}


@pytest.mark.slow
def test_it_has_every_rule_and_its_model(everything: Ruleset, built: Index) -> None:
    assert built.ids("rule") == everything.rules.keys()
    for entry in (entry for entry in built.entries if entry.kind == "rule"):
        model = everything.models[everything.rules[entry.id].model]
        direct = {type_ for mapping in model.mappings.values() for type_ in mapping.resources}
        if entry.needs:
            assert entry.needs == (model.id,)
        else:
            assert direct == set(entry.types) <= set(entry.reads)


@pytest.mark.slow
def test_it_has_exactly_the_types_of_the_models(everything: Ruleset, built: Index) -> None:
    models = {entry.id: entry for entry in built.entries if entry.kind == "model"}
    for language in ("terraform", "cloudformation"):
        assert everything.types(language) <= built.types
    for id_, entry in models.items():
        model = everything.models[id_]
        own = {type_ for m in model.mappings.values() for type_ in m.resources}
        assert own <= set(entry.types) <= set(entry.reads)
        seen = {c.model for m in model.mappings.values() for c in m.companions.values() if c.model}
        assert seen <= {found.id for found in built.relevant(entry.types)}


@pytest.mark.slow
def test_a_type_of_a_chained_companion_makes_no_model_relevant(built: Index) -> None:
    assert built.relevant(["aws_security_group", "aws_subnet", "aws_route"]) == [
        entry for entry in built.entries if entry.id == "aws.ec2.subnet"
    ]


@pytest.mark.slow
def test_scanned_files_have_at_least_the_parsed_types(built: Index, scanned: Index) -> None:
    assert built.types <= scanned.types
    assert built.ids("rule") == scanned.ids("rule")
    for type_ in built.types:
        exact = {entry.path for entry in built.relevant([type_])}
        assert exact <= {entry.path for entry in scanned.relevant([type_])}


@pytest.mark.slow
def test_relevant_files_include_their_dependencies(built: Index, everything: Ruleset) -> None:
    by_id = {entry.id: entry for entry in built.entries}
    for type_ in built.types:
        found = built.relevant([type_])
        ids = {entry.id for entry in found}
        assert all(ids.issuperset(by_id[entry.id].needs) for entry in found)
        of_type = {
            rule.id
            for rule in everything.rules.values()
            if any(type_ in m.resources for m in everything.models[rule.model].mappings.values())
        }
        assert of_type <= ids


@pytest.mark.slow
def test_an_index_is_the_same_for_the_same_files(built: Index) -> None:
    again = build_index(RULES)
    assert again.index == built
    assert encode(again) == encode(build_index(RULES))


def test_an_installed_package_reads_what_it_needs(installed: Path) -> None:
    assert read_index(RuleFolder(installed)) is not None
    files = relevant_files([installed], ["aws_ebs_volume"])
    assert {file.path for file in files} >= {"aws/ebs/volume.model.yaml"}
    assert all(file.path.startswith("aws/ebs/") for file in files)


@pytest.mark.parametrize("change", ["new", "removed", "other size", "newer", "no index", "broken"])
def test_a_stale_index_is_not_used(installed: Path, change: str) -> None:
    path = installed / "aws" / "ebs" / "volume.model.yaml"
    text = path.read_text("utf-8")
    if change == "new":
        model = text.replace("aws.ebs.volume", "aws.ebs.other").replace("aws_ebs_volume", "aws_x")
        path.with_name("other.model.yaml").write_text(model, "utf-8")
    elif change == "removed":
        path.with_name("snapshot_block.model.yaml").unlink()
        path.write_text(text.replace("aws_ebs_volume", "aws_x"), "utf-8")
    elif change == "other size":
        path.write_text(text.replace("aws_ebs_volume", "aws_x"), "utf-8")
    elif change == "newer":
        # The size is the same: only the modification time shows the edit.
        path.write_text(text.replace("aws_ebs_volume", "aws_xxx_volume"[:14]), "utf-8")
        os.utime(installed / INDEX_FILE, (0, 0))
    elif change == "no index":
        (installed / INDEX_FILE).unlink()
    else:
        (installed / INDEX_FILE).write_text("{", "utf-8")
    assert read_index(RuleFolder(installed)) is None
    added = {"newer": "aws_xxx_volume", "no index": "aws_ebs_volume", "broken": "aws_ebs_volume"}
    type_ = added.get(change, "aws_x")
    assert type_ in wanted_types([installed])
    assert "aws/ebs/storage.yaml" not in (f.path for f in relevant_files([installed], []))
    assert [f.path for f in relevant_files([installed], [type_]) if f.kind == "model"]


def test_one_rule_takes_its_own_files_only(installed: Path) -> None:
    found = load([installed], types=(), ids=["aws-redshift-public-access"])
    assert found.rules.keys() == {"aws-redshift-public-access"}
    assert found.models.keys() == {"aws.redshift.cluster", "aws.ec2.subnet"}
    assert "aws-s3-versioning" in found.ids


def test_rules_of_users_are_always_read(installed: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    write(own, {"bucket.model.yaml": BUCKET, "a.yaml": rule("a", "{acl: private}")})
    text = rule("b", "{versioning: Enabled}").replace("test.bucket", "aws.s3.bucket")
    write(own, {"b.yaml": text})
    assert "bucket_acl" in wanted_types([installed, own])
    found = load([installed, own], types=[])
    assert found.diagnostics == ()
    assert found.rules.keys() == {"a", "b"}
    assert found.models.keys() == {"test.bucket", "aws.s3.bucket"}
    assert "aws-s3-versioning" in found.ids


@pytest.mark.parametrize("writes_bytecode", [True, False])
def test_a_checkout_caches_its_index_as_python_does_bytecode(
    installed: Path, monkeypatch: pytest.MonkeyPatch, writes_bytecode: bool
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", not writes_bytecode)
    (installed / INDEX_FILE).unlink()
    _age(installed)
    cache_index(installed)
    assert (installed / CACHED_INDEX).exists() == writes_bytecode
    assert is_indexed(installed) == writes_bytecode
    files = relevant_files([installed], ["aws_ebs_volume"])
    assert files
    assert all(bool(file.tree) == writes_bytecode for file in files)


def test_an_edit_makes_a_cached_index_stale(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (installed / INDEX_FILE).unlink()
    _age(installed)
    cache_index(installed)
    assert read_index(RuleFolder(installed))
    os.utime(installed / "aws" / "ebs" / "volume.model.yaml")
    assert read_index(RuleFolder(installed)) is None


def test_rules_with_errors_are_not_cached(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (installed / INDEX_FILE).unlink()
    path = installed / "aws" / "ebs" / "volume-encryption.yaml"
    path.write_text(path.read_text("utf-8").replace("model: aws", "model: asw"), "utf-8")
    cache_index(installed)
    assert not (installed / CACHED_INDEX).exists()


def _age(folder: Path) -> None:
    """Make all files look as if they had been written a minute ago."""
    for path in folder.rglob("*.yaml"):
        os.utime(path, (time.time() - 60, time.time() - 60))


def test_a_run_with_an_index_loads_the_same_rules(
    installed: Path,
) -> None:
    everything = load([installed])
    with_index = load([installed], wanted_types([installed]))
    assert with_index.rules.keys() == everything.rules.keys()
    for id_, rule_ in with_index.rules.items():
        expected = everything.rules[id_]
        for field in rule_.__struct_fields__:
            if field not in {"examples", "span"}:
                assert str(getattr(rule_, field)) == str(getattr(expected, field)), field
        assert rule_.span.start == expected.span.start
