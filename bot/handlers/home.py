"""The menu, help, and the answers to what nothing else answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.session_dates import to_be_asked
from bot.handlers.visit import Outcome, Show, Visit, acts, shows
from bot.routes import (
    Help,
    Home,
    Moved,
    NotReadable,
    NotUnderstood,
    TeamTimeQuestion,
    Trouble,
    Welcome,
)
from bot.screens import home as screens
from bot.screens import joining

if TYPE_CHECKING:
    from bot.screens.screen import Screen


@acts(Home)
async def go_home(visit: Visit, _route: Home) -> Outcome:
    """The menu for those who joined, the first screen for everybody else. Always a new message.

    What a team asks its people comes with it, once, and never by itself.
    """
    if visit.joined is None:
        return Outcome((Show(Welcome()),))
    asked = await to_be_asked(visit)
    if asked is None:
        return Outcome((Show(Home()),))
    return Outcome((Show(Home()), Show(TeamTimeQuestion())), (asked,))


@shows(Home)
async def home(visit: Visit, _route: Home) -> Screen:
    """The menu."""
    if visit.joined is None:
        return joining.welcome(list(visit.library.packs.values()))
    return screens.home(visit.joined.next_due_at, visit.zone)


@shows(Help)
async def help_(_visit: Visit, _route: Help) -> Screen:
    """What one can do."""
    return screens.help_screen()


@shows(NotUnderstood)
async def not_understood(visit: Visit, _route: NotUnderstood) -> Screen:
    """Nothing answers to that."""
    return screens.not_understood(joined=visit.joined is not None)


@shows(NotReadable)
async def not_readable(_visit: Visit, _route: NotReadable) -> Screen:
    """Not a text."""
    return screens.not_readable()


@shows(Moved)
async def moved(visit: Visit, _route: Moved) -> Screen:
    """An old button."""
    return screens.moved(joined=visit.joined is not None)


@shows(Trouble)
async def trouble(_visit: Visit, _route: Trouble) -> Screen:
    """Something broke."""
    return screens.trouble()
