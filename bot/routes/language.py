"""In which language Say So speaks with somebody, and a way to carry that along where nothing is kept of her."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.callback_data import ContentId, Route, pack, parse, tagged

if TYPE_CHECKING:
    from typing import Self

_INSIDE = re.compile(r"[0-9A-Za-z?][0-9A-Za-z?.-]{1,60}")


class Inside(str):
    """A route inside of another one: its fields are parted by full stops, which no field has."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Take a text.

        Raises:
            ValueError: it does not have the form of a route.
        """
        if not _INSIDE.fullmatch(text):
            raise ValueError("not of the right form")
        return super().__new__(cls, text)

    @classmethod
    def of(cls, route: Route) -> Self:
        """Put a route into this form.

        Raises:
            ValueError: it has no such form.
        """
        return cls(pack(route).replace(":", "."))

    @property
    def route(self) -> Route | None:
        """The route itself. None where there is none, or one that is itself about a language."""
        found = parse(self.replace(".", ":"))
        return None if isinstance(found, ABOUT_LANGUAGES) else found


@tagged("IL")
class Languages(Route):
    """Which language?"""


@tagged("Il")
class LanguagesAt(Route):
    """The same, from a page that is kept nowhere, so that it stands in the button."""

    place: Inside


@tagged("Is")
class Speak(Route):
    """A language was chosen: the present step is shown in it."""

    language: ContentId


@tagged("IS")
class SpeakAt(Route):
    """A language was chosen on a page that is kept nowhere: that page is shown in it."""

    language: ContentId
    place: Inside


@tagged("Io")
class Spoken(Route):
    """Say which language is spoken from now on, with the keys of the menu in it."""

    language: ContentId


@tagged("Ic")
class Carried(Route):
    """A place in a language that stands in the button alone: nothing is kept of somebody who has not joined."""

    language: ContentId
    place: Inside


ABOUT_LANGUAGES = (Languages, LanguagesAt, Speak, SpeakAt, Spoken, Carried)
