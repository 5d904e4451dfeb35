"""What a person has met so far, and when each principle is due again: replayed from the log of what she did.

The log is what `showings` and `runs` keep: which story was dealt, which option was chosen, which rehearsal was
gone through to an end. Nothing else is kept, so nothing can disagree with it. This must never look at a clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import takewhile
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol

from bot.learning.memory import GRADE_OF, REHEARSED, Grade, Memory, reviewed
from content.models import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

    from content.library import Pack
    from content.models import Rating, Scenario

STRONG_FROM_DAYS = 30  # a principle that need not come back for a month is strong
BREAK_DAYS = 21  # after so long without a tap one comes back to two that are due, not to all
AT_ONCE = 2  # how many stay due on that day
SPREAD_DAYS = 21  # over which the others are spread
REVISIT_DAYS = 7  # so many days see at most so many revisits
MOST_REVISITS = 2


class Dealt(Protocol):
    """One story that was dealt, as `storage.showings` has it."""

    @property
    def card(self) -> str:
        """Its id."""

    @property
    def shown_at(self) -> datetime:
        """When it was dealt."""

    @property
    def chosen(self) -> str | None:
        """The key of the option that was chosen; None before the answer."""

    @property
    def answered_at(self) -> datetime | None:
        """When it was chosen."""


class Rehearsed(Protocol):
    """One way through a rehearsal, as `storage.runs` has it."""

    @property
    def rehearsal(self) -> str:
        """Its id."""

    @property
    def ended_at(self) -> datetime | None:
        """When it came to an end; None if it did not."""


class Strength(StrEnum):
    """How it stands with a principle, for whoever has to practise it."""

    NEW = "new"  # never answered
    WEAK = "weak"  # the last answer was risky or unsafe
    GROWING = "growing"  # the last answer protected the person; it still comes back within a month
    STRONG = "strong"  # answered well often enough to rest for a month or more


@dataclass(frozen=True)
class Standing:
    """One principle as it stands today.

    `last_met` is the day on which a story of it was last dealt or answered, or one of its rehearsals ended.
    `due_on` is the day from which the weekly card brings it back; None before the first answer. `variants` are
    the stories of it that were dealt, the last one last.
    """

    principle: str
    strength: Strength = Strength.NEW
    last_met: date | None = None
    due_on: date | None = None
    variants: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A story was dealt. One of good practice comes in its turn, whether its principle is due or not."""

    principle: str
    on: date
    card: str
    is_good_practice: bool = False


@dataclass(frozen=True)
class Reviewed:
    """A story was answered, or a rehearsal gone through to an end."""

    principle: str
    on: date
    grade: Grade


@dataclass(frozen=True)
class Met:
    """A story that was dealt. `came_back`: because its principle was due."""

    card: str
    on: date
    came_back: bool


