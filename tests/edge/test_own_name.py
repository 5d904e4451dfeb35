"""The bot's own name stands in every link, so it is asked for until Telegram tells it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from telegram.error import NetworkError

from bot.edge.profile import ASK_AGAIN_SECONDS, own_name

if TYPE_CHECKING:
    from telegram import Bot

    from bot.clock import Clock


class Shy:
    """A bot whose server does not answer twice, and a clock that notes for how long it was asked to sleep."""

    def __init__(self) -> None:
        self.asked = 0
        self.slept: list[float] = []

    async def get_me(self) -> SimpleNamespace:
        self.asked += 1
        if self.asked < 3:
            raise NetworkError("gone")
        return SimpleNamespace(username="say_so_bot")

    async def sleep_for(self, seconds: float) -> None:
        self.slept.append(seconds)


async def test_the_name_is_asked_for_until_telegram_tells_it() -> None:
    shy = Shy()

    assert "say_so_bot" == await own_name(cast("Bot", shy), cast("Clock", shy))
    assert [ASK_AGAIN_SECONDS] * 2 == shy.slept
