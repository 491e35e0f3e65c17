"""What Terraform prints for these calls, as JSON; ``REFUSED`` where it gives an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

REFUSED = None

CASES = [
    ('cidrsubnets("10.0.0.0/8", 4, 8, 4)', '["10.0.0.0/12","10.16.0.0/16","10.32.0.0/12"]'),
    ('cidrhost("2001:db8::/32", 12345678901234567890)', '"2001:db8::ab54:a98c:eb1f:ad2"'),
    ('cidrhost("10.0.0.0/24", 1e1)', '"10.0.0.10"'),
    ('cidrsubnet("2001:db8::/32", 32, 4294967295)', '"2001:db8:ffff:ffff::/64"'),
    ('cidrnetmask("0.0.0.0/0")', '"0.0.0.0"'),
    (
        'cidrsubnets("10.0.0.0/24", 1, 2, 3, 4, 4)',
        '["10.0.0.0/25","10.0.0.128/26","10.0.0.192/27","10.0.0.224/28","10.0.0.240/28"]',
    ),
    ('cidrsubnets("10.0.0.0/30", 1, 1, 1)', REFUSED),
    ('cidrhost("10.0.0.5/24", 3)', '"10.0.0.3"'),
    ('cidrsubnet("10.0.0.0/24", 9, 0)', REFUSED),
    ('cidrsubnet("::/0", 4, 15)', '"f000::/4"'),
    ('cidrhost("::/128", 0)', '"::"'),
    ('cidrhost("10.0.0.0/24", 1.5)', REFUSED),
]


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call(as_json: Callable[[str], str | None], call: str, expected: str | None) -> None:
    assert as_json(call) == expected
