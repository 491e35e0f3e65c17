"""What Terraform prints for these calls, as JSON; ``REFUSED`` where it gives an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

REFUSED = None

CASES = [
    (r'csvdecode("a,b\n1,2\n3,4")', '[{"a":"1","b":"2"},{"a":"3","b":"4"}]'),
    (r'csvdecode("x\n\"\"\n")', '[{"x":""}]'),
    (r'csvdecode("a,b\n\"1\n\",2")', r'[{"a":"1\n","b":"2"}]'),
    (r'csvdecode("a;b\n1;2")', '[{"a;b":"1;2"}]'),
    (r'csvdecode("a,b\n1,\"2\n")', REFUSED),
    (r'csvdecode("a\n\n\nb")', '[{"a":"b"}]'),
    (r'csvdecode("a,b\n1,2\n\n3,4\n")', '[{"a":"1","b":"2"},{"a":"3","b":"4"}]'),
    (r'csvdecode("a\n \n")', '[{"a":" "}]'),
]


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call(as_json: Callable[[str], str | None], call: str, expected: str | None) -> None:
    assert as_json(call) == expected
