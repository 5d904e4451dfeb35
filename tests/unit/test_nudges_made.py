"""Which nudge is made: its wording rests, a bank holiday can be passed over, and the question takes its turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.handlers.nudges import PUSHES, moved_on, scheduled
from bot.learning.holidays import bank_holiday
from storage.nudges import Kind, State
from storage.rhythms import DueRhythm, RhythmRow
from tests.storage.rows import ANNA, NOON, person
from tests.unit.samples import LONDON

DAY = timedelta(days=1)
CHRISTMAS = datetime(2026, 12, 25, 12, 30, tzinfo=UTC)  # a Friday; the Monday after stands in for Boxing Day
ANNAS = replace(person(ANNA), next_due_at=NOON)


def test_a_wording_that_was_used_of_late_is_passed_over_also_if_she_changes_her_day() -> None:
    first = scheduled(ANNAS, NOON, LONDON)
    other_day = replace(ANNAS, card_day="fri", next_due_at=NOON + 2 * DAY)
    unaware = scheduled(other_day, NOON + 2 * DAY, LONDON)
    second = scheduled(other_day, NOON + 2 * DAY, LONDON, {first.wording})

    assert first.wording == unaware.wording, "it is the same week"
    assert first.wording != second.wording


@pytest.mark.parametrize(("skips", "comes"), [(None, CHRISTMAS), (1, CHRISTMAS + 2 * DAY)])
def test_a_card_of_a_bank_holiday_comes_on_the_next_day_that_is_none_for_who_wants_it_so(
    skips: int | None, comes: datetime
) -> None:
    anna = replace(ANNAS, card_day="fri", next_due_at=CHRISTMAS, skips_holidays=skips)
    made = scheduled(anna, CHRISTMAS, LONDON)

    assert (comes, comes) == (made.due_at, made.send_at)
    assert CHRISTMAS.date() == made.due_on, "it stays the card of its day"
    assert CHRISTMAS + 7 * DAY == made.next_due_at, "and the rhythm stays"


def test_for_five_years_no_card_of_who_wants_it_so_comes_on_a_bank_holiday() -> None:
    fridays = [CHRISTMAS + 7 * number * DAY for number in range(260)]
    made = [
        scheduled(replace(ANNAS, card_day="fri", next_due_at=friday, skips_holidays=1), friday, LONDON)
        for friday in fridays
    ]

    assert [] == [one.due_on for one in made if bank_holiday(one.send_at.astimezone(LONDON).date())]
    assert 5 < len([one for one in made if one.send_at.astimezone(LONDON).date() != one.due_on])


@pytest.mark.parametrize(("unanswered", "kind"), [(2, Kind.EXCERPT), (3, Kind.ASK)])
def test_after_three_without_a_look_the_question_takes_the_turn_of_a_page(
    unanswered: int, kind: Kind
) -> None:
    rhythm = RhythmRow(Kind.EXCERPT, ("mon", "thu"), 540, NOON)
    anna = replace(ANNAS, unanswered=unanswered, next_due_at=NOON + DAY)
    moved = moved_on(DueRhythm(anna, rhythm), NOON, LONDON)

    assert moved.nudge is not None
    assert (kind, State.DUE) == (moved.nudge.kind, moved.nudge.state)
    assert date(2026, 11, 26) == moved.next_due_at.astimezone(LONDON).date()


def test_every_kind_of_nudge_says_what_it_shows() -> None:
    assert set(Kind) == set(PUSHES)
    assert all((push.screen is None) != (push.look is None) for push in PUSHES.values())
