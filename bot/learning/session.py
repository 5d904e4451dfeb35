"""The twenty minutes of a session, part by part, with the time of each. Pure: it knows no team and no person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

from bot.learning.counting import TAKING_PART
from bot.learning.holidays import bank_holiday

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from content.library import Pack
    from content.models import Scenario

MINUTES = 20
MOST_ACTIONS = 3  # what a team can keep in mind
MOST_LINES = 3  # that one person sends for one session
MOST_COUNTED = 10  # hands on a button of their own; more are "more"
MOST_PRESENT = 20
ENDS_AFTER = timedelta(hours=24)  # a session that nobody closed
A_TALK_WITHIN = timedelta(days=14)  # of reading time that a team sets aside, as the pilot did
DAYS_OFFERED = 14
HAND_OVER = 14 * 60  # when early and late shifts meet, in minutes after midnight
SATURDAY = 5


class Step(IntEnum):
    """Where a session stands. Kept as a number, so a new one comes last, whatever its place in `PLAN`."""

    LOOK_BACK = 0
    OPENING = 1
    STORY = 2
    HANDS = 3
    LEADS_TO = 4
    GOOD = 5
    CLOSE = 6
    PRESENT = 7


@dataclass(frozen=True)
class Part:
    """One part: from which minute to which. Looking back and counting who was there take none of the twenty."""

    step: Step
    begins: int
    ends: int


PLAN = (
    Part(Step.LOOK_BACK, 0, 0),
    Part(Step.OPENING, 0, 2),
    Part(Step.STORY, 2, 6),
    Part(Step.HANDS, 6, 10),
    Part(Step.LEADS_TO, 10, 15),
    Part(Step.GOOD, 15, 18),
    Part(Step.CLOSE, 18, MINUTES),
    Part(Step.PRESENT, MINUTES, MINUTES),
)


def part(step: Step) -> Part:
    """The part that belongs to a step."""
    return next(one for one in PLAN if one.step is step)


def following(step: Step) -> Step | None:
    """What comes after it; None after the last."""
    steps = [one.step for one in PLAN]
    at = steps.index(step) + 1
    return steps[at] if at < len(steps) else None


def preceding(step: Step, *, looks_back: bool) -> Step | None:
    """What came before it; None for the first. Only a team that agreed on something looks back."""
    steps = [one.step for one in PLAN if looks_back or one.step is not Step.LOOK_BACK]
    at = steps.index(step) if step in steps else 0
    return steps[at - 1] if at else None


def is_over(started_at: datetime, now: datetime) -> bool:
    """Whether a session that nobody closed has ended by itself."""
    return now - started_at >= ENDS_AFTER


def hands_told(hands: Mapping[str, int]) -> Mapping[str, int]:
    """The hands that may be shown again: all of them, or none where fewer than five went up together."""
    return hands if sum(hands.values()) >= TAKING_PART else {}


def next_in_turn(pack: Pack, cards: Sequence[Scenario], talked_about: Sequence[str]) -> Scenario:
    """The first of `cards` whose theme was longest not talked about. `talked_about` is newest first."""
    there = {pack.theme_of[card.id] for card in cards}
    themes = [theme for theme in pack.themes if theme in there]
    ages = {theme: age for age, theme in reversed(list(enumerate(talked_about)))}
    longest_ago = max(themes, key=lambda theme: ages.get(theme, len(talked_about)))
    return next(card for card in cards if pack.theme_of[card.id] == longest_ago)


def days_to_meet(today: date) -> list[date]:
    """The days from tomorrow on that can be offered: no bank holidays and no weekends, within two weeks."""
    days = (today + timedelta(days=ahead) for ahead in range(1, DAYS_OFFERED + 1))
    return [day for day in days if day.weekday() < SATURDAY and bank_holiday(day) is None]
