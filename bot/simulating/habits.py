"""What kind of person somebody is in a simulation: shifts, day and hour, ability, care and breaks.

Drawn by lot from a seed: the same seed and number always make the same person. Nobody real is meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from bot.learning.schedule import Rhythm, is_quiet
from bot.routes import Shift, Weekday
from content.kinds import Setting

if TYPE_CHECKING:
    from datetime import datetime

    from content.library import Pack

MOST_BREAKS = 3
BREAK_WEEKS = (2, 10)
HALF_HOURS = tuple(range(0, 24 * 60, 30))


@dataclass(frozen=True)
class Break:
    """Weeks away. `told`: she said so, and nothing is sent; else what is sent stays unread."""

    begins: datetime
    ends: datetime
    told: bool

    def covers(self, moment: datetime) -> bool:
        """Whether she is away at this moment."""
        return self.begins <= moment < self.ends


@dataclass(frozen=True)
class Habits:
    """One simulated person. What is a number from 0 to 1 is a chance.

    `ability`: to choose the strong option of a principle that she meets for the first time. `looks`: to look at
    a card that was announced. `asks`: to ask for one more in that week. `rehearses`: to begin a rehearsal in it,
    and `leaves`: to leave that in the middle.
    """

    person_id: int
    shift: Shift
    rhythm: Rhythm
    setting: Setting | None
    ability: float
    looks: float
    asks: float
    rehearses: float
    leaves: float
    breaks: tuple[Break, ...]

    def away(self, moment: datetime) -> Break | None:
        """The break that she is in, if she is in one."""
        return next((one for one in self.breaks if one.covers(moment)), None)


def somebody(seed: int, person_id: int, pack: Pack, joined: datetime, weeks: int) -> Habits:
    """The person of this number among those of this seed, who joined at `joined` and is followed for `weeks`."""
    lot = lots(seed, person_id)
    shift = lot.choice(list(Shift))
    settings = sorted({card.setting for card in pack.scenarios.values()} - {Setting.ANY})
    return Habits(
        person_id=person_id,
        shift=shift,
        rhythm=_rhythm(lot, shift),
        setting=lot.choice([None, *settings]),
        ability=lot.uniform(0.2, 0.95),
        looks=lot.choice([0.97, 0.97, 0.8, 0.5]),
        asks=lot.choice([0, 0, 0.1, 0.5]),
        rehearses=lot.choice([0, 0.1, 0.3]),
        leaves=lot.choice([0, 0.3]),
        breaks=tuple(_break(lot, joined, weeks) for _ in range(lot.randint(0, MOST_BREAKS))),
    )


def lots(seed: int, person_id: int) -> Random:
    """Where a person's lots are drawn from."""
    return Random(f"{seed}:{person_id}")  # noqa: S311 - nothing here has to be secret


def _rhythm(lot: Random, shift: Shift) -> Rhythm:
    awake = [minutes for minutes in HALF_HOURS if not is_quiet(minutes, shift)]
    return Rhythm(lot.choice(list(Weekday)), lot.choice(awake), lot.choice([1] * 9 + [2]))


def _break(lot: Random, joined: datetime, weeks: int) -> Break:
    begins = joined + timedelta(days=lot.uniform(1, weeks * 7))
    return Break(begins, begins + timedelta(weeks=lot.randint(*BREAK_WEEKS)), lot.random() < 0.5)  # noqa: PLR2004
