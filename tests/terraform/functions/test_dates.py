"""What Terraform prints for these calls, as JSON; ``REFUSED`` where it gives an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

REFUSED = None

CASES = [
    ('timeadd("2020-02-28T23:59:59Z","1s")', '"2020-02-29T00:00:00Z"'),
    ('timeadd("2020-01-01T00:00:00-05:30","-25h3m")', '"2019-12-30T22:57:00-05:30"'),
    ('timeadd("2020-01-01T00:00:00Z","1us")', '"2020-01-01T00:00:00Z"'),
    ('timecmp("2020-01-01T00:00:00Z","2020-01-01T01:00:00+01:00")', "0"),
    (
        'formatdate("EEEE, DD-MMM-YY hh:mm:ss ZZZZZ","2020-02-03T04:05:06-07:00")',
        '"Monday, 03-Feb-20 04:05:06 -07:00"',
    ),
    ('formatdate("YYYYY","2020-02-03T04:05:06Z")', REFUSED),
    (r"""formatdate("'a''b' D/M","2020-02-03T04:05:06Z")""", r'''"a'b 3/2"'''),
    ('formatdate("hh:mm:ss.SSS","2020-02-03T04:05:06Z")', REFUSED),
    (r"""formatdate("YYYY-MM-DD'T'hh:mm:ssZ","2020-02-30T04:05:06Z")""", REFUSED),
    ('timeadd("2024-02-29T00:00:00Z", "8760h")', '"2025-02-28T00:00:00Z"'),
    ('timeadd("2024-01-01T00:00:00Z", "1h-30m")', REFUSED),
    ('timeadd("2024-01-01T00:00:00.123456789Z", "1ns")', '"2024-01-01T00:00:00Z"'),
    ('timecmp("2024-01-01T00:00:00.5Z", "2024-01-01T00:00:00Z")', "1"),
    ('formatdate("MMMM EEEE", "2024-03-05T00:00:00Z")', '"March Tuesday"'),
    ('formatdate("MMMMM", "2024-03-05T00:00:00Z")', REFUSED),
    ('formatdate("aa", "2024-03-05T13:00:00Z")', '"pm"'),
    ('formatdate("Z", "2024-03-05T13:00:00-00:00")', '"Z"'),
    ('timecmp("2020-01-01T00:00:00.1234567891Z", "2020-01-01T00:00:00.1234567892Z")', "0"),
    ('timeadd("2020-01-01T00:00:00Z", "9223372036854775808ns")', REFUSED),
    ('timeadd("2020-01-01T00:00:00Z", "-9223372036854775808ns")', '"1727-09-22T00:12:43Z"'),
    ('timeadd("2020-01-01T00:00:00Z", "99999999999999999999h")', REFUSED),
]


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call(as_json: Callable[[str], str | None], call: str, expected: str | None) -> None:
    assert as_json(call) == expected
