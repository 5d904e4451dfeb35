"""The methods of the Bot API that the demo answers, by name. `METHODS` is the whole list.

Each is a function of the world's state and the call; it returns the result or raises a Refusal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.demo.methods import chats, edits, files, media, messages, polls, profile, receiving

if TYPE_CHECKING:
    from bot.demo.methods.call import Handler

METHODS: dict[str, Handler] = {
    **receiving.METHODS,
    **messages.METHODS,
    **edits.METHODS,
    **media.METHODS,
    **files.METHODS,
    **polls.METHODS,
    **chats.METHODS,
    **profile.METHODS,
}
