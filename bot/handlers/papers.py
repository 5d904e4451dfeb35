"""The papers that one can have: the own copy of the pack, and a card as a sheet for a team.

What they are made of is put together here; they are made in another process, when they are sent.
"""
# ruff: noqa: PLC0415 - what makes papers is only loaded when somebody wants one

from __future__ import annotations

from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.handlers.numbers import own_lines
from bot.handlers.signed import is_draft, may_be_sent
from bot.handlers.visit import NotThereError, Visit, shows
from bot.routes import HandOut, OwnCopy, Print
from bot.screens import papers as screens
from bot.screens.numbers import hours_in_words, named, origin, titled
from bot.screens.screen import Paper
from bot.words import SOURCE, speaking
from storage import files, signoffs

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.papers.book import NumberLine
    from bot.screens.numbers import Lines
    from bot.screens.screen import Screen
    from content.library import Pack
    from content.lines import Ring


@shows(OwnCopy)
async def own_copy(visit: Visit, route: OwnCopy) -> Screen:
    """The whole pack, with the numbers of the person's area."""
    from bot.papers import book

    lines = own_lines(visit)
    pack, drafts = await _sendable(visit)
    copy = book.OwnCopy(
        pack=pack,
        area=lines.area.name if lines.area else None,
        numbers=_printed(lines),
        drafts=drafts,
        large=route.size is Print.LARGE,
        made_on=visit.today,
        version=visit.library.version,
    )
    area = lines.area.id if lines.area else "none"
    within = f"{_what_is_in(pack, drafts)}:{_mark(copy.numbers)}"
    key = f"book:{pack.id}:{route.size}:{area}:{visit.library.version}:{within}"
    paper = await kept_paper(visit, key, f"say-so-{pack.id}.pdf", partial(book.book, copy))
    return screens.own_copy(pack, route.size, paper)


async def _sendable(visit: Visit) -> tuple[Pack, frozenset[str]]:
    """The pack without what is held back, and the ids of its drafts."""
    excerpts = await may_be_sent(visit, visit.pack.excerpts.values())
    scenarios = await may_be_sent(visit, visit.pack.scenarios.values())
    if not excerpts and not scenarios:
        raise NotThereError
    signed = await signoffs.signed(visit.transaction)
    drafts = frozenset(item.id for item in (*excerpts, *scenarios) if (item.id, item.version) not in signed)
    pack = replace(
        visit.pack,
        excerpts={item.id: item for item in excerpts},
        scenarios={item.id: item for item in scenarios},
    )
    return pack, drafts


def _what_is_in(pack: Pack, drafts: frozenset[str]) -> str:
    """A short mark of what is in a book and what in it is marked as a draft: both change with each sign-off."""
    items = [*pack.excerpts, *pack.scenarios]
    marked = ",".join(f"{item} draft" if item in drafts else item for item in items)
    return sha256(marked.encode()).hexdigest()[:12]


def _mark(numbers: tuple[NumberLine, ...]) -> str:
    """A short mark of the lines as they are printed: a number that is out of use must not come back on paper.

    Which of them answers at this hour stands first, but makes no other book.
    """
    return sha256("".join(sorted(map(repr, numbers))).encode()).hexdigest()[:12]


def _printed(lines: Lines) -> tuple[NumberLine, ...]:
    """The lines as they are printed. Paper does not know the hour, so it says when each line answers."""
    with speaking(SOURCE):  # the paper is in English, for everybody who gets the same one
        return tuple(printed(heading, ring) for heading, rings in titled(lines) for ring in rings)


def printed(heading: str, ring: Ring) -> NumberLine:
    """One line as it is printed."""
    from bot.papers.book import NumberLine

    with speaking(SOURCE):
        return NumberLine(heading, named(ring), ring.phone, hours_in_words(ring), origin(ring), ring.web)


@shows(HandOut)
async def hand_out(visit: Visit, route: HandOut) -> Screen:
    """One card as a sheet: a page for the team, a page for whoever leads the talk."""
    from bot.papers import handout

    pack = next((pack for pack in visit.library.packs.values() if route.card in pack.scenarios), None)
    if pack is None:
        raise NotThereError
    card = pack.scenarios[route.card]
    draft = await is_draft(visit, card)
    theme = pack.themes[pack.theme_of[card.id]]
    sheet = handout.CardSheet(card, theme, pack.excerpts.get(card.excerpt), draft, visit.library.version)
    key = f"card:{card.id}:{card.version}:{int(draft)}"
    paper = await kept_paper(visit, key, f"{card.id}.pdf", partial(handout.handout, sheet))
    return screens.hand_out(card, paper)


async def kept_paper(visit: Visit, key: str, name: str, make: Callable[[], bytes]) -> Paper:
    """A paper about nobody, which Telegram may have by its key already."""
    return Paper(key, name, make, await files.file_id(visit.transaction, key))
