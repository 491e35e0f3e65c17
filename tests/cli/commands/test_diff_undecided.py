"""``iaclint check --diff`` beside old files that are not read.

The base has an error, which is forgiven. It is not where the change makes, or touches, what the
error leaves undecided.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from iaclint.limits import MAX_JSON_TEMPLATES
from tests.scratch import Scratch

pytestmark = pytest.mark.slow

BUCKET: Final = 'resource "aws_s3_bucket" "b" {\n  bucket = "b"\n}\n'
BLOCK: Final = """\
resource "aws_s3_bucket_public_access_block" "b" {
  bucket                  = aws_s3_bucket.b.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
"""
ACL: Final = """\
resource "aws_s3_bucket_ownership_controls" "b" {
  bucket = aws_s3_bucket.b.id
  rule {
    object_ownership = "BucketOwnerPreferred"
  }
}
resource "aws_s3_bucket_acl" "b" {
  bucket = aws_s3_bucket.b.id
  acl    = %s
}
"""
PUBLIC: Final = BUCKET + ACL % '"public-read"'
BY_VARIABLE: Final = BUCKET + ACL % "var.acl"
NEW: Final = PUBLIC.replace('"b"', '"new"').replace(".b.", ".new.")
VARIABLE: Final = 'variable "acl" {\n  default = "private"\n}\n'
OTHER_DEFAULT: Final = VARIABLE.replace("private", "public-read")
VALUE: Final = 'acl = "public-read"\n'
PRIVATE: Final = 'acl = "private"\n'
CALL: Final = 'module "m" {\n  source = "../m"\n  acl    = "%s"\n}\n'
PASSES_ON: Final = 'variable "acl" {}\nmodule "n" {\n  source = "../n"\n  acl    = var.acl\n}\n'
HARMLESS: Final = "locals {\n  unused = 1\n}\n"
VOLUME: Final = 'resource "aws_ebs_volume" "v" {\n  encrypted = true\n}\n'
MANY: Final = 'resource "aws_ebs_volume" "v" {\n  count     = 1000000\n  encrypted = true\n}\n'

LARGE: Final = "#" * 3_100_000
MANY_TEMPLATES: Final = "${1}" * (MAX_JSON_TEMPLATES + 1)
OUT: Final = "link out of the work tree"
UNREAD: Final = {
    "large": ("z.tf", LARGE),
    "a syntax error": ("z.tf", "x {\n"),
    "nested": ("z.tf.json", f'{{"locals":{{"x":{"[" * 150}{"]" * 150}}}}}'),
    "templates": ("z.tf.json", f'{{"locals":{{"a":"{MANY_TEMPLATES}"}}}}'),
    "outside": ("z.tf", OUT),
}
"""Files of a module that are not read, though Terraform reads most of them."""
VALUES: Final = {
    "large": ("z.auto.tfvars", LARGE),
    "a syntax error": ("z.auto.tfvars.json", '{"a": }'),
    "outside": ("z.auto.tfvars", OUT),
}
"""Variable files that are not read, and may give any value."""


class Change(NamedTuple):
    """The files of the base, and what a change writes and deletes."""

    base: Mapping[str, str]
    writes: Mapping[str, str] = {}
    deletes: tuple[str, ...] = ()


BIG: Final = {"z.tf": LARGE}
BIG_IN_M: Final = {"m/z.tf": LARGE}
BIG_VALUES: Final = {"z.auto.tfvars": LARGE, "main.tf": BY_VARIABLE, "variables.tf": VARIABLE}
SWAPPED: Final = BUCKET + ACL % 'local.a ? "private" : "public-read"'

HIDDEN: Final = {
    "a new resource in a new file": Change({**BIG, "main.tf": BUCKET + BLOCK}, {"n.tf": NEW}),
    "a deleted block": Change({**BIG, "main.tf": PUBLIC, "block.tf": BLOCK}, {}, ("block.tf",)),
    "a new variable file": Change(
        {**BIG, "main.tf": BY_VARIABLE + VARIABLE}, {"terraform.tfvars": VALUE}
    ),
    "another value": Change(
        {**BIG, "main.tf": BY_VARIABLE + VARIABLE, "terraform.tfvars": PRIVATE},
        {"terraform.tfvars": VALUE},
    ),
    "another expression of what is unread": Change(
        {**BIG, "main.tf": SWAPPED},
        {"main.tf": BUCKET + ACL % 'local.a ? "public-read" : "private"'},
    ),
    "a new resource with a local value that is unread": Change(
        {**BIG, "main.tf": BUCKET + BLOCK}, {"n.tf": NEW.replace('"public-read"', "local.a")}
    ),
    "a new call": Change(
        {**BIG_IN_M, "m/main.tf": BY_VARIABLE + VARIABLE, "a/main.tf": HARMLESS},
        {"a/n.tf": CALL % "public-read"},
    ),
    "a new call of what is unread": Change(
        {**BIG_IN_M, "a/main.tf": HARMLESS}, {"a/n.tf": CALL % "public-read"}
    ),
    "another argument of what is unread": Change(
        {**BIG_IN_M, "a/main.tf": CALL % "private"}, {"a/main.tf": CALL % "public-read"}
    ),
    "another argument that is passed on": Change(
        {"n/z.tf": LARGE, "m/main.tf": PASSES_ON, "a/main.tf": CALL % "private"},
        {"a/main.tf": CALL % "public-read"},
    ),
    "another default": Change(BIG_VALUES, {"variables.tf": OTHER_DEFAULT}),
    "a variable file before it": Change(BIG_VALUES, {"terraform.tfvars": VALUE}),
    "a deleted variable file before it": Change(
        {**BIG_VALUES, "variables.tf": OTHER_DEFAULT, "a.auto.tfvars": PRIVATE},
        {},
        ("a.auto.tfvars",),
    ),
    "a new resource with a variable": Change(
        BIG_VALUES, {"n.tf": NEW.replace('"public-read"', "var.acl")}
    ),
    "more resources than are evaluated": Change({"main.tf": MANY}, {"z.tf": NEW}),
    "a limit in what is not touched": Change(
        {
            "locals.tf": 'locals {\n  a = length(range(1000000)) > 3 ? "private" : "b"\n}\n',
            "main.tf": BUCKET + ACL % "local.a",
        },
        {"n.tf": NEW.replace('"public-read"', "local.a")},
    ),
    "an error of evaluation in what is not touched": Change(
        {"locals.tf": 'locals {\n  a = tonumber("x")\n}\n', "main.tf": BUCKET + ACL % "local.a"},
        {"n.tf": NEW.replace('"public-read"', "local.a")},
    ),
}
"""What the change makes, and what the old error leaves undecided."""

KEPT: Final = {
    "another block": Change({**BIG, "main.tf": BUCKET}, {"n.tf": HARMLESS}),
    "a resource that is decided": Change({**BIG, "main.tf": BUCKET}, {"n.tf": VOLUME}),
    "a comment at what is decided": Change(
        {**BIG, "main.tf": BUCKET + BLOCK}, {"main.tf": f"# safe\n{BUCKET}{BLOCK}"}
    ),
    "another root": Change({"a/z.tf": LARGE, "a/main.tf": BUCKET}, {"b/main.tf": BUCKET + BLOCK}),
    "beside a call": Change(
        {**BIG_IN_M, "a/main.tf": CALL % "private"}, {"a/n.tf": HARMLESS + VOLUME}
    ),
    "a block beside values": Change(BIG_VALUES, {"n.tf": HARMLESS}),
    "an equal variable of another root": Change(
        {f"a/{name}": text for name, text in BIG_VALUES.items()},
        {"b/main.tf": BY_VARIABLE + 'variable "acl" {}\n'},
    ),
}
"""Changes that the old error hides nothing of."""


def compare(folder: Path, change: Change) -> int:
    """Return the exit code of a comparison, after that of the base is seen to be 0."""
    outside = folder / "outside"
    outside.write_text("", encoding="utf-8")
    scratch = Scratch(folder / "r")
    scratch.write({name: text for name, text in change.base.items() if text != OUT})
    for name in (name for name, text in change.base.items() if text == OUT):
        (scratch.root / name).symlink_to(outside)
    scratch.commit()
    assert scratch.iaclint("check").returncode == 1
    assert scratch.iaclint("check", "--diff", "HEAD").returncode == 0
    scratch.write(change.writes)
    for name in change.deletes:
        scratch.delete(name)
    return scratch.iaclint("check", "--diff", "HEAD").returncode


@pytest.mark.parametrize("name", HIDDEN)
def test_what_a_change_leaves_undecided_is_an_error(tmp_path: Path, name: str) -> None:
    assert compare(tmp_path, HIDDEN[name]) == 1


@pytest.mark.parametrize("name", KEPT)
def test_an_old_error_beside_a_change_is_unchanged(tmp_path: Path, name: str) -> None:
    assert compare(tmp_path, KEPT[name]) == 0


@pytest.mark.parametrize("kind", UNREAD)
def test_every_file_of_a_module_that_is_not_read(tmp_path: Path, kind: str) -> None:
    path, text = UNREAD[kind]
    base = {path: text, "main.tf": BUCKET + BLOCK}
    opened, kept = {"main.tf": PUBLIC}, {"n.tf": HARMLESS}
    for number, (writes, code) in enumerate([(opened, 1), (kept, 0)]):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert compare(folder, Change(base, writes)) == code


@pytest.mark.parametrize("kind", VALUES)
def test_every_variable_file_that_is_not_read(tmp_path: Path, kind: str) -> None:
    path, text = VALUES[kind]
    base = {path: text, "main.tf": BY_VARIABLE + VARIABLE}
    opened, kept = {"terraform.tfvars": VALUE}, {"n.tf": HARMLESS}
    for number, (writes, code) in enumerate([(opened, 1), (kept, 0)]):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert compare(folder, Change(base, writes)) == code
