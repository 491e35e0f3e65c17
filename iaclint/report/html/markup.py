"""HTML as text: what is not markup is escaped where it is put into markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from iaclint.report.terminal import escape as escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterable

Attribute: TypeAlias = "str | int | bool | None"
"""A value of an attribute. True writes the name alone; False and None leave it out."""

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_VOID = frozenset(["rect", "path", "br"])
"""Elements that this package writes without content."""


class Html(str):
    """Markup. Any other string is text."""

    __slots__ = ()


def text(value: str) -> Html:
    """Return a text as markup; control characters and such that hide text are spelled out."""
    if isinstance(value, Html):
        return value
    if not (value.isascii() and value.isprintable()):
        value = escape_controls(value)
    return Html(value.translate(_ENTITIES))


def join(parts: Iterable[str], separator: str = "") -> Html:
    """Return parts one after the other."""
    return Html(text(separator).join(map(text, parts)))


def element(name: str, *content: str, **attributes: Attribute) -> Html:
    """Return an element. ``class_`` is ``class``, ``aria_label`` is ``aria-label``."""
    start = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{start}/>")
    return Html(f"<{name}{start}>{join(content)}</{name}>")


def items(parts: Iterable[str], list_: str = "ul", **attributes: Attribute) -> Html:
    """Return a list of the parts; nothing if there are none."""
    shown = [element("li", part) for part in parts]
    return element(list_, *shown, **attributes) if shown else Html("")


def code(value: str) -> Html:
    """Return a text as code."""
    return element("code", value)


def _attribute(key: str, value: Attribute) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    return f' {name}="{text(value) if isinstance(value, str) else value}"'
