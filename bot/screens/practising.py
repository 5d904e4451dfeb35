"""The weekly card: the discreet message that it is there, the card, the guidance, and the rest behind "More".

No choice is ever called wrong. The guidance for a choice fits 600 characters with the line that says whom to
tell; a card fits 900.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.routes import (
    Answer,
    AskLater,
    Card,
    Guidance,
    HandOut,
    MoreGuidance,
    OwnWords,
    Practise,
    ReadExcerpt,
    SaidAbout,
    Settings,
    WeeklyCard,
)
from bot.screens.common import draft_line, not_a_report, numbers_button
from bot.screens.screen import Button, Markup, Screen, Style, bold, line, lines, paragraphs, plain
from bot.screens.team_numbers import band
from bot.words import _, english
from content.models import Kind, Level, Rating

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.learning.counting import Band
    from content.models import Excerpt, Option, Scenario

LETTERS = "ABCD"


def wordings() -> tuple[str, ...]:
    """How the message that a card is there may be worded. Nothing in them tells on a lock screen."""
    return (
        _("Your few minutes for this week are here, when you have them."),
        _("A short story for you, for a quiet moment."),
        _("This week’s page is ready when you are."),
        _("Tea break? Something short is here for you."),
        _("Two minutes for you, whenever it suits."),
        _("Something new to think about. No hurry."),
        _("One small story, one choice. Whenever you like."),
        _("Your weekly pause is ready. It keeps until you are."),
    )


def nudge(due: date, wording: int) -> Screen:
    """The message that comes by itself."""
    show = Button(_("Show it"), WeeklyCard(due), Style.PRIMARY)
    texts = wordings()
    later, settings = Button(_("Later"), AskLater(due)), Button(_("Settings"), Settings())
    return Screen(plain(texts[wording % len(texts)]), ((show, later), (settings,)))


def card(
    scenario: Scenario, order: Sequence[str], showing: int, chosen: str | None, *, draft: bool
) -> Screen:
    """The card. Before the answer it has a button a letter; after it, it keeps the choice."""
    options = [option for key in order if (option := scenario.option(key))]
    asked = question(scenario, options)
    if chosen is not None:
        gone = _("You have answered this card.")
        known = (
            _("You chose {letter}.").format(letter=LETTERS[order.index(chosen)]) if chosen in order else gone
        )
        kept = bold(known)
        back = Button(_("Back to the guidance"), Guidance(showing), Style.PRIMARY)
        return Screen(paragraphs(asked, kept), ((back,), (numbers_button(),)))
    letters = tuple(
        Button(LETTERS[place], Answer(showing, ContentId(option.key)), Style.PRIMARY, typed=(option.text,))
        for place, option in enumerate(options)
    )
    note = [draft_line()] if draft else []
    return Screen(paragraphs(asked, *note), (letters, (numbers_button(),)))


def question(scenario: Scenario, options: Sequence[Option]) -> Markup:
    """What the card asks: the situation, and the options with their letters."""
    return paragraphs(
        bold(english(scenario.title)),
        plain(english(scenario.situation)),
        bold(english(scenario.question)),
        paragraphs(*(_lettered(place, option) for place, option in enumerate(options))),
    )


def _lettered(place: int, option: Option) -> Markup:
    return line(bold(f"{LETTERS[place]}."), plain(english(option.text)))


def guidance(scenario: Scenario, order: Sequence[str], showing: int, option: Option, tell: Markup) -> Screen:
    """What the choice leads to, words to use, and whom to tell. `tell` is the number for this place and hour."""
    text = guided(scenario, LETTERS[order.index(option.key)], option, tell)
    more = Button(_("More"), MoreGuidance(showing), Style.PRIMARY)
    again = Button(_("See the card"), Card(showing))
    return Screen(text, ((more, again), (numbers_button(), Button(_("Another card"), Practise()))))


def guided(scenario: Scenario, letter: str, option: Option, tell: Markup) -> Markup:
    """The guidance itself."""
    return paragraphs(
        line(bold(_("You chose {letter}.").format(letter=letter)), bold(rated(option.rating))),
        plain(english(option.guidance)),
        line(bold(_("You could say:")), plain(_("“{words}”").format(words=english(option.words)))),
        tell,
        *([] if scenario.level is Level.DAY_TO_DAY else [not_a_report()]),
    )


def rated(rating: Rating) -> str:
    """What kind of move a choice is, in words that never say wrong."""
    return {
        Rating.STRONG: _("A strong move."),
        Rating.PARTLY: _("Right in part."),
        Rating.RISKY: _("This one carries risk."),
        Rating.UNSAFE: _("This one is not safe."),
    }[rating]


def more(
    scenario: Scenario,
    order: Sequence[str],
    showing: int,
    chosen: str,
    behind: Excerpt | None,
    elsewhere: Mapping[str, Band],
) -> Screen:
    """What the other options would lead to, a line to keep, and the excerpt behind the card.

    `elsewhere` is how people of several teams chose, by the key of the option; empty where that is not told.
    """
    others = [option for key in order if key != chosen and (option := scenario.option(key))]
    text = paragraphs(
        lines(bold(_("A line to keep")), plain(english(scenario.if_then))),
        *_thanks(scenario),
        bold(_("The other answers")),
        *(_other(LETTERS[order.index(option.key)], option) for option in others),
        *_elsewhere(order, elsewhere),
        not_a_report(),
    )
    back = Button(_("Back"), Guidance(showing), Style.PRIMARY)
    rows: list[tuple[Button, ...]] = [(back, Button(_("Another card"), Practise()))]
    if behind is not None:
        label = _("Read: {title}").format(title=english(behind.title))
        rows.append((Button(label, ReadExcerpt(ContentId(behind.id))),))
    sheet = Button(_("Print this card"), HandOut(ContentId(scenario.id)))
    aloud = Button(_("Say it in your own words"), OwnWords(SaidAbout.CARD, showing))
    return Screen(text, (*rows, (aloud,), (numbers_button(), sheet)))


def _elsewhere(order: Sequence[str], chosen: Mapping[str, Band]) -> list[Markup]:
    """How others chose, in the person's own letters."""
    told = [
        _("{letter}: {band}.").format(letter=LETTERS[place], band=band(chosen[key]))
        for place, key in enumerate(order)
        if key in chosen
    ]
    return [lines(bold(_("How people in several teams chose")), plain(" ".join(told)))] if told else []


def _thanks(scenario: Scenario) -> list[Markup]:
    """Where the card shows good practice: a line to send on to somebody who did the like."""
    words = next((option.words for option in scenario.options if option.rating is Rating.STRONG), None)
    if scenario.kind is not Kind.GOOD_PRACTICE or words is None:
        return []
    thanks = plain(_("“{words}” You can press on it, copy it, and send it on.").format(words=english(words)))
    return [lines(bold(_("Thank someone who did well")), thanks)]


def _other(letter: str, option: Option) -> Markup:
    return lines(
        line(bold(f"{letter}."), plain(english(option.text))),
        line(bold(rated(option.rating)), plain(english(option.guidance))),
    )
