"""``Fn::FindInMap``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.cloudformation.eval.assumptions import combine, decide
from iaclint.cloudformation.eval.condition_logic import key_conditions
from iaclint.cloudformation.eval.intrinsics.registry import blocker, intrinsic
from iaclint.cloudformation.eval.possible_texts import may_be
from iaclint.cloudformation.eval.text import as_text
from iaclint.limits import MAX_WORLDS
from iaclint.symbolic.path_conditions import any_of, negate
from iaclint.symbolic.values import ABSENT, Guard, Unknown, Value
from iaclint.syntax.tree import (
    Mapping,
    Node,
    Scalar,
    Sequence,
)

if TYPE_CHECKING:
    from iaclint.cloudformation.eval.context import Frame


@intrinsic("FindInMap", 3, 4)
def find_in_map(
    frame: Frame, name: Node, first: Node, second: Node, extra: Node | None = None
) -> Value:
    """Return a value of the Mappings section, by two keys."""
    default_node = extra.get("DefaultValue") if isinstance(extra, Mapping) else None
    default = frame.value(default_node) if default_node is not None else ABSENT
    keys = [as_text(frame.value(node)) for node in (name, first, second)]
    return combine(lambda *keys: _Lookup(frame, default).find(*keys), *keys)


class _Lookup:
    """A lookup in the Mappings section, with a default value."""

    def __init__(self, frame: Frame, default: Value) -> None:
        self._frame = frame
        self._default = default

    def find(self, name: Value, first: Value, second: Value) -> Value:
        if not isinstance(name, str):
            return blocker(name) or Unknown("Fn::FindInMap")
        mapping = self._frame.mapping(name)
        if mapping is None:
            return self._missing(f"mapping {name}")
        return self._step(mapping, (first, second), f"mapping {name}")

    def _step(self, node: Node, keys: tuple[Value, ...], symbol: str) -> Value:
        if not keys:
            # Functions are not allowed in Mappings, so they are not evaluated.
            return self._frame.bounded_value(node) if _is_plain(node) else Unknown(symbol)
        key, rest = keys[0], keys[1:]
        if not isinstance(node, Mapping):
            return Unknown(symbol)
        if isinstance(key, str):
            found = node.get(key)
            if found is None:
                return self._missing(f"{symbol}: no key {key}")
            return self._step(found, rest, symbol)
        if isinstance(key, Unknown):
            return self._unknown_key(node, key, rest, symbol)
        return blocker(key) or Unknown(symbol)

    def _unknown_key(
        self, node: Mapping, key: Unknown, rest: tuple[Value, ...], symbol: str
    ) -> Value:
        """Return a choice of the values for all keys that an unknown key may be."""
        names = [name for name in node.entries if may_be(key, name)]
        if not names and key.options is None and self._default is not ABSENT:
            return self._default
        if not names or len(names) > MAX_WORLDS:
            return Unknown(key.symbol)
        options = [self._step(node.entries[name].value, rest, symbol) for name in names]
        labels = [f"{key.symbol} is {name}" for name in names]
        conditions = list(key_conditions(key, names))
        if self._default is not ABSENT and (key.options is None or len(names) < len(key.options)):
            options.append(self._default)
            labels.append(f"{key.symbol} is any other value")
            conditions.append(negate(any_of(conditions)))
        test = Guard(key.symbol, key.identity, conditions=tuple(conditions) if key.identity else ())
        return decide(test, options, tuple(labels))

    def _missing(self, symbol: str) -> Value:
        return Unknown(symbol) if self._default is ABSENT else self._default


def _is_plain(node: Node) -> bool:
    """Return whether a node is a scalar or a list of scalars (documentation page "Mappings")."""
    items = node.items if isinstance(node, Sequence) and node.tag is None else (node,)
    return all(isinstance(item, Scalar) and item.tag is None for item in items)
