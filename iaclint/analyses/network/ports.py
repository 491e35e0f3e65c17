"""The ports on which a database or broker listens.

Sources: *Settings for DB instances* (Amazon RDS User Guide: Database port, for each engine),
*AWS::Neptune::DBCluster* (DBPort), *CreateCluster* (Amazon Redshift API Reference: Port), *Amazon
MQ for ActiveMQ brokers* (endpoints) and *Using Amazon MQ for RabbitMQ* (Listener ports). For the
options: *Oracle Secure Sockets Layer*, *Oracle Enterprise Manager*, *Support for SQL Server
Reporting Services* and *MySQL memcached support* (Amazon RDS User Guide).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from iaclint.analyses.analysis import Facts
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value

Ports: TypeAlias = tuple[int | None, ...] | None
"""None if they are not known; so is each that is not."""

_RABBITMQ = "rabbitmq"
_PORTS = {
    "mysql": (3306,),
    "mariadb": (3306,),
    "aurora": (3306,),
    "aurora-mysql": (3306,),
    "postgres": (5432,),
    "aurora-postgresql": (5432,),
    "neptune": (8182,),
    "docdb": (27017,),
    "redshift": (5439,),
    # The console, and OpenWire, AMQP, STOMP, MQTT and WSS over TLS.
    "activemq": (8162, 61617, 5671, 61614, 8883, 61619),
    # AMQP over TLS, and the console and management API on two ports.
    _RABBITMQ: (5671, 443, 15671),
}
_PORTS_BY_START = {
    "oracle": (1521,),
    "custom-oracle": (1521,),
    "sqlserver": (1433,),
    "custom-sqlserver": (1433,),
    "db2": (50000,),
}
_OPTIONS = "options"
_OPTION_PORTS = {"ssl": 2484, "oem": 5500, "oem_agent": 3872, "ssrs": 8443, "memcached": 11211}
"""The default ports of the options of Amazon RDS that have one."""


def find_ports(facts: Facts) -> Ports:
    """Return the port that is set, else the documented ones of the engine, and those of options.

    Reads ``port``, ``engine`` and ``options``, a list with a ``name`` and a ``port``.
    """
    ports = _engine_ports(facts)
    return ports if ports is None else (*ports, *_option_ports(facts))


def _option_ports(facts: Facts) -> Iterator[int | None]:
    listed = facts.get(_OPTIONS)
    for option in listed if isinstance(listed, tuple) else ():
        if not isinstance(option, Mapping):
            yield None
            continue
        port, name = option.get("port", ABSENT), option.get("name")
        by_default = _OPTION_PORTS.get(name.lower()) if isinstance(name, str) else None
        if port == 0:
            continue  # it has none
        if port is not ABSENT and port is not None:
            yield read_number(port)
        elif by_default is not None:
            yield by_default


def _engine_ports(facts: Facts) -> Ports:
    port = facts.get("port")
    if port is not ABSENT and port is not None:
        number = read_number(port)
        return None if number is None else (number,)
    engine = _engine(facts)
    by_start = (p for name, p in _PORTS_BY_START.items() if engine.startswith(name))
    return _PORTS.get(engine, next(by_start, None))


def has_no_group(facts: Facts) -> Truth:
    """Whether no security group applies if none is configured: a public RabbitMQ broker.

    Reads ``broker_engine``.
    """
    engine = facts.get("broker_engine")
    return is_same(engine.lower() if isinstance(engine, str) else engine, _RABBITMQ)


def _engine(facts: Facts) -> str:
    engine = facts.get("engine")
    return engine.lower() if isinstance(engine, str) else ""


def read_number(value: Value) -> int | None:
    """Return a number that may be written as a string; None if it is none, or unknown."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        return int(value)
    except (ValueError, OverflowError):
        return None