@dataclass
class Past:
    """What a person has met, as of her last tap. The mappings are by principle, `shown_on` is by story.

    `dealt` are the stories in the order in which they came; `moved` the due days that a long break has put off.
    It grows only by `add`, in the order in which things happened.
    """

    dealt: list[Met] = field(default_factory=list)
    shown_on: dict[str, date] = field(default_factory=dict)
    last_met: dict[str, date] = field(default_factory=dict)
    variants: dict[str, tuple[str, ...]] = field(default_factory=dict)
    memories: dict[str, Memory] = field(default_factory=dict)
    moved: dict[str, date] = field(default_factory=dict)
    last_on: date | None = None

    def due_on(self, principle: str) -> date | None:
        """The day from which a principle may come back; None if it was never answered."""
        memory = self.memories.get(principle)
        return None if memory is None else self.moved.get(principle, memory.due_on)

    def is_due(self, principle: str, today: date) -> bool:
        """Whether a principle should come back by now."""
        due_on = self.due_on(principle)
        return due_on is not None and due_on <= today

    def may_revisit(self, today: date) -> bool:
        """Whether the week has room for one more revisit."""
        since = today - timedelta(days=REVISIT_DAYS)
        of_late = takewhile(lambda one: one.on > since, reversed(self.dealt))
        return sum(one.came_back for one in of_late) < MOST_REVISITS

    def strength(self, principle: str) -> Strength:
        """How it stands with a principle."""
        memory = self.memories.get(principle)
        if memory is None:
            return Strength.NEW
        if memory.grade is Grade.AGAIN:
            return Strength.WEAK
        return Strength.STRONG if memory.interval >= STRONG_FROM_DAYS else Strength.GROWING

    def by(self, today: date) -> Past:
        """The past as it is to be seen today: after a long break only two principles are due at once."""
        put_off = self._put_off(today)
        return replace(self, moved=self.moved | put_off) if put_off else self

    def add(self, event: Shown | Reviewed) -> None:
        """One more thing happened, later than all that happened before."""
        self.moved |= self._put_off(event.on)
        self.last_met[event.principle] = self.last_on = event.on
        if isinstance(event, Reviewed):
            memory = self.memories.get(event.principle)
            self.memories[event.principle] = reviewed(memory, event.grade, event.on)
            self.moved.pop(event.principle, None)
            return
        came_back = self.is_due(event.principle, event.on) and not event.is_good_practice
        before = tuple(card for card in self.variants.get(event.principle, ()) if card != event.card)
        self.dealt.append(Met(event.card, event.on, came_back))
        self.shown_on[event.card] = event.on
        self.variants[event.principle] = (*before, event.card)

    def _put_off(self, today: date) -> dict[str, date]:
        """The new due days of what was due in a long break, but for the two weakest that stay due.

        They are spread evenly over the three weeks that follow.
        """
        if self.last_on is None or (today - self.last_on).days < BREAK_DAYS:
            return {}
        late = [name for name in self.memories if self.is_due(name, today)]
        rest = sorted(late, key=lambda name: (self.memories[name].recall(today), name))[AT_ONCE:]
        days = {name: -(-SPREAD_DAYS * place // len(rest)) for place, name in enumerate(rest, start=1)}
        return {name: today + timedelta(days=days[name]) for name in rest}


def shown(card: Scenario, on: date) -> Shown:
    """That this card was dealt on a day."""
    return Shown(card.principle, on, card.id, card.kind is Kind.GOOD_PRACTICE)


def replay(pack: Pack, showings: Iterable[Dealt], runs: Iterable[Rehearsed], zone: ZoneInfo) -> Past:
    """What a person has met of a pack, in whatever order its log is given. Days are days in `zone`.

    A story or a rehearsal that the pack does not have any more, or that is another pack's, counts for nothing.
    """
    past = Past()
    log = [*_stories(pack, showings, zone), *_rehearsals(pack, runs, zone)]
    for _, event in sorted(log, key=itemgetter(0)):
        past.add(event)
    return past


def _stories(
    pack: Pack, showings: Iterable[Dealt], zone: ZoneInfo
) -> Iterator[tuple[datetime, Shown | Reviewed]]:
    for showing in showings:
        card = pack.scenarios.get(showing.card)
        if card is None:
            continue
        yield showing.shown_at, shown(card, _day(showing.shown_at, zone))
        rating = rating_of(pack, showing)
        if rating is not None and showing.answered_at is not None:
            on = _day(showing.answered_at, zone)
            yield showing.answered_at, Reviewed(card.principle, on, GRADE_OF[rating])


def _rehearsals(pack: Pack, runs: Iterable[Rehearsed], zone: ZoneInfo) -> Iterator[tuple[datetime, Reviewed]]:
    for run in runs:
        rehearsal = pack.rehearsals.get(run.rehearsal)
        if rehearsal is not None and run.ended_at is not None:
            yield run.ended_at, Reviewed(rehearsal.principle, _day(run.ended_at, zone), REHEARSED)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def standing(
    pack: Pack, showings: Iterable[Dealt], runs: Iterable[Rehearsed], now: datetime, zone: ZoneInfo
) -> dict[str, Standing]:
    """How it stands today with every principle of a pack, in the order in which the pack lists them."""
    past = replay(pack, showings, runs, zone).by(now.astimezone(zone).date())
    return {
        name: Standing(
            principle=name,
            strength=past.strength(name),
            last_met=past.last_met.get(name),
            due_on=past.due_on(name),
            variants=past.variants.get(name, ()),
        )
        for name in pack.principles
    }


def rating_of(pack: Pack, showing: Dealt) -> Rating | None:
    """How well the chosen option protects the person, as the content judges it today.

    None if there is no answer, or if the story or the option is not in the pack any more.
    """
    card = pack.scenarios.get(showing.card)
    option = card.option(showing.chosen) if card and showing.chosen else None
    return option.rating if option else None
