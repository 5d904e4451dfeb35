"""Rehearsals: begin, say something, take a step back, carry on after days away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.handlers.numbers import tell_line
from bot.handlers.signed import is_draft, may_be_sent
from bot.handlers.ten_steps import as_step
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.learning.rehearsing import Place, place, turning
from bot.learning.schedule import REMINDED_AFTER
from bot.routes import (
    BackTo,
    LeftAlone,
    LeftOpen,
    NothingYet,
    OldStep,
    Rehearse,
    Resume,
    Run,
    Say,
    StartRehearsal,
)
from bot.screens import rehearsing as screens
from content.models import Rehearsal
from storage import runs
from storage.runs import Went

if TYPE_CHECKING:
    from datetime import date

    from bot.screens.screen import Screen
    from storage.nudges import NudgeRow

RESUMED_FOR = timedelta(days=30)


@shows(Rehearse)
async def rehearse(visit: Visit, route: Rehearse) -> Screen:
    """What there is to rehearse."""
    since = visit.now - RESUMED_FOR
    run = await runs.unfinished(visit.transaction, visit.person_id, since) if visit.joined else None
    there = visit.pack.rehearsals.get(run.rehearsal) if run and run.path else None
    unfinished = (run.id, there.title) if run and there else None
    return screens.choose(await may_be_sent(visit, visit.pack.rehearsals.values()), route.page, unfinished)


@acts(StartRehearsal)
async def start(visit: Visit, route: StartRehearsal) -> Outcome:
    """Begin: the script is kept as it is now."""
    rehearsal = visit.pack.rehearsals.get(route.rehearsal)
    if rehearsal is None:
        raise NotThereError
    await is_draft(visit, rehearsal)  # refuses what is held back
    return await _begun(visit, rehearsal)


async def next_talk(visit: Visit) -> Outcome:
    """The talk that was left in the middle; else one that she never ended, or the one she ended longest ago."""
    open_since = visit.now - RESUMED_FOR
    run = await runs.unfinished(visit.transaction, visit.member.id, open_since)
    if run is not None and run.path and await _at(visit, run.id) is not None:
        return Outcome((Show(Run(run.id), visit.here),))
    talks = await may_be_sent(visit, visit.pack.rehearsals.values())
    if not talks:
        return Outcome((Show(NothingYet(), visit.here),))
    ended = [one.rehearsal for one in await runs.ended(visit.transaction, visit.person_id)]
    last = {talk: place for place, talk in enumerate(ended)}
    return await _begun(visit, min(talks, key=lambda talk: last.get(talk.id, -1)))


async def _begun(visit: Visit, rehearsal: Rehearsal) -> Outcome:
    script = rehearsal.model_dump_json()
    run = await runs.begin(
        visit.transaction, visit.member.id, rehearsal.id, rehearsal.version, script, visit.now
    )
    return Outcome((Show(Run(run), visit.here),), dealt=True)


@acts(Say)
async def say(visit: Visit, route: Say) -> Outcome:
    """Something was said. A button of an earlier step never answers the present one."""
    at = await _at(visit, route.run)
    to_the_step = (Show(Run(route.run), visit.here),)
    if at is None:
        return Outcome(to_the_step)
    if route.step != len(at.run.path):
        return Outcome((Show(OldStep(at.run.id, route.step), visit.here),))
    path = at.run.path + route.choice
    there = place(at.rehearsal, path)
    if there is None:
        raise NotThereError
    return Outcome(to_the_step, (Went(at.run, path, visit.now, ended=there.node.ending is not None),))


@acts(BackTo)
async def back_to(visit: Visit, route: BackTo) -> Outcome:
    """Back to an earlier step: all is as it was then."""
    at = await _at(visit, route.run)
    to_the_step = (Show(Run(route.run), visit.here),)
    if at is None:
        return Outcome(to_the_step)
    if route.step > len(at.run.path):
        raise NotThereError
    return Outcome(to_the_step, (Went(at.run, at.run.path[: route.step], visit.now, ended=False),))


@shows(Run)
async def step(visit: Visit, route: Run) -> Screen:
    """The step that the run is at."""
    return await _step(visit, route.run, recap=False)


@shows(Resume)
async def resume(visit: Visit, route: Resume) -> Screen:
    """The step that the run is at, with a sentence on where one was."""
    return await _step(visit, route.run, recap=True)


@shows(OldStep)
async def old_step(visit: Visit, route: OldStep) -> Screen:
    """A button of an earlier step."""
    at = await _at(visit, route.run)
    if at is None or route.step > len(at.run.path):
        raise NotThereError
    return screens.old_step(at.run.id, route.step)


@shows(LeftOpen)
async def left_open(visit: Visit, route: LeftOpen) -> Screen:
    """The message about a rehearsal that was left in the middle."""
    at = await _at(visit, route.run)
    return await _withdrawn(visit, route.run) if at is None else screens.left_open(at.here, route.run)


@shows(LeftAlone)
async def left_alone(visit: Visit, route: LeftAlone) -> Screen:
    """Not now."""
    if await runs.find(visit.transaction, visit.person_id, route.run) is None:
        raise NotThereError
    return screens.left_alone(route.run)


async def reminder(visit: Visit, run_id: int, nudge: NudgeRow) -> Screen | None:
    """The same message where it is to be sent.

    None if it has no use any more: she went on meanwhile, or it may not be rehearsed any more.
    """
    try:
        at = await _at(visit, run_id)
        if at is None or at.run.ended_at is not None or at.run.touched_at + REMINDED_AFTER > nudge.due_at:
            return None
        await is_draft(visit, at.rehearsal)  # refuses what is held back
    except NotThereError:
        return None
    return screens.left_open(at.here, run_id, nudge.wording, nudge.due_on)


async def still_open(visit: Visit, run_id: int, wording: int, due: date) -> Screen:
    """The same message, looked at again."""
    at = await _at(visit, run_id)
    if at is None:
        return await _withdrawn(visit, run_id)
    return screens.left_open(at.here, run_id, wording, due)


async def _step(visit: Visit, run_id: int, *, recap: bool) -> Screen:
    at = await _at(visit, run_id)
    if at is None:
        return await _withdrawn(visit, run_id)
    number = len(at.run.path)
    end = at.here.node.ending
    if end is not None:
        ended = screens.EndedRun(run_id, number, turning(at.rehearsal, at.run.path))
        shown = screens.ending(
            at.rehearsal, at.here, end, ended, tell_line(visit, visit.library.theme_of(at.rehearsal.id))
        )
    else:
        draft = await is_draft(visit, at.rehearsal)
        shown = screens.step(at.rehearsal, at.here, run_id, number, draft=draft, recap=recap)
    return as_step(visit, Run(run_id), shown)


async def _withdrawn(visit: Visit, run_id: int) -> Screen:
    """It is not taught any more in that version; where there is a new one, that can be begun."""
    run = await runs.find(visit.transaction, visit.person_id, run_id)
    new = visit.pack.rehearsals.get(run.rehearsal) if run else None
    return screens.withdrawn(new.id if new and new.version not in new.withdrawn else None)


async def stands_at(visit: Visit, run_id: int) -> tuple[Rehearsal, Place]:
    """The script of this person's run, and the step that it is at.

    Raises:
        NotThereError: there is no such run of hers, or its rehearsal is not taught any more.
    """
    at = await _at(visit, run_id)
    if at is None:
        raise NotThereError
    return at.rehearsal, at.here


@dataclass(frozen=True)
class _At:
    """A run, the script that it keeps to, and the step that it is at."""

    run: runs.Run
    rehearsal: Rehearsal
    here: Place


async def _at(visit: Visit, run_id: int) -> _At | None:
    """Where this person's run stands; None if its rehearsal is not taught any more, or not in that version.

    Raises:
        NotThereError: there is no such run of hers.
    """
    run = await runs.find(visit.transaction, visit.person_id, run_id)
    if run is None:
        raise NotThereError
    packs = visit.library.packs.values()
    current = next(
        (pack.rehearsals[run.rehearsal] for pack in packs if run.rehearsal in pack.rehearsals), None
    )
    if current is None or run.version in current.withdrawn:
        return None
    script = await runs.script(visit.transaction, run)
    rehearsal = Rehearsal.model_validate_json(script or "")
    here = place(rehearsal, run.path)
    if here is None:
        raise NotThereError
    return _At(run, rehearsal, here)
