"""Reading the pack, excerpt by excerpt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.handlers.signed import is_draft, may_be_sent
from bot.handlers.ten_steps import as_step, is_step
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.learning.reading import following, next_to_read
from bot.routes import Excerpt, LookUp, NothingYet, ReadExcerpt, ReadNext
from bot.screens import reading as screens
from storage import reads
from storage.reads import Read

if TYPE_CHECKING:
    from bot.screens.screen import Screen
    from storage.records import Record


@acts(ReadNext)
async def read_next(visit: Visit, _route: ReadNext) -> Outcome:
    """The first excerpt that was not read yet, as a new message."""
    return await next_page(visit, None)


async def page_that_came(visit: Visit) -> Outcome:
    """The same, in place of the message that it is there."""
    return await next_page(visit, visit.here)


async def next_page(visit: Visit, edits: int | None) -> Outcome:
    """The first excerpt that was not read yet, or the one read longest ago."""
    last_read = await reads.last_read(visit.transaction, visit.person_id)
    excerpts = await may_be_sent(visit, visit.pack.excerpts.values())
    if not excerpts:
        return Outcome((Show(NothingYet(), edits),))
    excerpt = next_to_read([one.id for one in excerpts], last_read)
    return Outcome((Show(Excerpt(ContentId(excerpt)), edits),), _read(visit, excerpt))


@acts(ReadExcerpt)
async def read_excerpt(visit: Visit, route: ReadExcerpt) -> Outcome:
    """This excerpt, in place of the one before."""
    if visit.library.excerpt(route.excerpt) is None:
        raise NotThereError
    return Outcome((Show(Excerpt(route.excerpt), visit.here),), _read(visit, route.excerpt))


def _read(visit: Visit, excerpt: str) -> tuple[Record, ...]:
    """Who has not joined may read, and nothing is kept about her."""
    if visit.joined is None:
        return ()
    return (Read(visit.person_id, excerpt, visit.library.version, visit.now),)


@shows(Excerpt)
async def excerpt(visit: Visit, route: Excerpt) -> Screen:
    """One excerpt, and the way to the next that was not read yet."""
    shown = visit.library.excerpt(route.excerpt)
    if shown is None:
        raise NotThereError
    draft = await is_draft(visit, shown)
    last_read = await reads.last_read(visit.transaction, visit.person_id)
    order = [one.id for one in await may_be_sent(visit, visit.pack.excerpts.values())]
    onward = None if is_step(visit, route) else following(order, route.excerpt, last_read)
    return as_step(visit, route, screens.excerpt(shown, onward, draft=draft))


@shows(LookUp)
async def look_up(visit: Visit, route: LookUp) -> Screen:
    """The contents of the pack. Looking is recorded for nobody."""
    return screens.contents(await may_be_sent(visit, visit.pack.excerpts.values()), route.page)
