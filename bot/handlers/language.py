"""Which language is spoken with somebody. Choosing one keeps her at the step where she is.

Nothing is kept of who has not joined: there the language goes along in the buttons. Nothing is kept of the page
of the guide on which somebody chose, either: it stands in the button as well.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from bot.callback_data import LIMIT, ContentId, parse
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, go, shows, view
from bot.routes import (
    ABOUT_LANGUAGES,
    Asked,
    Carried,
    Concern,
    ConcernDoor,
    FurtherDoors,
    HappensNext,
    Home,
    Inside,
    Languages,
    LanguagesAt,
    LookUp,
    NoAnswer,
    NotAble,
    Numbers,
    NumbersOf,
    Protection,
    RenewedNumbers,
    SecondWay,
    Speak,
    SpeakAt,
    Spoken,
    UrgentHelp,
    Welcome,
    WriteDown,
)
from bot.screens import language as screens
from bot.screens.typed import normal
from bot.words import SOURCE, in_every_language, shipped
from storage.people import Forgotten, Joined, Speaks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.callback_data import Route
    from bot.screens.screen import Button, Screen

LONGEST_INSIDE = LIMIT - len("1IS:pl:")  # bytes that the other fields leave
# Where somebody may be without a trace: only a button on the page itself can bring her back there.
KEPT_NOWHERE = (
    Asked,
    Concern,
    ConcernDoor,
    FurtherDoors,
    HappensNext,
    LookUp,
    NoAnswer,
    NotAble,
    Numbers,
    NumbersOf,
    Protection,
    SecondWay,
    UrgentHelp,
    Welcome,
    WriteDown,
)


def language_of(visit: Visit, route: Route) -> str:
    """The language in which a place is shown: that which it carries along, or that which the person chose."""
    if isinstance(route, (Carried, Spoken)):
        return str(route.language) if route.language in visit.languages else SOURCE
    return visit.language


def with_language_button(visit: Visit, route: Route, screen: Screen) -> Screen:
    """A page that is kept nowhere with a way to the languages, where there is more than one."""
    place = _inside(_uncarried(route))
    if len(visit.languages) == 1 or place is None or not isinstance(place.route, KEPT_NOWHERE):
        return screen
    return replace(screen, rows=(*screen.rows, (screens.language_button(place),)))


def wanted_language(text: str) -> Route | None:
    """The languages, or the one that a text names. In whatever language it is said."""
    return _meant().get(normal(text))


@cache
def _meant() -> dict[str, Route]:
    """Where words lead that are about a language, in any of them."""
    asked: dict[str, Route] = {
        normal(word): Languages() for words in in_every_language(screens.words_for_language) for word in words
    }
    for code, words in zip(shipped(), in_every_language(screens.words_for_speaking), strict=True):
        asked |= {normal(word): Speak(ContentId(code)) for word in (screens.own_name(code), *words)}
    return asked


@shows(Languages)
async def languages(visit: Visit, _route: Languages) -> Screen:
    """Which one?"""
    return screens.languages(visit.languages, None)


@shows(LanguagesAt)
async def languages_at(visit: Visit, route: LanguagesAt) -> Screen:
    """Which one, for the page where she is?"""
    return screens.languages(visit.languages, route.place)


@acts(Speak)
async def speak(visit: Visit, route: Speak) -> Outcome:
    """A language was chosen. Where she was is shown in it."""
    person = visit.person
    if route.language in shipped() and route.language not in visit.languages:
        return Outcome((Show(Languages(), visit.here),))
    place = parse(person.place) if person and person.place else None
    return _chosen(visit, route.language, place or (Welcome() if person is None else Home()))


@acts(SpeakAt)
async def speak_at(visit: Visit, route: SpeakAt) -> Outcome:
    """The same on a page that is kept nowhere."""
    place = route.place.route
    if not isinstance(place, KEPT_NOWHERE):
        raise NotThereError
    return _chosen(visit, route.language, place)


def _chosen(visit: Visit, language: ContentId, place: Route) -> Outcome:
    if language not in visit.languages:
        raise NotThereError
    said = Show(Spoken(language))
    if visit.person is None:
        return Outcome((said, Show(_carried(language, place), visit.here)))
    pinned = visit.person.pinned_message
    renewed = (Show(RenewedNumbers(), pinned),) if pinned else ()
    kept = None if language == SOURCE else str(language)
    return Outcome((said, *renewed, Show(place, visit.here)), (Speaks(visit.person_id, kept),))


@shows(Spoken)
async def spoken(visit: Visit, route: Spoken) -> Screen:
    """This language from now on."""
    if route.language not in visit.languages:
        raise NotThereError
    return screens.spoken(route.language)


@acts(Carried)
async def go_carried(visit: Visit, route: Carried) -> Outcome:
    """What happens at the place that is carried. Whoever joins by that has chosen the language as well."""
    outcome = await go(visit, _place(route))
    if route.language not in visit.languages:
        return outcome
    if any(isinstance(record, Joined) for record in outcome.records):
        return replace(outcome, records=(*outcome.records, Speaks(visit.person_id, route.language)))
    if visit.person is not None:
        return outcome
    return replace(outcome, shows=tuple(_carrying(route.language, show) for show in outcome.shows))


def carried_along(visit: Visit, outcome: Outcome) -> Outcome:
    """The outcome; whoever is forgotten by it is answered in her language once more, and nothing keeps that."""
    if visit.language == SOURCE or not any(isinstance(one, Forgotten) for one in outcome.records):
        return outcome
    code = ContentId(visit.language)
    return replace(outcome, shows=tuple(_carrying(code, show) for show in outcome.shows))


def _carrying(language: ContentId, show: Show) -> Show:
    return replace(show, route=_carried(language, show.route))


@shows(Carried)
async def carried(visit: Visit, route: Carried) -> Screen:
    """The place itself; while nothing is kept of her, its buttons carry the language on."""
    screen = await view(visit, _place(route))
    return screen if visit.person is not None else carrying(route.language, screen)


def carrying(language: ContentId, screen: Screen) -> Screen:
    """The screen with buttons that carry a language."""
    rows = tuple(carried_on(language, row) for row in screen.rows)
    return replace(screen, rows=rows, unseen=carried_on(language, screen.unseen))


def carried_on(language: ContentId, buttons: Iterable[Button]) -> tuple[Button, ...]:
    """The buttons, each with a language that goes along."""
    return tuple(replace(button, to=_carried(language, button.to)) for button in buttons)


def _carried(language: ContentId, place: Route) -> Route:
    """The place with a language, if both fit into a button; without one, it is shown in English."""
    inside = _inside(place)
    return place if language == SOURCE or inside is None else Carried(language, inside)


def _place(route: Carried) -> Route:
    place = route.place.route
    if place is None:
        raise NotThereError
    return place


def _uncarried(route: Route) -> Route:
    return (route.place.route or route) if isinstance(route, Carried) else route


def _inside(place: Route) -> Inside | None:
    """A place as it stands in a button; None if it is too long for that, or carries something itself."""
    if isinstance(place, ABOUT_LANGUAGES):
        return None
    try:
        inside = Inside.of(place)
    except ValueError:
        return None
    return inside if len(inside) <= LONGEST_INSIDE else None
