"""Network addresses; see "IP Network Functions" in Terraform's documentation."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import TypeAlias

from iaclint.terraform.functions.builtin import LargeInt, Strings, builtin
from iaclint.terraform.functions.context import CallError
from iaclint.terraform.types.model import STRING, ListValue

_Network: TypeAlias = IPv4Network | IPv6Network


@builtin("cidrhost")
def cidrhost(prefix: str, number: LargeInt) -> str:
    """Return a host's address by its number, negative from the end."""
    network = _parse(prefix)
    free = network.max_prefixlen - network.prefixlen
    size = -number - 1 if number < 0 else number
    if size >= 2**free:
        raise CallError(f"a prefix of {network.prefixlen} bits has no host {number}", 1)
    offset = 2**free + number if number < 0 else number
    if _is_mapped(network):
        offset <<= 96  # Terraform takes it for an IPv4 network, and shifts by the difference
    return _address(network, int(network.network_address) + offset)


@builtin("cidrnetmask")
def cidrnetmask(prefix: str) -> str:
    """Return the mask of an IPv4 network."""
    network = _parse(prefix)
    if isinstance(network, IPv6Network) and not _is_mapped(network):
        raise CallError("IPv6 networks have no mask", 0)
    return str(network.netmask)


@builtin("cidrsubnet")
def cidrsubnet(prefix: str, bits: int, number: LargeInt) -> str:
    """Return a part of a network by its number."""
    network = _parse(prefix)
    length = network.prefixlen + bits
    if not 0 <= length <= network.max_prefixlen:
        raise CallError(f"a prefix of {network.prefixlen} bits cannot be {bits} bits longer", 1)
    if bits >= 0 and abs(number) >= 2**bits:
        raise CallError(f"{bits} bits are not enough for the number {number}", 2)
    return _subnet(network, int(network.network_address), number, length)


def _subnet(network: _Network, base: int, number: int, length: int) -> str:
    free = network.max_prefixlen - length
    # Terraform works on the bytes of a negative number's size, and loses the base.
    address = abs(number) << free if number < 0 else base | number << free
    if free <= 32 and isinstance(network, IPv6Network) and IPv6Address(address).ipv4_mapped:
        length -= 96
    return f"{_address(network, address)}/{length}"


@builtin("cidrsubnets")
def cidrsubnets(prefix: str, *bits: int) -> Strings:
    """Cut a network into consecutive parts, each as much longer as its number says."""
    network = _parse(prefix)
    found: list[str] = []
    position = int(network.network_address)
    end = position + network.num_addresses
    if bits and (position == 0 or _is_mapped(network)):
        # Terraform starts from the network before, and that of the first one is the last one.
        raise CallError("no space is left after the network before", 1)
    for index, more in enumerate(bits, 1):
        if not 1 <= more <= 32:
            raise CallError("a prefix can be extended by 1 to 32 bits", index)
        length = network.prefixlen + more
        if length > network.max_prefixlen:
            raise CallError(f"a prefix of {length} bits is too long for this address", index)
        size = 2 ** (network.max_prefixlen - length)
        position = -(-position // size) * size
        if position + size > end:
            raise CallError(f"no space is left for a prefix of {length} bits", index)
        found.append(f"{_address(network, position)}/{length}")
        position += size
    return ListValue(found, STRING)  # type: ignore[return-value]


def _parse(prefix: str) -> _Network:
    """Read a network; leading zeros in IPv4 do not make a number octal."""
    text, slash, bits = prefix.partition("/")
    if not slash or not re.fullmatch(r"[0-9]{1,3}", bits):
        raise CallError(f'"{prefix}" is not a network in CIDR notation', 0)
    try:
        address = _parse_address(text)
        kind = IPv4Network if isinstance(address, IPv4Address) else IPv6Network
        return kind((int(address), int(bits)), strict=False)
    except ValueError:
        raise CallError(f'"{prefix}" is not a network in CIDR notation', 0) from None


def _parse_address(text: str) -> IPv4Address | IPv6Address:
    if ":" not in text:
        if not re.fullmatch(r"[0-9]+(\.[0-9]+){3}", text):
            raise ValueError(text)
        return IPv4Address(".".join(str(int(part)) for part in text.split(".")))
    if "%" in text:
        raise ValueError(text)
    return IPv6Address(text)


def _is_mapped(network: _Network) -> bool:
    """Return whether a network is an IPv4 network in the notation of IPv6."""
    address = network.network_address
    return isinstance(address, IPv6Address) and address.ipv4_mapped is not None


def _address(network: _Network, number: int) -> str:
    if isinstance(network, IPv4Network):
        return str(IPv4Address(number))
    address = IPv6Address(number)
    return str(address.ipv4_mapped or address)
