"""Which strings in a module can be the path of a file."""

from __future__ import annotations

import pytest

from iaclint.affected.file_names import names, possible_pattern, read_patterns
from iaclint.affected.path_patterns import ANY
from iaclint.affected.read_calls import read_calls, without_json
from iaclint.limits import MAX_READ_CALLS


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ('file("${path.module}/policies/media.json")', "modules/m/policies/media.json", True),
        ('file("${path.module}/policies/media.json")', "other/policies/media.json", False),
        ('file("${path.module}/../policies/media.json")', "modules/policies/media.json", True),
        ('path = "policies/media.json"', "live/policies/media.json", True),
        ('path = "./policies/media.json"', "policies/media.json", True),
        ('path = "${path.root}/media.json"', "live/media.json", True),
        ('path = "${var.folder}/media.json"', "live/media.json", True),
        ('path = "xmedia.json"', "live/media.json", False),
        ('resource "aws_s3_bucket" "media" {', "media", False),
        ('bucket = "media"', "live/media", False),
        ('path = "./media"', "live/media", True),
        ('path = "media.json.bak"', "live/media.json", False),
        ('path = "ünï/with space.json"', "live/ünï/with space.json", True),
    ],
)
def test_a_string_that_ends_in_the_name_of_a_file(text: str, path: str, expected: bool) -> None:
    assert names(text.encode(), "modules/m", path) is expected


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ('file("${path.module}/policies/${each.key}.json")', "modules/m/policies/a.json", True),
        ('file("${path.module}/policies/${each.key}.json")', "modules/m/policies/a.yaml", False),
        ('file("${path.module}/policies/${each.key}.json")', "modules/n/policies/a.json", False),
        ('file("policies/${each.key}.json")', "live/policies/a.json", True),
        ('templatefile("${path.module}/${var.name}.tpl", {})', "modules/m/a.tpl", True),
        ('fileset(path.module, "policies/*.json")', "live/policies/a.json", True),
        ('fileset("${path.module}/policies", "**/*.json")', "modules/m/policies/x/a.json", True),
        ('fileset("policies", "{a,b}.json")', "policies/a.json", True),
        ('file(format("%s/policies/%s.json", path.module, var.n))', "m/policies/a.json", True),
        ('file(format("policies/%03d.json", 1))', "policies/001.json", True),
        ('file(\n  format(\n    "p/%s.json", var.n))', "p/a.json", True),
        ('file(var.name)\nname = "p/${var.n}.json"', "p/a.json", False),
        ('file("${var.name}")', "README.md", False),
        ("file(var.name)", "README.md", False),
        ('jsonencode("policies/${each.key}.json")', "policies/a.json", False),
        ('file("""\n")', "README.md", False),
    ],
)
def test_a_string_with_variable_parts_that_a_function_reads(
    text: str, path: str, expected: bool
) -> None:
    found = read_patterns(read_calls(text.encode()), "modules/m")
    assert any(pattern.matches(path) for pattern in found) is expected


# Each expression, a path that it can be, and one that it cannot be, if there is any.
POSSIBLE = [
    ("file(var.name)", "README.md", None),
    ('file("${var.name}")', "README.md", None),
    ('file(base64decode("ZmxhZw=="))', "flag", None),
    ('file(strrev("galf"))', "flag", None),
    ('file(lower("FLAG"))', "flag", None),
    ('file(("flag"))', "flag", None),
    ('file(true ? "flag" : "other")', "flag", None),
    ('file("other" == "" ? "other" : "flag")', "flag", None),
    ('file(["flag"]...)', "flag", None),
    ("file(<<-E\n  flag\nE\n)", "flag", None),
    ('core::file(lower("FLAG"))', "flag", None),
    ('filesha256(jsondecode("[]")[0])', "flag", None),
    ('fileexists (lower("FLAG"))', "flag", None),
    ('file/* : */(lower("FLAG"))', "flag", None),
    ('file # :\n (lower("FLAG"))', "flag", None),
    (f'file/*{" " * 2000}*/(lower("FLAG"))', "flag", None),
    (f'file({" " * 2000}lower("FLAG"))', "flag", None),
    ('fileset("policies", "**")', "live/a", None),
    (r'file("fl\u0061g")', "live/flag", "other"),
    (r'file("fl\U00000061g")', "flag", "other"),
    ('file("u\u0308.json")', "\u00fc.json", "u.json"),
    ('file("$${a}")', "${a}", None),
    ('file("%{if true}flag%{endif}")', "flag", None),
    ('file("a ${~ "flag"}")', "aflag", None),
    ('file("${{a = "flag"}.a}")', "flag", None),
    ('file("${"}"}flag")', "}flag", "other"),
    ('file("a${"},"}flag")', "a},flag", "a"),
    ('file("policies/a.json")', "live/policies/a.json", "live/a.json"),
    ('file("/policies/a.json")', "live/policies/a.json", "live/a.json"),
    ('file("~/policies/a.json")', "live/policies/a.json", "live/a.json"),
    ('file(abspath("a.json"),)', "live/a.json", "live/b.json"),
    ('file(pathexpand("a.json"))', "live/a.json", "live/b.json"),
    ('file("${path.module}/policies/a.json")', "m/policies/a.json", "policies/a.json"),
    ('file("${ path.module }/../a.json")', "a.json", "m/a.json"),
    ('file("${path.module}${"/../"}a.json")', "a.json", "b.json"),
    ('templatefile("${path.module}/${"../x/"}a.tpl", {})', "x/a.tpl", "x/b.tpl"),
    ('templatefile("${path.module}/${var.name}.tpl", {})', "x/y.tpl", "x/y.txt"),
    ('file("${path.module}/${".."}/a.json")', "a.json", "b.json"),
    ('file("${var.a}/b/../c/./d")', "c/d", "b/d"),
    ('file("${var.a}.")', "README.md", None),
    ('file(format("%s%s", "fl", "ag"))', "flag", None),
    ('file(format("a%%b"))', "a%b", "a%"),
    ('file(format("%5[1]s/%s.json", path.module, upper("a(")))', "x/A(.json", "x/a.yaml"),
    ('file(format("flag"))', "flag", "other"),
    ('file(format("a") == "a" ? "flag" : "")', "flag", None),
    ('file(format(lower("FLAG")))', "flag", None),
    ('jsonencode("flag")', None, "flag"),
    ("x-file(var.name)", None, "flag"),
    ("profile(var.name)", None, "flag"),
    ('a = "instance-profile/*"', None, "flag"),
]


@pytest.mark.parametrize(("text", "path", "other"), POSSIBLE)
def test_what_is_computed_can_be_any_path(text: str, path: str | None, other: str | None) -> None:
    found = [possible_pattern(call, "m") for call in read_calls(text.encode())]
    assert path is None or any(pattern.matches(path) for pattern in found)
    assert other is None or not any(pattern.matches(other) for pattern in found)


def test_calls_in_json_are_those_of_hcl() -> None:
    text = rb'{"a": "${f\u0069le(\"\ud83d\ude00\\u0061\")} \x"}'
    assert [call.path for call in read_calls(without_json(text))] == ["\U0001f600a"]


def test_too_many_calls_can_read_any_file() -> None:
    text = b'file("a")\n'
    assert all(call.path == "a" for call in read_calls(text * MAX_READ_CALLS))
    *_, last = read_calls(text * (MAX_READ_CALLS + 1))
    assert possible_pattern(last, ".") is ANY
