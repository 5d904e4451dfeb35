"""The learning loop's own tables, and teams: what came after the first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import BigInt, Day, UtcTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", BigInt, nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False, comment="what was done"),
        sa.Column("role", sa.Text(), nullable=False, comment="owner or manager; never a name or an id"),
        sa.Column(
            "team_id",
            BigInt,
            nullable=True,
            comment="number of the team, which may be gone; empty: about no team",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        comment="What managers and owners did about teams. About no learner; kept for 400 days.",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"], unique=False)
    op.create_table(
        "card_counts",
        sa.Column("card", sa.Text(), nullable=False, comment="id of the scenario card"),
        sa.Column(
            "after_on", Day(), nullable=False, comment="the day after the span of time that it is about"
        ),
        sa.Column(
            "told",
            sa.Text(),
            nullable=True,
            comment="bands and a rounded size, blurred, in JSON; empty: too few people",
        ),
        sa.UniqueConstraint("card", "after_on", name=op.f("uq_card_counts_card_after_on")),
        comment="How people of several teams chose, never exact. About no one person; kept for 400 days.",
        sqlite_strict=True,
    )
    op.create_table(
        "good_practice",
        sa.Column(
            "team_id", BigInt, nullable=False, comment="whose team saw it; 0: somebody's who is in none"
        ),
        sa.Column("day", Day(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.UniqueConstraint("team_id", "day", "theme", name=op.f("uq_good_practice_team_id_day_theme")),
        comment="How often good practice was seen: by team, day and theme, never by whom. Kept for 400 days.",
        sqlite_strict=True,
    )
    op.create_table(
        "teams",
        sa.Column(
            "id", BigInt, autoincrement=False, nullable=False, comment="random: no number is used twice"
        ),
        sa.Column(
            "name",
            sa.Text(),
            nullable=False,
            comment="of the service, as a manager typed it; never of a person",
        ),
        sa.Column(
            "setting", sa.Text(), nullable=True, comment="which kind of service; empty: not chosen yet"
        ),
        sa.Column("area", sa.Text(), nullable=True, comment="id of the council area; empty: not chosen yet"),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column(
            "lead_name",
            sa.Text(),
            nullable=True,
            comment="work contact that a manager typed; shown to the team only",
        ),
        sa.Column(
            "lead_phone",
            sa.Text(),
            nullable=True,
            comment="work number of the lead, as one dials it here; shown to the team only",
        ),
        sa.Column("made_on", Day(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
        comment="Teams, and whom each has as its own safeguarding lead. Kept until the team is closed.",
        sqlite_strict=True,
    )
    op.create_table(
        "wrong_codes",
        sa.Column("chat_id", BigInt, nullable=False, comment="who opened links that do not work"),
        sa.Column("hour", UtcTime(), nullable=False, comment="the full hour in which that was"),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.UniqueConstraint("chat_id", "hour", name=op.f("uq_wrong_codes_chat_id_hour")),
        comment="How many links that do not work somebody opened, so that none can be guessed. Kept for a day.",
        sqlite_strict=True,
    )
    op.create_table(
        "codes",
        sa.Column(
            "id", BigInt, autoincrement=False, nullable=False, comment="random: no number is used twice"
        ),
        sa.Column(
            "hash", sa.Text(), nullable=False, comment="SHA-256 of the code, which itself is kept nowhere"
        ),
        sa.Column("purpose", sa.Text(), nullable=False, comment="team, manager, handover or group"),
        sa.Column("team_id", BigInt, nullable=True),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("expires_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_codes_team_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codes")),
        sa.UniqueConstraint("hash", name=op.f("uq_codes_hash")),
        comment="Links that are open. About nobody; kept until used up, closed or expired: 7 or 90 days.",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_codes_team_id"), "codes", ["team_id"], unique=False)
    op.create_table(
        "confidence",
        sa.Column("person_id", BigInt, nullable=False),
        sa.Column("wave", sa.Text(), nullable=False, comment="first, six or twelve: weeks after joining"),
        sa.Column("question", sa.Text(), nullable=False, comment="which of the questions of a wave"),
        sa.Column("wording", sa.Text(), nullable=False, comment="version of the words that were answered"),
        sa.Column("value", sa.Integer(), nullable=True, comment="1 to 5; empty: skipped"),
        sa.Column("said_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_confidence_person_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint(
            "person_id", "wave", "question", name=op.f("uq_confidence_person_id_wave_question")
        ),
        comment="How ready a person felt, in her own view, question by question. Kept until /forget.",
        sqlite_strict=True,
    )
    op.create_table(
        "manager_requests",
        sa.Column("person_id", BigInt, nullable=False),
        sa.Column(
            "reference", sa.Text(), nullable=False, comment="letters that asker and owner see; never a name"
        ),
        sa.Column("asked_at", UtcTime(), nullable=False),
        sa.Column(
            "refused_at", UtcTime(), nullable=True, comment="when an owner said no; empty: nobody has decided"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_manager_requests_person_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("person_id", name=op.f("uq_manager_requests_person_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_manager_requests_reference")),
        comment="Who asks to be a manager. Kept until an owner agrees, at most 14 days.",
        sqlite_strict=True,
    )
    op.create_table(
        "managers",
        sa.Column("person_id", BigInt, nullable=False),
        sa.Column(
            "reference",
            sa.Text(),
            nullable=False,
            comment="letters by which owners know a manager; never a name",
        ),
        sa.Column("since", Day(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_managers_person_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("person_id", name=op.f("uq_managers_person_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_managers_reference")),
        comment="Who may make teams. Kept until the role is given up or taken away, or /forget.",
        sqlite_strict=True,
    )
    op.create_table(
        "practice_days",
        sa.Column("person_id", BigInt, nullable=False),
        sa.Column("day", Day(), nullable=False, comment="the local day"),
        sa.Column(
            "seconds", sa.Integer(), nullable=False, comment="spent on cards, pages and talks; at most 1800"
        ),
        sa.Column(
            "last_tap_at", UtcTime(), nullable=False, comment="the last tap on one of these on that day"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_practice_days_person_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("person_id", "day", name=op.f("uq_practice_days_person_id_day")),
        comment="How long a person practised, by day; never in the guide or the look-up. Kept until /forget.",
        sqlite_strict=True,
    )
    op.create_table(
        "rhythms",
        sa.Column("person_id", BigInt, nullable=False),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment="what comes; the kind of the nudges that are made from it",
        ),
        sa.Column(
            "days", sa.Text(), nullable=False, comment="days of the week with a space between: mon to sun"
        ),
        sa.Column("minutes", sa.Integer(), nullable=False, comment="local time, minutes after midnight"),
        sa.Column("next_due_at", UtcTime(), nullable=False, comment="when the next nudge is made"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_rhythms_person_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("person_id", "kind", name=op.f("uq_rhythms_person_id_kind")),
        comment="What a person wants beside the weekly card, and when. Kept until it is turned off, or /forget.",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_rhythms_next_due_at"), "rhythms", ["next_due_at"], unique=False)
    op.create_table(
        "session_actions",
        sa.Column("session", BigInt, nullable=False),
        sa.Column("team_id", BigInt, nullable=False),
        sa.Column("action", sa.Text(), nullable=False, comment="id of a ready-made action"),
        sa.Column("state", sa.Text(), nullable=False, comment="agreed, done, dropped or carried"),
        sa.Column("agreed_on", Day(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_session_actions_team_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("session", "action", name=op.f("uq_session_actions_session_action")),
        comment="What a team agreed on. About nobody; kept for 400 days, or until the team is closed.",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_session_actions_team_id"), "session_actions", ["team_id"], unique=False)
    op.create_table(
        "session_dates",
        sa.Column("team_id", BigInt, nullable=False),
        sa.Column("uid", BigInt, nullable=False, comment="random: what calendars know the session by"),
        sa.Column(
            "sequence", sa.Integer(), nullable=False, comment="grows with each change, as calendars ask for"
        ),
        sa.Column("starts_at", UtcTime(), nullable=False),
        sa.Column("cancelled", sa.Integer(), nullable=False, comment="1: it was called off"),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_session_dates_team_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("team_id", name=op.f("uq_session_dates_team_id")),
        comment="When a team meets next. About nobody; kept until 30 days after, or until the team is closed.",
        sqlite_strict=True,
    )
    op.create_table(
        "session_hands",
        sa.Column("session", BigInt, nullable=False),
        sa.Column("team_id", BigInt, nullable=False),
        sa.Column("option", sa.Text(), nullable=False, comment="key of the option"),
        sa.Column("hands", sa.Integer(), nullable=False, comment="how many went up in the room"),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_session_hands_team_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("session", "option", name=op.f("uq_session_hands_session_option")),
        comment="A show of hands. About nobody; kept until the session ends, at most a day.",
        sqlite_strict=True,
    )
    op.create_table(
        "session_lines",
        sa.Column("session", BigInt, nullable=False),
        sa.Column("team_id", BigInt, nullable=False),
        sa.Column("line", sa.Text(), nullable=False, comment="id of a ready-made line"),
        sa.Column(
            "sent", sa.Integer(), nullable=False, comment="1: somebody sent it; who and how many is not known"
        ),
        sa.Column(
            "at",
            UtcTime(),
            nullable=False,
            comment="when the session began, so that no line has a time of its own",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_session_lines_team_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("session", "line", name=op.f("uq_session_lines_session_line")),
        comment="Lines sent without a name. About nobody; kept until the session ends, at most a day.",
        sqlite_strict=True,
    )
    op.create_table(
        "session_polls",
        sa.Column("session", BigInt, nullable=False),
        sa.Column("team_id", BigInt, nullable=False),
        sa.Column("message", BigInt, nullable=False, comment="the message in the group"),
        sa.Column("poll", sa.Text(), nullable=False, comment="Telegram's id of the poll"),
        sa.Column(
            "enough", sa.Integer(), nullable=False, comment="1: five or more have voted; how many is not kept"
        ),
        sa.Column(
            "closed",
            sa.Integer(),
            nullable=False,
            comment="1: it was closed, and the group saw what came out",
        ),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_session_polls_team_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("poll", name=op.f("uq_session_polls_poll")),
        sa.UniqueConstraint("session", name=op.f("uq_session_polls_session")),
        comment="The vote in a group. About nobody; kept until the session ends, at most a day.",
        sqlite_strict=True,
    )
    op.create_table(
        "session_senders",
        sa.Column("session", BigInt, nullable=False),
        sa.Column("team_id", BigInt, nullable=False),
        sa.Column(
            "mark", sa.Text(), nullable=False, comment="keyed hash of person and session; tells no line"
        ),
        sa.Column(
            "lines", sa.Integer(), nullable=False, comment="how many lines came, so that nobody floods it"
        ),
        sa.Column("at", UtcTime(), nullable=False, comment="when the session began"),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_session_senders_team_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("session", "mark", name=op.f("uq_session_senders_session_mark")),
        comment="That somebody sent a line, as a hash. Kept until the session ends, at most a day.",
        sqlite_strict=True,
    )
    op.create_table(
        "sessions",
        sa.Column(
            "id", BigInt, autoincrement=False, nullable=False, comment="random: no number is used twice"
        ),
        sa.Column("team_id", BigInt, nullable=False),
        sa.Column("card", sa.Text(), nullable=False, comment="id of the scenario card"),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column(
            "step", sa.Integer(), nullable=False, comment="where it stands, so that it goes on after a break"
        ),
        sa.Column("held_on", Day(), nullable=False),
        sa.Column("started_at", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True, comment="empty: under way, or left in the middle"),
        sa.Column(
            "present",
            sa.Integer(),
            nullable=True,
            comment="how many were there; 0: fewer than five; empty: not said",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_sessions_team_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        comment="Sessions of teams. About nobody; kept for 400 days, or until the team is closed.",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_sessions_team_id"), "sessions", ["team_id"], unique=False)
    op.create_table(
        "sureness",
        sa.Column("person_id", BigInt, nullable=False),
        sa.Column("showing", BigInt, nullable=False, comment="id of the showing that was answered"),
        sa.Column("value", sa.Integer(), nullable=False, comment="1 to 5"),
        sa.Column("said_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_sureness_person_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("person_id", "showing", name=op.f("uq_sureness_person_id_showing")),
        comment="How sure a person was of a choice, at most once a month. Kept until /forget.",
        sqlite_strict=True,
    )
    op.create_table(
        "team_counts",
        sa.Column("team_id", BigInt, nullable=False),
        sa.Column("measure", sa.Text(), nullable=False, comment="what was counted"),
        sa.Column(
            "after_on", Day(), nullable=False, comment="the day after the span of time that it is about"
        ),
        sa.Column(
            "told",
            sa.Text(),
            nullable=True,
            comment="bands and a rounded size, blurred, in JSON; empty: too few people",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_team_counts_team_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint(
            "team_id", "measure", "after_on", name=op.f("uq_team_counts_team_id_measure_after_on")
        ),
        comment="What a team is told of itself, never exact. About no one person; kept for 400 days.",
        sqlite_strict=True,
    )
    op.create_table(
        "team_groups",
        sa.Column("team_id", BigInt, nullable=False),
        sa.Column("group_id", BigInt, nullable=False, comment="Telegram's id of the group; never its title"),
        sa.Column("thread", BigInt, nullable=True, comment="the topic in which it was linked; empty: none"),
        sa.Column("since", Day(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_team_groups_team_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("group_id", name=op.f("uq_team_groups_group_id")),
        sa.UniqueConstraint("team_id", name=op.f("uq_team_groups_team_id")),
        comment="Which group a team has in Telegram. About nobody; kept until it is let go of.",
        sqlite_strict=True,
    )
    op.create_table(
        "team_managers",
        sa.Column("person_id", BigInt, nullable=False),
        sa.Column("team_id", BigInt, nullable=False),
        sa.Column("since", Day(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_team_managers_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_team_managers_team_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("person_id", "team_id", name=op.f("uq_team_managers_person_id_team_id")),
        comment="Who manages which team. Kept until the manager leaves, the team is closed, or /forget.",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_team_managers_team_id"), "team_managers", ["team_id"], unique=False)
    op.create_table(
        "team_members",
        sa.Column("person_id", BigInt, nullable=False),
        sa.Column("team_id", BigInt, nullable=False),
        sa.Column("since", Day(), nullable=False, comment="the local day of joining the team"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_team_members_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_team_members_team_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("person_id", name=op.f("uq_team_members_person_id")),
        comment="Which team a person is in. Kept until she leaves it, the team is closed, or /forget.",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_team_members_team_id"), "team_members", ["team_id"], unique=False)
    op.create_table(
        "team_time_asked",
        sa.Column("person_id", BigInt, nullable=False),
        sa.Column("team_id", BigInt, nullable=False),
        sa.Column("asked_on", Day(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_team_time_asked_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_team_time_asked_team_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("person_id", name=op.f("uq_team_time_asked_person_id")),
        comment="That somebody was asked about her team's time. Kept for 400 days, or until /forget.",
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_team_time_asked_team_id"), "team_time_asked", ["team_id"], unique=False)
    op.create_table(
        "team_times",
        sa.Column("team_id", BigInt, nullable=False),
        sa.Column("day", sa.Text(), nullable=False, comment="day of the week"),
        sa.Column("minutes", sa.Integer(), nullable=False, comment="after local midnight"),
        sa.Column("since", Day(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_team_times_team_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("team_id", name=op.f("uq_team_times_team_id")),
        comment="Time to read that a team sets aside. About nobody; kept until the team is closed.",
        sqlite_strict=True,
    )
    op.add_column(
        "people",
        sa.Column(
            "pushed_at",
            UtcTime(),
            nullable=True,
            comment="when she was last sent what comes by itself; empty: never",
        ),
    )
    op.add_column(
        "people",
        sa.Column(
            "skips_holidays",
            sa.Integer(),
            nullable=True,
            comment="1: no card on bank holidays; empty: it comes all the same",
        ),
    )
    op.add_column(
        "people",
        sa.Column(
            "setting", sa.Text(), nullable=True, comment="kind of service where she works; empty: not said"
        ),
    )
    op.add_column(
        "people",
        sa.Column(
            "ten_minutes",
            sa.Text(),
            nullable=True,
            comment="step of her ten minutes, and the place that it showed; empty: none",
        ),
    )
    op.add_column(
        "people",
        sa.Column(
            "language",
            sa.Text(),
            nullable=True,
            comment="ISO 639-1 code of the language that she chose; empty: English",
        ),
    )
    op.create_index(
        "ix_people_area_id",
        "people",
        ["area", "id"],
        unique=False,
        sqlite_where=sa.text("pinned_message IS NOT NULL AND left_at IS NULL"),
        postgresql_where=sa.text("pinned_message IS NOT NULL AND left_at IS NULL"),
    )
    op.add_column(
        "replies",
        sa.Column(
            "lease_token",
            sa.Integer(),
            nullable=True,
            comment="while it is being sent: the fencing token of who sends it",
        ),
    )


def downgrade() -> None:
    op.drop_column("replies", "lease_token")
    op.drop_index("ix_people_area_id", "people")
    op.drop_column("people", "language")
    op.drop_column("people", "ten_minutes")
    op.drop_column("people", "setting")
    op.drop_column("people", "skips_holidays")
    op.drop_column("people", "pushed_at")
    op.drop_table("team_times")
    op.drop_table("team_time_asked")
    op.drop_table("team_members")
    op.drop_table("team_managers")
    op.drop_table("team_groups")
    op.drop_table("team_counts")
    op.drop_table("sureness")
    op.drop_table("sessions")
    op.drop_table("session_senders")
    op.drop_table("session_polls")
    op.drop_table("session_lines")
    op.drop_table("session_hands")
    op.drop_table("session_dates")
    op.drop_table("session_actions")
    op.drop_table("rhythms")
    op.drop_table("practice_days")
    op.drop_table("managers")
    op.drop_table("manager_requests")
    op.drop_table("confidence")
    op.drop_table("codes")
    op.drop_table("wrong_codes")
    op.drop_table("teams")
    op.drop_table("good_practice")
    op.drop_table("card_counts")
    op.drop_table("audit")
