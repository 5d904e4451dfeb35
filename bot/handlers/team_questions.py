"""What a manager types about a team: its name, a town, the own lead. No other text that anybody types is kept.

A text is taken only where the last screen asks for it, and only if it looks like what was asked for. What is not
taken is forgotten: it goes into no route, no row and no log line.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.callback_data import ContentId, parse
from bot.handlers.looking_up import tells_a_story
from bot.handlers.team_numbers import notes_wanted
from bot.handlers.teams import changed, lead_renewed
from bot.handlers.visit import Outcome, Show, Visit, shows
from bot.routes import (
    AskLeadName,
    AskLeadPhone,
    AskOtherName,
    AskSetting,
    AskTeamArea,
    AskTeamName,
    ChooseTeamArea,
    TeamHome,
    Teams,
    Why,
)
from bot.screens import team_questions as screens
from bot.screens.team_questions import LONGEST
from content.places import NothingFound, OneArea, OutsideEngland, SeveralAreas, find_places
from storage import teams
from storage.audit import Act, Done, Role
from storage.teams import Team, TeamMade

if TYPE_CHECKING:
    from bot.screens.screen import Screen
    from content.library import Library
    from content.places import Found

Question = AskTeamName | AskOtherName | AskTeamArea | AskLeadName | AskLeadPhone
QUESTIONS = (AskTeamName, AskOtherName, AskTeamArea, AskLeadName, AskLeadPhone)
ASKED_FOR = timedelta(minutes=30)
MOST_TEAMS = 40  # of one manager
# No link, no mention, no markup, and no telephone number.
_NOT_IN_A_NAME = re.compile(
    r"[<>@\\/{}\[\]|*_`~^=#]|\bwww\.|\.(com|org|net|uk|me)\b|\d[\d ]{5,}", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_].*[^\W\d_]")
_NUMBER = re.compile(r"[0-9+() .-]{5,25}")


@shows(AskTeamName)
async def ask_name(visit: Visit, route: AskTeamName) -> Screen:
    """What is the new team called?"""
    await visit.manager()
    return screens.ask_name(route.why)


@shows(AskOtherName)
async def ask_other_name(visit: Visit, route: AskOtherName) -> Screen:
    """What shall it be called?"""
    await visit.managed_team(route.team)
    return screens.ask_other_name(route.team, route.why)


@shows(AskTeamArea)
async def ask_area(visit: Visit, route: AskTeamArea) -> Screen:
    """Where is it?"""
    await visit.managed_team(route.team)
    return screens.ask_area(route.team, route.why)


@shows(AskLeadName)
async def ask_lead_name(visit: Visit, route: AskLeadName) -> Screen:
    """Who is its own lead?"""
    team = await visit.managed_team(route.team)
    return screens.ask_lead_name(team.id, route.why, there=team.lead_name is not None)


@shows(AskLeadPhone)
async def ask_lead_phone(visit: Visit, route: AskLeadPhone) -> Screen:
    """And the number?"""
    await visit.managed_team(route.team)
    return screens.ask_lead_phone(route.team, route.why)


def question(visit: Visit) -> Question | None:
    """What this person is being asked to type about a team, if she is.

    Not for long: what she types the day after is meant for something else, and must not be kept as a name.
    """
    person = visit.person
    if person is None or person.active_at is None or visit.now - person.active_at > ASKED_FOR:
        return None
    place = parse(person.place or "")
    return place if isinstance(place, QUESTIONS) else None


async def answered(visit: Visit, asked: Question, text: str) -> Outcome:
    """Take what was typed, or ask again and say why.

    Raises:
        NotThereError: she does not manage the team, or is no manager.
    """
    if isinstance(asked, AskTeamName):
        return await _named(visit, text)
    if isinstance(asked, AskOtherName):
        return await _named_otherwise(visit, asked.team, text)
    if isinstance(asked, AskTeamArea):
        return await _placed(visit, asked.team, text)
    if isinstance(asked, AskLeadName):
        return await _lead_named(visit, asked.team, text)
    return await _lead_numbered(visit, asked.team, text)


async def _named(visit: Visit, text: str) -> Outcome:
    """A new team is there with its name; the rest is asked for step by step, and can be left for later."""
    manager = await visit.manager()
    mine = await teams.managed(visit.transaction, manager.person_id)
    if len(mine) >= MOST_TEAMS:
        return Outcome((Show(Teams()),))
    name, refused = _name(text, visit.library)
    if refused:
        return Outcome((Show(AskTeamName(refused)),))
    team = Team(teams.new_id(), name, None, None, visit.pack.id, None, None, visit.today)
    done = Done(Act.TEAM_MADE, Role.MANAGER, team.id, visit.now)
    notes = () if mine else (notes_wanted(visit),)
    return Outcome((Show(AskSetting(team.id)),), (TeamMade(team, manager.person_id), done, *notes))


async def _named_otherwise(visit: Visit, team_id: int, text: str) -> Outcome:
    team = await visit.managed_team(team_id)
    name, refused = _name(text, visit.library)
    if refused:
        return Outcome((Show(AskOtherName(team.id, refused)),))
    return changed(visit, team, {"name": name}, TeamHome(team.id))


async def _placed(visit: Visit, team_id: int, text: str) -> Outcome:
    """A spelling that had to be mended is asked about first."""
    team = await visit.managed_team(team_id)
    found = find_places(text[:LONGEST], visit.library.contacts)
    if isinstance(found, OneArea) and found.exact:
        to = TeamHome(team.id) if team.area else AskLeadName(team.id, Why.FIRST)
        return changed(visit, team, {"area": found.place.area.id}, to)
    if isinstance(found, OutsideEngland):
        return Outcome((Show(AskTeamArea(team.id, Why.NATION)),))
    places = _guesses(found)
    if not places:
        return Outcome((Show(AskTeamArea(team.id, Why.TOWN)),))
    return Outcome((Show(ChooseTeamArea(team.id, places[0], places[-1])),))


def _guesses(found: Found) -> list[ContentId]:
    """The areas that may be meant, two at most."""
    if isinstance(found, OneArea):
        places = [found.place]
    elif isinstance(found, SeveralAreas):
        places = [*found.places[:1], *found.places[-1:]]
    else:
        places = list(found.suggestions[:2]) if isinstance(found, NothingFound) else []
    return [ContentId(place.area.id) for place in places]


async def _lead_named(visit: Visit, team_id: int, text: str) -> Outcome:
    """The number that was there belonged to somebody else."""
    team = await visit.managed_team(team_id)
    name, refused = _name(text, visit.library)
    if refused:
        return Outcome((Show(AskLeadName(team.id, refused)),))
    changes: dict[str, str | None] = {"lead_name": name, "lead_phone": None}
    outcome = changed(visit, team, changes, AskLeadPhone(team.id, Why.FIRST))
    return Outcome(outcome.shows, (*outcome.records, lead_renewed(visit, team)))


async def _lead_numbered(visit: Visit, team_id: int, text: str) -> Outcome:
    team = await visit.managed_team(team_id)
    phone = as_dialled(text)
    if phone is None:
        return Outcome((Show(AskLeadPhone(team.id, Why.PHONE)),))
    outcome = changed(visit, team, {"lead_phone": phone}, TeamHome(team.id))
    return Outcome(outcome.shows, (*outcome.records, lead_renewed(visit, team)))


def _name(text: str, library: Library) -> tuple[str, Why | None]:
    """What was typed as a name, without spare spaces, and why it cannot be one."""
    name = " ".join(text.split())
    if tells_a_story(name, library):
        return "", Why.STORY
    if len(name) > LONGEST:
        return "", Why.LONG
    if not name.isprintable() or _NOT_IN_A_NAME.search(name) or not _LETTERS.search(name):
        return "", Why.SIGNS
    return name, None


def as_dialled(text: str) -> str | None:
    """A number of the UK as one dials it there, such as 01204 337777; None if it is none, or costs extra."""
    import phonenumbers  # noqa: PLC0415 - only managers need it, and rarely

    if not _NUMBER.fullmatch(text.strip()):
        return None
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return None
    costly = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.PREMIUM_RATE
    if costly or not phonenumbers.is_valid_number_for_region(number, "GB"):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL))
