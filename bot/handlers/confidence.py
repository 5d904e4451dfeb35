"""How ready a person feels and how sure she was: what is asked beside a card, and what she says.

Nothing of this ever comes by itself. Each answer is kept once, with the version of the words it was given to.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.learning.confidence import Answer, Beside, asks_beside, open_wave, questions_left
from bot.routes import (
    AskReady,
    EndReady,
    Guidance,
    Progress,
    ReadyThanks,
    SayReady,
    SaySure,
    SkipReady,
    Wave,
)
from bot.screens import confidence as screens
from storage import confidence, practice, showings
from storage.confidence import Said, Sure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.callback_data import Route
    from bot.routes import Degree, Question
    from bot.screens.screen import Screen
    from storage.showings import Showing


async def with_question(visit: Visit, showing: Showing, screen: Screen) -> Screen:
    """The guidance of a card, with at most one question beside it."""
    if visit.joined is None or visit.joined.joined_on is None or showing.answered_at is None:
        return screen
    previous = await practice.previous_answer(
        visit.transaction, visit.person_id, showing.id, showing.answered_at
    )
    answer = Answer(showing.answered_at, previous)
    beside = asks_beside(answer, visit.joined.joined_on, visit.now, visit.zone)
    if beside is Beside.READY:
        wave = _wave(visit)
        rows = screens.ready_row(wave, showing.id) if wave and await _left(visit, wave) else ()
    elif beside is Beside.SURE and showing.id not in await _sure_of(visit):
        rows = screens.sure_rows(showing.id)
    else:
        rows = ()
    return replace(screen, rows=(*screen.rows, *rows)) if rows else screen


@acts(AskReady)
async def ask(visit: Visit, route: AskReady) -> Outcome:
    """The next question, in place of what was shown. A wave that is over asks nothing any more."""
    if route.wave is not _wave(visit):
        return Outcome((Show(Progress(), visit.here),))
    return Outcome((Show(route, visit.here),))


@shows(AskReady)
async def asked(visit: Visit, route: AskReady) -> Screen:
    """The first question that was neither answered nor passed over."""
    left = await _left(visit, route.wave)
    return screens.ask_ready(route.wave, left[0], route.showing) if left else _thanks(route)


@acts(SayReady)
async def say(visit: Visit, route: SayReady) -> Outcome:
    """A question was answered. The first answer stands."""
    return await _said(visit, route, route.question, route.degree)


@acts(SkipReady)
async def skip(visit: Visit, route: SkipReady) -> Outcome:
    """A question was passed over; it is not asked again."""
    return await _said(visit, route, route.question, None)


@acts(EndReady)
async def end(visit: Visit, route: EndReady) -> Outcome:
    """All that is left of a wave is passed over. What was answered stays."""
    left = await _left(visit, route.wave)
    return _kept(visit, route.wave, left, None, ReadyThanks(route.wave, route.showing))


async def _said(
    visit: Visit, route: SayReady | SkipReady, question: Question, degree: Degree | None
) -> Outcome:
    left = await _left(visit, route.wave)
    onward = [one for one in left if one is not question]
    to = AskReady(route.wave, route.showing) if onward else ReadyThanks(route.wave, route.showing)
    return _kept(visit, route.wave, [question] if question in left else [], degree, to)


def _kept(
    visit: Visit, wave: Wave, questions: Sequence[Question], degree: Degree | None, to: Route
) -> Outcome:
    """What was said is kept, of the wave that is open; a button of another one only leads to the progress."""
    if wave is not _wave(visit):
        return Outcome((Show(Progress(), visit.here),))
    value = None if degree is None else int(degree)
    records = tuple(
        Said(visit.person_id, wave, question, screens.WORDING, value, visit.now) for question in questions
    )
    return Outcome((Show(to, visit.here),), records)


@shows(ReadyThanks)
async def thanks(visit: Visit, route: ReadyThanks) -> Screen:
    """No questions are left."""
    _ = visit.member
    return _thanks(route)


def _thanks(route: ReadyThanks | AskReady) -> Screen:
    return screens.thanks(route.wave, route.showing)


@acts(SaySure)
async def say_sure(visit: Visit, route: SaySure) -> Outcome:
    """How sure she was of a choice of hers."""
    showing = await visit.ask(showings.find, visit.member.id, route.showing)
    if showing is None or showing.chosen is None:
        raise NotThereError
    said = Sure(visit.person_id, showing.id, int(route.degree), visit.now)
    records = () if showing.id in await _sure_of(visit) else (said,)
    return Outcome((Show(Guidance(showing.id), visit.here),), records)


async def wave_to_answer(visit: Visit) -> Wave | None:
    """The later wave that is open and has questions left, for the progress to offer."""
    wave = _wave(visit)
    return wave if wave not in {None, Wave.FIRST} and wave and await _left(visit, wave) else None


def _wave(visit: Visit) -> Wave | None:
    joined_on = visit.member.joined_on
    return open_wave(joined_on, visit.today) if joined_on else None


async def _left(visit: Visit, wave: Wave) -> tuple[Question, ...]:
    said = await visit.ask(confidence.said, visit.member.id)
    return questions_left(wave, {(one.wave, one.question) for one in said})


async def _sure_of(visit: Visit) -> dict[int, int]:
    return await visit.ask(confidence.sure_of, visit.person_id)
