"""Sessions of a team before and after: choosing a story, beginning, the log.

Each handler begins with `visit.managed_team`, or with `session_of`, which does the same for a session: a button
proves nothing. Whoever manages the team may carry on with its session, so that one can take over from another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.groups import votes_taken_out
from bot.handlers.session_access import running, session_of
from bot.handlers.session_dates import meets_in_words, talk_by
from bot.handlers.session_lines import to_send_for
from bot.handlers.signed import is_draft, may_be_sent
from bot.handlers.team_numbers import look, to_talk_about
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.learning.session import Step, next_in_turn
from bot.routes import (
    AskDropSession,
    AskToManage,
    BeginSession,
    ChooseSessionCard,
    ChooseSessionTheme,
    DropSession,
    GoToSession,
    SessionHome,
    SessionLines,
    SessionLog,
    SessionNow,
    SessionOver,
    Teams,
    Welcome,
)
from bot.screens import session as screens
from bot.screens.session import HeldInWords, SessionsInWords
from bot.screens.team_numbers import worth_a_talk
from storage import managers, sessions, teams
from storage.session_lines import LinesLaidOut
from storage.sessions import ActionState, Session, SessionBegun, SessionDropped

if TYPE_CHECKING:
    from bot.screens.screen import Screen
    from content.library import Pack
    from content.models import Scenario
    from storage.teams import Team

MOST_LOGGED = 12
TURNS = 60  # sessions that are looked back on for whose turn it is


@acts(GoToSession)
async def go_to_session(visit: Visit, _route: GoToSession) -> Outcome:
    """For a manager to her team's session or her teams; for others to the lines of one, or how one manages."""
    if visit.joined is None:
        return Outcome((Show(Welcome(), visit.here),))
    lines = await to_send_for(visit)
    if lines is not None:
        return Outcome((Show(SessionLines(lines.id), visit.here),))
    if await managers.find(visit.transaction, visit.person_id) is None:
        return Outcome((Show(AskToManage(), visit.here),))
    mine = await teams.managed(visit.transaction, visit.person_id)
    if len(mine) != 1:
        return Outcome((Show(Teams(), visit.here),))
    going_on = await running(visit, mine[0])
    to = SessionNow(going_on.id) if going_on else SessionHome(mine[0].id)
    return Outcome((Show(to, visit.here),))


@shows(SessionHome)
async def session_home(visit: Visit, route: SessionHome) -> Screen:
    """What there is to do about sessions."""
    team = await visit.managed_team(route.team)
    going_on = await running(visit, team)
    held = await sessions.held(visit.transaction, team.id, TURNS)
    card, why = await _suggested(visit, team, [one.theme for one in held])
    return screens.session_home(
        SessionsInWords(
            team=team.id,
            name=team.name,
            held=await sessions.how_many_held(visit.transaction, team.id),
            last=await in_words(visit, held[0]) if held else None,
            suggested=(card.id, card.title),
            why=why,
            running=going_on.id if going_on else None,
            meets=await meets_in_words(visit, team),
            talk_by=await talk_by(visit, team, held[0].held_on if held else None),
        )
    )


async def _suggested(visit: Visit, team: Team, themes: list[str]) -> tuple[Scenario, str]:
    """The story of what is told to need a talk; else of the theme that was longest not talked about."""
    seen = await look(visit, team.id)
    _words, needed = to_talk_about(visit, seen)
    pack = visit.library.packs[team.pack]
    sendable = {card.id for card in await _cards(visit, pack)}
    if (
        worth_a_talk(seen.told.themes)
        and needed.id in sendable
        and pack.theme_of[needed.id] not in themes[:3]
    ):
        return needed, screens.why_needed()
    return next_in_turn(pack, await _cards(visit, pack), themes), screens.why_in_turn()


async def _cards(visit: Visit, pack: Pack) -> list[Scenario]:
    """The stories that may be shown; never none, so that there is something to suggest."""
    found = await may_be_sent(visit, pack.scenarios.values())
    if not found:
        raise NotThereError
    return found


