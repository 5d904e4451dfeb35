"""How well one principle is remembered, by FSRS: the library's model, with our floor and ceiling.

Pure: a memory is a value, and the same answers on the same days make the same one. It must never look at a
clock, and must load the library only when there is an answer to reckon with, so that starting the bot does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from content.models import Rating

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

RETENTION = 0.85  # a principle is due when it would still come to mind this surely
FLOOR_DAYS = 6  # no sooner than the next weekly card, even if that is answered a day late
CEILING_DAYS = 120  # nothing that matters in an emergency is left alone for longer
_KNOWN_STEPS = 16384  # many answers lead through the same steps; this many are kept, about 3 MB
# FSRS asks for moments. Days are enough here: each is told as its noon, so that hours make no difference.
_FIRST = datetime(2000, 1, 1, 12, tzinfo=UTC)


class Grade(IntEnum):
    """How a review went, with FSRS's own numbers. Its fourth, "easy", is never given: see `GRADE_OF`."""

    AGAIN = 1
    HARD = 2
    GOOD = 3


# For FSRS "again" is the only grade that says the right thing did not come to mind, and that is what a risky
# choice has in common with an unsafe one. "Hard" is a success: the better part came to mind. "Easy" would claim
# that it came without a thought, which nobody can tell from a tap on one of three or four options.
GRADE_OF = {
    Rating.STRONG: Grade.GOOD,
    Rating.PARTLY: Grade.HARD,
    Rating.RISKY: Grade.AGAIN,
    Rating.UNSAFE: Grade.AGAIN,
}
# A rehearsal grades no step and no ending. Whoever got to an end has said the words: a review that went well.
REHEARSED = Grade.GOOD


@dataclass(frozen=True)
class Memory:
    """One principle after its last review. `stability` is in days, `difficulty` goes from 1 to 10, as in FSRS.

    `interval` is the number of days from `reviewed_on` after which it is due.
    """

    stability: float
    difficulty: float
    reviewed_on: date
    interval: int
    grade: Grade

    @property
    def due_on(self) -> date:
        """The first day on which it should come back."""
        return self.reviewed_on + timedelta(days=self.interval)

    def recall(self, today: date) -> float:
        """How surely it would come to mind today: 1 is for certain."""
        gap = (today - self.reviewed_on).days
        return _recall(self.stability, max(0, gap))


def reviewed(memory: Memory | None, grade: Grade, on: date) -> Memory:
    """The memory after one more review; `memory` is None before the first."""
    if memory is None:
        step = _step(None, None, 0, grade)
    else:
        step = _step(memory.stability, memory.difficulty, max(0, (on - memory.reviewed_on).days), grade)
    stability, difficulty, interval = step
    return Memory(stability, difficulty, on, interval, grade)


@lru_cache(maxsize=_KNOWN_STEPS)
def _step(
    stability: float | None, difficulty: float | None, gap: int, grade: Grade
) -> tuple[float, float, int]:
    """Stability, difficulty and interval after a review that came so many days after the last one."""
    from fsrs import Rating as FsrsRating  # noqa: PLC0415 - see above

    now = _FIRST + timedelta(days=gap)
    card, _ = _scheduler().review_card(_card(stability, difficulty), FsrsRating(grade), now)
    if card.stability is None or card.difficulty is None:
        raise ValueError("FSRS reviewed a card and gave it no stability")
    interval = min(CEILING_DAYS, max(FLOOR_DAYS, (card.due - now).days))
    return card.stability, card.difficulty, interval


@lru_cache(maxsize=_KNOWN_STEPS)
def _recall(stability: float, gap: int) -> float:
    now = _FIRST + timedelta(days=gap)
    return _scheduler().get_card_retrievability(_card(stability, 1.0), now)


def _card(stability: float | None, difficulty: float | None) -> Card:
    """FSRS's word for what is remembered; numbered, because it would sleep to find a number of its own."""
    from fsrs import Card, State  # noqa: PLC0415 - see above

    if stability is None:
        return Card(card_id=1, due=_FIRST)
    return Card(1, State.Review, None, stability, difficulty, _FIRST, _FIRST)


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler  # noqa: PLC0415 - see above

    return Scheduler(
        desired_retention=RETENTION,
        learning_steps=(),
        relearning_steps=(),
        enable_fuzzing=False,
        maximum_interval=CEILING_DAYS,
    )
