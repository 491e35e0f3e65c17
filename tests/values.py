"""Values as tests write them: JSON's lists stand for tuples."""

from __future__ import annotations

from typing import Any

from iaclint.symbolic.values import Choice, JsonText, Value


def as_value(data: Any) -> Value:
    """Return a value: tuples in the place of lists, at any depth."""
    if isinstance(data, (list, tuple)):
        return tuple(map(as_value, data))
    if isinstance(data, dict):
        return {key: as_value(item) for key, item in data.items()}
    if isinstance(data, Choice):
        return Choice(data.test, tuple(map(as_value, data.options)), data.labels)
    if isinstance(data, JsonText):
        return JsonText(as_value(data.content))
    value: Value = data
    return value


class Fields(dict[str, Value]):
    """Fields of something, each a value."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__({key: as_value(item) for key, item in dict(*args, **kwargs).items()})
