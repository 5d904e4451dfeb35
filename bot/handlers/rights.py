"""What is a person's own: what is kept and who sees it, her data, deleting all of it, and hiding the chat.

Hiding and asking leave nothing behind. What belongs to her is only ever read for herself.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.handlers.managers import left_behind
from bot.handlers.my_data import as_file
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.routes import AskForget, Forget, Forgotten, Hide, MyData, Privacy, Shift, Stays, StillThere
from bot.screens import rights as screens
from bot.screens.joining import shift_label
from storage.deletions import Deleted
from storage.holdings import counts, holdings
from storage.inactive import NOTICE
from storage.people import Forgotten as ForgottenRecord

if TYPE_CHECKING:
    from bot.screens.screen import Screen
    from storage.people import Person
    from storage.records import Record

# Which tables hold what a person may remember; all others are counted together.
CARDS, PAGES = "showings", "reads"


@shows(Privacy)
async def privacy(visit: Visit, _route: Privacy) -> Screen:
    """What is kept."""
    return screens.privacy(visit.controller, visit.forget_after_days)


@shows(MyData)
async def my_data(visit: Visit, _route: MyData) -> Screen:
    """All that is held. The file is made here and now: no other person may ever be sent it."""
    held = await holdings(visit.transaction, visit.person_id)
    rows = {table: len(found) for table, found in held.items() if found}
    if not rows:
        return screens.nothing_held()
    about = _about(visit, visit.person) if visit.person else None
    return screens.my_data(about, _counted(rows), partial(as_file, visit.library, held))


def _about(visit: Visit, person: Person) -> screens.About:
    area = visit.library.contacts.area(person.area) if person.area else None
    return screens.About(
        joined_on=person.joined_on,
        pack=visit.pack.name,
        area=area.name if area else None,
        shift=shift_label(Shift(person.shift)),
    )


def _counted(rows: dict[str, int]) -> Forgotten:
    cards, pages = rows.get(CARDS, 0), rows.get(PAGES, 0)
    return Forgotten(cards, pages, sum(rows.values()) - cards - pages)


@shows(AskForget)
async def ask_forget(_visit: Visit, _route: AskForget) -> Screen:
    """Delete everything?"""
    return screens.ask_forget()


@acts(Forget)
async def forget(visit: Visit, _route: Forget) -> Outcome:
    """Delete everything, and see to it that no older backup brings it back."""
    records: tuple[Record, ...] = (ForgottenRecord(visit.person_id), *await left_behind(visit))
    if visit.person is not None and visit.listed is not None:
        records = (*records, Deleted(visit.person_id, visit.today, visit.listed))
    gone = _counted(await counts(visit.transaction, visit.person_id))
    return Outcome((Show(gone, visit.here),), records)


@shows(Forgotten)
async def forgotten(visit: Visit, route: Forgotten) -> Screen:
    """It was deleted. Of somebody about whom something is held, a forged button must not say so."""
    if visit.person is not None:
        raise NotThereError
    return screens.forgotten(route)


@shows(Hide)
async def hide(visit: Visit, _route: Hide) -> Screen:
    """Take the chat away."""
    return screens.hidden(visit.person.pinned_message if visit.person else None)


@shows(StillThere)
async def still_there(_visit: Visit, _route: StillThere) -> Screen:
    """Are you still there?"""
    return screens.still_there(NOTICE.days)


@shows(Stays)
async def stays(_visit: Visit, _route: Stays) -> Screen:
    """All stays as it is."""
    return screens.stays()
