"""The elements of IAM policies, and the faults of what AWS would reject.

Source: *Grammar of the IAM JSON policy language*, *AWS JSON policy elements: Principal*.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeGuard

from iaclint.analyses.aws.iam.language.conditions import ConditionTest
from iaclint.analyses.aws.iam.language.cut_variables import without_unknown_names
from iaclint.analyses.aws.iam.language.operators import read_operator
from iaclint.analyses.aws.iam.language.policy import (
    Effect,
    Fault,
    Names,
    Policy,
    Principal,
    Statement,
)
from iaclint.analyses.aws.iam.language.service import Service
from iaclint.files.diagnostics import did_you_mean
from iaclint.limits import MAX_POLICY_PARTS
from iaclint.resource import Path
from iaclint.symbolic.structure import has_more_parts
from iaclint.symbolic.unsettled import REJECTED, TOO_LARGE
from iaclint.symbolic.values import JsonText, PartialString, Unknown, Value

_VERSIONS = ("2012-10-17", "2008-10-17")
_TOP = ("Version", "Id", "Statement")
_ELEMENTS = (
    "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction",
    "Resource", "NotResource", "Condition",
)  # fmt: skip
_PRINCIPAL_TYPES = ("AWS", "Service", "Federated", "CanonicalUser")
_EVERYONE_TYPES = ("AWS", "*")
"""The types that make ``*`` everyone; AWS documents only the first one."""
_REJECTED_PRINCIPAL = Unknown(f"a principal {REJECTED}")
_REJECTED_CONDITION = Unknown(f"a condition {REJECTED}")


def is_unknown(value: Value) -> TypeGuard[Unknown | PartialString | JsonText[Value]]:
    """Return whether some part of a value is unknown."""
    return isinstance(value, (Unknown, PartialString, JsonText))


def _items(value: Value) -> tuple[Value, ...]:
    """Return the elements of a list, or the one value that stands in place of a list."""
    return value if isinstance(value, tuple) else (value,)


def _misspelt(what: str, name: str, known: tuple[str, ...]) -> str:
    proper = {item.lower(): item for item in known}.get(name.lower())
    hint = f"did you mean '{proper}'?" if proper else did_you_mean(name, known)
    return f"unknown {what} '{name}'" + (f": {hint}" if hint else "")


def _lacks_service(action: str) -> bool:
    return action != "*" and ":" not in action


class PolicyReader:
    """Reads one policy and collects its faults."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.faults: list[Fault] = []

    def fault(self, message: str, path: Path) -> None:
        """Note something that AWS would reject."""
        self.faults.append(Fault(message, path))

    def policy(self, value: Mapping[str, Value]) -> Policy:
        """Return a policy that is given as an object; one beyond the limit stays unread."""
        if has_more_parts(value, MAX_POLICY_PARTS):
            return Policy(unread=TOO_LARGE)
        if self.service.single_statement and "Statement" not in value:
            statement = self._statement(value, (), 1)
            return Policy((statement,), True, tuple(self.faults))
        top = self._elements(value, _TOP, ())
        version = top.get("Version", _VERSIONS[1])
        if isinstance(version, str) and version not in _VERSIONS:
            self.fault(f'Version must be "{_VERSIONS[0]}" or "{_VERSIONS[1]}"', ("Version",))
        given = top.get("Statement")
        if given is None:
            self.fault("the policy has no Statement", ())
        if isinstance(given, Unknown):
            return Policy(faults=tuple(self.faults), unread=given)
        several = isinstance(given, tuple)
        statements = tuple(
            self._statement(item, ("Statement", n) if several else ("Statement",), n + 1)
            for n, item in enumerate(_items(given) if given is not None else ())
        )
        # An unknown version is treated as the current one: the older one has no variables, so
        # that a text with one would match nothing.
        return Policy(statements, version != _VERSIONS[1], tuple(self.faults))

    def _elements(
        self, value: Mapping[str, Value], known: tuple[str, ...], path: Path
    ) -> dict[str, Value]:
        """Return elements by their correct names; other spellings are faults."""
        proper = {name.lower(): name for name in known}
        found: dict[str, Value] = {}
        for name, item in value.items():
            if name not in known:
                self.fault(_misspelt("element", str(name), known), path)
            meant = proper.get(str(name).lower())
            if meant and item is not None:
                found[meant] = item
        return found

    def _statement(self, value: Value, path: Path, number: int) -> Statement:
        if not isinstance(value, Mapping):
            return self.opaque_statement(value, path, number)
        parts = self._elements(value, _ELEMENTS, path)
        sid = parts.get("Sid")
        effect, unknown_effect = self._effect(parts.get("Effect"), path)
        excludes = "NotPrincipal" in parts
        key = "NotPrincipal" if excludes else "Principal"
        if excludes and "Principal" in parts:
            self.fault("a statement has both Principal and NotPrincipal", path)
        return Statement(
            path,
            number,
            sid if isinstance(sid, str) and sid else None,
            effect,
            self._principals(parts.get(key), effect, (*path, key)),
            excludes,
            self._actions(parts, effect, path),
            self._resources(parts, path),
            self._condition(parts.get("Condition", {}), (*path, "Condition")),
            unknown_effect,
        )

    def opaque_statement(self, value: Value, path: Path, number: int) -> Statement:
        """Return a statement of which nothing is known."""
        if not is_unknown(value):
            self.fault("a statement must be an object", path)
            value = Unknown(f"a statement {REJECTED}")
        unknown = Names((value,))
        principals = (Principal(None, value),)
        test = ConditionTest(None, "", (value,), path)
        return Statement(
            path, number, None, Effect.UNKNOWN, principals, False, unknown, unknown, (test,), value
        )

    def _effect(self, value: Value, path: Path) -> tuple[Effect, Value]:
        """Return an effect, with what makes it unknown."""
        if isinstance(value, str):
            for effect in (Effect.ALLOW, Effect.DENY):
                if value.lower() == effect.value.lower():
                    if value != effect.value:
                        self.fault(f'Effect must be written "{effect.value}"', (*path, "Effect"))
                    return effect, None
        if not is_unknown(value):
            self.fault('Effect must be "Allow" or "Deny"', (*path, "Effect"))
            value = Unknown(f"an effect {REJECTED}")
        return Effect.UNKNOWN, value

    def _principals(self, value: Value, effect: Effect, path: Path) -> tuple[Principal, ...]:
        if value is None:
            self.fault("a statement of a resource policy needs a Principal", path[:-1])
            return ()
        if is_unknown(value):
            return (Principal(None, value),)
        if isinstance(value, Mapping):
            return tuple(
                principal
                for kind, names in value.items()
                for principal in self._principal_type(str(kind), names, effect, (*path, str(kind)))
            )
        if value != "*":
            self.fault('Principal must be "*" or an object such as {"AWS": …}', path)
        return tuple(self._principal("AWS", item, path) for item in _items(value))

    def _principal_type(
        self, kind: str, names: Value, effect: Effect, path: Path
    ) -> list[Principal]:
        """Return the principals of a type. In an Allow, one in another case counts as meant."""
        if kind not in _PRINCIPAL_TYPES:
            self.fault(_misspelt("principal type", kind, _PRINCIPAL_TYPES), path)
            if effect is Effect.ALLOW:
                kind = {known.lower(): known for known in _PRINCIPAL_TYPES}.get(kind.lower(), kind)
        return [self._principal(kind, name, path) for name in _items(names)]

    def _principal(self, kind: str, name: Value, path: Path) -> Principal:
        """Return a principal; whom AWS would mean by one that it rejects is unknown."""
        if isinstance(name, (Mapping, tuple)):
            self.fault("the name of a principal must be a string", path)
            return Principal(kind, _REJECTED_PRINCIPAL)
        if isinstance(name, str) and "*" in name and (name != "*" or kind != "AWS"):
            self.fault(f"'{name}': a principal cannot contain a wildcard other than \"*\"", path)
        rejected = name == "*" and kind not in _EVERYONE_TYPES
        return Principal(kind, _REJECTED_PRINCIPAL if rejected else name)

    def _names(self, parts: Mapping[str, Value], element: str, path: Path) -> Names:
        negated = f"Not{element}" in parts
        if negated and element in parts:
            self.fault(f"a statement has both {element} and Not{element}", path)
        value = parts.get(f"Not{element}" if negated else element)
        if value is None:
            self.fault(f"a statement needs {element} or Not{element}", path)
            return Names()
        return Names(_items(value), negated)

    def _resources(self, parts: Mapping[str, Value], path: Path) -> Names:
        """Return the resources; without the element, the statement is about the resource itself."""
        named = "Resource" in parts or "NotResource" in parts
        if named or self.service.resource_required:
            names = self._names(parts, "Resource", path)
            return Names(tuple(map(without_unknown_names, names.values)), names.negated)
        return Names(("*",))

    def _actions(self, parts: Mapping[str, Value], effect: Effect, path: Path) -> Names:
        """Return the actions; AWS rejects one without a service prefix.

        In an Allow, such an action counts as granted, as its author means it.
        """
        names = self._names(parts, "Action", path)
        incomplete = [
            name for name in names.values if isinstance(name, str) and _lacks_service(name)
        ]
        for name in incomplete:
            meant = f"{self.service.prefix}:{name}"
            self.fault(f"the action '{name}' lacks its service prefix, as in '{meant}'", path)
        if not incomplete or effect is not Effect.ALLOW or names.negated:
            return names
        return Names(tuple(f"*:{name}" if name in incomplete else name for name in names.values))

    def _condition(self, value: Value, path: Path) -> tuple[ConditionTest, ...]:
        if is_unknown(value):
            return (ConditionTest(None, "", (value,), path),)
        if not isinstance(value, Mapping):
            self.fault("Condition must be an object", path)
            return (ConditionTest(None, "", (_REJECTED_CONDITION,), path),)
        return tuple(
            test
            for name, block in value.items()
            for test in self._operator_block(str(name), block, (*path, str(name)))
        )

    def _operator_block(self, name: str, block: Value, path: Path) -> list[ConditionTest]:
        operator = read_operator(name)
        if operator is None:
            self.fault(f"unknown condition operator '{name}'", path)
        if isinstance(block, Mapping):
            return [
                ConditionTest(operator, str(key).lower(), _items(values), (*path, str(key)))
                for key, values in block.items()
            ]
        if not is_unknown(block):
            self.fault(f"{name} must hold an object of condition keys", path)
            block = _REJECTED_CONDITION
        return [ConditionTest(None, "", (block,), path)]
