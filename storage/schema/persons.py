"""The tables that hold something about a person. `/forget` empties every one of them of her rows."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text, UniqueConstraint

from storage.columns import BigInt, Day, UtcTime
from storage.schema.base import metadata, of_person
from storage.schema.kept import UNTIL_FORGET, limit

people = Table(
    "people",
    metadata,
    Column("id", BigInt, primary_key=True, autoincrement=False, comment="Telegram id"),
    Column("pack", Text, nullable=False),
    Column("shift", Text, nullable=False),
    Column("area", Text, comment="id of the council area where the person cared for lives"),
    Column("card_day", Text, nullable=False, comment="mon to sun"),
    Column("card_minutes", Integer, nullable=False, comment="local time of the card, minutes after midnight"),
    Column("next_due_at", UtcTime, comment="when the next nudge is made; empty: none wanted"),
    Column("left_at", UtcTime, comment="when the person blocked the bot; empty: has not"),
    Column("active_at", UtcTime, comment="the last tap or text, never one in the guide or the numbers"),
    Column("unanswered", Integer, nullable=False, comment="nudges in a row after which nothing came"),
    Column("every_weeks", Integer, nullable=False, comment="1: a card each week; 2: every other week"),
    Column("away_until", UtcTime, comment="nothing comes by itself before this; empty: never was away"),
    Column("place", Text, comment="route of the last screen, for typed answers; never of guide or contacts"),
    Column("pinned_message", BigInt, comment="message id of Useful numbers"),
    Column("joined_on", Day, comment="empty: still choosing"),
    Column("started_on", Day, nullable=False, comment="the day of the first tap"),
    Column("pushed_at", UtcTime, comment="when she was last sent what comes by itself; empty: never"),
    Column("skips_holidays", Integer, comment="1: no card on bank holidays; empty: it comes all the same"),
    Column("setting", Text, comment="kind of service where she works; empty: not said"),
    Column("ten_minutes", Text, comment="step of her ten minutes, and the place that it showed; empty: none"),
    Column("language", Text, comment="ISO 639-1 code of the language that she chose; empty: English"),
    CheckConstraint("card_minutes >= 0 AND card_minutes < 1440", name="minutes"),
    comment="One row a person. Kept until /forget; of who never got further than choosing, for 2 days.",
    info={"kept": UNTIL_FORGET},
    sqlite_strict=True,
)
showings = Table(
    "showings",
    metadata,
    Column("id", BigInt, primary_key=True),
    of_person(),
    Column("occasion", Text, nullable=False, comment="why it was dealt: week:DAY, or after:SHOWING"),
    Column("card", Text, nullable=False, comment="id of the scenario card"),
    Column("content_version", Text, nullable=False),
    Column("shown_at", UtcTime, nullable=False),
    Column("chosen", Text, comment="key of the option; empty: not answered"),
    Column("answered_at", UtcTime),
    UniqueConstraint("person_id", "occasion"),
    comment="Each time a card was dealt to a person, and what she chose. Kept until /forget.",
    info={"kept": UNTIL_FORGET},
    sqlite_strict=True,
)

reads = Table(
    "reads",
    metadata,
    of_person(),
    Column("excerpt", Text, nullable=False),
    Column("content_version", Text, nullable=False),
    Column("read_at", UtcTime, nullable=False, comment="when it was last read"),
    UniqueConstraint("person_id", "excerpt"),
    comment="Which excerpts a person has read. Kept until /forget.",
    info={"kept": UNTIL_FORGET},
    sqlite_strict=True,
)

nudges = Table(
    "nudges",
    metadata,
    Column("id", BigInt, primary_key=True),
    of_person(),
    Column("kind", Text, nullable=False),
    Column("due_on", Day, nullable=False, comment="the local day it was meant for"),
    Column("due_at", UtcTime, nullable=False, comment="the moment it was meant for"),
    Column("send_at", UtcTime, nullable=False, comment="not to be sent before this"),
    Column("state", Text, nullable=False, comment="due, sending, sent, lapsed, unknown"),
    Column("lease_until", UtcTime, comment="while it is being sent: until when"),
    Column("lease_token", Integer, comment="and the fencing token of who sends it"),
    Column("tries", Integer, nullable=False, comment="those of which nobody knows whether it arrived"),
    Column("wording", Integer, nullable=False),
    Column("about", BigInt, comment="of a rehearsal: the id of its run"),
    UniqueConstraint("person_id", "kind", "due_on"),
    comment="Messages that go out by themselves. Kept until /forget.",
    info={"kept": UNTIL_FORGET},
    sqlite_strict=True,
)
Index(None, nudges.c.state, nudges.c.send_at)

handled = Table(
    "handled",
    metadata,
    Column("update_id", BigInt, nullable=False),
    of_person(),
    Column("shows", Text, nullable=False, comment="the places that were shown in answer"),
    Column("handled_at", UtcTime, nullable=False),
    UniqueConstraint("update_id", "person_id"),
    comment="Updates that changed something, so that one that comes twice changes nothing. Kept for 2 days.",
    info=limit("2 days", 2, "handled_at"),  # Telegram itself keeps an update for one
    sqlite_strict=True,
)
Index(None, handled.c.handled_at)

runs = Table(
    "runs",
    metadata,
    Column("id", BigInt, primary_key=True),
    of_person(),
    Column("rehearsal", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("path", Text, nullable=False, comment="keys of what was chosen, in order"),
    Column("touched_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("reminded_at", UtcTime, comment="when its one reminder was made, or passed over"),
    comment="Ways that people went through rehearsals. Kept until /forget.",
    info={"kept": UNTIL_FORGET},
    sqlite_strict=True,
)
Index(None, runs.c.person_id, runs.c.touched_at)
replies = Table(
    "replies",
    metadata,
    Column("id", BigInt, primary_key=True),
    Column("chat_id", BigInt, nullable=False),
    Column("route", Text, nullable=False, comment="what to show; never a text"),
    Column("edits", BigInt, comment="message id to edit; empty: a new message"),
    Column("pins", Integer, nullable=False, comment="1: pin the message"),
    Column("kept_at", UtcTime, nullable=False),
    Column("send_at", UtcTime, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("lease_token", Integer, comment="while it is being sent: the fencing token of who sends it"),
    comment="Replies that could not be sent at once. Deleted when sent, or after a day.",
    info=limit("until sent, at most a day", 1, "kept_at"),  # to something of yesterday it would only puzzle
    sqlite_strict=True,
)
Index(None, replies.c.send_at)

reminders = Table(
    "reminders",
    metadata,
    Column("chat_id", BigInt, primary_key=True, autoincrement=False, comment="who asked for it"),
    Column("due_at", UtcTime, nullable=False),
    Column("left", Integer, nullable=False, comment="how many are still to come"),
    Column("lease_until", UtcTime, comment="while it is being sent: until when"),
    comment="That a reminder was asked for, and of what is not known. Deleted after the last, in 10 days.",
    info=limit("until the last has come, at most 10 days", 10, "due_at"),
    sqlite_strict=True,
)
Index(None, reminders.c.due_at)
