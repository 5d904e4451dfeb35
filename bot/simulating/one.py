"""Replays what one person would be sent, week by week, on a clock of its own. Sends nothing, keeps nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.learning.dealing import next_card
from bot.learning.memory import GRADE_OF
from bot.learning.schedule import DEFAULT_RHYTHM, next_due, plan
from bot.learning.spacing import Past, Reviewed, shown
from content.models import Rating

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.routes import Shift
    from content.library import Pack
    from content.models import Scenario


@dataclass(frozen=True)
class Week:
    """One week: when the card is due, in which wording it is announced, and which card it is."""

    due_at: datetime
    wording: int
    card: Scenario


def weeks(pack: Pack, shift: Shift, person_id: int, joined: datetime, zone: ZoneInfo) -> Iterator[Week]:
    """What a person who joined at `joined` meets, for ever: the first card at once, then one a week.

    She answers every card, and always with the strong option.
    """
    rhythm = DEFAULT_RHYTHM[shift]
    past = Past()
    now = joined
    while True:
        today = now.astimezone(zone).date()
        card = next_card(pack, pack.scenarios.values(), past, today, person_id)
        past.add(shown(card, today))
        past.add(Reviewed(card.principle, today, GRADE_OF[Rating.STRONG]))
        yield Week(now, plan(person_id, rhythm, shift, now, now, zone).wording, card)
        now = next_due(rhythm, now + timedelta(seconds=1), zone)
