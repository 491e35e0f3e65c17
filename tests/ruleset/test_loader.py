"""Load rule files: errors have places, and the other files are loaded."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from iaclint.errors import UsageError
from iaclint.ruleset.loader import load
from iaclint.ruleset.locate import rules_directory
from iaclint.ruleset.rule import Severity
from tests.fakes import BUCKET, rule, ruleset, write

GOOD = rule("good", "{acl: private}")


def problems(tmp_path: Path, text: str, model: str = BUCKET) -> list[str]:
    """Return the error of a rule: the text at its place, the message and the hint."""
    found = ruleset(tmp_path, bucket_model=model, a_rule=text)
    assert len(found.rules) == 0
    return [
        f"{d.span.start.line}:{d.span.start.column} {d.span.text}: {d.message}"
        + (f" ({d.hint})" if d.hint else "")
        for d in found.diagnostics
        if d.span is not None
    ]


def test_a_good_rule(tmp_path: Path) -> None:
    text = rule(
        "good",
        "{acl: private}",
        compliance='{hipaa: ["1"]}',
        profile="all",
        examples='[{name: one, terraform: "a", fail: [x.y]},'
        ' {name: two, cloudformation: {a.yaml: "A", b/c.yaml: "B"}, pass: [Z]}]',
    )
    found = ruleset(tmp_path, bucket_model=BUCKET, good=text)
    assert found.diagnostics == ()
    loaded = found.rules["good"]
    assert (loaded.severity, loaded.default, loaded.model) == (Severity.LOW, False, "test.bucket")
    assert loaded.compliance == {"hipaa": ("1",)}
    one, two = loaded.examples
    assert (one.files, one.fail, one.text) == ({"main.tf": "a"}, ("x.y",), "a")
    assert (dict(two.files), two.passing) == ({"a.yaml": "A", "b/c.yaml": "B"}, ("Z",))
    assert one.span.text == "one"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("severity", "sevrity", "4:1 sevrity: unknown field 'sevrity' (did you mean 'severity'?)"),
        (
            "severity: low",
            "severity: lo",
            "4:11 lo: 'lo' is not one of: critical, high, medium, low (did you mean 'low'?)",
        ),
        ("title: good", "title: 5", "2:8 5: this must be text, not a number (quote it)"),
        ("title: good", "title:", "2:7 : this must be text, not null"),
        (
            "test.bucket",
            "test.buckets",
            "3:8 test.buckets: unknown model 'test.buckets' (did you mean 'test.bucket'?)",
        ),
        (
            "{acl: private}",
            "{alc: private}",
            "7:11 alc: unknown field 'alc' of test.bucket (did you mean 'acl'?)",
        ),
        (
            "{acl: private}",
            "{acl: {equal: private}}",
            "7:17 equal: unknown operator 'equal' (did you mean 'equals'?)",
        ),
        (
            "{acl: private}",
            "{any: [{acl: a}, {not: {bucket: b}}]}",
            "7:34 bucket: unknown field 'bucket' of test.bucket"
            " (`iaclint models show test.bucket` lists the fields)",
        ),
        (
            "{acl: private}",
            "{grants: {none: {url: x}}}",
            "7:27 url: unknown part 'url' of 'grants' (did you mean 'uri'?)",
        ),
        (
            "{acl: private}",
            "{acl: {matches: 'a(b'}}",
            "7:26 'a(b': invalid RE2 pattern: missing ): a(b",
        ),
        (
            "{acl: private}",
            "{acl: {in: x}}",
            "7:21 x: this must be a list, not text",
        ),
        (
            "{address} is",
            "{addres} is",
            "6:10 \"{addres} is wrong\": unknown field 'addres' of test.bucket"
            " (did you mean 'address'?)",
        ),
        ("id: good", "id: Good One", "1:5 Good One: 'Good One' does not have the form"),
        ("title: good", "title: [", "expected ',' or ']'"),
    ],
)
def test_mistakes(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in GOOD
    found = problems(tmp_path, GOOD.replace(old, new, 1))
    assert any(expected in problem for problem in found), found


def test_all_errors_of_a_file_are_reported(tmp_path: Path) -> None:
    text = GOOD.replace("severity", "sevrity").replace("low", "5").replace("title:", "tittle:")
    found = ruleset(tmp_path, bucket_model=BUCKET, a_rule=text)
    assert {problem.message for problem in found.diagnostics} == {
        "'title' is missing",
        "'severity' is missing",
        "unknown field 'tittle'",
        "unknown field 'sevrity'",
    }


def test_an_empty_file(tmp_path: Path) -> None:
    assert problems(tmp_path, "# nothing\n") == ["1:1 : this file is empty"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("identity:", "identty:", "unknown field 'identty' (did you mean 'identity'?)"),
        (
            "{resource: bucket_acl, owner: bucket,",
            "{resource: bucket_acl,",
            "give at least one of: owner, referenced_by",
        ),
        ("acl: [bucket_acl.acl, acl]", "acl: 5", "this must be text, not a number (quote it)"),
        (
            "acl: [bucket_acl.acl, acl]",
            "acl: {path: acl, values: {a: [b]}}",
            "this must be text or a number or true or false or null, not a list",
        ),
        ("{for_each: grant, parts", "{path: grant, parts", "unknown field 'path'"),
        (
            "acl: [bucket_acl.acl, acl]",
            "acl: [{for_each: bucket_acl, parts: {a: acl}}, acl]",
            "the companions 'bucket_acl' cannot be one of several sources (join several lists",
        ),
        (
            "acl: [bucket_acl.acl, acl]",
            "acl: {path: acl, of: bukcet}",
            "'bukcet' is not a resource of the model (did you mean 'bucket'?)",
        ),
        (
            "{resource: bucket_acl, owner: bucket,",
            "{resource: bucket_acl, owner: bucket, takes: [arm],",
            "'arm' is not in the identity of the model (did you mean 'arn'?)",
        ),
        ("title: bucket", "computed: {x: s3_exposre}\ntitle: b", "did you mean 's3_exposure'?"),
    ],
)
def test_mistakes_of_models(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in BUCKET
    found = ruleset(tmp_path, bucket_model=BUCKET.replace(old, new, 1))
    shown = [f"{d.message} ({d.hint})" for d in found.diagnostics]
    assert any(expected in problem for problem in shown), shown
    assert len(found.models) == 0


def test_an_invalid_file_does_not_affect_others(tmp_path: Path) -> None:
    found = ruleset(tmp_path, bucket_model=BUCKET, bad="id: [", good=GOOD)
    assert set(found.rules) == {"good"}
    assert len(found.diagnostics) == 1


def test_an_id_given_twice(tmp_path: Path) -> None:
    found = ruleset(tmp_path, bucket_model=BUCKET, good=GOOD, zebra=GOOD)
    (problem,) = found.diagnostics
    assert problem.message.startswith("another rule has the id 'good': ")
    assert problem.span is not None
    assert problem.span.file.path.endswith("zebra.yaml")


def test_a_rule_on_resource_types(tmp_path: Path) -> None:
    text = rule("direct", "{a.b: true}", when="{c: present}").replace(
        "test.bucket", "{terraform: aws_foo, cloudformation: AWS::Foo::Bar}"
    )
    other = text.replace("direct", "other").replace("a.b", "d")
    found = ruleset(tmp_path, direct=text, other=other)
    assert found.diagnostics == ()
    model = found.models[found.rules["direct"].model]
    assert set(model.mappings["terraform"].fields) == {"a.b", "c", "d"}
    assert found.types("cloudformation") == {"AWS::Foo::Bar"}
    assert found.types("terraform") == {"aws_foo"}


def test_no_such_directory(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder of rules"):
        load([tmp_path / "nowhere"])


def test_a_link_to_a_folder_above_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"rules/bucket.model.yaml": BUCKET, "rules/good.yaml": GOOD})
    (tmp_path / "rules/loop").symlink_to(".")
    assert set(load([tmp_path / "rules"]).rules) == {"good"}


@pytest.mark.parametrize("name", ["shared", "a.yaml"])
def test_a_link_out_of_the_folder_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / name).symlink_to(tmp_path)
    with pytest.raises(UsageError, match="leads out of the folder of rules"):
        load([tmp_path / "rules"])


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    with pytest.raises(UsageError, match="not a regular file"):
        load([tmp_path])


def test_a_link_that_leads_nowhere_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("a.yaml")
    with pytest.raises(UsageError, match="cannot read"):
        load([tmp_path])


class TestBundled:
    @pytest.mark.slow
    def test_all_bundled_rules_are_valid(self) -> None:
        found = load([rules_directory()], check_bundled=True)
        assert found.diagnostics == ()
        assert set(found.rules) == found.ids

    def test_only_relevant_rules_are_loaded(self) -> None:
        found = load([rules_directory()], types=["aws_ebs_volume", "aws_sfn_state_machine"])
        # Without an exact index, a model that mentions the type is loaded as well.
        models = set(found.named_models())
        assert {"aws.ebs.volume"} <= models <= {"aws.ebs.volume", "aws.ebs.snapshot"}
        assert "aws-ebs-volume-encryption" in found.rules
        assert "aws-s3-versioning" not in found.rules
        assert "aws-s3-versioning" in found.ids

    def test_a_companion_alone_matters(self) -> None:
        found = load([rules_directory()], types=["aws_s3_bucket_policy"])
        assert "aws-s3-public-access" in found.rules

    def test_a_rule_of_a_user_may_use_a_bundled_model(self, tmp_path: Path) -> None:
        text = rule("mine", "{versioning: Enabled}").replace("test.bucket", "aws.s3.bucket")
        write(tmp_path, {"mine.yaml": text})
        found = load([rules_directory(), tmp_path], types=[])
        assert found.diagnostics == ()
        assert "mine" in found.rules

    def test_a_run_needs_no_schema(
        self, run_python: Callable[..., subprocess.CompletedProcess[str]]
    ) -> None:
        code = (
            "import sys; from iaclint.ruleset.loader import load;"
            "from iaclint.ruleset.locate import rules_directory;"
            "load([rules_directory()]); print('jsonschema' in sys.modules)"
        )
        assert run_python("-c", code).stdout.strip() == "False"


def test_a_covering_rule_has_to_exist(tmp_path: Path) -> None:
    good = rule("good", "{acl: private}")
    bad = rule("bad", "{acl: private}", covered_by="[goods]")
    found = ruleset(tmp_path, bucket_model=BUCKET, good=good, bad=bad)
    (problem,) = found.diagnostics
    assert (problem.message, problem.hint) == ("unknown rule 'goods'", "did you mean 'good'?")
