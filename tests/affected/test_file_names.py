"""Which strings in a module can be the path of a file."""

from __future__ import annotations

import pytest

from iaclint.affected.file_names import ANY, names, read_patterns


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
    found = read_patterns(text.encode(), "modules/m")
    assert any(pattern.fullmatch(path) for pattern in found) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("file(var.name)", True),
        ('file("${var.name}")', True),
        ('fileset("policies", "**")', True),
        ('file("policies/a.json")', False),
        ('templatefile("${path.module}/${var.name}.tpl", {})', False),
        ('jsonencode("policies/${each.key}.json")', False),
    ],
)
def test_in_doubt_a_function_reads_any_file(text: str, expected: bool) -> None:
    assert (ANY in read_patterns(text.encode(), "modules/m", in_doubt=True)) is expected
