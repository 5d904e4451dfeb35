"""Being away until a day: chosen from months and days, or typed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.handlers.people import next_card, rhythm_of
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.learning.schedule import moment_of
from bot.routes import AskAway, AskAwayDay, AskAwayMonth, AwayUntil, Settings, Welcome
from bot.screens import rhythms as screens
from storage.nudges import Lapsed
from storage.people import Changed

if TYPE_CHECKING:
    from bot.screens.screen import Screen

LONGEST_AWAY = timedelta(days=400)


@shows(AskAwayMonth)
async def ask_month(visit: Visit, _route: AskAwayMonth) -> Screen:
    """In which month is she back?"""
    _ = visit.member
    return screens.ask_away_month(visit.today)


@shows(AskAwayDay)
async def ask_day(visit: Visit, route: AskAwayDay) -> Screen:
    """On which day of that month?"""
    _ = visit.member
    if route.first.day != 1 or abs(route.first - visit.today) > LONGEST_AWAY:
        raise NotThereError
    return screens.ask_away_day(route.first)


@acts(AwayUntil)
async def away_until_day(visit: Visit, route: AwayUntil) -> Outcome:
    """Nothing comes by itself before that day. If it is past or today, she is back, and nothing is made up for.

    Where cards are off they stay off: stopping is more than being away.
    """
    if visit.joined is None:
        return Outcome((Show(Welcome(), visit.here),))
    if route.until - visit.today > LONGEST_AWAY:
        return Outcome((Show(AskAwayMonth(), visit.here),))
    if visit.member.next_due_at is None:
        return Outcome((Show(AskAway(), visit.here),))
    rhythm = rhythm_of(visit.member)
    if route.until <= visit.today:
        back = {"away_until": None, "next_due_at": next_card(rhythm, visit, away=None)}
        return Outcome((Show(Settings(), visit.here),), (Changed(visit.person_id, back),))
    until = moment_of(route.until, 0, visit.zone)
    changes = {"away_until": until, "next_due_at": next_card(rhythm, visit, until)}
    records = (Changed(visit.person_id, changes), Lapsed(visit.person_id))
    return Outcome((Show(AskAway(), visit.here),), records)
