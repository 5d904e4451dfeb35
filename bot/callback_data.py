"""Where a button leads, packed into Telegram's 64 bytes of callback data and read back as hostile input.

A route is all that a tap needs to be understood: there is no conversation kept in memory, so a button that was
sent last year, or by another replica, still says what it meant. Reading one proves only its shape. Whether this
person may go there is decided by the handler, against the database.

The form is `version tag : field : field`, for example `1a:4711:b`. The version is there so that a later release
can change what a field means and still answer the buttons of this one.
"""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError
from datetime import date
from inspect import get_annotations
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    NewType,
    NoReturn,
    TypeVar,
    dataclass_transform,
    get_type_hints,
)

if TYPE_CHECKING:
    from collections.abc import Callable

VERSION = "1"
LIMIT = 64  # bytes of callback_data, by the Bot API's InlineKeyboardButton
MAX_NUMBER = 2**53  # Telegram's ids have at most 52 significant bits

ContentId = NewType("ContentId", str)
_CONTENT_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,15}")


@dataclass_transform(frozen_default=True)
class Route:
    """Somewhere that a button can lead. What a kind of route must know stands in its annotations.

    To whoever uses or checks them, all kinds are frozen dataclasses. But Python would compile code for each of
    some 260: that was a tenth of the start.
    """

    names: ClassVar[tuple[str, ...]] = ()  # of what it knows, in their order

    def __init_subclass__(cls) -> None:
        """A kind of route."""
        cls.names = tuple(get_annotations(cls))

    def __init__(self, *values: object, **named: object) -> None:
        known = dict(zip(self.names, values, strict=False))
        if len(values) > len(known) or known.keys() & named or {*known, *named} != {*self.names}:
            raise TypeError(f"{type(self).__name__} needs {', '.join(self.names) or 'nothing'}")
        vars(self).update(known, **named)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Nothing about a route ever changes."""
        raise FrozenInstanceError(f"cannot assign to {name}")

    def __eq__(self, other: object) -> bool:
        """Whether both lead to the same place."""
        return vars(self) == vars(other) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        """By where it leads."""
        return hash((type(self), *(vars(self)[name] for name in self.names)))

    def __repr__(self) -> str:
        """As it would be made."""
        return (
            f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"
        )


Leaf = TypeVar("Leaf", bound=Route)
_by_tag: dict[str, type[Route]] = {}
_tag_of: dict[type[Route], str] = {}
_hints: dict[type[Route], dict[str, Any]] = {}


def tagged(tag: str) -> Callable[[type[Leaf]], type[Leaf]]:
    """Register a route under a short tag that is never used for another one.

    Raises:
        ValueError: the tag is taken.
    """

    def register(leaf: type[Leaf]) -> type[Leaf]:
        if tag in _by_tag:
            raise ValueError(f"two routes want the tag {tag!r}")
        _by_tag[tag], _tag_of[leaf] = leaf, tag
        return leaf

    return register


def pack(route: Route) -> str:
    """The callback data that leads to `route`.

    Raises:
        ValueError: it does not fit into 64 bytes.
    """
    values = [_text(getattr(route, name)) for name in route.names]
    data = ":".join([VERSION + _tag_of[type(route)], *values])
    if len(data.encode()) > LIMIT:
        raise ValueError(f"{type(route).__name__} needs more than {LIMIT} bytes")
    return data


def parse(data: str) -> Route | None:
    """The route that callback data leads to, or None where it has no shape that we know."""
    head, *values = data.split(":")
    leaf = _by_tag.get(head[1:]) if head[:1] == VERSION else None
    # JSON can carry half of a surrogate pair, which UTF-8 refuses; no field of ours takes it.
    if leaf is None or len(data.encode(errors="surrogatepass")) > LIMIT:
        return None
    hints = _hints_of(leaf)
    names = leaf.names
    if len(names) != len(values):
        return None
    try:
        return leaf(**{name: _value(hints[name], text) for name, text in zip(names, values, strict=True)})
    except ValueError:
        return None


def _hints_of(leaf: type[Route]) -> dict[str, Any]:
    if leaf not in _hints:
        _hints[leaf] = get_type_hints(leaf)
    return _hints[leaf]


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _value(kind: Any, text: str) -> object:  # noqa: ANN401 - a type hint may be anything
    if kind is int:
        return _number(text)
    if kind is ContentId:
        return _matching(_CONTENT_ID, text)
    if kind is date:
        return date.fromisoformat(_matching(re.compile(r"\d{4}-\d{2}-\d{2}"), text))
    return kind(text)


def _number(text: str) -> int:
    number = int(_matching(_NUMBER, text))
    if number > MAX_NUMBER:
        raise ValueError("larger than any id")
    return number


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError("not of the right form")
    return text


def every_route() -> tuple[type[Route], ...]:
    """All kinds of routes, for tests and for checks that each is answered."""
    return tuple(_tag_of)
