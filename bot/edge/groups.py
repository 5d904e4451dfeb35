"""Reads what happened in groups: a code that was typed, the bot taken out, the group moved, a vote.

What people say in a group is nobody's business and is never read: of a message only a code after /start is. What
else comes from a group, commands and taps too, means nothing and gets no answer.
"""

from __future__ import annotations

import re
from typing import Any

from bot.edge.reading import is_group_id, is_id, person_of
from bot.events import EnoughVotes, Event, GroupCode, GroupGone, GroupMoved

GROUPS = ("group", "supergroup")
ENOUGH = 5  # votes, before what came out may be seen
OUT = ("left", "kicked")
# As in a link of `startgroup`, and as somebody types it; Telegram sends only what names us, or nobody.
_START = re.compile(r"/start(?:@\w{1,64})?\s+([A-Za-z0-9_-]{22})\s*")
_POLL = re.compile(r"[\w:.-]{1,64}")

Raw = dict[str, Any]


def is_group(chat: object) -> bool:
    """Whether a chat is a group that can be one of a team's."""
    return isinstance(chat, dict) and chat.get("type") in GROUPS and is_group_id(chat.get("id"))


def said(number: int, message: Raw) -> Event | None:
    """A code, or that the group has a new id; None for all else."""
    group: int = message["chat"]["id"]
    moved = message.get("migrate_to_chat_id")
    if is_group_id(moved):
        return GroupMoved(number, group, moved)
    person, text = person_of(message.get("from")), message.get("text")
    code = _START.fullmatch(text) if isinstance(text, str) else None
    # Behind `sender_chat` somebody else than the person in `from` may stand.
    if person is None or code is None or "sender_chat" in message:
        return None
    thread = message.get("message_thread_id") if message.get("is_topic_message") is True else None
    return GroupCode(number, person, group, code[1], thread if is_id(thread) else None)


def stands(number: int, change: Raw, status: object) -> Event | None:
    """That the bot was taken out. Being let in, promoted or demoted changes nothing."""
    return GroupGone(number, change["chat"]["id"]) if status in OUT else None


def polled(number: int, poll: Raw) -> Event | None:
    """That an open poll has enough votes. How many, and for what, is not looked at."""
    name, votes = poll.get("id"), poll.get("total_voter_count")
    if not isinstance(name, str) or not _POLL.fullmatch(name) or not is_id(votes):
        return None
    if votes < ENOUGH or poll.get("is_closed") is not False:
        return None
    return EnoughVotes(number, -1 - number, name)
