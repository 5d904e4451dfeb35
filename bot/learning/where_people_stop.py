"""Where people stop: how many came to each step of cards and talks, answered, left there, and came back. Pure.

It works from the log of what was dealt and chosen. Of the guide, the numbers and the look-up there is no log, so
nothing of them can get in here. Every count is rounded down to fives before it is shown, and fewer than five
people are not shown at all: so no smaller number can be found by taking one from another.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

SHOWN_IN = 5  # people: the fewest that are shown, and the step in which more are
SPAN = timedelta(days=28)
LEFT_AFTER = timedelta(days=7)  # without an answer; before that she may still be thinking
MOST_STEPS = 8  # of talks; hardly any has more


class Stage(StrEnum):
    """How a card came."""

    FIRST = "first"
    WEEKLY = "weekly"
    MORE = "more"  # asked for, after the last


class State(StrEnum):
    """How a message that went out by itself ended, as the log names it."""

    SENT = "sent"
    UNKNOWN = "unknown"


class Dealt(Protocol):
    """A card that was dealt to somebody."""

    @property
    def person_id(self) -> int:
        """To whom."""

    @property
    def occasion(self) -> str:
        """How it came."""

    @property
    def shown_at(self) -> datetime:
        """When."""

    @property
    def answered(self) -> bool:
        """Whether she chose."""


class Rehearsed(Protocol):
    """A talk that somebody began."""

    @property
    def person_id(self) -> int:
        """Who."""

    @property
    def answers(self) -> int:
        """How often she chose what to say."""

    @property
    def touched_at(self) -> datetime:
        """When she was there last."""

    @property
    def ended(self) -> bool:
        """Whether she came to an end of it."""


class Message(Protocol):
    """That a card was to be announced to somebody."""

    @property
    def person_id(self) -> int:
        """To whom."""

    @property
    def occasion(self) -> str:
        """Of which card."""

    @property
    def state(self) -> str:
        """What became of it."""


@dataclass(frozen=True)
class Step:
    """How many people came to a step, rounded down; None for fewer than five.

    Who `left` did not answer in a week; who `came_back` of these did something else after that.
    """

    reached: int | None
    answered: int | None
    left: int | None
    came_back: int | None


@dataclass(frozen=True)
class Share:
    """So many of so many, both rounded down; None for fewer than five."""

    count: int | None
    of: int | None


@dataclass(frozen=True)
class Sending:
    """What became of messages: of those meant, sent; of those sent, delivered; of those delivered, answered."""

    sent: Share
    delivered: Share
    answered: Share


@dataclass(frozen=True)
class At:
    """Where somebody was last at a step: when, and whether she answered."""

    moment: datetime
    answered: bool


def rounded(count: int) -> int | None:
    """What is shown of a count of people or messages."""
    return count // SHOWN_IN * SHOWN_IN if count >= SHOWN_IN else None


def share(count: int, of: int) -> Share:
    """So many of so many."""
    return Share(rounded(count), rounded(of))


def cards(dealt: Sequence[Dealt], talks: Iterable[Rehearsed], now: datetime) -> dict[Stage, Step]:
    """Each kind of card, by the last one that each person was dealt of it."""
    last: defaultdict[Stage, dict[int, At]] = defaultdict(dict)
    for one in sorted(dealt, key=lambda card: card.shown_at):
        last[_stage(one.occasion)][one.person_id] = At(one.shown_at, one.answered)
    latest = _latest(dealt, talks)
    return {stage: _step(last[stage], latest, now) for stage in Stage}


def _stage(occasion: str) -> Stage:
    if occasion.startswith("week:"):
        return Stage.WEEKLY
    return Stage.FIRST if occasion == "after:0" else Stage.MORE


def talks(dealt: Iterable[Dealt], begun: Sequence[Rehearsed], now: datetime) -> list[Step]:
    """Each step of talks, by the last talk that each person began; as many as enough people came to."""
    last = {one.person_id: one for one in sorted(begun, key=lambda talk: talk.touched_at)}
    latest = _latest(dealt, begun)
    steps = [
        _step(
            {
                person: At(talk.touched_at, talk.answers > number)
                for person, talk in last.items()
                if talk.answers > number or (talk.answers == number and not talk.ended)
            },
            latest,
            now,
        )
        for number in range(MOST_STEPS)
    ]
    return [step for step in steps if step.reached is not None]


def _latest(dealt: Iterable[Dealt], begun: Iterable[Rehearsed]) -> dict[int, datetime]:
    """When each person was last seen at a card or a talk."""
    moments = [(one.person_id, one.shown_at) for one in dealt] + [
        (one.person_id, one.touched_at) for one in begun
    ]
    latest: dict[int, datetime] = {}
    for person, moment in moments:
        latest[person] = max(moment, latest.get(person, moment))
    return latest


def _step(at: Mapping[int, At], latest: Mapping[int, datetime], now: datetime) -> Step:
    left = {
        person: here.moment
        for person, here in at.items()
        if not here.answered and now - here.moment > LEFT_AFTER
    }
    return Step(
        reached=rounded(len(at)),
        answered=rounded(sum(here.answered for here in at.values())),
        left=rounded(len(left)),
        came_back=rounded(sum(latest[person] > moment for person, moment in left.items())),
    )


def sending(messages: Sequence[Message], dealt: Iterable[Dealt]) -> Sending:
    """What became of the messages that a card is ready. Unknown ones went out, and nobody knows if they came."""
    answered = {(one.person_id, one.occasion) for one in dealt if one.answered}
    came = [one for one in messages if one.state == State.SENT]
    unknown = sum(one.state == State.UNKNOWN for one in messages)
    led_to = sum((one.person_id, one.occasion) in answered for one in came)
    return Sending(
        sent=share(len(came) + unknown, len(messages)),
        delivered=share(len(came), len(came) + unknown),
        answered=share(led_to, len(came)),
    )