@shows(ChooseSessionTheme)
async def choose_theme(visit: Visit, route: ChooseSessionTheme) -> Screen:
    """What shall it be about?"""
    team = await visit.managed_team(route.team)
    pack = visit.library.packs[team.pack]
    return screens.choose_theme(team.id, pack.themes_of(await _cards(visit, pack)), route.page)


@shows(ChooseSessionCard)
async def choose_card(visit: Visit, route: ChooseSessionCard) -> Screen:
    """Which story?"""
    team = await visit.managed_team(route.team)
    pack = visit.library.packs[team.pack]
    found = [card for card in await _cards(visit, pack) if pack.theme_of[card.id] == route.theme]
    if not found:
        raise NotThereError
    return screens.choose_card(team.id, {card.id: card.title for card in found})


@acts(BeginSession)
async def begin(visit: Visit, route: BeginSession) -> Outcome:
    """It begins; where one is under way already, that one goes on."""
    team = await visit.managed_team(route.team)
    going_on = await running(visit, team)
    if going_on is not None:
        return Outcome((Show(SessionNow(going_on.id), visit.here),))
    pack = visit.library.packs[team.pack]
    card = pack.scenarios.get(route.card)
    if card is None:
        raise NotThereError
    await is_draft(visit, card)  # what is held back begins nothing
    session = Session(
        id=sessions.new_id(),
        team_id=team.id,
        card=card.id,
        theme=pack.theme_of[card.id],
        step=await _first_step(visit, team),
        held_on=visit.today,
        started_at=visit.now,
        ended_at=None,
        present=None,
    )
    lines = LinesLaidOut(
        session.id, team.id, tuple(visit.library.session.lines_for(session.theme)), visit.now
    )
    gone = await votes_taken_out(visit, team.id)
    return Outcome((Show(SessionNow(session.id), visit.here),), (*gone, SessionBegun(session), lines))


async def _first_step(visit: Visit, team: Team) -> Step:
    left = await sessions.open_actions(visit.transaction, team.id)
    return Step.LOOK_BACK if left else Step.OPENING


@shows(AskDropSession)
async def ask_drop(visit: Visit, route: AskDropSession) -> Screen:
    """Not hold it?"""
    return screens.ask_drop((await session_of(visit, route.session)).id)


@acts(DropSession)
async def drop(visit: Visit, route: DropSession) -> Outcome:
    """It did not take place."""
    session = await session_of(visit, route.session)
    gone = await votes_taken_out(visit, session.team_id)
    return Outcome((Show(SessionHome(session.team_id), visit.here),), (*gone, SessionDropped(session.id)))


@shows(SessionOver)
async def over(visit: Visit, route: SessionOver) -> Screen:
    """It took place."""
    session = await sessions.find(visit.transaction, route.session)
    if session is None or session.ended_at is None:
        raise NotThereError
    team = await visit.managed_team(session.team_id)
    return screens.over(team.id, await in_words(visit, session))


@shows(SessionLog)
async def log(visit: Visit, route: SessionLog) -> Screen:
    """The sessions held, for who manages the team and for who is in it."""
    seen = await look(visit, route.team)
    held = await sessions.held(visit.transaction, seen.team.id, MOST_LOGGED)
    told = [await in_words(visit, one) for one in held]
    return screens.log(seen.team.id, seen.team.name, told, manages=seen.manages)


async def in_words(visit: Visit, session: Session) -> HeldInWords:
    """A session that was held, as it is shown. What was taken out of the content since has no words any more."""
    card = visit.library.scenario(session.card)
    agreed = [
        words
        for one in await sessions.actions(visit.transaction, session.id)
        if one.state is not ActionState.DROPPED and (words := visit.library.session.action(one.action))
    ]
    return HeldInWords(session.held_on, card.title if card else "", session.present, agreed)
