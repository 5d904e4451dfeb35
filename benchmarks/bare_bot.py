"""The bot to compare with: the Application of python-telegram-bot, which echoes and keeps nothing."""

from __future__ import annotations

import logging
import sys

from telegram import Update  # noqa: TC002 - the library reads handlers' hints
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send a text back."""
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


def main() -> None:
    """Poll the server named on the command line: token, base URL."""
    token, base_url = sys.argv[1:3]
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs the address, and with it the token
    application = Application.builder().token(token).base_url(base_url).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()
