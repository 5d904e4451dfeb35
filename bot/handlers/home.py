"""The menu, help, privacy, deleting everything, and the answers to what nothing else answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.visit import Outcome, Show, Visit, acts, shows
from bot.routes import (
    AskForget,
    Forget,
    Forgotten,
    Help,
    Home,
    Moved,
    NotReadable,
    NotUnderstood,
    Privacy,
    Trouble,
    Welcome,
)
from bot.screens import home as screens
from bot.screens import joining
from storage.deletions import Deleted
from storage.people import Forgotten as ForgottenRecord

if TYPE_CHECKING:
    from bot.screens.screen import Screen
    from storage.records import Record


@acts(Home)
async def go_home(visit: Visit, _route: Home) -> Outcome:
    """The menu for those who joined, the first screen for everybody else. Always a new message."""
    return Outcome((Show(Home() if visit.joined else Welcome()),))


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


@shows(Privacy)
async def privacy(visit: Visit, _route: Privacy) -> Screen:
    """What is kept."""
    return screens.privacy(visit.controller)


@shows(AskForget)
async def ask_forget(_visit: Visit, _route: AskForget) -> Screen:
    """Delete everything?"""
    return screens.ask_forget()


@acts(Forget)
async def forget(visit: Visit, _route: Forget) -> Outcome:
    """Delete everything, and see to it that no older backup brings it back."""
    records: tuple[Record, ...] = (ForgottenRecord(visit.person_id),)
    if visit.person is not None and visit.listed is not None:
        today = visit.now.astimezone(visit.zone).date()
        records = (*records, Deleted(visit.person_id, today, visit.listed))
    return Outcome((Show(Forgotten(), visit.here),), records)


@shows(Forgotten)
async def forgotten(_visit: Visit, _route: Forgotten) -> Screen:
    """It was deleted."""
    return screens.forgotten()


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
