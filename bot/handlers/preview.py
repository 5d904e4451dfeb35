"""Looking at any item of the content, for owners only. Reads the content; writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bot.handlers.numbers import tell_line
from bot.handlers.visit import NotThereError, Visit, shows
from bot.routes import Preview, PreviewHelp, PreviewOption, PreviewStep
from bot.screens import preview as screens
from content.models import Excerpt, Rehearsal, Scenario, Taught

if TYPE_CHECKING:
    from bot.screens.screen import Screen

Kind = TypeVar("Kind", bound=Taught)


@shows(PreviewHelp)
async def how_to(visit: Visit, _route: PreviewHelp) -> Screen:
    """How to look at an item."""
    _only_owners(visit)
    return screens.how_to()


@shows(Preview)
async def preview(visit: Visit, route: Preview) -> Screen:
    """An item, from its beginning."""
    item = _item(visit, route.item, Taught)
    if isinstance(item, Scenario):
        return screens.card(item)
    if isinstance(item, Rehearsal):
        return screens.rehearsal(item)
    return screens.excerpt(_item(visit, route.item, Excerpt))


@shows(PreviewOption)
async def option(visit: Visit, route: PreviewOption) -> Screen:
    """What an option of a card leads to."""
    card = _item(visit, route.item, Scenario)
    chosen = card.option(route.option)
    if chosen is None:
        raise NotThereError
    return screens.option(card, chosen, tell_line(visit))


@shows(PreviewStep)
async def step(visit: Visit, route: PreviewStep) -> Screen:
    """A step of a rehearsal."""
    rehearsal = _item(visit, route.item, Rehearsal)
    nodes = list(rehearsal.nodes.values())
    if route.step >= len(nodes):
        raise NotThereError
    return screens.step(rehearsal, nodes[route.step])


def _only_owners(visit: Visit) -> None:
    if not visit.owner:
        raise NotThereError


def _item(visit: Visit, item: str, kind: type[Kind]) -> Kind:
    _only_owners(visit)
    for pack in visit.library.packs.values():
        found = pack.excerpts.get(item) or pack.scenarios.get(item) or pack.rehearsals.get(item)
        if isinstance(found, kind):
            return found
    raise NotThereError
