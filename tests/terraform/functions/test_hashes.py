"""What Terraform prints for these calls, as JSON; ``REFUSED`` where it gives an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

REFUSED = None

CASES = [
    ('uuidv5("dns","example.com")', '"cfbff0d1-9375-5685-968c-48ce8b15ae17"'),
    ('uuidv5("oid","1.2.3")', '"42d5e23b-3a02-5135-85c6-52d1102f1f00"'),
    ('md5("é")', '"66ddcd97cfdeabb2f6fb8a999b4bc76f"'),
    (
        'base64sha512("x")',
        '"pKvURIxJVi2CgRXROh/M6pJ/UrTVRZKX+LQ+QtqJI4vBNibkPcs43bCCSIkn7JBPtCBXRDmD6IWFF51QVRr+Yg=="',
    ),
    ('rsadecrypt("eA==", "x")', REFUSED),
    ('uuidv5("url", "")', '"1b4db7eb-4057-5ddf-91e0-36dec72071f5"'),
    ('uuidv5("x", "a")', REFUSED),
    ('uuidv5("6ba7b8109dad11d180b400c04fd430c8", "a")', '"4f3f2898-69e3-5a0d-820a-c4e87987dbce"'),
    (
        'uuidv5("urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8", "a")',
        '"4f3f2898-69e3-5a0d-820a-c4e87987dbce"',
    ),
    (
        'uuidv5("{6ba7b810-9dad-11d1-80b4-00c04fd430c8}", "a")',
        '"4f3f2898-69e3-5a0d-820a-c4e87987dbce"',
    ),
    ("sha256(5)", '"ef2d127de37b942baad06145e54b0c619a1f22327b2ebbcfbec78f5564afe39d"'),
]


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call(as_json: Callable[[str], str | None], call: str, expected: str | None) -> None:
    assert as_json(call) == expected
