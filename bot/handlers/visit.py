"""What every handler is given, and what it gives back.

A handler decides; it never calls Telegram and never writes. It gives back records, and routes to show: a route
can be shown again after a crash or by another replica, a text could not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple

from bot.callback_data import Route
from bot.routes import Numbers
from bot.words import SOURCE
from content.ring import NOTHING_KNOWN, Known
from storage import managers, teams

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.screens.screen import Screen
    from content.library import Library, Pack
    from storage.deletions import DeletionList
    from storage.managers import Manager
    from storage.people import Person
    from storage.records import Record
    from storage.store import Transaction
    from storage.teams import Team


FORGET_AFTER_DAYS = 365  # of not being here, unless the settings say otherwise
About = TypeVarTuple("About")
Found = TypeVar("Found")


class Unsigned(StrEnum):
    """What becomes of content that no safeguarding lead has signed off."""

    LABEL = "label"  # it is sent, with a line that says so
    HOLD = "hold"  # it is not sent


class NotThereError(Exception):
    """A button leads to something that is not there, or is not this person's."""


@dataclass(frozen=True)
class Visit:
    """One person, one moment, one transaction.

    `message_id` is the message that was tapped, if one was; `owner` is whether she runs this bot; `known` is what
    this service found out about telephone lines; `listed` is where it is noted that somebody was forgotten;
    `forget_after_days` is how long somebody who is not here is kept;
    `owners` are to be told of what needs them; `bot_name` stands in links, and is empty until Telegram told it;
    `backups` says of which days there are any, the newest first; None: none are made.
    `languages` are those that can be chosen, English first.
    `asked` is what the database has said already. Whoever writes what could change that makes a new visit.
    """

    person_id: int
    person: Person | None
    message_id: int | None
    now: datetime
    zone: ZoneInfo
    library: Library
    controller: str
    unsigned: Unsigned
    owner: bool
    transaction: Transaction
    known: Known = NOTHING_KNOWN
    listed: DeletionList | None = None
    forget_after_days: int = FORGET_AFTER_DAYS
    owners: frozenset[int] = frozenset()
    bot_name: str = ""
    backups: Callable[[], list[date]] | None = None
    languages: tuple[str, ...] = (SOURCE,)
    asked: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def language(self) -> str:
        """The language that the person chose, as long as it can be chosen; else English."""
        return spoken_with(self.person.language if self.person else None, self.languages)

    async def ask(self, question: Callable[[Transaction, *About], Awaitable[Found]], *about: *About) -> Found:
        """What the database says to a question of `storage`, which is put to it once in a visit."""
        key = (question, *about)
        if key not in self.asked:
            self.asked[key] = await question(self.transaction, *about)
        found: Found = self.asked[key]
        return found

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.astimezone(self.zone).date()

    @property
    def joined(self) -> Person | None:
        """The person, if she has joined: who is still choosing has not."""
        return self.person if self.person and self.person.joined_on else None

    @property
    def member(self) -> Person:
        """The person, who must have joined.

        Raises:
            NotThereError: she has not.
        """
        if self.joined is None:
            raise NotThereError
        return self.joined

    async def manager(self) -> Manager:
        """This person as a manager.

        Raises:
            NotThereError: she is none.
        """
        found = await self.ask(managers.find, self.person_id)
        if self.joined is None or found is None:
            raise NotThereError
        return found

    async def managed_team(self, team_id: int) -> Team:
        """The team that a button is about, for somebody who manages it. Every handler for managers begins here.

        Raises:
            NotThereError: there is no such team, or she does not manage it. Which of these, nobody is told.
        """
        await self.manager()
        found = await self.ask(teams.of_manager, self.person_id, team_id)
        if found is None:
            raise NotThereError
        return found

    async def own_team(self) -> Team | None:
        """The team that the person is in; None if she is in none, or has not joined Say So."""
        return await self.ask(teams.of_member, self.person_id) if self.joined else None

    def only_owners(self) -> None:
        """Let nobody further who does not run this bot.

        Raises:
            NotThereError: she does not.
        """
        if not self.owner:
            raise NotThereError

    @property
    def here(self) -> int | None:
        """The message to change: the one that was tapped, unless it is pinned, which keeps the numbers."""
        pinned = self.person.pinned_message if self.person else None
        return None if self.message_id == pinned else self.message_id

    @property
    def pack(self) -> Pack:
        """The pack that the person reads; the adults' one before joining."""
        return self.library.packs[self.person.pack if self.person else "adults"]


def spoken_with(chosen: str | None, languages: Collection[str]) -> str:
    """The language to speak with somebody who chose this one, where these can be chosen."""
    return chosen if chosen in languages and chosen is not None else SOURCE


@dataclass(frozen=True)
class Show:
    """A place to show: by editing a message, or as a new one where `edits` is None."""

    route: Route
    edits: int | None = None
    pins: bool = False


@dataclass(frozen=True)
class Outcome:
    """What to show, and what to write down. `dealt` says that a card or a run was begun meanwhile."""

    shows: tuple[Show, ...]
    records: tuple[Record, ...] = ()
    dealt: bool = False


AnyRoute = TypeVar("AnyRoute", bound=Route)
_acts: dict[type[Route], Callable[[Visit, Any], Awaitable[Outcome]]] = {}
_views: dict[type[Route], Callable[[Visit, Any], Awaitable[Screen]]] = {}


def acts(
    kind: type[AnyRoute],
) -> Callable[
    [Callable[[Visit, AnyRoute], Awaitable[Outcome]]], Callable[[Visit, AnyRoute], Awaitable[Outcome]]
]:
    """Register what happens when somebody goes to a route that records something."""

    def register(
        handler: Callable[[Visit, AnyRoute], Awaitable[Outcome]],
    ) -> Callable[[Visit, AnyRoute], Awaitable[Outcome]]:
        _acts[kind] = handler
        return handler

    return register


def shows(
    kind: type[AnyRoute],
) -> Callable[
    [Callable[[Visit, AnyRoute], Awaitable[Screen]]], Callable[[Visit, AnyRoute], Awaitable[Screen]]
]:
    """Register the screen of a route that only shows."""

    def register(
        view: Callable[[Visit, AnyRoute], Awaitable[Screen]],
    ) -> Callable[[Visit, AnyRoute], Awaitable[Screen]]:
        _views[kind] = view
        return view

    return register


async def go(visit: Visit, route: Route) -> Outcome:
    """What happens when the person goes to `route`.

    Raises:
        NotThereError: she cannot.
    """
    handler = _acts.get(type(route))
    if handler is not None:
        return await handler(visit, route)
    return Outcome((Show(route, visit.message_id if isinstance(route, Numbers) else visit.here),))


async def view(visit: Visit, route: Route) -> Screen:
    """The screen of `route`.

    Raises:
        NotThereError: there is none for this person.
    """
    found = _views.get(type(route))
    if found is None:
        raise NotThereError
    return await found(visit, route)


def answered_routes() -> set[type[Route]]:
    """All kinds of routes that something here answers to, for a test that none is forgotten."""
    return {*_acts, *_views}
