"""Raise a concern: its doors, what stands behind them, and the reminder. Nobody is recorded with any of it.

Only the reminder is kept, as a row that knows no more than that one was asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.numbers import national, own_area, own_lines, subject_of
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.routes import (
    AfterCameBack,
    AskReminder,
    CameBack,
    ClearBoth,
    ClearThis,
    Concern,
    ConcernDoor,
    DropReminder,
    FurtherDoors,
    HappensNext,
    NoAnswer,
    NotAble,
    Protection,
    Reminder,
    ReminderGone,
    ReminderSet,
    WriteDown,
)
from bot.screens import concern as screens
from bot.screens import guide as behind
from content.contacts import National
from content.lines import Subject, whom_to_ring_about_staff
from storage.reminders import ReminderAsked, ReminderDropped

if TYPE_CHECKING:
    from bot.screens.screen import Screen
    from content.models import Door
    from content.ring import Ring

ADVISERS = (National.PROTECT, National.ACAS)
REGULATORS = {Subject.ADULT: National.CQC, Subject.CHILD: National.OFSTED}


@shows(Concern)
async def concern(visit: Visit, _route: Concern) -> Screen:
    """The first screen of the guide."""
    return screens.concern(visit.library.concern, own_lines(visit))


@shows(FurtherDoors)
async def further(visit: Visit, _route: FurtherDoors) -> Screen:
    """The doors behind the first four."""
    return screens.further(visit.library.concern)


@shows(ConcernDoor)
async def door(visit: Visit, route: ConcernDoor) -> Screen:
    """One of the doors."""
    opened = next((door for door in visit.library.concern.every_door if door.id == route.door), None)
    if opened is None:
        raise NotThereError
    return screens.door(opened, _whom_to_tell(visit, opened))


def _whom_to_tell(visit: Visit, opened: Door) -> screens.WhomToTell:
    """With whom a door ends. A line that takes texts only is told as such."""
    contacts = visit.library.contacts
    lines = [contacts.national(National(name)) for name in opened.national]
    return screens.WhomToTell(
        lines_now=own_lines(visit),
        subject=subject_of(visit),
        staff=whom_to_ring_about_staff(contacts, own_area(visit), visit.now, visit.known),
        national=national(visit, [National(line.id) for line in lines if line.text_to is None]),
        texts=[line for line in lines if line.text_to is not None],
    )


@shows(WriteDown)
async def write_down(visit: Visit, _route: WriteDown) -> Screen:
    """What to write down."""
    return behind.write_down(visit.library.concern, own_lines(visit), subject_of(visit))


@shows(HappensNext)
async def happens_next(visit: Visit, _route: HappensNext) -> Screen:
    """What happens next."""
    return behind.happens_next(visit.library.concern)


@shows(Protection)
async def protection(visit: Visit, _route: Protection) -> Screen:
    """How the law protects who speaks up."""
    return behind.protection(visit.library.concern, national(visit, ADVISERS))


@shows(NotAble)
async def not_able(visit: Visit, _route: NotAble) -> Screen:
    """Ways round."""
    return behind.not_able(visit.library.concern, own_lines(visit), subject_of(visit))


@shows(ClearThis)
async def clear(visit: Visit, _route: ClearThis) -> Screen:
    """Take the message away."""
    return behind.cleared(typed=visit.message_id is None)


@shows(ClearBoth)
async def clear_both(_visit: Visit, route: ClearBoth) -> Screen:
    """Take the message away, and what was typed before it."""
    return behind.cleared_with(route.typed)


@acts(AskReminder)
async def ask_reminder(visit: Visit, _route: AskReminder) -> Outcome:
    """A reminder is wanted, by whoever taps: nobody has to join for it."""
    return Outcome((Show(ReminderSet(), visit.here),), (ReminderAsked(visit.person_id, visit.now),))


@shows(ReminderSet)
async def reminder_set(_visit: Visit, _route: ReminderSet) -> Screen:
    """It will come."""
    return behind.reminder_set()


@acts(DropReminder)
async def drop_reminder(visit: Visit, _route: DropReminder) -> Outcome:
    """No reminder any more."""
    return Outcome((Show(ReminderGone(), visit.here),), (ReminderDropped(visit.person_id),))


@shows(ReminderGone)
async def reminder_gone(_visit: Visit, _route: ReminderGone) -> Screen:
    """It will not come."""
    return behind.reminder_gone()


@shows(Reminder)
async def reminder(_visit: Visit, _route: Reminder) -> Screen:
    """The reminder itself."""
    return behind.reminder()


@acts(CameBack)
async def came_back(visit: Visit, _route: CameBack) -> Outcome:
    """Somebody came back to her, so there is nothing to be reminded of."""
    return Outcome((Show(AfterCameBack(), visit.here),), (ReminderDropped(visit.person_id),))


@shows(AfterCameBack)
async def after_came_back(visit: Visit, _route: AfterCameBack) -> Screen:
    """What to do with the answer."""
    return behind.came_back(visit.library.concern)


@shows(NoAnswer)
async def no_answer(visit: Visit, _route: NoAnswer) -> Screen:
    """The next way to go."""
    return behind.no_answer(visit.library.concern, _next_way(visit))


def _next_way(visit: Visit) -> list[Ring]:
    """The council, who inspects the service, and who advises, for those the person cares for."""
    subject = subject_of(visit)
    return [own_lines(visit).about(subject)[0], *national(visit, (REGULATORS[subject], National.PROTECT))]
