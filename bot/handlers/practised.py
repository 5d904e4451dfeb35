"""What a person has practised: stories, pages and talks, the time they took, and how she felt about it.

Time is noted for taps that show a card, its guidance, a page or a step of a talk, and for no other: never for the
concern guide, the numbers or the look-up. All else here only reads, and only what is the person's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.learning.spacing import rating_of
from bot.papers.completions import Completion, Kind
from bot.routes import Card, Degree, Excerpt, Guidance, MoreGuidance, Question, Resume, Run, Wave
from bot.screens.confidence import Choice, Felt
from bot.words import _
from storage import confidence, practice, reads, runs, showings
from storage.practice import Practised

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from bot.callback_data import Route
    from bot.handlers.visit import Visit
    from content.library import Pack
    from content.models import Taught
    from storage.practice import Day
    from storage.runs import Ended
    from storage.showings import Showing

LEARNING = (Card, Guidance, MoreGuidance, Excerpt, Run, Resume)


def time_spent(visit: Visit, shown: Iterable[Route]) -> Practised | None:
    """That somebody who joined is at a card, a page or a talk at this moment; None if she is at anything else."""
    if visit.joined is None or not any(isinstance(route, LEARNING) for route in shown):
        return None
    return Practised(visit.person_id, visit.today, visit.now)


@dataclass(frozen=True)
class Past:
    """All that a person did so far. `reads`: when each page was last read. `days` are those with time counted."""

    showings: tuple[Showing, ...]
    ended: tuple[Ended, ...]
    reads: dict[str, datetime]
    days: tuple[Day, ...]

    @property
    def answered(self) -> list[Showing]:
        """The cards that were answered."""
        return [showing for showing in self.showings if showing.answered_at is not None]


async def past_of(visit: Visit) -> Past:
    """What the person did so far.

    Raises:
        NotThereError: she has not joined.
    """
    whose = visit.member.id
    return Past(
        tuple(await showings.history(visit.transaction, whose)),
        tuple(await runs.ended(visit.transaction, whose)),
        await reads.last_read(visit.transaction, whose),
        tuple(await practice.days(visit.transaction, whose)),
    )


def completions(visit: Visit, past: Past) -> list[Completion]:
    """What was completed, oldest first, at local times. A page that was read twice counts the last time."""
    done = [(Kind.STORY, one.card, one.answered_at) for one in past.answered if one.answered_at]
    done += [(Kind.PAGE, page, at) for page, at in past.reads.items()]
    done += [(Kind.TALK, one.rehearsal, one.ended_at) for one in past.ended]
    done.sort(key=lambda one: one[2])
    return [_completion(visit, kind, item, at) for kind, item, at in done]


def _completion(visit: Visit, kind: Kind, item: str, at: datetime) -> Completion:
    local = at.astimezone(visit.zone)
    for pack in visit.library.packs.values():
        taught = _taught(pack, kind, item)
        if taught is not None:
            theme = pack.themes[pack.theme_of[item]]
            return Completion(kind, item, taught.title, theme, taught.care_certificate, local)
    return Completion(kind, item, _("Not in the pack any more"), "", (), local)


def _taught(pack: Pack, kind: Kind, item: str) -> Taught | None:
    if kind is Kind.STORY:
        return pack.scenarios.get(item)
    return pack.excerpts.get(item) if kind is Kind.PAGE else pack.rehearsals.get(item)


def days_of(done: Iterable[Completion], past: Past) -> set[date]:
    """The days on which anything was practised: also those of long ago, before time was counted."""
    return {one.at.date() for one in done} | {one.day for one in past.days}


async def felt_by(visit: Visit) -> list[Felt]:
    """How ready the person felt, first and last, question by question. What she passed over is not there."""
    said = {
        (one.question, one.wave): Degree(str(one.value))
        for one in await visit.ask(confidence.said, visit.member.id)
        if one.value is not None
    }
    felt = []
    for question in Question:
        degrees = [said[question, wave] for wave in Wave if (question, wave) in said]
        if degrees:
            felt.append(Felt(question, degrees[0], degrees[-1] if len(degrees) > 1 else None))
    return felt


async def choices_of(visit: Visit, answered: Sequence[Showing]) -> list[Choice]:
    """Of each principle the last choice of which the person said how sure she was."""
    sure = await visit.ask(confidence.sure_of, visit.member.id)
    found = {}
    for showing in answered:
        rating = rating_of(visit.pack, showing) if showing.id in sure else None
        if rating is not None:
            principle = visit.pack.scenarios[showing.card].principle
            found[principle] = Choice(visit.pack.principles[principle], Degree(str(sure[showing.id])), rating)
    return list(found.values())
