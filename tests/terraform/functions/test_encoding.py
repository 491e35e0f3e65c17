"""What Terraform prints for these calls, as JSON; ``REFUSED`` where it gives an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

REFUSED = None

CASES = [
    (r"""urlencode("a/b?c=d&é ~*'()")""", '"a%2Fb%3Fc%3Dd%26%C3%A9+~%2A%27%28%29"'),
    ('base64encode("é")', '"w6k="'),
    ('textencodebase64("aé", "UTF-16")', '"/v8AYQDp"'),
    ('textdecodebase64("/v8AYQ==", "UTF-16")', '"a"'),
    ('textencodebase64("ab", "UTF-16BE")', '"AGEAYg=="'),
    ('textdecodebase64("YQ==", "ISO-8859-1")', '"a"'),
    ('base64decode("w6k=")', '"é"'),
    ('base64decode("/w==")', REFUSED),
    ('urlencode("")', '""'),
    ('textencodebase64("é", "ISO-8859-15")', '"6Q=="'),
    ('textencodebase64("é", "cp437")', '"gg=="'),
    ('textencodebase64("é", "csISOLatin1")', '"6Q=="'),
    ('textencodebase64("a", " US-ASCII ")', '"YQ=="'),
    ('textdecodebase64("gA==", "windows-874")', '"€"'),
    ('textdecodebase64("gA==", "ISO-8859-10")', REFUSED),
    ('textencodebase64("a\\u0085", "ISO-8859-2")', REFUSED),
    ('textencodebase64("a\\u0085", "ISO-8859-9")', '"YYU="'),
    ('textdecodebase64("AGE=", "UTF-16")', '"a"'),
]


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call(as_json: Callable[[str], str | None], call: str, expected: str | None) -> None:
    assert as_json(call) == expected
