"""Property tests of values: structure, choices in worlds, and three truth values."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hypothesis import given
from hypothesis import strategies as st

from iaclint.symbolic.branches import branches
from iaclint.symbolic.choices import Lifting, choose
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import is_known, map_parts, parts, symbols, transform
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import (
    ABSENT,
    COMPOUND,
    Choice,
    Identity,
    JsonText,
    PartialString,
    Unknown,
    Value,
)
from iaclint.symbolic.worlds import ANYWHERE, World, branches_of, forks

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
TESTS = [Unknown(f"test{n}", Identity("t", f"test{n}")) for n in range(3)]
LABELS = ("if", "else")

truths = st.sampled_from(Truth)
known = st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(["", "a", "ab"])
unknown = st.sampled_from(
    [
        Unknown("x"),
        Unknown("y", Identity("y", "id")),
        Unknown("z", Identity("z", "id"), options=("a", "b")),
    ]
)
scalars = known | unknown | st.just(ABSENT) | st.just(PartialString(("a", Unknown("x"))))


def choices(inner: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    return st.builds(
        lambda test, options: Choice(test, options, LABELS[: len(options)]),
        st.sampled_from(TESTS),
        st.tuples(inner, inner) | st.tuples(inner),
    )


def compounds(inner: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    return (
        st.lists(inner, max_size=2).map(tuple)
        | st.dictionaries(st.sampled_from("ab"), inner, max_size=2)
        | st.builds(JsonText, inner)
        | choices(inner)
    )


values: st.SearchStrategy[Value] = st.recursive(scalars, compounds, max_leaves=6)
nested: st.SearchStrategy[Value] = st.recursive(st.integers(-2, 2), choices, max_leaves=4)


def structure(value: Value) -> object:
    """Return a value as data that compares equal exactly for equal structures."""
    if isinstance(value, Mapping):
        return {key: structure(item) for key, item in value.items()}
    if isinstance(value, COMPOUND):
        shown = tuple(map(structure, parts(value)))
        return type(value), (value.test, value.labels) if isinstance(value, Choice) else (), shown
    return type(value), value


class Plain(Lifting[Value]):
    def choose(self, choice: Choice[Value], evaluate: Callable[[int], Value]) -> Value:
        results = [evaluate(number) for number in range(len(choice.options))]
        return choose(choice.test, results, choice.labels)

    def unknown(self, test: Unknown) -> Value:
        return Unknown(test.symbol)


lift = Plain()


@given(values)
def test_transforming_by_the_identity_is_the_identity(value: Value) -> None:
    assert structure(transform(value, lambda scalar: scalar)) == structure(value)
    if isinstance(value, COMPOUND):
        assert structure(map_parts(value, lambda part: part)) == structure(value)


@given(values)
def test_transforming_reaches_everything_at_any_depth(value: Value) -> None:
    hidden = transform(value, lambda _: Unknown("hidden"))
    tests = {symbol for symbol in symbols(hidden) if symbol != "hidden"}
    assert tests <= {test.symbol for test in TESTS}


@given(values, st.data())
def test_settling_never_makes_an_unknown_known(value: Value, data: st.DataObject) -> None:
    assert ANYWHERE.settle(value) is value
    found = next(forks(value), None)
    if found is None:
        return
    world = ANYWHERE.where(data.draw(st.sampled_from(found)).condition)
    settled = world.settle(value)
    assert set(symbols(settled)) <= set(symbols(value))
    assert set(certain(value)) <= set(symbols(settled))


def certain(value: Value) -> tuple[str, ...]:
    """Return what blocks a value on every branch, and has no limited values."""
    if isinstance(value, Choice) or (isinstance(value, Unknown) and value.options):
        return ()
    if isinstance(value, COMPOUND):
        return tuple(symbol for part in parts(value) for symbol in certain(part))
    return symbols(value)


def everything(value: Value) -> list[Value]:
    inside = list(parts(value)) if isinstance(value, COMPOUND) else []
    return [*inside, *(deeper for part in inside for deeper in everything(part))]


@given(nested, nested, st.data())
def test_lifting_and_settling_commute(left: Value, right: Value, data: st.DataObject) -> None:
    def add(*numbers: Value) -> Value:
        return sum(number for number in numbers if isinstance(number, int))

    world: World = ANYWHERE
    for value in (left, right):
        while isinstance(value, Choice):
            allowed = [b for b in branches_of(value) if world.allows(b.condition)]
            branch = data.draw(st.sampled_from(allowed))
            world, value = world.where(branch.condition), branch.value
    before = lift(add, world.settle(left), world.settle(right))
    after = world.settle(lift(add, left, right))
    assert is_same(before, after) is T


@given(values, unknown)
def test_lifting_never_makes_an_unknown_known(value: Value, blocked: Unknown) -> None:
    both = lift(lambda *given: given, value, blocked)
    assert not is_known(both)
    assert set(symbols(both)) <= {*symbols(value), blocked.symbol}


def test_too_many_combinations_are_unknown() -> None:
    many = [Choice(Unknown(f"x{n}"), (1, 2)) for n in range(5)]
    assert lift(lambda *given: given, *many) == Unknown("x0")


def test_one_choice_is_decided_once() -> None:
    choice = Choice(TESTS[0], (1, 2), LABELS)
    result = lift(lambda *given: given, choice, choice)
    assert isinstance(result, Choice)
    assert result.options == ((1, 1), (2, 2))


@given(values)
def test_whole_values_have_no_choice_left(value: Value) -> None:
    for whole in branches(value):
        assert not any(isinstance(part, Choice) for part in (whole, *everything(whole)))


@given(st.lists(truths, min_size=1))
def test_agreement(several: list[Truth]) -> None:
    found = Truth.agree(several)
    assert found is (several[0] if len(set(several)) == 1 else U)
    assert Truth.agree(reversed(several)) is found
    assert Truth.agree([*several, *several]) is found
    assert ~found is Truth.agree([~truth for truth in several])
    assert Truth.all(several) in (found, Truth.all([*several, found]))


@given(st.lists(truths))
def test_conjunction_and_disjunction(several: list[Truth]) -> None:
    assert Truth.all(several) is min(several, key=lambda truth: truth.value, default=T)
    assert Truth.any(several) is max(several, key=lambda truth: truth.value, default=F)
    assert ~Truth.all(several) is Truth.any(~truth for truth in several)


def test_none_agree_on_nothing() -> None:
    assert Truth.agree([]) is U


@given(values)
def test_a_collection_that_no_condition_concerns_stays_the_same_object(value: Value) -> None:
    condition = branches_of(Choice(TESTS[0], ("a", "b"), LABELS))[0].condition
    if isinstance(value, (tuple, dict)) and next(forks(value), None) is None:
        assert ANYWHERE.where(condition).settle(value) is value
