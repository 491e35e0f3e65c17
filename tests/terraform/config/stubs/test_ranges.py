import pytest

from iaclint.terraform.config.stubs.ranges import choose, read_range

RANGES = [each for each in map(read_range, ["2.x", "3.x", "4.2-5.x"]) if each is not None]


def test_names() -> None:
    assert [(each.first, each.end) for each in RANGES] == [
        ((2, 0, 0), (3, 0, 0)),
        ((3, 0, 0), (4, 0, 0)),
        ((4, 2, 0), (6, 0, 0)),
    ]
    assert read_range("modules") is None
    single = read_range("1.2.3")
    assert single is not None
    assert (single.first, single.end) == ((1, 2, 3), (1, 2, 4))


@pytest.mark.parametrize(
    ("constraint", "name"),
    [
        (None, "4.2-5.x"),
        ("~> 2.1", "2.x"),
        ("~> 2.1.4", "2.x"),
        ("3.4.5", "3.x"),
        ("= v3.4.5", "3.x"),
        (">= 2.0", "4.2-5.x"),
        (">= 2.0, < 4.0", "3.x"),
        ("<= 4.2.0", "4.2-5.x"),
        ("> 3.9", "4.2-5.x"),
        ("~> 5", "4.2-5.x"),
    ],
)
def test_the_newest_range_that_a_constraint_allows(constraint: str | None, name: str) -> None:
    choice = choose(RANGES, constraint)
    assert choice is not None
    assert (choice.range.name, choice.is_outside) == (name, False)


@pytest.mark.parametrize(
    ("constraint", "name"), [("1.0.0", "2.x"), ("4.1.0", "3.x"), ("6.0.0", "4.2-5.x")]
)
def test_the_nearest_range_for_other_versions(constraint: str, name: str) -> None:
    choice = choose(RANGES, constraint)
    assert choice is not None
    assert (choice.range.name, choice.is_outside) == (name, True)


@pytest.mark.parametrize(
    ("constraint", "versions"),
    [
        (None, "5.x"),
        ("~> 4.3", "4.x"),
        ("4.2.0", "4.x"),
        ("<= 5.0.0", "5.x"),
        ("< 5.0.0", "4.x"),
        (">= 4.2", "5.x"),
        ("9.0.0", "4.2-5.x"),
    ],
)
def test_the_major_version_that_a_call_gets(constraint: str | None, versions: str) -> None:
    choice = choose(RANGES, constraint)
    assert choice is not None
    assert choice.versions == versions


def test_a_single_version_is_named_in_full() -> None:
    single = read_range("1.2.3")
    assert single is not None
    choice = choose([single], "~> 1.2")
    assert choice is not None
    assert choice.versions == "1.2.3"


def test_no_ranges() -> None:
    assert choose([], "1.0.0") is None
