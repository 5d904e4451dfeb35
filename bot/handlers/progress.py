"""A person's own progress, in words and as a picture. It reads what is hers, and writes nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.handlers.confidence import wave_to_answer
from bot.handlers.practised import choices_of, completions, days_of, felt_by, past_of
from bot.handlers.visit import Visit, shows
from bot.learning.spacing import Strength, standing
from bot.papers import chart
from bot.papers.chart import Bar, Chart
from bot.routes import Progress, ProgressPicture, ThenAndNow
from bot.screens import confidence as said_screens
from bot.screens import progress as screens
from bot.screens.screen import Form, Paper

if TYPE_CHECKING:
    from bot.handlers.practised import Past
    from bot.screens.screen import Screen

# How far a bar of the picture goes. It only repeats the word beside it.
SHARES = {Strength.STRONG: 1.0, Strength.GROWING: 0.6, Strength.WEAK: 0.3, Strength.NEW: 0.0}


@shows(Progress)
async def progress(visit: Visit, _route: Progress) -> Screen:
    """What was practised, what is strong, what comes back and when."""
    past = await past_of(visit)
    days = len(days_of(completions(visit, past), past))
    done = screens.Done(len(past.answered), len(past.reads), len(past.ended), days)
    said = bool(await felt_by(visit) or await choices_of(visit, past.answered))
    ways = screens.Ways(said, await wave_to_answer(visit))
    return screens.progress(done, _principles(visit, past), visit.member.next_due_at, visit.zone, ways)


@shows(ProgressPicture)
async def picture(visit: Visit, _route: ProgressPicture) -> Screen:
    """The principles as a picture, with the same in words below."""
    principles = _principles(visit, await past_of(visit))
    bars = tuple(
        Bar(label, SHARES[one.strength], words)
        for one, (label, words) in zip(principles, screens.picture_lines(principles), strict=True)
    )
    make = partial(chart.bars, Chart(screens.picture_title(), bars))
    return screens.picture(principles, Paper(None, "say-so-progress.png", make, form=Form.PICTURE))


@shows(ThenAndNow)
async def then_and_now(visit: Visit, _route: ThenAndNow) -> Screen:
    """How ready she felt then and now, and how sure she was of her choices."""
    past = await past_of(visit)
    return said_screens.then_and_now(await felt_by(visit), await choices_of(visit, past.answered))


def _principles(visit: Visit, past: Past) -> list[screens.Principle]:
    found = standing(visit.pack, past.showings, past.ended, visit.now, visit.zone)
    return [
        screens.Principle(
            says=visit.pack.principles[name],
            strength=one.strength,
            due_on=one.due_on if one.due_on and one.due_on > visit.today else None,
        )
        for name, one in found.items()
    ]
