"""What Terraform prints for these calls, as JSON; ``REFUSED`` where it gives an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

REFUSED = None

CASES = [
    ('regexall("[a-z]", "aébc")', '["a","b","c"]'),
    ('regexall("(a)(b)?", "abaa")', '[["a","b"],["a",null],["a",null]]'),
    (
        'regex("^(?:(?P<scheme>[^:/?#]+):)?(?://(?P<authority>[^/?#]*))?", "https://terraform.io/docs/")',
        '{"authority":"terraform.io","scheme":"https"}',
    ),
    ('regex("a(b)?c", "ac")', "[null]"),
    (r'regex("(?P<y>\\d{4})-(?P<m>\\d{2})", "on 2024-05-01")', '{"m":"05","y":"2024"}'),
    (r'regexall("\\d", "a1b2")', '["1","2"]'),
    ('regexall("x*", "")', '[""]'),
    ('regex("", "abc")', '""'),
    (r'regex("\\x{1F600}", "😀")', '"😀"'),
    ('regex("[[:alpha:]]+", "12ab")', '"ab"'),
    (r'regex("(?s)a.b", "a\nb")', r'"a\nb"'),
    ('regex("a|ab", "ab")', '"a"'),
    ('regex("(a|ab)(c|bcd)(d*)", "abcd")', '["a","bcd",""]'),
    ('regex("(?P<é>x)", "x")', REFUSED),
    ('replace("abc", "/(b)/", "$01")', '"ac"'),
    ('replace("abc", "/(b)/", "$1é")', '"ac"'),
    ('replace("abc", "/(?P<2>b)(c)/", "$2")', '"ac"'),
    ('replace("abc", "/(?P<n>x)?(?P<n>b)/", "$n")', '"abc"'),
]


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call(as_json: Callable[[str], str | None], call: str, expected: str | None) -> None:
    assert as_json(call) == expected
