"""What is written down when a reply has been shown, by whichever way it went out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.files import Filed
from storage.people import Changed

if TYPE_CHECKING:
    from bot.delivery.desk import Ready
    from bot.delivery.messenger import Sent
    from storage.records import Record


def records_after(ready: Ready, sent: Sent) -> tuple[Record, ...]:
    """Where the pinned message is, and under which id Telegram has a paper. Mostly nothing."""
    records: list[Record] = []
    if ready.reply.pins:
        records.append(Changed(ready.reply.chat_id, {"pinned_message": sent.message_id}))
    paper = ready.screen.paper
    if paper is not None and sent.file_id is not None and sent.file_id != paper.file_id:
        records.append(Filed(paper.key, sent.file_id))
    return tuple(records)
