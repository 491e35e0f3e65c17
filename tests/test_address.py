from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.address import Address, ModuleCall, find_instances, natural, suffix, without_keys

NAMES = st.from_regex(r"[A-Za-z_][A-Za-z0-9_-]*", fullmatch=True)
KEYS = st.none() | st.integers(0) | st.text() | st.text('[].\\"${}%\n\t[a')
CALLS = st.builds(ModuleCall, NAMES, KEYS)
RESOURCES = st.one_of(
    st.builds("{}.{}".format, NAMES.filter(lambda name: name != "module"), NAMES),
    st.builds("data.{}.{}".format, NAMES, NAMES),
    NAMES,
)
ADDRESSES = st.builds(Address, RESOURCES, KEYS, st.lists(CALLS).map(tuple))


@given(ADDRESSES)
def test_an_address_is_printed_as_it_is_parsed(address: Address) -> None:
    assert Address.parse(str(address)) == address


@given(st.text())
def test_any_text_is_an_address(text: str) -> None:
    address = Address.parse(text)
    assert Address.parse(str(address)) == address


@given(ADDRESSES)
def test_an_address_without_keys_covers_every_instance(address: Address) -> None:
    block = address.without_keys()
    assert block.covers(address)
    assert without_keys(str(address)) == str(block)
    assert address.covers(block) is (block == address)


@given(ADDRESSES)
def test_a_resource_is_within_its_modules(address: Address) -> None:
    for depth in range(len(address.module) + 1):
        module = address.module[:depth]
        inner = address.relative_to(module)
        assert address.is_within(module)
        assert "".join(f"{call}." for call in module) + str(inner) == str(address)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("aws_s3_bucket.x", Address("aws_s3_bucket.x")),
        ("aws_s3_bucket.x[10]", Address("aws_s3_bucket.x", 10)),
        ('aws_s3_bucket.x["a]b"]', Address("aws_s3_bucket.x", "a]b")),
        (r'aws_s3_bucket.x["\"\\\n\u0000"]', Address("aws_s3_bucket.x", '"\\\n\0')),
        ('aws_s3_bucket.x["$${a}.%%{b}$c"]', Address("aws_s3_bucket.x", "${a}.%{b}$c")),
        (
            'module.a["x.y"].module.b[0].data.aws_vpc.z',
            Address("data.aws_vpc.z", None, (ModuleCall("a", "x.y"), ModuleCall("b", 0))),
        ),
        ("Media", Address("Media")),
        ("App/Store[1]/Bucket", Address("App/Store[1]/Bucket")),
    ],
)
def test_parts_of_an_address(text: str, address: Address) -> None:
    assert Address.parse(text) == address
    assert str(address) == text


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (None, ""),
        (0, "[0]"),
        ("a", '["a"]'),
        ("é \u200b\U000e0001", '["é \\u200b\\U000e0001"]'),
        ("${a}", '["$${a}"]'),
    ],
)
def test_a_key_is_written_as_terraform_writes_it(key: str | int | None, text: str) -> None:
    assert suffix(key) == text


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("a.x", {'a.x["a]b"]', "a.x[0]"}),
        ("a.x[0]", {"a.x[0]"}),
        ("a.y", {"a.y"}),
        ("module.m.a.x", {'module.m["k"].a.x[0]', 'module.m["k"].a.x[1]'}),
        ('module.m["k"].a.x', {'module.m["k"].a.x[0]', 'module.m["k"].a.x[1]'}),
        ("a", set()),
        ("a.x[1]", set()),
    ],
)
def test_an_address_refers_to_its_instances(wanted: str, found: set[str]) -> None:
    known = ['a.x["a]b"]', "a.x[0]", "a.y", "a.y[0]"]
    known += ['module.m["k"].a.x[0]', 'module.m["k"].a.x[1]', "module.m[0].b.x"]
    assert find_instances(wanted, known) == found


def test_numbers_are_ordered_as_numbers() -> None:
    assert sorted(["a[10]", "a[2]", "a"], key=natural) == ["a", "a[2]", "a[10]"]
