"""Which council area somebody means who types a town or a council. The text is compared and forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import ContentId, parse
from bot.handlers.looking_up import tells_a_story
from bot.routes import AskTown, ChooseArea, NumbersOf, OutsideEngland, SetArea, TownNotFound, WhichNumbers
from content.places import NothingFound, OneArea, SeveralAreas, find_places
from content.places import OutsideEngland as AnotherNation

if TYPE_CHECKING:
    from bot.callback_data import Route
    from bot.handlers.visit import Visit
    from content.place_index import Place
    from content.places import Found


def place_meant(visit: Visit, text: str) -> Route | None:
    """A town or a council. Asked for, it is set; typed out of the blue, its numbers are shown.

    A spelling that had to be mended is asked about first: a wrong area would give wrong numbers.
    """
    asked = _asks_for_town(visit)
    if not asked and tells_a_story(text, visit.library):
        return None
    found = find_places(text, visit.library.contacts)
    if isinstance(found, OneArea) and found.exact:
        area = _id(found.place)
        return SetArea(area) if asked else NumbersOf(area)
    if isinstance(found, AnotherNation):
        return OutsideEngland(ContentId("-or-".join(found.nations).casefold().replace(" ", "-")))
    if isinstance(found, SeveralAreas) and found.places:
        which = ChooseArea if asked else WhichNumbers
        return which(_id(found.places[0]), _id(found.places[-1]))
    if isinstance(found, OneArea) and not asked:
        return WhichNumbers(_id(found.place), _id(found.place))
    return _guess(found) if asked else None


def _guess(found: Found) -> Route:
    places = [found.place] if isinstance(found, OneArea) else []
    places += found.suggestions if isinstance(found, NothingFound) else []
    return ChooseArea(_id(places[0]), _id(places[:2][-1])) if places else TownNotFound()


def _id(place: Place) -> ContentId:
    return ContentId(place.area.id)


def _asks_for_town(visit: Visit) -> bool:
    return visit.person is not None and parse(visit.person.place or "") == AskTown()
