"""Which message was typed that led to a screen, so that `Clear this` takes that one out of the chat as well.

Its number stands in the button alone, from one screen to the next. It must never be kept anywhere else: a row of
numbers would tell who used the concern guide, and when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import parse
from bot.events import Tapped, Typed
from bot.routes import ClearBoth
from bot.screens.guide import takes_typed

if TYPE_CHECKING:
    from bot.events import Event
    from bot.screens.screen import Screen


def clearing_both(screen: Screen, event: Event) -> Screen:
    """The screen, with `Clear this` taking away the typed message that led there, too."""
    return takes_typed(screen, _typed(event))


def _typed(event: Event) -> int | None:
    """The message that was typed now, or the one that a button under the tapped message still knows."""
    if isinstance(event, Typed):
        return event.typed_id
    routes = map(parse, event.keys) if isinstance(event, Tapped) else ()
    return next((route.typed for route in routes if isinstance(route, ClearBoth)), None)
