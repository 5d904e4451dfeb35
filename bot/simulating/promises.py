"""What must hold for everybody in every simulated life, each promise looked at by itself.

Looks at what was sent and met only, never at the rules that chose it: a promise that asked the same function
twice would always be kept.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.learning.schedule import QUIET
from bot.learning.spacing import Strength
from bot.simulating.life import Sort
from content.models import Kind, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime, time
    from zoneinfo import ZoneInfo

    from bot.simulating.life import Life

STORY_RESTS = timedelta(days=56)
CARDS_TO_MEET_ALL = 26  # after so many cards every principle was met
CARDS_TO_COME_BACK = 14  # of so many cards one is about a weak principle that is due, however many are weak
FLOOR = timedelta(days=6)
WEEK = timedelta(days=7)
AN_HOUR = 60  # minutes
A_DAY = 24 * AN_HOUR
MOST_A_WEEK = 2


class Promise(StrEnum):
    """One sentence that must be true of every life."""

    RESTS = "no story that nobody asked for came again within 8 weeks"
    OTHER_STORY = "no principle came back in the story that it came in last"
    ALL_MET = "every principle was met within 26 cards"
    WEAK_BACK = "every weak principle that was due came back within 14 cards"
    FLOOR = "no revisit came within 6 days of the last answer"
    REVISITS = "no third revisit within 7 days came unasked"
    GENTLE = "the first 3 cards were day to day"
    GOOD = "of 4 cards in a row one was about good practice"
    BUDGET = "no 7 days saw more than 2 messages that nobody asked for"
    QUIET = "nothing came in quiet hours"
    HOUR = "every card came at its own local hour, unless the bot was down"


def broken(life: Life) -> Iterator[tuple[Promise, str]]:
    """The promises that this life breaks, each with what broke it."""
    for promise, look in _LOOKS.items():
        yield from ((promise, what) for what in look(life))


def _rests(life: Life) -> Iterator[str]:
    last: dict[str, date] = {}
    for one in life.meetings:
        before = last.get(one.card.id)
        if before is not None and one.on - before < STORY_RESTS and not one.asked:
            yield f"{one.card.id} on {before} and {one.on}"
        last[one.card.id] = one.on


def _other_story(life: Life) -> Iterator[str]:
    last: dict[str, str] = {}
    for one in life.meetings:
        if last.get(one.card.principle) == one.card.id:
            yield f"{one.card.id} on {one.on}"
        last[one.card.principle] = one.card.id


def _all_met(life: Life) -> Iterator[str]:
    if len(life.meetings) >= CARDS_TO_MEET_ALL:
        met = {one.card.principle for one in life.meetings[:CARDS_TO_MEET_ALL]}
        yield from sorted(life.pack.principles.keys() - met)


def waits(life: Life) -> Iterator[tuple[str, int]]:
    """Each weak principle that was due, and how many cards came from then on up to the one about it.

    One that has not come back yet counts with the cards that came so far.
    """
    days = [one.on for one in life.meetings]
    for place, one in enumerate(life.meetings):
        if one.strength is Strength.WEAK and one.due_on is not None and one.is_revisit:
            yield one.card.principle, place + 1 - bisect_left(days, one.due_on)
    for principle in life.pack.principles:
        due_on = life.past.due_on(principle)
        if life.past.strength(principle) is Strength.WEAK and due_on is not None:
            yield principle, len(days) - bisect_left(days, due_on)


def _weak_back(life: Life) -> Iterator[str]:
    for principle, cards in waits(life):
        if cards > CARDS_TO_COME_BACK:
            yield f"{principle} after {cards}"


def _floor(life: Life) -> Iterator[str]:
    answered: dict[str, date] = {}
    for one in life.meetings:
        before = answered.get(one.card.principle)
        if one.is_revisit and before is not None and one.on - before < FLOOR:
            yield f"{one.card.principle} on {before} and {one.on}"
        if one.rating is not None:
            answered[one.card.principle] = one.on


def _revisits(life: Life) -> Iterator[str]:
    """Cards about good practice come in their own turn, due or not."""
    due = [one for one in life.meetings if one.is_revisit and one.card.kind is not Kind.GOOD_PRACTICE]
    for first, one_too_many in zip(due, due[MOST_A_WEEK:], strict=False):
        if one_too_many.on - first.on < WEEK and not one_too_many.asked:
            yield f"from {first.on} to {one_too_many.on}"


def _crowded(days: list[date]) -> Iterator[str]:
    for first, one_too_many in zip(days, days[MOST_A_WEEK:], strict=False):
        if one_too_many - first < WEEK:
            yield f"from {first} to {one_too_many}"


def _gentle(life: Life) -> Iterator[str]:
    yield from (one.card.id for one in life.meetings[:3] if one.card.level is not Level.DAY_TO_DAY)


def _good(life: Life) -> Iterator[str]:
    kinds = [one.card.kind for one in life.meetings]
    for four in zip(*(kinds[place:] for place in range(4)), strict=False):
        if Kind.GOOD_PRACTICE not in four:
            yield ", ".join(four)


def _budget(life: Life) -> Iterator[str]:
    """By the day that each was meant for: one that comes late by our fault is the week's own all the same."""
    yield from _crowded(sorted(message.due_on for message in life.messages))


def _quiet(life: Life) -> Iterator[str]:
    quiet = QUIET[life.habits.shift]
    begins, ends = _minutes(quiet.begins), _minutes(quiet.ends)
    for message in life.messages:
        local = message.sent_at.astimezone(life.zone)
        if (_minutes(local) - begins) % A_DAY < (ends - begins) % A_DAY:
            yield str(local)


def _hour(life: Life) -> Iterator[str]:
    """An hour that the clocks skip is the one after it."""
    for message in life.messages:
        if message.sort is Sort.REHEARSAL or message.late:
            continue
        local = message.sent_at.astimezone(life.zone)
        off = _minutes(local) - life.habits.rhythm.minutes
        if off and not (off == AN_HOUR and _skipped_an_hour(message.sent_at, life.zone)):
            yield str(local)


def _skipped_an_hour(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether the clocks went forward within the hour before this moment."""
    earlier = (moment - timedelta(minutes=AN_HOUR)).astimezone(zone)
    return _minutes(moment.astimezone(zone)) - _minutes(earlier) == 2 * AN_HOUR


def _minutes(moment: datetime | time) -> int:
    return moment.hour * 60 + moment.minute


_LOOKS: dict[Promise, Callable[[Life], Iterator[str]]] = {
    Promise.RESTS: _rests,
    Promise.OTHER_STORY: _other_story,
    Promise.ALL_MET: _all_met,
    Promise.WEAK_BACK: _weak_back,
    Promise.FLOOR: _floor,
    Promise.REVISITS: _revisits,
    Promise.GENTLE: _gentle,
    Promise.GOOD: _good,
    Promise.BUDGET: _budget,
    Promise.QUIET: _quiet,
    Promise.HOUR: _hour,
}
