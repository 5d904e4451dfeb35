"""The second bot to compare with: aiogram's Dispatcher as it comes, which echoes and keeps nothing."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

if TYPE_CHECKING:
    from aiogram.types import Message


async def echo(message: Message) -> None:
    """Send a text back."""
    if message.text is not None:
        await message.answer(message.text)


async def main() -> None:
    """Poll the server named on the command line: token, base URL."""
    token, base_url = sys.argv[1:3]
    server = TelegramAPIServer.from_base(base_url.removesuffix("/bot"))
    dispatcher = Dispatcher()
    dispatcher.message.register(echo)
    await dispatcher.start_polling(Bot(token, session=AiohttpSession(api=server)))


if __name__ == "__main__":
    asyncio.run(main())
