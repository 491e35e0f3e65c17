"""Data sources that find VPCs, security groups, route tables, network ACLs and databases of AWS.

Sources: the documentation of these data sources (Terraform AWS provider), and of the filters of
*DescribeSecurityGroups*, *DescribeRouteTables* and *DescribeNetworkAcls* (Amazon EC2 API
Reference).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import islice
from typing import Final

from msgspec import Struct

from iaclint.symbolic.values import (
    ABSENT,
    Criterion,
    Identity,
    Lookup,
    PartialString,
    Unknown,
    Value,
)
from iaclint.terraform.provider.attributes import nature_of

Get = Callable[[str], Value]
"""Returns an argument of a data source."""

_ID: Final = "id"
_VPC: Final = "vpc_id"
_NAME: Final = "name"
_TAGS: Final = "tags"
_TAG: Final = "tag:"
_VPCS: Final = ("aws_vpc", "aws_default_vpc")


class _Finder(Struct, frozen=True):
    """A type of data source: what it finds, and how."""

    types: tuple[str, ...]
    is_single: bool
    """Whether it fails unless it finds exactly one."""
    arguments: Mapping[str, str] = {}
    """The attributes that its arguments name."""
    subnet: str = "subnet_id"
    """The attribute that names the subnets it is associated with."""
    vpc: str = _VPC
    """The attribute that names its VPC."""
    default: tuple[str, str, str] | None = None
    """An attribute and its value that find what each VPC has, and the attribute that names it."""


_GROUPS: Final = ("aws_security_group", "aws_default_security_group")
_TABLES: Final = ("aws_route_table", "aws_default_route_table", "aws_route_table_association")
_ACLS: Final = ("aws_network_acl", "aws_default_network_acl")
_SUBNET: Final = "association.subnet-id"
_MAIN_TABLE: Final = "main_route_table_id"
_MAIN: Final = "association.main"
_FINDERS: Final = {
    "aws_security_group": _Finder(
        _GROUPS,
        True,
        {_ID: _ID, _NAME: _NAME, _VPC: _VPC},
        default=(_NAME, "default", "default_security_group_id"),
    ),
    "aws_security_groups": _Finder(_GROUPS, False),
    "aws_route_table": _Finder(
        _TABLES,
        True,
        {"route_table_id": _ID, "subnet_id": "subnet_id", _VPC: _VPC},
        default=(_MAIN, "true", _MAIN_TABLE),
    ),
    "aws_route_tables": _Finder(_TABLES, False, {_VPC: _VPC}),
    "aws_network_acls": _Finder(_ACLS, False, {_VPC: _VPC}, "subnet_ids"),
    "aws_vpc": _Finder(_VPCS, True, {_ID: _ID, "cidr_block": "cidr_block"}, vpc=_ID),
    "aws_db_instance": _Finder(
        ("aws_db_instance",), True, {"db_instance_identifier": "identifier"}
    ),
    "aws_redshift_cluster": _Finder(
        ("aws_redshift_cluster",), True, {"cluster_identifier": "cluster_identifier"}
    ),
    "aws_mq_broker": _Finder(
        ("aws_mq_broker",), True, {"broker_id": _ID, "broker_name": "broker_name"}
    ),
}
_OF_EVERY_SEARCH: Final = frozenset((_TAGS, "filter", "region", "timeouts", "provider"))
_FILTERS: Final = {
    "group-id": _ID,
    "group-name": _NAME,
    "network-acl-id": _ID,
    "route-table-id": _ID,
}
_MOST: Final = 200
"""The most values of a filter, which AWS accepts; and of criteria."""
_IDS: Final = (_ID, "route_table_id")


def lookup_of(type_: str, names: Callable[[], Collection[str]], get: Get) -> Lookup | None:
    """Return by what a data source of a type finds a resource; None for one of other types.

    ``names`` returns the names of its arguments.
    """
    finder = _FINDERS.get(type_)
    if finder is None:
        return None
    found = list(islice(_criteria(finder, get), _MOST))
    others = set(names()) - finder.arguments.keys() - _OF_EVERY_SEARCH
    criteria = tuple(each for each in found if each is not None and len(found) < _MOST)
    narrows = any(each.path != (_VPC,) for each in criteria)
    is_unique = finder.is_single and narrows and not others and None not in found
    return Lookup(finder.types, criteria, is_unique)


def found_id(type_: str, name: str, get: Get) -> Value:
    """Return the id of what a data source finds, if its arguments give it; else ``ABSENT``.

    The default security group and main route table of a VPC are attributes of it.
    """
    finder = _FINDERS.get(type_)
    if finder is None or not finder.is_single or name not in (*_IDS, _MAIN_TABLE):
        return ABSENT
    by_path = {each.path: each.values for each in _criteria(finder, get) if each is not None}
    for value in _one(by_path.get((_ID,), ())):
        if name in _IDS:
            return value
        return _attribute(value, name) if _is_of_vpc(value) else ABSENT
    if finder.default is not None:
        key, wanted, attribute = finder.default
        for vpc in _one(by_path.get((_VPC,), ())):
            if by_path.get((key,)) == (wanted,) and _is_of_vpc(vpc):
                return _attribute(vpc, attribute)
    return ABSENT


def _one(values: tuple[object, ...]) -> Iterator[Value]:
    if len(values) == 1 and isinstance(values[0], (str, Unknown, PartialString)):
        yield values[0]


def _is_of_vpc(value: Value) -> bool:
    identity = value.identity if isinstance(value, Unknown) else None
    return identity is not None and identity.kind in _VPCS and identity.attribute == _ID


def _attribute(vpc: Value, name: str) -> Value:
    assert isinstance(vpc, Unknown)
    assert vpc.identity is not None
    of = vpc.identity
    return Unknown(vpc.symbol, Identity(of.owner, name, of.kind, nature_of(of.kind, name)))


def _criteria(finder: _Finder, get: Get) -> Iterator[Criterion | None]:
    """Yield the criteria of a data source, None for those that are not known."""
    for argument, attribute in finder.arguments.items():
        value = get(argument)
        if _is_given(value):
            yield Criterion((attribute,), (value,))
    tags = get(_TAGS)
    if isinstance(tags, Mapping):
        yield from (Criterion((_TAGS, key), (value,)) for key, value in tags.items())
    elif _is_given(tags):
        yield None
    filters = get("filter")
    for each in filters if isinstance(filters, tuple) else (filters,):
        if _is_given(each):
            yield _criterion(finder, each)


def _criterion(finder: _Finder, filter_: Value) -> Criterion | None:
    """Return what a filter looks for; None if that is no attribute of a resource."""
    if not isinstance(filter_, Mapping):
        return None
    name, values = filter_.get(_NAME), filter_.get("values")
    if not isinstance(name, str) or not isinstance(values, tuple) or len(values) > _MOST:
        return None
    if any(isinstance(value, str) and ("*" in value or "?" in value) for value in values):
        return None
    if name.startswith(_TAG):
        return Criterion((_TAGS, name.removeprefix(_TAG)), values)
    by_name = {**_FILTERS, _MAIN: _MAIN, _SUBNET: finder.subnet, "vpc-id": finder.vpc}
    attribute = by_name.get(name)
    return None if attribute is None else Criterion((attribute,), values)


def _is_given(value: Value) -> bool:
    return value is not ABSENT and value is not None
