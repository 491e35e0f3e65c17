"""What Terraform prints for these calls, as JSON; ``REFUSED`` where it gives an error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from iaclint.terraform.functions.texts import known_start
from tests.terraform.support import root

REFUSED = None

CASES = [
    ('split(",", "")', '[""]'),
    ('split(", ", "a, b,c")', '["a","b,c"]'),
    ('join("-", ["a"], [], ["b"])', '"a-b"'),
    ('replace("hello world", "/(w)(o)/", "$2$1")', '"hello owrld"'),
    ('replace("aaa", "/a*?/", "x")', '"xaxaxax"'),
    ('replace("abc", "/(?P<n>b)/", "<$${n}>")', r'"a\u003cb\u003ec"'),
    ('replace("日本語", "/./", "x")', '"xxx"'),
    (r"""title("o'neil mc-donald élan x1y")""", r'''"O'Neil Mc-Donald Élan X1y"'''),
    ('upper("ŉǰΐfiǆ")', '"ŉǰΐFIǄ"'),
    (r'lower("İI\u03a3")', '"ii\u03c3"'),
    ('substr("héllo", -2, 5)', '"lo"'),
    ('substr("abc", -10, 2)', '"ab"'),
    ('substr("abc", 3, 1)', '""'),
    ('substr("abc", 1, 100)', '"bc"'),
    ('trim("xxhixx", "x")', '"hi"'),
    (r'trimspace("\u00a0 a \u2003")', '"a"'),
    (r'chomp("a\n\r\n\n")', '"a"'),
    (r'indent(3, "a\n\nb")', r'"a\n   \n   b"'),
    ('strrev("नमस्ते")', '"तेस्मन"'),
    ('startswith("abc", "abcd")', "false"),
    ('join(",",["a",1,true])', '"a,1,true"'),
    ('join(",", "a")', REFUSED),
    ('join(1, ["a","b"])', '"a1b"'),
    ('split(1, "a1b")', '["a","b"]'),
    ('substr("abcdef", 2, 0)', '""'),
    ('substr("abc", 0, 5)', '"abc"'),
    ('replace("a+b", "+", "-")', '"a-b"'),
    (r'replace("a.b.c", "/\\./", "-")', '"a-b-c"'),
    ('replace("abc", "/[ac]/", "<$0>")', r'"\u003ca\u003eb\u003cc\u003e"'),
    ('trim(" a ", " ")', '"a"'),
    ('trimprefix("aab", "aa")', '"b"'),
    ('title("hELLO wORLD")', '"HELLO WORLD"'),
    ('upper("ß")', '"ß"'),
    ('lower("ÀÉ")', '"àé"'),
    ('strcontains("abc", "")', "true"),
    ('endswith("abc", "bc")', "true"),
]


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call(as_json: Callable[[str], str | None], call: str, expected: str | None) -> None:
    assert as_json(call) == expected


EMAIL = "${data.google_storage_project_service_account.gcs.email_address}"


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (f'split(",", "serviceAccount:{EMAIL}")', ["serviceAccount:"]),
        (f'split(",", "allUsers,serviceAccount:{EMAIL},")', ["allUsers", "serviceAccount:", ""]),
        (f'split("@", "serviceAccount:{EMAIL}")', None),
        (f'split(", ", "serviceAccount:{EMAIL}")', None),
        ('split(",", "serviceAccount:${var.email}")', None),
    ],
)
def test_split_where_no_unknown_part_contains_the_separator(
    tmp_path: Path, call: str, expected: list[str] | None
) -> None:
    files = {
        "main.tf": 'variable "email" {}\ndata "google_storage_project_service_account" "gcs" {}\n'
    }
    found = root(tmp_path, files).evaluate(call)
    starts = [known_start(each) for each in found] if isinstance(found, tuple) else None
    assert starts == expected
