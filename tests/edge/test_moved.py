"""A group that became a supergroup, as the Bot API tells of it, through to the message in its new place."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from telegram import Bot

from bot.clock import MovableClock
from bot.delivery.messenger import Failed, Fate, Sent
from bot.delivery.pace import Pace
from bot.delivery.sender import Sender
from bot.delivery.tally import Tally
from bot.demo.chats import ChatKind
from bot.demo.server import serving
from bot.demo.world import World
from bot.edge.press import Press
from bot.edge.request import AiohttpRequest
from bot.edge.sending import TelegramMessenger
from bot.screens.screen import Screen, plain
from storage.replies import Reply

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
OLD, NEW = -77, -1_000_077
SCREEN = Screen(plain("A line for the room."))


@pytest.mark.parametrize("edits", [None, 1])
async def test_a_reply_follows_the_group_and_its_new_id_is_told(edits: int | None) -> None:
    clock = MovableClock(MONDAY)
    world = World(clock)
    moves: list[tuple[int, int]] = []

    async def note(old: int, new: int) -> None:
        moves.append((old, new))

    async with serving(world) as server:
        request = AiohttpRequest()
        await request.initialize()
        messenger = TelegramMessenger(Bot(world.token, base_url=server.bot_url, request=request), Press())
        people = [world.add_person("Grace", 5)]
        group = world.add_group("The team", OLD, people, ChatKind.GROUP)
        world.upgrade(group, NEW)
        refused = await messenger.show(OLD, SCREEN, edits=edits, pins=False)
        reply = Reply(OLD, "1h", edits, pins=False)
        shown = await Sender(messenger, Pace(clock, 0), Tally(), note).reply(reply, SCREEN)
        await request.shutdown()

    assert Failed(Fate.MOVED, "migrated", moved_to=NEW) == refused
    assert isinstance(shown, Sent)
    assert "A line for the room." == world.last(5, NEW).text
    assert [(OLD, NEW)] == moves
