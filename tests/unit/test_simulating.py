"""What people would meet over years of weeks, by the real rules: each promise, and that a broken one is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.learning.schedule import QUIET
from bot.learning.spacing import Strength, replay
from bot.routes import Shift
from bot.simulating import habits
from bot.simulating.counts import Counts, Order, counted, simulate
from bot.simulating.life import Life, Meeting, Message, Sort, live
from bot.simulating.one import weeks
from bot.simulating.promises import Promise, broken, waits
from content.models import Kind, Level, Rating
from tests.unit.stories import ADULTS, LIBRARY, PACKS, Talked, Told

if TYPE_CHECKING:
    from pathlib import Path

    from content.library import Pack

LONDON = ZoneInfo("Europe/London")
JOINED = datetime(2026, 11, 23, 9, tzinfo=UTC)
TWO_YEARS = 104  # weeks
PEOPLE = 75  # of each pack: 300 years of people altogether
SEED = 7


def life_of(person_id: int, pack: Pack = ADULTS, weeks: int = TWO_YEARS) -> Life:
    somebody = habits.somebody(SEED, person_id, pack, JOINED, weeks)
    return live(pack, somebody, SEED, JOINED, weeks, LONDON)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_promise_is_kept_in_years_of_simulated_lives(pack: Pack) -> None:
    """The long form of this, of ten thousand years, is `make soak`."""
    for person_id in range(1, PEOPLE + 1):
        assert [] == list(broken(life_of(person_id, pack)))


@pytest.fixture(scope="module")
def lives() -> list[Life]:
    """Some lives to look into."""
    return [life_of(person_id) for person_id in range(1, 31)]


def test_people_have_all_kinds_of_habits(lives: list[Life]) -> None:
    """A promise that nobody could break is kept by chance."""
    sorts = {message.sort for life in lives for message in life.messages}

    assert set(Shift) == {life.habits.shift for life in lives}
    assert {True, False} == {one.told for life in lives for one in life.habits.breaks}
    assert {1, 2} == {life.habits.rhythm.every_weeks for life in lives}
    assert set(Sort) == sorts
    assert {True, False} == {message.late for life in lives for message in life.messages}
    assert {*Rating, None} == {one.rating for life in lives for one in life.meetings}
    assert set(Strength) == {one.strength for life in lives for one in life.meetings}


def test_most_weak_principles_are_back_within_four_cards(lives: list[Life]) -> None:
    waited = [cards for life in lives for _, cards in waits(life)]

    assert sum(cards <= 4 for cards in waited) > 0.9 * len(waited)


def log_of(life: Life) -> list[Told]:
    """What the tables would have of it: each card answered at once, some seconds after the one before."""
    log = []
    for place, met in enumerate(life.meetings):
        at = datetime(met.on.year, met.on.month, met.on.day, 12, tzinfo=UTC) + timedelta(seconds=place)
        key = next((option.key for option in met.card.options if option.rating is met.rating), None)
        log.append(Told(met.card.id, at, key, at if key else None))
    return log


def test_the_log_of_a_life_comes_to_the_same_past() -> None:
    """What the bot reads from its tables decides the same as what was gone through tap by tap."""
    life = next(one for number in range(1, 20) if not (one := life_of(number)).habits.rehearses)

    assert life.past == replay(ADULTS, log_of(life), [Talked("gone", None)], LONDON)


def test_the_same_seed_and_number_make_the_same_life() -> None:
    assert life_of(3) == life_of(3)
    assert life_of(3).meetings != life_of(4).meetings


def test_nothing_is_sent_to_somebody_who_said_that_she_is_away(lives: list[Life]) -> None:
    away = [
        message
        for life in lives
        for one in life.habits.breaks
        for message in life.messages
        if one.told and one.covers(message.sent_at) and not message.late
    ]

    assert [] == away


def test_clocks_change_four_times_in_a_life(lives: list[Life]) -> None:
    """So that the right local hour in all its weeks says something."""
    offsets = [message.sent_at.astimezone(LONDON).utcoffset() for message in lives[0].messages]

    assert 4 <= sum(one != other for one, other in pairwise(offsets))


def spoilt(life: Life, **changes: object) -> set[Promise]:
    """The promises that a life breaks after something about it was changed."""
    return {promise for promise, _ in broken(replace(life, **changes))}  # type: ignore[arg-type]


def told_again(meetings: list[Meeting]) -> list[Meeting]:
    """The first card comes again the next day, as if its principle were due."""
    first = meetings[0]
    next_day = replace(first, on=first.on + timedelta(days=1), asked=False, due_on=first.on)
    return [first, next_day, *meetings[1:]]


def all_serious(meetings: list[Meeting]) -> list[Meeting]:
    card = next(card for card in ADULTS.scenarios.values() if card.level is Level.EMERGENCY)
    return [replace(one, card=card) for one in meetings]


def no_good_practice(meetings: list[Meeting]) -> list[Meeting]:
    return [one for one in meetings if one.card.kind is not Kind.GOOD_PRACTICE]


def one_principle(meetings: list[Meeting]) -> list[Meeting]:
    return [one for one in meetings if one.card.principle == meetings[0].card.principle] * 26


def all_revisits(meetings: list[Meeting]) -> list[Meeting]:
    return [replace(one, on=meetings[0].on, due_on=meetings[0].on, asked=False) for one in meetings]


def a_weak_one_waits(meetings: list[Meeting]) -> list[Meeting]:
    first = meetings[0]
    return [*meetings[:20], replace(meetings[20], strength=Strength.WEAK, due_on=first.on)]


SPOILT = {
    Promise.RESTS: told_again,
    Promise.OTHER_STORY: told_again,
    Promise.FLOOR: told_again,
    Promise.GENTLE: all_serious,
    Promise.GOOD: no_good_practice,
    Promise.ALL_MET: one_principle,
    Promise.REVISITS: all_revisits,
    Promise.WEAK_BACK: a_weak_one_waits,
}


@pytest.mark.parametrize("promise", SPOILT)
def test_a_broken_promise_about_cards_is_told(promise: Promise) -> None:
    life = life_of(1)

    assert set() == spoilt(life)
    assert promise in spoilt(life, meetings=SPOILT[promise](life.meetings))


def test_a_broken_promise_about_messages_is_told() -> None:
    life = life_of(1)
    first = next(one for one in life.messages if one.sort is Sort.CARD and not one.late)
    asleep = QUIET[life.habits.shift].begins
    at_night = first.sent_at.astimezone(LONDON).replace(hour=asleep.hour, minute=asleep.minute)

    assert {Promise.BUDGET} == spoilt(life, messages=[first] * 3)
    assert {Promise.QUIET, Promise.HOUR} == spoilt(life, messages=[replace(first, sent_at=at_night)])
    assert {Promise.HOUR} == spoilt(
        life, messages=[replace(first, sent_at=first.sent_at + timedelta(minutes=1))]
    )


def test_an_hour_that_the_clocks_skip_is_not_held_against_us() -> None:
    """At half past one on that night of spring clocks show half past two already."""
    life = life_of(1)
    hers = replace(life.habits, shift=Shift.NIGHTS, rhythm=replace(life.habits.rhythm, minutes=90), breaks=())
    sent = Message(
        Sort.CARD, datetime(2027, 3, 28, tzinfo=UTC).date(), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    )

    assert set() == spoilt(life, habits=hers, messages=[sent], meetings=[])


def test_counts_of_several_processes_are_those_of_one() -> None:
    order = Order(ADULTS, people=24, weeks=8, seed=SEED, joined=JOINED, zone=LONDON)
    one, several = Counts(), Counts()
    for part in simulate(order, processes=1):
        one.add(part)
    for part in simulate(order, processes=2):
        several.add(part)

    assert one == several
    assert 24 == one.people["in all"]


def test_counts_are_of_what_was_met(lives: list[Life]) -> None:
    life = lives[0]
    found = counted(life)

    assert len(life.meetings) == found.principles.total() == found.levels.total() == found.kinds.total()
    assert TWO_YEARS == found.messages.total()
    assert len(life.messages) == sum(many * weeks for many, weeks in found.messages.items())
    assert not found.broken


def shell(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["simulate", *words])
    return done.exit_code, done.output


def test_people_can_be_simulated_and_drawn_from_the_shell(tmp_path: Path) -> None:
    picture = tmp_path / "met.png"
    code, said = shell("--people", "6", "--weeks", "30", "--pack", "children", "--draw", str(picture))

    assert 0 == code
    assert "6 people, 30 weeks" in said
    assert len(Promise) == said.count("Kept: ")
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_picture_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    code, said = shell("--people", "2", "--weeks", "4", "--draw", str(tmp_path / "nowhere" / "met.png"))

    assert 1 == code
    assert "name another file" in said


def test_a_broken_promise_fails_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """A week of one message at most would be a promise that nobody keeps."""
    monkeypatch.setattr("bot.simulating.promises.MOST_A_WEEK", 0)
    code, said = shell("--people", "2", "--weeks", "10")

    assert 1 == code
    assert "BROKEN" in said


def test_each_card_comes_at_half_past_twelve_whatever_the_clocks_do() -> None:
    met = islice(weeks(LIBRARY.packs["adults"], Shift.DAYS, 1, JOINED, LONDON), 1, TWO_YEARS)

    assert {"Wed 12:30"} == {f"{week.due_at.astimezone(LONDON):%a %H:%M}" for week in met}
