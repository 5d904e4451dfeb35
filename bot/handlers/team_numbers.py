"""How it goes in a team, for those who manage it and for those who are in it: the same numbers, on one screen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.handlers.people import chosen
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.learning import telling, windows
from bot.learning.counting import Band
from bot.learning.schedule import Times
from bot.learning.telling import TEAM
from bot.papers import chart
from bot.papers.chart import Bar, Chart
from bot.routes import NoNotes, TeamNotes, TeamNumbers, TeamPicture, Teams, WantNotes, Weekday, WhyBlurred
from bot.screens import team_numbers as screens
from bot.screens.screen import Form, Paper
from storage import published, teams
from storage.nudges import Kind
from storage.rhythms import RhythmChosen, RhythmEnded

if TYPE_CHECKING:
    from bot.learning.counting import Told
    from bot.learning.windows import Window
    from bot.screens.screen import Screen
    from content.models import Scenario
    from storage.teams import Team


# How far a bar of the picture goes: the middle of what its word stands for.
SHARES = {Band.FEW: 1 / 6, Band.HALF: 1 / 2, Band.MOST: 5 / 6}


@dataclass(frozen=True)
class Seen:
    """A team, what may be shown of it, and whether the person manages it."""

    team: Team
    told: screens.TeamTold
    manages: bool


@shows(TeamNumbers)
async def team_numbers(visit: Visit, route: TeamNumbers) -> Screen:
    """What is told of the team."""
    seen = await look(visit, route.team)
    return screens.team_numbers(seen.told, manages=seen.manages)


@shows(TeamPicture)
async def team_picture(visit: Visit, route: TeamPicture) -> Screen:
    """The same as a picture, with the same in words below."""
    seen = await look(visit, route.team)
    bars = tuple(Bar(label, SHARES[band], screens.band(band)) for label, band in screens.in_bars(seen.told))
    drawn = Chart(screens.title(seen.told), bars, screens.blurred())
    paper = Paper(None, "say-so-team.png", partial(chart.bars, drawn), form=Form.PICTURE)
    return screens.team_picture(seen.told, paper)


@shows(WhyBlurred)
async def why_blurred(visit: Visit, route: WhyBlurred) -> Screen:
    """Why the numbers are as they are."""
    await look(visit, route.team)
    return screens.why_blurred(route.team)


@shows(TeamNotes)
async def team_notes(visit: Visit, route: TeamNotes) -> Screen:
    """The note about last week of one of the teams that she manages, and the way to the next."""
    told = await told_teams(visit)
    if route.place >= len(told):
        raise NotThereError
    seen = told[route.place]
    principle, card = to_talk_about(visit, seen)
    following = route.place + 1 if route.place + 1 < len(told) else None
    return screens.team_note(seen.told, principle, card.facilitator.questions[0], following)


async def told_teams(visit: Visit) -> list[Seen]:
    """The teams that she manages, with what may be shown of them; only those of which last week is told."""
    if visit.joined is None:
        return []
    found = [
        Seen(team, await _told(visit, team), manages=True)
        for team in await teams.managed(visit.transaction, visit.person_id)
    ]
    return [seen for seen in found if seen.told.week is not None]


@acts(WantNotes)
async def want_notes(visit: Visit, _route: WantNotes) -> Outcome:
    """A note each week."""
    await visit.manager()
    return Outcome((Show(Teams(), visit.here),), (notes_wanted(visit),))


@acts(NoNotes)
async def no_notes(visit: Visit, _route: NoNotes) -> Outcome:
    """No note any more."""
    await visit.manager()
    return Outcome((Show(Teams(), visit.here),), (RhythmEnded(visit.person_id, Kind.TEAM_NOTE),))


def notes_wanted(visit: Visit) -> RhythmChosen:
    """A note each Monday, when the week is over, at the hour at which her own card comes."""
    times = Times((Weekday.MONDAY,), visit.member.card_minutes)
    return chosen(visit, Kind.TEAM_NOTE, times)


async def look(visit: Visit, team_id: int) -> Seen:
    """What may be shown of a team, to somebody who is in it or manages it.

    Raises:
        NotThereError: she is and does neither, or there is no such team.
    """
    try:
        team, manages = await visit.managed_team(team_id), True
    except NotThereError:
        own, manages = await visit.own_team(), False
        if own is None or own.id != team_id:
            raise
        team = own
    return Seen(team, await _told(visit, team), manages)


async def _told(visit: Visit, team: Team) -> screens.TeamTold:
    week = windows.last_closed(visit.now, windows.WEEK, visit.zone)
    themes = windows.last_closed(visit.now, windows.THEMES, visit.zone)
    found = await published.of_team(visit.transaction, team.id, min(week.after, themes.after))
    kept = {(one.measure, one.after_on): one.told for one in found}

    def of(measure: str, span: Window) -> dict[str, Told]:
        return telling.told_again(kept.get((measure, span.after)))

    words = visit.library.packs[team.pack].principles
    good = of(telling.GOOD, themes).get(TEAM)
    return screens.TeamTold(
        team_id=team.id,
        name=team.name,
        week_after=week.after,
        themes_after=themes.after,
        week=of(telling.WEEK, week).get(TEAM),
        themes={words[name]: told for name, told in of(telling.THEMES, themes).items() if name in words},
        readiness=of(telling.READINESS, themes).get(TEAM),
        good=good.size if good else None,
    )


def to_talk_about(visit: Visit, seen: Seen) -> tuple[str, Scenario]:
    """One principle, in words, and a card of it: one that needs a talk, or else they take turns by the week."""
    pack = visit.library.packs[seen.team.pack]
    turn = seen.told.week_after.toordinal() // 7
    cards = list(pack.scenarios.values())
    talk = screens.worth_a_talk(seen.told.themes)
    wanted = talk[0] if talk else pack.principles[cards[turn % len(cards)].principle]
    about = [card for card in cards if pack.principles[card.principle] == wanted]
    return wanted, about[turn % len(about)]
