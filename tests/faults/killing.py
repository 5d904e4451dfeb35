"""Lets a bot live and kills it, again and again, while nudges go out and people tap; and counts what was lost.

What was in flight at a kill is told by the database, which the bot writes before it calls Telegram: a nudge that
is marked as being sent. Whoever has one may get her message once more after each kill that found it so; nobody
else may. How many that are at once has a bound as well: one batch.

A new life would rightly wait: minutes before it repeats a nudge of which nobody knows, seconds before it takes a
dead one's place. While no process lives, that waiting is taken out of the rows, or 200 kills would last for days:
of the place each time, of the nudges before every fourth life, which comes to rest before it is killed. A nudge
that is killed three times in a row stays unknown, and no run of minutes would do that to so many.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.faults.crowd import Crowd
    from tests.faults.process import Bot

BATCH = 100  # the most that is ever under way at once
MOST_TRIES = 3
LONGEST_LIFE_SECONDS = 1.5
SLOWEST_CALL_SECONDS = 0.05
PEACEFUL = 4  # every so many lives one is left to finish what it can
LAST_LIVES = 10  # enough for every nudge of which nobody knows to be tried as often as it may be
GIVES_UP_AFTER_SECONDS = 60.0


@dataclass
class Killing:
    """What the kills found. `under_way` counts, of each person, the kills at which her nudge was being sent."""

    bot: Bot
    crowd: Crowd
    drawn: random.Random
    kills: int = 0
    under_way: Counter[int] = field(default_factory=Counter)
    most_at_once: int = 0
    faults: list[object] = field(default_factory=list)

    async def kill(self, times: int, people_each: int, say: Callable[[str], None]) -> None:
        """Let it live, with more people each time, and kill it, so many times."""
        for life in range(times):
            await self.crowd.grow(due=people_each, tappers=1, cards_each=2)
            if life % PEACEFUL == PEACEFUL - 1:
                await self._waiting_taken_out()
                await self.bot.start_up()
                await self._cards_rest()
            else:
                await self._place_given_up()
                await self.bot.start()
                await self._some_moment()
            await self.bot.kill()
            await self._looked_at()
            if self.kills % 10 == 0:
                say(f"{self.kills} kills: {len(self.crowd.chosen)} taps, {await self._counted()}")

    async def finish(self) -> None:
        """Let it live in peace until everything is over."""
        for _life in range(LAST_LIVES):
            await self.bot.start_up()
            await self.bot.world.quiet(GIVES_UP_AFTER_SECONDS)
            await self._cards_rest()
            await self.bot.stop()
            if await self._is_over():
                return
            await self._waiting_taken_out()

    async def _some_moment(self) -> None:
        """So long after the start, or right after so many calls: in the middle of what they are part of."""
        calls = self.bot.world.calls
        if self.drawn.random() < 1 / 3:
            await asyncio.sleep(self.drawn.uniform(0, LONGEST_LIFE_SECONDS))
            return
        wanted = len(calls) + self.drawn.randint(1, 25)
        await self._until(lambda: len(calls) >= wanted, LONGEST_LIFE_SECONDS * 2)
        await asyncio.sleep(self.drawn.uniform(0, SLOWEST_CALL_SECONDS))

    async def _until(self, true: Callable[[], bool], seconds: float) -> None:
        """Wait until it is so, or so long: then that moment is as good as any."""
        try:
            await self.bot.world.until(true, seconds)
        except TimeoutError:
            return

    async def _looked_at(self) -> None:
        self.kills += 1
        self.faults += await self.crowd.engine.faults()
        rows = await self.crowd.engine.rows("SELECT person_id FROM nudges WHERE state = 'sending'")
        self.under_way.update(one for (one,) in rows)
        self.most_at_once = max(self.most_at_once, len(rows))

    async def _waiting_taken_out(self) -> None:
        engine = self.crowd.engine
        long_ago = "coalesce((SELECT min(due_at) FROM nudges), send_at)"
        await engine.rows(f"UPDATE nudges SET send_at = {long_ago} WHERE state = 'due'")
        await engine.rows(f"UPDATE replies SET send_at = {long_ago}")
        await self._place_given_up()

    async def _place_given_up(self) -> None:
        await self.crowd.engine.rows("UPDATE leases SET holder = NULL")

    async def _is_over(self) -> bool:
        waiting = await self.crowd.engine.rows("SELECT count(*) FROM replies")
        return [(0,)] == waiting and not len(self.bot.world.updates) and await self.crowd.all_over()

    async def _cards_rest(self) -> None:
        """Wait until a second passes in which no card goes out; people may go on tapping."""
        async with asyncio.timeout(GIVES_UP_AFTER_SECONDS):
            before = -1
            while before != (now := self.crowd.received().total()):
                before = now
                await asyncio.sleep(1.0)

    async def _counted(self) -> str:
        states = Counter((await self.crowd.states()).values())
        return ", ".join(f"{number} {state}" for state, number in sorted(states.items()))

    def too_often(self) -> dict[int, int]:
        """People who got more messages than their nudge's own try and those that a kill left unknown."""
        received = self.crowd.received()
        return {one: number for one, number in received.items() if number > 1 + self.under_way[one]}

    @property
    def sent_again(self) -> int:
        """How many messages were more than one a person."""
        return sum(number - 1 for number in self.crowd.received().values() if number > 1)
