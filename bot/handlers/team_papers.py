"""Papers for a team: posters, sets of stories, the page for inspection, and the papers about privacy.

Each handler for managers begins with `visit.managed_team`: a button proves nothing. What holds a team's link or
its numbers has no key, so that nobody else is ever sent it.
"""
# ruff: noqa: PLC0415 - what makes papers is only loaded when somebody wants one

from __future__ import annotations

from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import timedelta
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.handlers.numbers import lines_for
from bot.handlers.papers import kept_paper, printed
from bot.handlers.signed import may_be_sent
from bot.handlers.team_numbers import look
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.routes import (
    Evidence,
    Governance,
    GovernancePaper,
    Governing,
    Invite,
    LinkCode,
    MakePoster,
    Poster,
    PosterForm,
    PrintSet,
    PrintSets,
    TeamPapers,
    Trouble,
)
from bot.screens import team_papers as screens
from bot.screens.evidence import Talks
from bot.screens.number_buttons import POLICE
from bot.screens.screen import Form, Paper
from storage import codes, sessions, signoffs
from storage.audit import Act, Done, Role
from storage.codes import MOST_OPEN, RANDOM_BYTES, CodeMade, Purpose
from storage.retention_document import retention_document
from storage.sessions import ActionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.papers.book import NumberLine
    from bot.papers.poster import Poster as PosterMadeOf
    from bot.screens.screen import Screen
    from content.lines import Ring
    from content.models import Scenario
    from storage.codes import Code
    from storage.deletions import DeletionList
    from storage.teams import Team

COUNTED = timedelta(days=182)  # talks of half a year
MOST_TALKS = 100  # that are looked at: more than one in two days


@shows(TeamPapers)
async def team_papers(visit: Visit, route: TeamPapers) -> Screen:
    """What there is to print."""
    team = await visit.managed_team(route.team)
    return screens.team_papers(team.id, team.name)


@acts(MakePoster)
async def make_poster(visit: Visit, route: MakePoster) -> Outcome:
    """A new link to the team, on a poster. Making a file takes its time, so its place must not hold the code."""
    team = await visit.managed_team(route.team)
    if not visit.bot_name or visit.listed is None:
        return Outcome((Show(Trouble(), visit.here),))
    clear, code = codes.new(Purpose.TEAM, team.id, visit.now)
    seed = LinkCode(clear)
    made = CodeMade(replace(code, hash=codes.hash_of(_clear(visit, visit.listed, seed))))
    done = Done(Act.LINK_MADE, Role.MANAGER, team.id, visit.now)
    return Outcome((Show(Invite(team.id), visit.here), Show(Poster(route.form, seed))), (made, done))


def _clear(visit: Visit, listed: DeletionList, seed: LinkCode) -> str:
    """The code that follows from a seed, for whoever made it. The key is in no database."""
    mixed = f"poster:{listed.marks(visit.person_id)[0]}:{seed}"
    return urlsafe_b64encode(sha256(mixed.encode()).digest()[:RANDOM_BYTES]).decode().rstrip("=")


@shows(Poster)
async def poster(visit: Visit, route: Poster) -> Screen:
    """The poster with this link, for whoever made it."""
    from bot.papers import poster as papers

    if visit.listed is None:
        raise NotThereError
    clear = _clear(visit, visit.listed, route.seed)
    code = await codes.find(visit.transaction, clear, visit.now)
    if code is None or code.purpose is not Purpose.TEAM:
        raise NotThereError
    team = await visit.managed_team(code.team_id or 0)
    made_of = _on_poster(visit, team, clear, code)
    if route.form is PosterForm.PDF:
        paper = Paper(None, "say-so-poster.pdf", partial(papers.as_pdf, made_of))
    else:
        paper = Paper(None, "say-so-poster.png", partial(papers.as_picture, made_of), form=Form.PICTURE)
    return screens.poster(team.id, route.form, route.seed, made_of.until, MOST_OPEN, paper)


def _on_poster(visit: Visit, team: Team, clear: str, code: Code) -> PosterMadeOf:
    """What stands on a poster: with the area's lines as they are shown in the chat."""
    from bot.papers.poster import Poster as MadeOf

    area = visit.library.contacts.area(team.area) if team.area else None
    lines = lines_for(visit, area)
    return MadeOf(
        team=team.name,
        area=area.name if area else None,
        link=f"https://t.me/{visit.bot_name}?start={clear}",
        until=code.expires_at.astimezone(visit.zone).date(),
        made_on=visit.today,
        adult=_lines(lines.adult),
        child=_lines(lines.child),
    )


