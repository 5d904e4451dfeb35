"""When a team meets next, and the time that it sets aside. Handlers for managers begin with `managed_team`."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.handlers.people import chosen
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.learning.schedule import Times, moment_of
from bot.learning.session import A_TALK_WITHIN, MINUTES, days_to_meet
from bot.papers.calendar import Meeting, as_calendar
from bot.routes import (
    AskReadingTime,
    AskSessionDay,
    AskSessionHour,
    AskTeamHour,
    AskTeamTime,
    CallOff,
    Home,
    NoTeamTime,
    PassTeamTime,
    SessionFile,
    SetSessionDate,
    SetTeamTime,
    TakeTeamTime,
    TeamTimeQuestion,
    Weekday,
)
from bot.screens import session_dates as screens
from bot.screens.screen import Form, Paper
from storage import rhythms, session_dates
from storage.nudges import Kind
from storage.session_dates import DateSet, SessionDate, TeamTime, TeamTimeAsked, TeamTimeEnded, TeamTimeSet

if TYPE_CHECKING:
    from datetime import date

    from bot.screens.screen import Screen
    from storage.teams import Team

MINUTES_A_DAY = 24 * 60
FARTHEST = timedelta(days=366)
ASKED_AGAIN_AFTER = timedelta(days=28)  # where the time of the team was changed meanwhile


async def meets_at(visit: Visit, team: Team) -> SessionDate | None:
    """When it meets next; None where no day is set, or it has passed, or was called off."""
    found = await session_dates.date_of(visit.transaction, team.id)
    return found if found and not found.cancelled and found.starts_at > visit.now else None


async def meets_in_words(visit: Visit, team: Team) -> str | None:
    """The same in words."""
    found = await meets_at(visit, team)
    return screens.meets(found.starts_at, visit.zone) if found else None


async def talk_by(visit: Visit, team: Team, last_held: date | None) -> date | None:
    """Until when a talk is wanted, because time was set aside; None where it is not, or there was one since."""
    found = await session_dates.time_of(visit.transaction, team.id)
    if found is None or (last_held is not None and last_held >= found.since):
        return None
    return max(found.since + A_TALK_WITHIN, visit.today)


@shows(AskSessionDay)
async def ask_day(visit: Visit, route: AskSessionDay) -> Screen:
    """On which day?"""
    team = await visit.managed_team(route.team)
    return screens.ask_day(team.id, days_to_meet(visit.today), await meets_in_words(visit, team))


@shows(AskSessionHour)
async def ask_hour(visit: Visit, route: AskSessionHour) -> Screen:
    """At which hour?"""
    await visit.managed_team(route.team)
    return screens.ask_hour(route.team, _coming(visit, route.day))


def _coming(visit: Visit, day: date) -> date:
    if not visit.today <= day <= visit.today + FARTHEST:
        raise NotThereError
    return day


@acts(SetSessionDate)
async def set_date(visit: Visit, route: SetSessionDate) -> Outcome:
    """It meets then. Calendars get a change of what they know, unless that was called off."""
    team = await visit.managed_team(route.team)
    if route.minutes >= MINUTES_A_DAY:
        raise NotThereError
    starts_at = moment_of(_coming(visit, route.day), route.minutes, visit.zone)
    known = await meets_at(visit, team)
    if known is None:
        made = SessionDate(team.id, session_dates.new_uid(), 0, starts_at, cancelled=False)
    else:
        made = replace(known, sequence=known.sequence + (starts_at != known.starts_at), starts_at=starts_at)
    return Outcome((Show(SessionFile(team.id)),), (DateSet(made),))


@acts(CallOff)
async def call_off(visit: Visit, route: CallOff) -> Outcome:
    """It does not meet then."""
    team = await visit.managed_team(route.team)
    known = await meets_at(visit, team)
    if known is None:
        return Outcome((Show(AskSessionDay(team.id), visit.here),))
    off = replace(known, sequence=known.sequence + 1, cancelled=True)
    return Outcome((Show(SessionFile(team.id)),), (DateSet(off),))


@shows(SessionFile)
async def session_file(visit: Visit, route: SessionFile) -> Screen:
    """The file for calendars."""
    team = await visit.managed_team(route.team)
    found = await session_dates.date_of(visit.transaction, team.id)
    if found is None:
        raise NotThereError
    meeting = Meeting(found.uid, found.sequence, found.starts_at, visit.now, MINUTES, found.cancelled)
    paper = Paper(None, "team-talk.ics", partial(as_calendar, meeting), form=Form.DATA)
    return screens.file(team.id, found.starts_at, visit.zone, paper, cancelled=found.cancelled)


@shows(AskTeamTime)
async def ask_team_time(visit: Visit, route: AskTeamTime) -> Screen:
    """On which day is time set aside?"""
    team = await visit.managed_team(route.team)
    found = await session_dates.time_of(visit.transaction, team.id)
    now = screens.team_time(Weekday(found.day), found.minutes) if found else None
    return screens.ask_team_time(team.id, now)


@shows(AskTeamHour)
async def ask_team_hour(visit: Visit, route: AskTeamHour) -> Screen:
    """At which hour?"""
    await visit.managed_team(route.team)
    return screens.ask_team_hour(route.team, route.day)


@acts(SetTeamTime)
async def set_team_time(visit: Visit, route: SetTeamTime) -> Outcome:
    """It is set aside."""
    team = await visit.managed_team(route.team)
    if route.minutes >= MINUTES_A_DAY:
        raise NotThereError
    time = TeamTime(team.id, str(route.day), route.minutes, visit.today)
    return Outcome((Show(AskTeamTime(team.id), visit.here),), (TeamTimeSet(time),))


@acts(NoTeamTime)
async def no_team_time(visit: Visit, route: NoTeamTime) -> Outcome:
    """None any more."""
    team = await visit.managed_team(route.team)
    return Outcome((Show(AskTeamTime(team.id), visit.here),), (TeamTimeEnded(team.id),))


async def to_be_asked(visit: Visit) -> TeamTimeAsked | None:
    """The note that she is asked now, if she should be: once, and again only where the time was changed."""
    team = await visit.own_team()
    time = await session_dates.time_of(visit.transaction, team.id) if team else None
    if team is None or time is None:
        return None
    before = await session_dates.asked_on(visit.transaction, visit.person_id, team.id)
    if before is not None and (before >= time.since or visit.today - before < ASKED_AGAIN_AFTER):
        return None
    return TeamTimeAsked(visit.person_id, team.id, visit.today)


@shows(TeamTimeQuestion)
async def question(visit: Visit, _route: TeamTimeQuestion) -> Screen:
    """Shall her ten minutes come then?"""
    time = await _time_of_own_team(visit)
    own = await rhythms.of_person(visit.transaction, visit.person_id)
    return screens.question(Weekday(time.day), time.minutes, has_own=Kind.TEN_MINUTES in own)


async def _time_of_own_team(visit: Visit) -> TeamTime:
    team = await visit.own_team()
    time = await session_dates.time_of(visit.transaction, team.id) if team else None
    if time is None:
        raise NotThereError
    return time


@acts(TakeTeamTime)
async def take_team_time(visit: Visit, _route: TakeTeamTime) -> Outcome:
    """Yes: it is her own reading time from now on, and nothing says that it came from the team."""
    time = await _time_of_own_team(visit)
    if visit.member.next_due_at is None:  # she wants nothing that comes by itself
        return Outcome((Show(AskReadingTime(), visit.here),))
    times = Times((Weekday(time.day),), time.minutes)
    return Outcome((Show(AskReadingTime(), visit.here),), (chosen(visit, Kind.TEN_MINUTES, times),))


@acts(PassTeamTime)
async def pass_team_time(visit: Visit, _route: PassTeamTime) -> Outcome:
    """No: nothing is written down."""
    _ = visit.member
    return Outcome((Show(Home()),))
