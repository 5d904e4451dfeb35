"""The first schema: people, what they read and answered, and what waits to be sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import BigInt, Day, UtcTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("kind", sa.Text(), nullable=False, comment="what needs somebody"),
        sa.Column("told_on", Day(), nullable=False, comment="when the owners were last told"),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_alerts")),
        comment="What the owners were told in chat, so that it is at most daily. About nobody; kept for good.",
        info={"personal": False},
        sqlite_strict=True,
    )
    op.create_table(
        "contact_checks",
        sa.Column("line", sa.Text(), nullable=False, comment="id of the line"),
        sa.Column("number", sa.Text(), nullable=False, comment="a mark of the number that was dialled"),
        sa.Column("checked_on", Day(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False, comment="of whoever dialled it; never a name"),
        sa.Column("found", sa.Text(), nullable=False, comment="a: as said, o: other, s: silent, w: wrong"),
        sa.UniqueConstraint(
            "line", "number", "checked_on", name=op.f("uq_contact_checks_line_number_checked_on")
        ),
        comment="What dialling the telephone lines has shown. About nobody; kept for good.",
        info={"personal": False},
        sqlite_strict=True,
    )
    op.create_table(
        "deletions",
        sa.Column(
            "person",
            sa.Text(),
            nullable=False,
            comment="keyed hash of a Telegram id; tells nothing without the key",
        ),
        sa.Column("deleted_on", Day(), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_deletions")),
        comment="Who asked for /forget, so that an older backup cannot bring them back. Kept for 400 days.",
        info={"personal": False},
        sqlite_strict=True,
    )
    op.create_table(
        "demotions",
        sa.Column("line", sa.Text(), nullable=False, comment="id of the line"),
        sa.Column("number", sa.Text(), nullable=False, comment="a mark of the number that it had"),
        sa.Column("demoted_on", Day(), nullable=False),
        sa.PrimaryKeyConstraint("line", name=op.f("pk_demotions")),
        comment="Numbers that an owner has taken out of use. About nobody; kept until they are put back.",
        info={"personal": False},
        sqlite_strict=True,
    )
    op.create_table(
        "files",
        sa.Column(
            "paper", sa.Text(), nullable=False, comment="what it is, and of which version of the content"
        ),
        sa.Column("file_id", sa.Text(), nullable=False, comment="Telegram's id of it"),
        sa.UniqueConstraint("paper", name=op.f("uq_files_paper")),
        comment="Papers that Telegram has already. About nobody; a new version of the content makes new ones.",
        info={"personal": False},
        sqlite_strict=True,
    )
    op.create_table(
        "helpful",
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("content_version", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False, comment="yes or no"),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.UniqueConstraint(
            "theme", "content_version", "answer", name=op.f("uq_helpful_theme_content_version_answer")
        ),
        comment="Whether pages that were looked up helped: by theme, never by whom. About nobody; kept for good.",
        info={"personal": False},
        sqlite_strict=True,
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.Text(), nullable=False, comment="what only one process may do at a time"),
        sa.Column(
            "holder",
            sa.Text(),
            nullable=True,
            comment="a random mark of the process that does it; empty: nobody",
        ),
        sa.Column(
            "token", sa.Integer(), nullable=False, comment="grows with each new holder: the fencing token"
        ),
        sa.Column("beat", sa.Integer(), nullable=False, comment="grows while the holder lives"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
        comment="Who does what only one may do. About nobody; kept for good.",
        info={"personal": False},
        sqlite_strict=True,
    )
    op.create_table(
        "missed_lookups",
        sa.Column("day", Day(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False, comment="code of the language that it seemed to be"),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.UniqueConstraint("day", "language", name=op.f("uq_missed_lookups_day_language")),
        comment="How often nothing was found: by day, never by whom, and no text. Kept for 400 days.",
        info={"personal": False},
        sqlite_strict=True,
    )
    op.create_table(
        "number_reports",
        sa.Column("line", sa.Text(), nullable=False, comment="id of the line"),
        sa.Column("reported_on", Day(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.UniqueConstraint("line", "reported_on", name=op.f("uq_number_reports_line_reported_on")),
        comment="How often a number was said not to work: by day, never by whom. Kept for 90 days.",
        info={"personal": False},
        sqlite_strict=True,
    )
    op.create_table(
        "people",
        sa.Column("id", BigInt, autoincrement=False, nullable=False, comment="Telegram id"),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column("shift", sa.Text(), nullable=False),
        sa.Column(
            "area",
            sa.Text(),
            nullable=True,
            comment="id of the council area where the person cared for lives",
        ),
        sa.Column("card_day", sa.Text(), nullable=False, comment="mon to sun"),
        sa.Column(
            "card_minutes",
            sa.Integer(),
            nullable=False,
            comment="local time of the card, minutes after midnight",
        ),
        sa.Column(
            "next_due_at", UtcTime(), nullable=True, comment="when the next nudge is made; empty: none wanted"
        ),
        sa.Column(
            "left_at", UtcTime(), nullable=True, comment="when the person blocked the bot; empty: has not"
        ),
        sa.Column(
            "active_at",
            UtcTime(),
            nullable=True,
            comment="the last tap or text, never one in the guide or the numbers",
        ),
        sa.Column(
            "unanswered", sa.Integer(), nullable=False, comment="nudges in a row after which nothing came"
        ),
        sa.Column(
            "every_weeks", sa.Integer(), nullable=False, comment="1: a card each week; 2: every other week"
        ),
        sa.Column(
            "away_until",
            UtcTime(),
            nullable=True,
            comment="nothing comes by itself before this; empty: never was away",
        ),
        sa.Column(
            "place",
            sa.Text(),
            nullable=True,
            comment="route of the last screen, for typed answers; never of guide or contacts",
        ),
        sa.Column("pinned_message", BigInt, nullable=True, comment="message id of Useful numbers"),
        sa.Column("joined_on", Day(), nullable=True, comment="empty: still choosing"),
        sa.Column("started_on", Day(), nullable=False, comment="the day of the first tap"),
        sa.CheckConstraint("card_minutes >= 0 AND card_minutes < 1440", name=op.f("ck_people_minutes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        comment="One row a person. Kept until /forget; of who never got further than choosing, for 2 days.",
        sqlite_strict=True,
    )
    op.create_index(
        "ix_people_next_due_at",
        "people",
        ["next_due_at"],
        unique=False,
        sqlite_where=sa.text("left_at IS NULL"),
        postgresql_where=sa.text("left_at IS NULL"),
    )
    op.create_index(
        "ix_people_started_on",
        "people",
        ["started_on"],
        unique=False,
        sqlite_where=sa.text("joined_on IS NULL"),
        postgresql_where=sa.text("joined_on IS NULL"),
    )
    op.create_table(
        "pinned_cards",
        sa.Column(
            "area", sa.Text(), nullable=False, comment="id of the council area; empty: of those who have none"
        ),
        sa.Column(
            "said", sa.Text(), nullable=False, comment="a mark of what the pinned numbers of this area say"
        ),
        sa.PrimaryKeyConstraint("area", name=op.f("pk_pinned_cards")),
        comment="What pinned numbers say, so that they can be renewed. About nobody; kept for good.",
        info={"personal": False},
        sqlite_strict=True,
    )
    op.create_table(
        "reminders",
        sa.Column("chat_id", BigInt, autoincrement=False, nullable=False, comment="who asked for it"),
        sa.Column("due_at", UtcTime(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False, comment="how many are still to come"),
        sa.Column("lease_until", UtcTime(), nullable=True, comment="while it is being sent: until when"),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_reminders")),
        comment="That a reminder was asked for, and of what is not known. Deleted after the last, in 10 days.",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_reminders_due_at"), "reminders", ["due_at"], unique=False)
    op.create_table(
        "replies",
        sa.Column("id", BigInt, nullable=False),
        sa.Column("chat_id", BigInt, nullable=False),
        sa.Column("route", sa.Text(), nullable=False, comment="what to show; never a text"),
        sa.Column("edits", BigInt, nullable=True, comment="message id to edit; empty: a new message"),
        sa.Column("pins", sa.Integer(), nullable=False, comment="1: pin the message"),
        sa.Column("kept_at", UtcTime(), nullable=False),
        sa.Column("send_at", UtcTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replies")),
        comment="Replies that could not be sent at once. Deleted when sent, or after a day.",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_replies_send_at"), "replies", ["send_at"], unique=False)
    op.create_table(
        "scripts",
        sa.Column("rehearsal", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("script", sa.Text(), nullable=False, comment="the rehearsal as it was, in JSON"),
        sa.UniqueConstraint("rehearsal", "version", name=op.f("uq_scripts_rehearsal_version")),
        comment="Rehearsals as they were when somebody began them: a run keeps to its version. Kept for good.",
        info={"personal": False},
        sqlite_strict=True,
    )
    op.create_table(
        "sign_offs",
        sa.Column(
            "item", sa.Text(), nullable=False, comment="id of an excerpt, card, rehearsal, or concern-guide"
        ),
        sa.Column("version", sa.Text(), nullable=False, comment="hash of what was signed"),
        sa.Column("role", sa.Text(), nullable=False, comment="never a name"),
        sa.Column("signed_on", Day(), nullable=False),
        sa.UniqueConstraint("item", "version", name=op.f("uq_sign_offs_item_version")),
        comment="Content that a safeguarding lead has signed off. About no learner; kept for good.",
        info={"personal": False},
        sqlite_strict=True,
    )
    op.create_table(
        "handled",
        sa.Column("update_id", BigInt, nullable=False),
        sa.Column("person_id", BigInt, nullable=False),
        sa.Column("shows", sa.Text(), nullable=False, comment="the places that were shown in answer"),
        sa.Column("handled_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_handled_person_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("update_id", "person_id", name=op.f("uq_handled_update_id_person_id")),
        comment="Updates that changed something, so that one that comes twice changes nothing. Kept for 2 days.",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_handled_handled_at"), "handled", ["handled_at"], unique=False)
    op.create_table(
        "nudges",
        sa.Column("id", BigInt, nullable=False),
        sa.Column("person_id", BigInt, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("due_on", Day(), nullable=False, comment="the local day it was meant for"),
        sa.Column("due_at", UtcTime(), nullable=False, comment="the moment it was meant for"),
        sa.Column("send_at", UtcTime(), nullable=False, comment="not to be sent before this"),
        sa.Column("state", sa.Text(), nullable=False, comment="due, sending, sent, lapsed, unknown"),
        sa.Column("lease_until", UtcTime(), nullable=True, comment="while it is being sent: until when"),
        sa.Column(
            "lease_token", sa.Integer(), nullable=True, comment="and the fencing token of who sends it"
        ),
        sa.Column(
            "tries", sa.Integer(), nullable=False, comment="those of which nobody knows whether it arrived"
        ),
        sa.Column("wording", sa.Integer(), nullable=False),
        sa.Column("about", BigInt, nullable=True, comment="of a rehearsal: the id of its run"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_nudges_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudges")),
        sa.UniqueConstraint("person_id", "kind", "due_on", name=op.f("uq_nudges_person_id_kind_due_on")),
        comment="Messages that go out by themselves. Kept until /forget.",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_nudges_state_send_at"), "nudges", ["state", "send_at"], unique=False)
    op.create_table(
        "reads",
        sa.Column("person_id", BigInt, nullable=False),
        sa.Column("excerpt", sa.Text(), nullable=False),
        sa.Column("content_version", sa.Text(), nullable=False),
        sa.Column("read_at", UtcTime(), nullable=False, comment="when it was last read"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_reads_person_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("person_id", "excerpt", name=op.f("uq_reads_person_id_excerpt")),
        comment="Which excerpts a person has read. Kept until /forget.",
        sqlite_strict=True,
    )
    op.create_table(
        "runs",
        sa.Column("id", BigInt, nullable=False),
        sa.Column("person_id", BigInt, nullable=False),
        sa.Column("rehearsal", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False, comment="keys of what was chosen, in order"),
        sa.Column("touched_at", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.Column(
            "reminded_at", UtcTime(), nullable=True, comment="when its one reminder was made, or passed over"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_runs_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        comment="Ways that people went through rehearsals. Kept until /forget.",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_runs_person_id_touched_at"), "runs", ["person_id", "touched_at"], unique=False)
    op.create_index(
        "ix_runs_touched_at",
        "runs",
        ["touched_at"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NULL AND reminded_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL AND reminded_at IS NULL"),
    )
    op.create_table(
        "showings",
        sa.Column("id", BigInt, nullable=False),
        sa.Column("person_id", BigInt, nullable=False),
        sa.Column(
            "occasion", sa.Text(), nullable=False, comment="why it was dealt: week:DAY, or after:SHOWING"
        ),
        sa.Column("card", sa.Text(), nullable=False, comment="id of the scenario card"),
        sa.Column("content_version", sa.Text(), nullable=False),
        sa.Column("shown_at", UtcTime(), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=True, comment="key of the option; empty: not answered"),
        sa.Column("answered_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_showings_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_showings")),
        sa.UniqueConstraint("person_id", "occasion", name=op.f("uq_showings_person_id_occasion")),
        comment="Each time a card was dealt to a person, and what she chose. Kept until /forget.",
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("showings")
    op.drop_table("runs")
    op.drop_table("reads")
    op.drop_table("nudges")
    op.drop_table("handled")
    op.drop_table("sign_offs")
    op.drop_table("scripts")
    op.drop_table("replies")
    op.drop_table("reminders")
    op.drop_table("pinned_cards")
    op.drop_table("people")
    op.drop_table("number_reports")
    op.drop_table("missed_lookups")
    op.drop_table("leases")
    op.drop_table("helpful")
    op.drop_table("files")
    op.drop_table("demotions")
    op.drop_table("deletions")
    op.drop_table("contact_checks")
    op.drop_table("alerts")
