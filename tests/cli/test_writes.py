"""What is written: never through a link, and never onto an input."""

from __future__ import annotations

from pathlib import Path

import pytest

KEPT = {
    "main.tf": 'module "m" {\n  source = "./m"\n}\n',
    "m/main.tf": 'resource "aws_s3_bucket" "a" {\n  bucket = "a"\n}\n',
    "values.vars": "b = 1\n",
    "own.vars": "c = 1\n",
    "p.json": '[{"ParameterKey": "A", "ParameterValue": "B"}]\n',
    "own.json": '[{"ParameterKey": "A", "ParameterValue": "B"}]\n',
    "t.txt": "Resources:\n  A:\n    Type: AWS::S3::Bucket\n",
    ".iaclint.yaml": (
        "roots:\n- path: .\n  var-files: [own.vars]\n- path: t.txt\n  parameter-files: [own.json]\n"
    ),
    "c.yml": "profile: all\n",
    "rules/aws.yaml": "x: 1\n",
    "b.json": '{"schema": 1, "findings": []}\n',
}
ONTO = [
    "check . --output main.tf",
    "check . --output m/../m/main.tf",
    "check . --output t.txt",
    "check . --output .iaclint.yaml",
    "check . --no-config --output .iaclint.yaml",
    "check . --config c.yml --output c.yml",
    "check . --baseline b.json --format json --output b.json",
    "check . --var-file values.vars --output values.vars",
    "check . --env a=values.vars --output values.vars",
    "check . --parameters p.json --output ./p.json",
    "check . --output own.vars",
    "check . --format html --output own.json",
    "baseline write --force --baseline main.tf",
    "baseline write --force --baseline .iaclint.yaml",
    "baseline write --force --baseline p.json",
    "baseline update --baseline p.json",
]
THROUGH = [
    "check . --output link.json",
    "check . --output folder/new.json",
    "check . --output {}/folder/new.json",
    "check . --output m/../folder/new.json",
    "check . --format html --output inner.html",
    "baseline write --baseline folder/new.json",
    "baseline write --force --baseline known.json",
    "baseline write --baseline gone.json",
    "baseline update --baseline inner.json",
    "stub m --source acme/a/b --version 1.x --folder folder",
    "stub m --source acme/a/b --version 1.x",
    "rules new --folder folder --id own-bucket --model aws.s3.bucket --title T --severity low"
    " --category versioning --require versioning=Enabled",
    "init --github",
]


def _contents(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in files}


