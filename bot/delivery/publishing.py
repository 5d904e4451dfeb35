"""Tells of teams what may be told of them, once a span of time is over: counted, blurred, kept, never again.

Whatever anybody is shown of a team was written here. So nobody can choose the moment at which something is
counted, and nothing changes when somebody joins, leaves or deletes her data afterwards. Counting only reads; what
is then written is short, so that it holds up no tap.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from secrets import SystemRandom
from typing import TYPE_CHECKING

from bot.delivery.lanes import LaneLoop
from bot.learning import telling, windows
from bot.learning.counting import chance
from storage import published, team_activity, teams
from storage.published import TeamTold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.delivery.desk import Desk
    from bot.learning.windows import Window
    from storage.store import Store, Transaction

TEAMS_AT_ONCE = 20
EVERY = timedelta(minutes=10)
ALL_CARDS = ""  # in the place of a card: that all of a span were told

# A chance number that nobody can guess, whatever was seen before.
unguessable = partial(chance, SystemRandom().random)


class Publishing:
    """The lane of what is told of teams."""

    def __init__(self, store: Store, desk: Desk, blur: Callable[[], int] = unguessable) -> None:
        self._store = store
        self._desk = desk
        self._blur = blur
        self.lane = LaneLoop(desk.clock, self.step, self._next_time, EVERY)

    async def run(self) -> None:
        """Tell what may be told as soon as it may be, until cancelled."""
        await self.lane.run()

    async def _next_time(self) -> datetime | None:
        return self._desk.clock.now() + EVERY

    async def step(self) -> bool:
        """Tell what is due of some teams. True: there may be more at once."""
        now = self._desk.clock.now()
        week = windows.last_closed(now, windows.WEEK, self._desk.zone)
        themes = windows.last_closed(now, windows.THEMES, self._desk.zone)
        await self._cards(themes)
        return await self._teams(telling.WEEK, week) | await self._teams(telling.THEMES, themes)

    async def _teams(self, measure: str, span: Window) -> bool:
        async with self._store.reading() as transaction:
            found = await published.unpublished(transaction, measure, span.after, TEAMS_AT_ONCE)
            told = [one for team in found for one in await self._of_team(transaction, measure, team, span)]
        if told:
            async with self._store.writing() as transaction:
                await published.publish(transaction, told)
        return len(found) == TEAMS_AT_ONCE

    async def _of_team(
        self, transaction: Transaction, measure: str, team_id: int, span: Window
    ) -> list[TeamTold]:
        counted = self._week if measure == telling.WEEK else self._themes
        parts = await counted(transaction, team_id, span)
        return [TeamTold(team_id, name, span.after, telling.kept(one)) for name, one in parts.items()]

    async def _week(
        self, transaction: Transaction, team_id: int, span: Window
    ) -> Mapping[str, telling.Parts]:
        activity = await team_activity.activity(transaction, team_id, span)
        return {telling.WEEK: telling.week(activity, self._blur)}

    async def _themes(
        self, transaction: Transaction, team_id: int, span: Window
    ) -> Mapping[str, telling.Parts]:
        answers = await team_activity.answers(transaction, team_id, span)
        felt = await team_activity.felt(transaction, team_id, span)
        seen = await team_activity.good_practice_seen(transaction, team_id, span)
        library = self._desk.library
        named = {name for pack in library.packs.values() for name in pack.principles}
        return {
            telling.THEMES: telling.principles(answers, library.scenario, named, self._blur),
            telling.READINESS: telling.readiness(felt, self._blur),
            telling.GOOD: telling.good_practice(seen, self._blur),
        }

    async def _cards(self, span: Window) -> None:
        async with self._store.reading() as transaction:
            if not await teams.count(transaction) or await published.cards_published(transaction, span.after):
                return
            parts = telling.cards(await team_activity.by_card(transaction, span), self._blur)
        told = {card: telling.kept({card: one}) for card, one in parts.items()}
        async with self._store.writing() as transaction:
            await published.publish_cards(transaction, span.after, {**told, ALL_CARDS: None})
