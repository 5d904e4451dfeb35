"""Replays what one person would be sent, week by week, on a clock of its own. Sends nothing, keeps nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.learning.dealing import next_card
from bot.learning.schedule import DEFAULT_RHYTHM, next_due, plan

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
    """What a person who joined at `joined` meets, for ever: the first card at once, then one a week."""
    rhythm = DEFAULT_RHYTHM[shift]
    met: list[str] = []
    now = joined
    while True:
        card = next_card(pack.scenarios.values(), pack.theme_of, met, person_id)
        met.append(card.id)
        yield Week(now, plan(person_id, rhythm, shift, now, now, zone).wording, card)
        now = next_due(rhythm, now + timedelta(seconds=1), zone)