@pytest.fixture(params=[True, False], ids=["git", "no git"])
def tree(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    if request.param:
        (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.mark.parametrize("command", ONTO)
def test_an_input_is_not_replaced(program, tree: Path, command: str) -> None:
    result = program(*command.split(), files=KEPT)
    assert (result.returncode, _contents(tree)) == (2, KEPT), result.stdout
    assert "onto the input" in result.stderr or "is not a baseline" in result.stderr


def test_a_rule_is_not_replaced(program, tree: Path) -> None:
    rule = (Path(__file__).parents[2] / "rules/aws/s3/versioning.yaml").read_text("utf-8")
    files = {"main.tf": "", "own/a.yaml": rule.replace("id: aws-s3", "id: own")}
    for folder in ("own", "own/a.yaml"):
        result = program("check", ".", "--rules-dir", folder, "--output", "own/a.yaml", files=files)
        assert (result.returncode, _contents(tree)) == (2, files), result.stderr
        assert "onto the input" in result.stderr


EVALUATED = {
    "main.tf": """\
locals {
  read     = file("a.json")
  rendered = templatefile("t/b.json", { n = 1 })
  listed   = fileset(path.module, "c/*.json")
  exists   = fileexists("d.json")
  hash     = filesha256("e.json")
}
module "m" {
  source = "a/b/c"
}
resource "aws_s3_bucket" "b" {
  bucket = "${local.read}${local.rendered}${length(local.listed)}${local.exists}${local.hash}"
}
resource "aws_s3_bucket_acl" "b" {
  bucket = aws_s3_bucket.b.id
  acl    = aws_s3_bucket.b.bucket == "x" ? "private" : "public-read"
}
""",
    "stack.yaml": """\
Resources:
  A:
    Type: AWS::S3::Bucket
    Properties:
      Fn::Transform: {Name: AWS::Include, Parameters: {Location: f.json}}
""",
    "a.json": "a",
    "t/b.json": "${n}",
    "c/c.json": "",
    "d.json": "",
    "e.json": "",
    "f.json": '{"BucketName": "a"}',
    ".terraform/modules/modules.json": '{"Modules": []}',
}


@pytest.mark.parametrize("name", [name for name in EVALUATED if name.endswith("json")])
def test_a_file_that_is_evaluated_is_not_replaced(program, tree: Path, name: str) -> None:
    result = program("check", ".", "--output", name, files=EVALUATED)
    assert (result.returncode, _contents(tree)) == (2, EVALUATED), result.stdout
    assert f"onto the input '{name}'" in result.stderr


NAMED = {
    "main.tf": """\
locals {
  name   = "d.json"
  unused = file(local.name)
}
resource "aws_s3_bucket" "b" {
  bucket = file("a.json")
}
resource "aws_s3_bucket" "c" {
  bucket = file("${path.module}/b.json")
}
output "rendered" {
  value = templatefile("t/c.json", {})
}
""",
    "m.tf.json": '{"output": {"o": {"value": "${filesha256(\\"e.json\\")}"}}}',
    **dict.fromkeys(["a.json", "b.json", "t/c.json", "d.json", "e.json"], ""),
}


@pytest.mark.parametrize("name", [name for name, text in NAMED.items() if not text])
def test_a_file_that_a_function_names_is_not_replaced(program, tree: Path, name: str) -> None:
    result = program("check", ".", "--output", name, files=NAMED)
    assert (result.returncode, _contents(tree)) == (2, NAMED), result.stdout
    assert f"onto the input '{name}'" in result.stderr


def test_a_report_beside_calls_is_replaced(program, tree: Path) -> None:
    files = {**NAMED, "r.json": "", "t/r.json": ""}
    for name in ("r.json", "t/r.json"):
        result = program("check", ".", "--output", name, files=files)
        assert "onto the input" not in result.stderr
        assert (tree / name).read_text("utf-8")


GIT = ["check . --output {}", "check . --format sarif --output {}", "baseline write --baseline {}"]


@pytest.mark.parametrize(
    "name", [".git/config", ".git/hooks/pre-commit", "m/../.GIT/new", "m/.git"]
)
@pytest.mark.parametrize("command", GIT)
def test_nothing_is_written_into_git(program, tree: Path, command: str, name: str) -> None:
    (tree / ".git/hooks").mkdir(parents=True)
    (tree / ".git/config").write_text("[core]\n", encoding="utf-8")
    before = _contents(tree)
    result = program(*command.format(name).split(), files=KEPT)
    assert (result.returncode, result.stdout) == (2, "")
    assert "nothing is written into the folder of git" in result.stderr
    assert _contents(tree) == {**before, **KEPT}


@pytest.mark.parametrize("command", THROUGH)
def test_nothing_is_written_through_a_link(
    program, tree: Path, tmp_path_factory: pytest.TempPathFactory, command: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "known.json").write_text(KEPT["b.json"], encoding="utf-8")
    for name, target in {
        "link.json": outside / "any.json",
        "folder": outside,
        "known.json": outside / "known.json",
        "gone.json": outside / "gone.json",
        "inner.json": "b.json",
        "inner.html": "b.html",
        "stubs": outside,
        ".github": outside,
    }.items():
        (tree / name).symlink_to(target)
    files = {**KEPT, ".iaclint.yaml": ""}
    result = program(*command.format(tree).split(), files=files)
    assert (result.returncode, _contents(tree)) == (2, files), result.stdout
    assert "nothing is written through the link" in result.stderr
    assert _contents(outside) == {"known.json": KEPT["b.json"]}


def test_a_report_and_a_baseline_are_replaced(program, tree: Path) -> None:
    files = {"main.tf": "", "r.json": "", "b.json": KEPT["b.json"]}
    for arguments in (
        ("check", ".", "--format", "json", "--output", "r.json"),
        ("check", ".", "--format", "json", "--output", str(tree / "r.json")),
        ("baseline", "write", "--force", "--baseline", "b.json"),
        ("baseline", "update", "--baseline", "b.json"),
    ):
        result = program(*arguments, files=files)
        files = {}
        assert result.returncode == 0, result.stderr
