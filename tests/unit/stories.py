"""Small packs and pasts for the tests of what comes next."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.learning.dealing import next_card
from bot.learning.memory import Grade
from bot.learning.spacing import Past, Reviewed, shown
from content import library

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from content.kinds import Setting
    from content.library import Pack
    from content.models import Scenario

LIBRARY = library.load()
PACKS = list(LIBRARY.packs.values())
ADULTS = LIBRARY.packs["adults"]
A_DAY, A_WEEK = timedelta(days=1), timedelta(weeks=1)
TODAY = date(2026, 11, 25)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """A row of `showings`, as far as the log needs it."""

    card: str
    shown_at: datetime
    chosen: str | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True)
class Talked:
    """A row of `runs`, as far as the log needs it."""

    rehearsal: str
    ended_at: datetime | None


def only(pack: Pack, cards: Sequence[Scenario]) -> Pack:
    """A pack with no more than these cards."""
    return replace(pack, scenarios={card.id: card for card in cards})


def of(pack: Pack, principle: str) -> list[Scenario]:
    """The cards of a principle."""
    return [card for card in pack.scenarios.values() if card.principle == principle]


@dataclass
class Learner:
    """Somebody who is dealt one card after another. `answers` says how: a grade, or None for no answer."""

    pack: Pack
    answers: Callable[[Scenario], Grade | None] = lambda _: Grade.GOOD
    person_id: int = 1
    setting: Setting | None = None
    past: Past = field(default_factory=Past)
    today: date = TODAY

    def meets(self, cards: Sequence[Scenario] | None = None) -> Scenario:
        """The next card, met and answered today."""
        among = self.pack.scenarios.values() if cards is None else cards
        card = next_card(self.pack, among, self.past, self.today, self.person_id, self.setting)
        self.past.add(shown(card, self.today))
        grade = self.answers(card)
        if grade is not None:
            self.past.add(Reviewed(card.principle, self.today, grade))
        return card

    def weekly(self, number: int, every: timedelta = A_WEEK) -> list[tuple[date, Scenario]]:
        """So many cards, a week apart, and their days; time goes on after each."""
        met = []
        for _ in range(number):
            met.append((self.today, self.meets()))
            self.today += every
        return met
