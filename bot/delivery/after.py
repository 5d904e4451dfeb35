"""What is written down when a reply has been shown, by whichever way it went out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens.screen import Way
from storage.files import Filed
from storage.groups import VoteOpened
from storage.people import Changed

if TYPE_CHECKING:
    from datetime import datetime

    from bot.delivery.desk import Ready
    from bot.delivery.messenger import Sent
    from storage.records import Record


def records_after(ready: Ready, sent: Sent, now: datetime) -> tuple[Record, ...]:
    """Where the pinned message is, and under which id Telegram has a paper or a vote. Mostly nothing."""
    records: list[Record] = []
    if ready.screen.way is Way.HIDDEN and ready.screen.hides:
        records.append(Changed(ready.reply.chat_id, {"pinned_message": None}))
    if ready.reply.pins:
        records.append(Changed(ready.reply.chat_id, {"pinned_message": sent.message_id}))
    paper = ready.screen.paper
    if (
        paper is not None
        and paper.key is not None
        and sent.file_id is not None
        and sent.file_id != paper.file_id
    ):
        records.append(Filed(paper.key, sent.file_id))
    poll = ready.screen.poll
    if poll is not None and sent.poll is not None:
        records.append(VoteOpened(poll.session, poll.team, sent.message_id, sent.poll, now))
    return tuple(records)
