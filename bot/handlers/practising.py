"""The weekly card, from the nudge to the guidance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.numbers import tell_line
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.learning.dealing import next_card, option_order
from bot.routes import (
    Answer,
    Card,
    Guidance,
    MoreGuidance,
    Nudge,
    Practise,
    PractiseExcerpt,
    WeeklyCard,
)
from bot.screens import practising as screens
from storage import nudges, showings
from storage.showings import Answered, Dealt, Showing

if TYPE_CHECKING:
    from bot.screens.screen import Screen
    from content.models import Option, Scenario


async def has_met_any(visit: Visit) -> bool:
    """Whether the person was ever dealt a card."""
    return bool(await showings.history(visit.transaction, visit.person_id))


async def deal_next(visit: Visit, occasion: str | None = None, excerpt: str | None = None) -> Showing:
    """Deal the next card: on this occasion, or after the last one; about this excerpt, if any card is.

    Raises:
        NotThereError: the person has not joined.
    """
    pack = visit.library.packs[visit.member.pack]
    met = await showings.history(visit.transaction, visit.person_id)
    about = [card for card in pack.scenarios.values() if excerpt in {card.excerpt, None}]
    cards = about or list(pack.scenarios.values())
    card = next_card(cards, pack.theme_of, [showing.card for showing in met], visit.person_id)
    after = f"after:{met[-1].id if met else 0}"
    dealt = Dealt(visit.person_id, occasion or after, card.id, visit.library.version, visit.now)
    return await showings.deal(visit.transaction, dealt)


@acts(Practise)
async def practise(visit: Visit, _route: Practise) -> Outcome:
    """The card that waits for an answer, or a new one. Always a new message: the last guidance stays above."""
    person = visit.member
    met = await showings.history(visit.transaction, person.id)
    waiting = met[-1] if met and met[-1].chosen is None and _is_there(visit, met[-1]) else None
    showing = waiting or await deal_next(visit)
    return Outcome((Show(Card(showing.id)),))


def _is_there(visit: Visit, showing: Showing) -> bool:
    return visit.library.scenario(showing.card) is not None


@acts(PractiseExcerpt)
async def practise_excerpt(visit: Visit, route: PractiseExcerpt) -> Outcome:
    """A card about this excerpt."""
    showing = await deal_next(visit, occasion=None, excerpt=route.excerpt)
    return Outcome((Show(Card(showing.id)),))


@acts(WeeklyCard)
async def weekly_card(visit: Visit, route: WeeklyCard) -> Outcome:
    """The card of a nudge; only of one that this person was sent."""
    if not await nudges.exists(visit.transaction, visit.member.id, route.due):
        raise NotThereError
    occasion = f"week:{route.due.isoformat()}"
    showing = await showings.of_occasion(visit.transaction, visit.person_id, occasion)
    showing = showing or await deal_next(visit, occasion)
    return Outcome((Show(Card(showing.id), visit.message_id),))


@shows(Nudge)
async def nudge(visit: Visit, route: Nudge) -> Screen:
    """The message that a card is there."""
    wording = await nudges.wording(visit.transaction, visit.person_id, route.due)
    return screens.nudge(route.due, wording)


@shows(Card)
async def card(visit: Visit, route: Card) -> Screen:
    """The card, with the choice if one was made."""
    showing, scenario, order = await _dealt(visit, route.showing)
    return screens.card(scenario, order, showing.id, showing.chosen)


@acts(Answer)
async def answer(visit: Visit, route: Answer) -> Outcome:
    """An option was chosen. Only the first choice is recorded, however often and whichever is tapped."""
    showing, scenario, _order = await _dealt(visit, route.showing)
    if scenario.option(route.option) is None:
        raise NotThereError
    to_guidance = (Show(Guidance(showing.id), visit.message_id),)
    if showing.chosen is not None:
        return Outcome(to_guidance)
    return Outcome(to_guidance, (Answered(showing.id, visit.person_id, route.option, visit.now),))


@shows(Guidance)
async def guidance(visit: Visit, route: Guidance) -> Screen:
    """The guidance for the choice; before there is one, the card."""
    showing, scenario, order = await _dealt(visit, route.showing)
    if showing.chosen is None:
        return screens.card(scenario, order, showing.id, None)
    option = _option(scenario, showing.chosen)
    return screens.guidance(scenario, order, showing.id, option, tell_line(visit))


@shows(MoreGuidance)
async def more_guidance(visit: Visit, route: MoreGuidance) -> Screen:
    """What else the card has to give; before there is a choice, the card."""
    showing, scenario, order = await _dealt(visit, route.showing)
    if showing.chosen is None:
        return screens.card(scenario, order, showing.id, None)
    option = _option(scenario, showing.chosen)
    behind = visit.library.excerpt(option.excerpt or scenario.excerpt)
    return screens.more(scenario, order, showing.id, option.key, behind)


async def _dealt(visit: Visit, showing_id: int) -> tuple[Showing, Scenario, list[str]]:
    showing = await showings.find(visit.transaction, visit.person_id, showing_id)
    scenario = visit.library.scenario(showing.card) if showing else None
    if showing is None or scenario is None:
        raise NotThereError
    return showing, scenario, option_order(visit.person_id, scenario)


def _option(scenario: Scenario, key: str) -> Option:
    option = scenario.option(key)
    if option is None:
        raise NotThereError
    return option