def _lines(rings: Sequence[Ring]) -> tuple[NumberLine, ...]:
    return tuple(printed("", ring) for ring in rings if ring.label not in POLICE)


@shows(PrintSets)
async def print_sets(visit: Visit, route: PrintSets) -> Screen:
    """Which theme? Only those of which a story may be sent."""
    team = await visit.managed_team(route.team)
    pack = visit.library.packs[team.pack]
    sendable = await may_be_sent(visit, pack.scenarios.values())
    return screens.print_sets(team.id, pack.themes_of(sendable), route.page)


@shows(PrintSet)
async def print_set(visit: Visit, route: PrintSet) -> Screen:
    """All stories of a theme, each with the page for whoever leads."""
    from bot.papers import handout

    team = await visit.managed_team(route.team)
    pack = visit.library.packs[team.pack]
    cards = [card for card in pack.scenarios.values() if pack.theme_of[card.id] == route.theme]
    sendable = await may_be_sent(visit, cards)
    if not sendable:
        raise NotThereError
    name = pack.themes[route.theme]
    drafts = await _drafts(visit, sendable)
    sheets = tuple(
        handout.CardSheet(
            card, name, pack.excerpts.get(card.excerpt), card.id in drafts, visit.library.version
        )
        for card in sendable
    )
    mark = _mark(f"{card.id} {card.version} {card.id in drafts}" for card in sendable)
    key = f"set:{pack.id}:{route.theme}:{visit.library.version}:{mark}"
    make = partial(handout.handouts, name, sheets)
    paper = await kept_paper(visit, key, f"say-so-{route.theme}.pdf", make)
    return screens.print_set(team.id, name, paper)


async def _drafts(visit: Visit, cards: Sequence[Scenario]) -> set[str]:
    """Which of these nobody has signed off."""
    signed = await signoffs.signed(visit.transaction)
    return {card.id for card in cards if (card.id, card.version) not in signed}


@shows(Evidence)
async def evidence(visit: Visit, route: Evidence) -> Screen:
    """One page of what may be told of the team, and of its talks."""
    from bot.papers import evidence as papers

    team = await visit.managed_team(route.team)
    seen = await look(visit, team.id)
    area = visit.library.contacts.area(team.area) if team.area else None
    made_of = papers.Evidence(
        told=seen.told,
        area=area.name if area else None,
        pack=visit.library.packs[team.pack].name,
        talks=await _talks(visit, team),
        made_on=visit.today,
    )
    paper = Paper(None, "say-so-inspection.pdf", partial(papers.evidence, made_of))
    return screens.evidence(team.id, paper)


async def _talks(visit: Visit, team: Team) -> Talks:
    """Talks and actions of half a year: the log knows nobody who was there."""
    since = visit.today - COUNTED
    held = await sessions.held(visit.transaction, team.id, MOST_TALKS)
    counted = [one for one in held if one.held_on >= since]
    found = [action for one in counted for action in await sessions.actions(visit.transaction, one.id)]
    # What was carried is agreed on again in the session after, and counts there.
    agreed = [action for action in found if action.state is not ActionState.CARRIED]
    done = sum(action.state is ActionState.DONE for action in agreed)
    return Talks(since, held=len(counted), agreed=len(agreed), done=done)


@shows(Governance)
async def governance(_visit: Visit, _route: Governance) -> Screen:
    """The papers about privacy: for everybody, since who has to agree is often no manager yet."""
    return screens.governance()


@shows(GovernancePaper)
async def governance_paper(visit: Visit, route: GovernancePaper) -> Screen:
    """One of them, with whoever answers for the data filled in."""
    from bot.papers import governance as papers

    is_retention = route.which is Governing.RETENTION
    text = retention_document() if is_retention else papers.documents()[route.which]
    filled = papers.for_controller(text, visit.controller)
    key = f"governance:{route.which}:{_mark([filled])}"
    paper = await kept_paper(visit, key, f"say-so-{route.which}.pdf", partial(papers.paper, filled))
    return screens.governance_paper(route.which, paper)


def _mark(parts: Iterable[str]) -> str:
    """A short mark of what is in a paper: it changes with each version and each sign-off."""
    return sha256("\n".join(parts).encode()).hexdigest()[:12]
