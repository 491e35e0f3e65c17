"""Examples for a condition: configurations with their expected verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, islice

from msgspec import Struct

from iaclint.frontends import front_end_of
from iaclint.models.model import Mapping as ModelMapping
from iaclint.models.model import Model
from iaclint.ruleset.conditions import Condition
from iaclint.scaffold.candidates import settings
from iaclint.scaffold.known_values import known_values
from iaclint.scaffold.sketching import sketch
from iaclint.sketch import Given, Perhaps
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value

VERDICTS = ("fail", "pass", "unknown")

_TRIES = 3
"""The number of examples to try for each verdict and language."""


class DraftExample(Struct, frozen=True):
    """A configuration with the expected verdict on one resource."""

    name: str
    language: str
    verdict: str
    text: str
    address: str


def draft_examples(model: Model, condition: Condition) -> Iterator[DraftExample]:
    """Yield examples of each verdict in each language of a model, the best ones first.

    Only a run shows whether they hold. Values that cannot be derived, such as computed fields, have
    no examples.
    """
    known = partial(known_values, model)
    for language, mapping in model.mappings.items():
        if all(field in mapping.fields for field in condition.fields()):
            for verdict in VERDICTS:
                for fields in islice(_fields_for(verdict, condition, known), _TRIES):
                    name = _name(verdict, fields)
                    yield from _draft(language, mapping, verdict, fields, name)


def skeletons(model: Model, examples: Iterable[DraftExample]) -> Iterator[DraftExample]:
    """Yield a skeleton for each verdict and language without an example."""
    there = {(example.language, example.verdict) for example in examples}
    for language, mapping in model.mappings.items():
        for verdict in VERDICTS:
            if (language, verdict) not in there:
                yield from _draft(language, mapping, verdict, {}, f"the verdict is {verdict}")


def _fields_for(
    verdict: str, condition: Condition, known: Callable[[str], Iterable[Value]]
) -> Iterator[Mapping[str, object]]:
    passing, failing = (settings(condition, truth, known) for truth in (Truth.TRUE, Truth.FALSE))
    if verdict != "unknown":
        yield from passing if verdict == "pass" else failing
        return
    for fields in chain(islice(passing, 1), islice(failing, 1)):
        if any(value is not ABSENT for value in fields.values()):
            yield {name: _undecided(value, Given) for name, value in fields.items()}
            yield {name: _undecided(value, Perhaps) for name, value in fields.items()}


def _undecided(value: object, kind: type[Given] | type[Perhaps]) -> object:
    """Return a value whose parts are unknown before deployment."""
    if isinstance(value, Mapping):
        return {name: _undecided(part, kind) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_undecided(item, kind) for item in value]
    return value if value is ABSENT else kind(value)


def _draft(
    language: str, mapping: ModelMapping, verdict: str, fields: Mapping[str, object], name: str
) -> Iterator[DraftExample]:
    written = front_end_of(language).write(sketch(mapping, fields))
    if written is not None:
        yield DraftExample(name, language, verdict, written.text, written.addresses[0])


def _name(verdict: str, fields: Mapping[str, object]) -> str:
    if verdict == "unknown":
        return f"{' and '.join(fields)} only known after deployment"
    return ", ".join(f"{name} {_words(value)}" for name, value in fields.items())


def _words(value: object) -> str:
    if value is ABSENT:
        return "not set"
    if isinstance(value, Mapping):
        return " and ".join(f"{name} {_words(part)}" for name, part in value.items())
    if isinstance(value, (list, tuple)):
        return f"with {', '.join(map(_words, value))}"
    return str(value).lower() if isinstance(value, bool) else str(value)
