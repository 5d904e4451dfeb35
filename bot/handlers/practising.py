"""The weekly card, from the nudge to the guidance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.confidence import with_question
from bot.handlers.numbers import tell_line
from bot.handlers.signed import is_draft, may_be_sent
from bot.handlers.ten_steps import as_step
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.handlers.workplaces import where_she_works
from bot.learning import telling
from bot.learning.dealing import next_card, option_order
from bot.learning.spacing import replay
from bot.routes import (
    Answer,
    Card,
    Guidance,
    MoreGuidance,
    NothingYet,
    Nudge,
    Practise,
    PractiseExcerpt,
    WeeklyCard,
)
from bot.screens import practising as screens
from bot.screens.home import nothing_signed_yet
from storage import published, put_off, runs, showings
from storage.nudges import State
from storage.put_off import LookedAt
from storage.showings import Answered, Dealt, Showing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.learning.counting import Band
    from bot.screens.screen import Screen
    from content.models import Option, Scenario


async def has_met_any(visit: Visit) -> bool:
    """Whether the person was ever dealt a card."""
    return bool(await showings.history(visit.transaction, visit.person_id))


async def deal_next(visit: Visit, occasion: str | None = None, excerpt: str | None = None) -> Showing | None:
    """Deal the next card: on this occasion, or after the last one; about this excerpt, if any card is.

    None if all cards are held back because nobody has signed them off.

    Raises:
        NotThereError: the person has not joined.
    """
    pack = visit.library.packs[visit.member.pack]
    met = await showings.history(visit.transaction, visit.person_id)
    cards = await may_be_sent(visit, pack.scenarios.values())
    cards = [card for card in cards if card.excerpt == excerpt] or cards
    if not cards:
        return None
    ended = await runs.ended(visit.transaction, visit.person_id)
    past = replay(pack, met, ended, visit.zone)
    works_in = await where_she_works(visit)
    card = next_card(pack, cards, past, visit.today, visit.person_id, works_in)
    after = f"after:{met[-1].id if met else 0}"
    dealt = Dealt(visit.person_id, occasion or after, card.id, visit.library.version, visit.now)
    return await showings.deal(visit.transaction, dealt)


@acts(Practise)
async def practise(visit: Visit, _route: Practise) -> Outcome:
    """The card that waits for an answer, or a new one. Always a new message: the last guidance stays above."""
    person = visit.member
    met = await showings.history(visit.transaction, person.id)
    waiting = met[-1] if met and met[-1].chosen is None and visit.library.scenario(met[-1].card) else None
    return Outcome((Show(card_or_nothing(waiting or await deal_next(visit))),), dealt=True)


def card_or_nothing(showing: Showing | None) -> Card | NothingYet:
    """Where a card that was dealt leads, and where it leads if there was none to deal."""
    return Card(showing.id) if showing else NothingYet()


@shows(NothingYet)
async def nothing_yet(_visit: Visit, _route: NothingYet) -> Screen:
    """Everything is held back."""
    return nothing_signed_yet()


@acts(PractiseExcerpt)
async def practise_excerpt(visit: Visit, route: PractiseExcerpt) -> Outcome:
    """A card about this excerpt."""
    met = await showings.history(visit.transaction, visit.member.id)
    waiting = met[-1] if met and met[-1].chosen is None else None
    if waiting is None or not _serves(visit, waiting, route.excerpt):
        waiting = await deal_next(visit, excerpt=route.excerpt)
    return Outcome((Show(card_or_nothing(waiting)),), dealt=True)


def _serves(visit: Visit, waiting: Showing, excerpt: str) -> bool:
    """Whether a card that waits for an answer is as good for this excerpt as any that could be dealt."""
    card = visit.library.scenario(waiting.card)
    about = [one for one in visit.pack.scenarios.values() if one.excerpt == excerpt]
    return card is not None and (card in about or not about)


@acts(WeeklyCard)
async def weekly_card(visit: Visit, route: WeeklyCard) -> Outcome:
    """The card of a nudge; only of one that this person was sent."""
    nudge = await put_off.of_day(visit.transaction, visit.member.id, route.due)
    if nudge is None:
        raise NotThereError
    records = (LookedAt(visit.person_id, route.due),) if nudge.state is State.DUE else ()
    occasion = f"week:{route.due.isoformat()}"
    showing = await showings.of_occasion(visit.transaction, visit.person_id, occasion)
    showing = showing or await deal_next(visit, occasion)
    return Outcome((Show(card_or_nothing(showing), visit.here),), records, dealt=True)


@shows(Nudge)
async def nudge(visit: Visit, route: Nudge) -> Screen:
    """The message that a card is there."""
    found = await put_off.of_day(visit.transaction, visit.person_id, route.due)
    return screens.nudge(route.due, found.wording if found else 0)


@shows(Card)
async def card(visit: Visit, route: Card) -> Screen:
    """The card, with the choice if one was made."""
    showing, scenario, order, draft = await _dealt(visit, route.showing)
    shown = screens.card(scenario, order, showing.id, showing.chosen, draft=draft)
    return as_step(visit, Card(showing.id), shown)


@acts(Answer)
async def answer(visit: Visit, route: Answer) -> Outcome:
    """An option was chosen. Only the first choice is recorded, however often and whichever is tapped."""
    showing, scenario, *_ = await _dealt(visit, route.showing)
    if scenario.option(route.option) is None:
        raise NotThereError
    to_guidance = (Show(Guidance(showing.id), visit.here),)
    if showing.chosen is not None:
        return Outcome(to_guidance)
    return Outcome(to_guidance, (Answered(showing.id, visit.person_id, route.option, visit.now),))


@shows(Guidance)
async def guidance(visit: Visit, route: Guidance) -> Screen:
    """The guidance for the choice; before there is one, the card."""
    showing, scenario, order, draft = await _dealt(visit, route.showing)
    if showing.chosen is None:
        shown = screens.card(scenario, order, showing.id, showing.chosen, draft=draft)
        return as_step(visit, Card(showing.id), shown)
    option = _option(scenario, showing.chosen)
    tell = tell_line(visit, visit.library.theme_of(scenario.id))
    shown = screens.guidance(scenario, order, showing.id, option, tell)
    return as_step(visit, Card(showing.id), await with_question(visit, showing, shown))


@shows(MoreGuidance)
async def more_guidance(visit: Visit, route: MoreGuidance) -> Screen:
    """What else the card has to give; before there is a choice, the card."""
    showing, scenario, order, draft = await _dealt(visit, route.showing)
    if showing.chosen is None:
        return screens.card(scenario, order, showing.id, showing.chosen, draft=draft)
    option = _option(scenario, showing.chosen)
    behind = visit.library.excerpt(option.excerpt or scenario.excerpt)
    elsewhere = await chosen_elsewhere(visit, scenario.id)
    shown = screens.more(scenario, order, showing.id, option.key, behind, elsewhere)
    return as_step(visit, Card(showing.id), shown)


async def chosen_elsewhere(visit: Visit, card: str) -> Mapping[str, Band]:
    """How people of several teams chose on a card, by the key of the option, if that may be told."""
    told = telling.told_again(await published.of_card(visit.transaction, card)).get(card)
    return told.bands if told else {}


async def dealt_card(visit: Visit, showing_id: int) -> Scenario:
    """A card that was dealt to this person.

    Raises:
        NotThereError: none was, or it is not taught any more.
    """
    _showing, scenario, *_rest = await _dealt(visit, showing_id)
    return scenario


async def _dealt(visit: Visit, showing_id: int) -> tuple[Showing, Scenario, list[str], bool]:
    showing = await visit.ask(showings.find, visit.person_id, showing_id)
    scenario = visit.library.scenario(showing.card) if showing else None
    if showing is None or scenario is None:
        raise NotThereError
    draft = await is_draft(visit, scenario)
    return showing, scenario, option_order(visit.person_id, scenario), draft


def _option(scenario: Scenario, key: str) -> Option:
    option = scenario.option(key)
    if option is None:
        raise NotThereError
    return option
