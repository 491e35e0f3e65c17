"""``iaclint check --changed`` for files that links lead to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from iaclint.affected.links import Links
from iaclint.files.file_index import FileIndex
from iaclint.files.source_tree import SourceTree
from iaclint.limits import MAX_LINKED_NAMES
from tests.scratch import Scratch

BUCKET = """\
resource "aws_s3_bucket" "a" {
  bucket = "a"
  acl    = %s
}
"""
GIVEN = 'variable "acl" {\n  default = "private"\n}\n' + BUCKET % "var.acl"
READING = BUCKET % 'trimspace(file("${path.module}/%s"))'
TEMPLATE = """\
Parameters: {Acl: {Type: String, Default: Private}}
Conditions: {Is: !Equals [!Ref Acl, PublicRead]}
Resources:
  A:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: %s
      OwnershipControls: {Rules: [{ObjectOwnership: BucketOwnerPreferred}]}
      PublicAccessBlockConfiguration: {BlockPublicAcls: false, IgnorePublicAcls: false}
"""
NESTING = """\
Resources:
  S:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: %s, Parameters: {Acl: PublicRead}}
"""
CALL = 'module "m" {\n  source = "%s"\n}\n'

# The files, the links and what they lead to, the changed file, and its text after the change.
CASES: dict[str, tuple[Mapping[str, str], Mapping[str, str], str, str]] = {
    "a read file": ({"r/main.tf": READING % "a.txt"}, {"r/a.txt": "../s/b.txt"}, "s/b.txt", "%s"),
    "a read folder": ({"r/main.tf": READING % "c/b.txt"}, {"r/c": "../s"}, "s/b.txt", "%s"),
    "a chain": (
        {"r/main.tf": READING % "a.txt"},
        {"r/a.txt": "../t/b", "t/b": "../u/c", "u/c": "../s/b.txt"},
        "s/b.txt",
        "%s",
    ),
    "a file through a folder": (
        {"r/main.tf": READING % "c/a.txt"},
        {"r/c": "../t", "t/a.txt": "../s/b.txt"},
        "s/b.txt",
        "%s",
    ),
    "a folder in a folder": (
        {"r/main.tf": READING % "c/d/b.txt"},
        {"r/c": "../t", "t/d": "../s"},
        "s/b.txt",
        "%s",
    ),
    "a link that reaches itself": (
        {"r/main.tf": READING % "c/c/c/b.txt"},
        {"r/c": "."},
        "r/b.txt",
        "%s",
    ),
    "a module": ({"r/main.tf": ""}, {"r/a.tf": "../s/a.txt"}, "s/a.txt", BUCKET % '"%s"'),
    "values": (
        {"r/main.tf": GIVEN},
        {"r/terraform.tfvars": "../s/prod.tfvars"},
        "s/prod.tfvars",
        'acl = "%s"\n',
    ),
    "values with another ending": (
        {"r/main.tf": GIVEN},
        {"r/a.auto.tfvars": "../s/prod.values"},
        "s/prod.values",
        'acl = "%s"\n',
    ),
    "configured values in a folder": (
        {"r/main.tf": GIVEN, ".iaclint.yaml": "roots: [{path: r, var-files: [v/p.vars]}]\n"},
        {"r/v": "../s"},
        "s/p.vars",
        'acl = "%s"\n',
    ),
    "a nested template": (
        {"t/t.yaml": NESTING % "n/n.yaml"},
        {"t/n": "../s"},
        "s/n.yaml",
        TEMPLATE % '!If [Is, "%s", "Private"]',
    ),
    "a stub": (
        {
            ".iaclint.yaml": "stubs: [st]\n",
            "r/main.tf": 'module "m" {\n  source  = "a/b/aws"\n  version = "1.0.0"\n}\n',
        },
        {"st/a/b/aws/1.x/main.tf": "../../../../a.txt"},
        "st/a.txt",
        BUCKET % '"%s"',
    ),
}
ACLS = [("private", "public-read"), ("Private", "PublicRead")]
"""Of Terraform and CloudFormation."""
RETARGETED: dict[str, tuple[Mapping[str, str], Mapping[str, str], str]] = {
    "a read file": ({"r/main.tf": READING % "a.txt"}, {"r/a.txt": "../OLD.txt"}, "r/a.txt"),
    "a read folder": ({"r/main.tf": READING % "c/a.txt"}, {"r/c": "../OLD"}, "r/c"),
    "in the middle": (
        {"r/main.tf": READING % "a.txt"},
        {"r/a.txt": "../s/x/../now.txt", "s/x": "../t/y", "t/now.txt": "../OLD.txt"},
        "t/now.txt",
    ),
    "a folder in the middle": (
        {"r/main.tf": READING % "a.txt"},
        {"r/a.txt": "../s/now/a.txt", "s/now": "../OLD"},
        "s/now",
    ),
    "a file of a module": ({"r/main.tf": ""}, {"r/a.tf": "../OLD.txt.tf"}, "r/a.tf"),
    "a called module": ({"r/main.tf": CALL % "./m"}, {"r/m": "../OLD"}, "r/m"),
    "a module in a called folder": ({"r/main.tf": CALL % "./m/x"}, {"r/m": "../OLD"}, "r/m"),
    "a file that is only there before": (
        {
            "r/main.tf": BUCKET % 'fileexists("${path.module}/c/f") ? "private" : "public-read"',
            "old/f": "",
        },
        {"r/c": "../OLD"},
        "r/c",
    ),
}
TARGETS = {
    f"{name}{path}": text % acl
    for name, acl in {"old": "private", "new": "public-read"}.items()
    for path, text in {
        ".txt": "%s",
        "/a.txt": "%s",
        ".txt.tf": BUCKET % '"%s"',
        "/main.tf": BUCKET % '"%s"',
        "/x/main.tf": BUCKET % '"%s"',
    }.items()
}


def _link(scratch: Scratch, links: Mapping[str, str]) -> None:
    for link, target in links.items():
        path = scratch.root / link
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(target)


def _results(scratch: Scratch, *arguments: str) -> list[str]:
    """Return the addresses of public buckets."""
    report = scratch.report(*arguments, "--rules", "aws-s3-public-access")
    return [result["resource"]["address"] for result in report["results"]]


@pytest.mark.slow
@pytest.mark.parametrize("is_named", [True, False], ids=["named", "staged"])
@pytest.mark.parametrize("kind", CASES)
def test_what_a_link_leads_to_affects_what_reads_the_link(
    tmp_path: Path, kind: str, is_named: bool
) -> None:
    files, links, path, text = CASES[kind]
    before, after = ACLS[path.endswith(".yaml")]
    scratch = Scratch(tmp_path / "r", {**files, path: text % before})
    _link(scratch, links)
    scratch.commit()
    scratch.write({path: text % after})
    scratch.git("add", "-A")
    assert len(_results(scratch, ".")) == 1
    assert len(_results(scratch, "--changed", *([path] if is_named else []))) == 1


@pytest.mark.slow
@pytest.mark.parametrize("kind", RETARGETED)
def test_a_link_that_leads_elsewhere_affects_what_reads_it(tmp_path: Path, kind: str) -> None:
    files, links, path = RETARGETED[kind]
    scratch = Scratch(tmp_path / "r", {**TARGETS, **files, "t/y/keep": ""})
    old = {link: target.replace("OLD", "old") for link, target in links.items()}
    _link(scratch, old)
    scratch.commit()
    _link(scratch, {path: links[path].replace("OLD", "new")})
    scratch.git("add", "-A")
    assert _results(scratch, "--changed")
    assert _results(scratch, "--changed", path)


@pytest.fixture
def links(tmp_path: Path) -> Links:
    """Return the links of a tree with a file, a link to its folder, and one to the link."""
    (tmp_path / "s").mkdir()
    (tmp_path / "s/a").write_text("")
    (tmp_path / "l").symlink_to("s")
    (tmp_path / "b").symlink_to("l/a")
    (tmp_path / "out").symlink_to("../x")
    return Links(FileIndex(SourceTree(str(tmp_path), str(tmp_path))))


def test_the_names_of_a_file(links: Links) -> None:
    names = links.names("s/a")
    assert names.paths[0] == "s/a"
    assert set(names.paths) == {"s/a", "l/a", "b"}
    assert names.is_complete


def test_a_file_without_links_has_one_name(links: Links) -> None:
    assert links.names("t/a").paths == ("t/a",)


def test_the_names_of_a_link_have_links_that_lead_through_it(links: Links) -> None:
    names = links.names("l")
    assert set(names.paths) == {"l", "l/a", "b"}
    assert not names.is_complete


def test_a_file_that_was_a_link_can_have_other_names(links: Links) -> None:
    assert not links.names("t/a", was_link=True).is_complete


def test_names_through_rings_are_bounded(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"l{number}").symlink_to(".")
    (tmp_path / "x").symlink_to("y")
    (tmp_path / "y").symlink_to("x")
    names = Links(FileIndex(SourceTree(str(tmp_path), str(tmp_path)))).names("a")
    assert not names.is_complete
    assert {f"l{number}/a" for number in range(200)} <= set(names.paths)
    assert len(names.paths) < 3 * MAX_LINKED_NAMES
