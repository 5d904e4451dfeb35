"""What people would meet over years of weeks: principles come back in other stories, at the same local hour."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from bot.routes import Shift
from bot.simulating import Week, weeks
from content import library
from content.models import Kind, Level

LIBRARY = library.load()
LONDON = ZoneInfo("Europe/London")
JOINED = datetime(2026, 11, 23, 9, tzinfo=UTC)
PEOPLE = range(1, 51)
YEARS = 200  # weeks a person: fifty people make ten thousand weeks


def met(pack: str, person: int) -> list[Week]:
    return list(islice(weeks(LIBRARY.packs[pack], Shift.DAYS, person, JOINED, LONDON), YEARS))


@pytest.mark.parametrize("pack", list(LIBRARY.packs))
def test_a_principle_never_comes_back_in_the_story_that_it_came_in_last(pack: str) -> None:
    for person in PEOPLE:
        last: dict[str, str] = {}
        for week in met(pack, person):
            assert last.get(week.card.principle) != week.card.id
            last[week.card.principle] = week.card.id


@pytest.mark.parametrize("pack", list(LIBRARY.packs))
def test_every_card_is_met_before_any_comes_again_and_the_first_are_gentle(pack: str) -> None:
    cards = len(LIBRARY.packs[pack].scenarios)
    for person in PEOPLE:
        weeks_met = met(pack, person)
        assert cards == len({week.card.id for week in weeks_met[:cards]})
        assert all(week.card.level is Level.DAY_TO_DAY for week in weeks_met[:3])


def test_every_fourth_card_of_the_first_half_year_is_about_good_practice() -> None:
    for person in PEOPLE:
        kinds = [week.card.kind for week in met("adults", person)[:26]]
        assert all(kind is Kind.GOOD_PRACTICE for kind in kinds[3::4])


def test_each_card_comes_at_half_past_twelve_whatever_the_clocks_do() -> None:
    times = {f"{week.due_at.astimezone(LONDON):%a %H:%M}" for week in met("adults", 1)[1:]}

    assert {"Wed 12:30"} == times
