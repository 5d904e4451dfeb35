"""Lets one simulated person live through weeks of cards: what she is sent, what she meets, how she answers.

When something is sent is decided by `bot.learning.schedule`, which card she meets by `bot.learning.dealing`: by
the same functions as for everybody. Only the person is made up here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.learning.dealing import next_card
from bot.learning.memory import GRADE_OF, REHEARSED
from bot.learning.schedule import (
    ASK_AFTER,
    LAPSES_AFTER,
    REMINDED_EVERY,
    next_due,
    plan,
    reminder_at,
)
from bot.learning.spacing import Past, Reviewed, Strength, shown
from bot.simulating.habits import lots
from content.models import Option, Rating, Scenario

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from bot.simulating.habits import Habits
    from content.library import Pack

LEARNS = 0.06  # how much likelier the strong option gets with each answer about its principle
SUREST = 0.95
ANSWERS = 0.97  # the chance that somebody who looks at a card answers it
DOWNTIME = (
    0.02  # the chance that the bot is down when a card is due; then it is up to an hour too late for it
)
SILENT_WEEKS = (1, 12)  # after the question whether to go on, until she comes back by herself
_A_MOMENT = timedelta(microseconds=1)


class Sort(StrEnum):
    """What a message that comes by itself is about."""

    CARD = "card"
    ASK = "ask"
    REHEARSAL = "rehearsal"


@dataclass(frozen=True)
class Message:
    """Something that came unasked. `late`: the bot was down at its hour."""

    sort: Sort
    due_on: date
    sent_at: datetime
    late: bool = False


@dataclass(frozen=True)
class Meeting:
    """A card that was met, and how it stood with its principle just before. `asked`: she asked for one more."""

    card: Scenario
    on: date
    asked: bool
    strength: Strength
    last_met: date | None
    due_on: date | None
    rating: Rating | None

    @property
    def is_revisit(self) -> bool:
        """Whether its principle was due."""
        return self.due_on is not None and self.due_on <= self.on


@dataclass
class Life:
    """One person's weeks, in order."""

    pack: Pack
    habits: Habits
    zone: ZoneInfo
    joined: datetime
    weeks: int
    past: Past = field(default_factory=Past)
    messages: list[Message] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)


def _meeting(before: Past, card: Scenario, on: date, rating: Rating | None, *, asked: bool) -> Meeting:
    """A card that is met, and how it stood before."""
    return Meeting(
        card=card,
        on=on,
        asked=asked,
        strength=before.strength(card.principle),
        last_met=before.last_met.get(card.principle),
        due_on=before.due_on(card.principle),
        rating=rating,
    )


def live(pack: Pack, habits: Habits, seed: int, joined: datetime, weeks: int, zone: ZoneInfo) -> Life:
    """The life of a person who joined at `joined` and is followed for so many weeks."""
    life = Life(pack, habits, zone, joined, weeks)
    _Living(life, seed).through()
    return life


class _Living:
    def __init__(self, life: Life, seed: int) -> None:
        self._life = life
        self._habits = life.habits
        self._lot = lots(seed + 1, life.habits.person_id)
        self._unread = 0
        self._reminded_on: date | None = None

    def through(self) -> None:
        life = self._life
        self._meet(life.joined, asked=True)
        due_at = next_due(self._habits.rhythm, life.joined, life.zone)
        while due_at < life.joined + timedelta(weeks=life.weeks):
            due_at = self._week(due_at)

    def _week(self, due_at: datetime) -> datetime:
        """What a card that is due comes to; when the next one is due."""
        away = self._habits.away(due_at)
        if away is not None and away.told:
            return self._next(away.ends - _A_MOMENT)
        now = due_at + self._downtime()
        planned = plan(
            self._habits.person_id, self._habits.rhythm, self._habits.shift, due_at, now, self._life.zone
        )
        if planned.lapsed:
            return planned.next_due_at
        asks = self._unread >= ASK_AFTER
        sort = Sort.ASK if asks else Sort.CARD
        self._life.messages.append(Message(sort, planned.due_on, planned.send_at, late=now > due_at))
        looks = away is None and self._lot.random() < self._habits.looks
        if not asks and not looks:
            self._unread += 1
            return planned.next_due_at
        self._unread = 0
        if asks:
            return planned.next_due_at if looks else self._next(planned.send_at + self._silence())
        self._at_it(planned.send_at + timedelta(hours=self._lot.expovariate(0.2)))
        return planned.next_due_at

    def _next(self, after: datetime) -> datetime:
        return next_due(self._habits.rhythm, after, self._life.zone)

    def _downtime(self) -> timedelta:
        """How late the bot comes to what is due."""
        if self._lot.random() >= DOWNTIME:
            return timedelta(0)
        return self._lot.uniform(0, 1) * (LAPSES_AFTER + timedelta(hours=1))

    def _silence(self) -> timedelta:
        return timedelta(weeks=self._lot.randint(*SILENT_WEEKS))

    def _at_it(self, at: datetime) -> None:
        """She looks at the week's card, within three days; and maybe at more."""
        at = min(at, self._life.messages[-1].sent_at + timedelta(days=3))
        self._meet(at, asked=False)
        if self._lot.random() < self._habits.asks and self._life.meetings[-1].rating is not None:
            self._meet(at + timedelta(hours=1), asked=True)
        if self._lot.random() < self._habits.rehearses:
            self._rehearse(at + timedelta(hours=2))

    def _meet(self, at: datetime, *, asked: bool) -> None:
        life, today = self._life, at.astimezone(self._life.zone).date()
        card = self._dealt(today)
        option = self._choice(card)
        rating = option.rating if option else None
        life.meetings.append(_meeting(life.past.by(today), card, today, rating, asked=asked))
        life.past.add(shown(card, today))
        if rating is not None:
            life.past.add(Reviewed(card.principle, today, GRADE_OF[rating]))

    def _dealt(self, today: date) -> Scenario:
        life, hers = self._life, self._habits
        cards = life.pack.scenarios.values()
        return next_card(life.pack, cards, life.past, today, hers.person_id, hers.setting)

    def _choice(self, card: Scenario) -> Option | None:
        """Which option she chooses: what she has met often she knows better."""
        if self._lot.random() >= ANSWERS:
            return None
        met = sum(one.card.principle == card.principle for one in self._life.meetings)
        knows = self._lot.random() < min(SUREST, self._habits.ability + LEARNS * met)
        return self._lot.choice([one for one in card.options if (one.rating is Rating.STRONG) == knows])

    def _rehearse(self, at: datetime) -> None:
        """She rehearses; or she begins, leaves it in the middle, and is reminded."""
        rehearsals = list(self._life.pack.rehearsals.values())
        if not rehearsals:
            return
        rehearsal = self._lot.choice(rehearsals)
        if self._lot.random() >= self._habits.leaves:
            on = at.astimezone(self._life.zone).date()
            self._life.past.add(Reviewed(rehearsal.principle, on, REHEARSED))
            return
        self._remind(reminder_at(at, self._habits.shift, self._life.zone))

    def _remind(self, at: datetime) -> None:
        on = at.astimezone(self._life.zone).date()
        away = self._habits.away(at)
        of_late = self._reminded_on is not None and self._reminded_on > on - REMINDED_EVERY
        if not of_late and not (away and away.told):
            self._reminded_on = on
            self._life.messages.append(Message(Sort.REHEARSAL, on, at))
