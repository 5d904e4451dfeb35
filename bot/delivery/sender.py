"""Every screen goes out through here: in its turn, counted, and with what Telegram asks for obeyed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.delivery.messenger import Failed, Fate, Sent
from bot.delivery.pace import Lane
from bot.learning.schedule import LIVE_FOR

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.delivery.messenger import Messenger
    from bot.delivery.pace import Pace
    from bot.delivery.tally import Tally
    from bot.screens.screen import Screen
    from storage.replies import Reply


JUST_NOW_SECONDS = 60.0  # for longer only the database knows who was here, and only of what leaves a trace

log = structlog.get_logger()


class Sender:
    """Sends replies and nudges. Nothing else shows a screen.

    `note_move` is awaited with the old and the new id of a group when the new one is learnt, so that it is kept.
    """

    def __init__(
        self,
        messenger: Messenger,
        pace: Pace,
        tally: Tally,
        note_move: Callable[[int, int], Awaitable[None]] | None = None,
    ) -> None:
        self._messenger = messenger
        self._pace = pace
        self._tally = tally
        self._note_move = note_move

    async def reply(self, reply: Reply, screen: Screen) -> Sent | Failed:
        """Show a reply, before any nudge that waits."""
        return await self.reply_turn(reply.chat_id) or await self.reply_now(reply, screen)

    async def reply_turn(self, chat_id: int) -> Failed | None:
        """Wait until a reply may go: None. Else it may not go, and how long Telegram wants none."""
        rests = await self._pace.turn(chat_id, Lane.REPLY)
        return Failed(Fate.NOT_SENT, "resting", rests) if rests else None

    async def reply_now(self, reply: Reply, screen: Screen) -> Sent | Failed:
        """Show a reply, after its `reply_turn`. Where a group has a new id, it is shown there."""
        result = await self._messenger.show(reply.chat_id, screen, edits=reply.edits, pins=reply.pins)
        noted = self._noted(reply.chat_id, Lane.REPLY, result)
        if isinstance(noted, Failed) and noted.moved_to is not None:
            return await self._followed(reply, screen, noted.moved_to)
        return noted

    async def _followed(self, reply: Reply, screen: Screen, new_id: int) -> Sent | Failed:
        """Show it where the group has moved to, once. The message to be edited stayed behind."""
        await self._note(reply.chat_id, new_id)
        rests = await self.reply_turn(new_id)
        if rests is not None:
            return rests
        shown = await self._messenger.show(new_id, screen, edits=None, pins=reply.pins)
        return self._noted(new_id, Lane.REPLY, shown)

    async def _note(self, old_id: int, new_id: int) -> None:
        if self._note_move is None:
            return
        try:
            await self._note_move(old_id, new_id)
        except Exception as error:  # noqa: BLE001 - Telegram says it again the next time
            log.warning("The new id of a group was not kept.", action="send", error=type(error).__name__)

    async def turn(self, chat_id: int) -> float:
        """Wait until a nudge may go: 0. Else the seconds that it must wait for, and it may not go."""
        if self._pace.spoke_within(chat_id, JUST_NOW_SECONDS):
            return LIVE_FOR.total_seconds()
        return await self._pace.turn(chat_id, Lane.NUDGE)

    async def nudge(self, chat_id: int, screen: Screen) -> Sent | Failed:
        """Send what nobody asked for, after its `turn`."""
        result = await self._messenger.show(chat_id, screen, edits=None, pins=False)
        return self._noted(chat_id, Lane.NUDGE, result)

    @property
    def nudges_rest(self) -> float:
        """For how many seconds Telegram wants no nudges."""
        return self._pace.nudges_rest

    def _noted(self, chat_id: int, lane: Lane, result: Sent | Failed) -> Sent | Failed:
        if isinstance(result, Sent):
            self._tally.sends[str(lane), "sent"] += 1
            return result
        self._tally.sends[str(lane), str(result.fate)] += 1
        if result.retry_after is not None:
            self._pace.refused(chat_id, result.retry_after)
        return result
