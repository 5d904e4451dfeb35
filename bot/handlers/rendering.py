"""The one place where the screen of a route is made, in the language of whoever sees it.

No handler and no screen chooses a language: what they say here, they say in that one. A screen that would have
put one sentence together from two languages is never shown; it is made again in English.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.handlers.language import language_of, with_language_button
from bot.handlers.visit import NotThereError, view
from bot.routes import Moved
from bot.screens.marking import marked, only_in_english
from bot.words import SOURCE, speaking

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.callback_data import Route
    from bot.handlers.visit import Visit
    from bot.screens.screen import Screen


async def render(visit: Visit, route: Route) -> tuple[Route, Screen]:
    """The screen of a route, and the route itself; where there is none for this person, one that says so."""
    language = language_of(visit, route)
    try:
        return route, await in_language(language, partial(_page, visit, route))
    except NotThereError:
        return Moved(), await in_language(language, partial(view, visit, Moved()))


async def in_language(language: str, make: Callable[[], Awaitable[Screen]]) -> Screen:
    """The screen that `make` comes to in a language, with what is in English marked."""
    with speaking(language) as heard:
        screen = await make()
        if not heard.mixed:
            return marked(screen, heard)
    with speaking(SOURCE):
        screen = await make()
    with speaking(language):
        return only_in_english(screen)


async def _page(visit: Visit, route: Route) -> Screen:
    return with_language_button(visit, route, await view(visit, route))
