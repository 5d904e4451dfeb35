"""Which language Say So speaks: the languages by their own names, and what is said once one was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.routes import Home, Languages, LanguagesAt, Speak, SpeakAt
from bot.screens.common import concern_button, menu
from bot.screens.screen import Button, Screen, bold, paragraphs, plain
from bot.words import SOURCE, _, is_draft, speaking, unmarked_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.routes import Inside


def own_name(language: str) -> str:
    """A language by its own name. Each catalogue translates "English" as the name of its language."""
    with speaking(language):
        return unmarked_words(_("English"))


def words_for_language() -> tuple[str, ...]:
    """What somebody may type who wants another language, without saying which."""
    return _parts(_("language. change language. another language"))


def words_for_speaking() -> tuple[str, ...]:
    """What somebody may type who wants this language, and no other."""
    return _parts(_("english. in english. speak english"))


def _parts(words: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in words.split("."))


def language_button(place: Inside | None = None) -> Button:
    """The way to the languages, from a page that is kept nowhere with its `place`."""
    to = Languages() if place is None else LanguagesAt(place)
    return Button(_("Language"), to)


def languages(offered: Sequence[str], place: Inside | None) -> Screen:
    """All languages that are spoken here."""
    if len(offered) < 2:  # noqa: PLR2004 - English alone is no choice
        text = plain(_("Say So speaks English only so far."))
        return Screen(text, ((Button(_("Menu"), Home()), concern_button()),))
    text = paragraphs(
        bold(_("Which language?")),
        plain(_("You stay where you are, and nothing is lost. Phone numbers are the same in each.")),
    )
    rows = tuple((_choice(language, place),) for language in offered)
    return Screen(text, (*rows, (Button(_("Menu"), Home()), concern_button())))


def _choice(language: str, place: Inside | None) -> Button:
    code = ContentId(language)
    to = Speak(code) if place is None else SpeakAt(code, place)
    with speaking(language):
        typed = words_for_speaking()
    return Button(own_name(language), to, typed=(language, *typed))


def spoken(language: str) -> Screen:
    """From now on this language. Of a draft it says so, and how to come back."""
    if language == SOURCE:
        return Screen(plain(_("Say So speaks English with you now.")), menu=menu())
    draft = _("This translation is a draft: nobody has checked it yet. Where it sounds odd, ask someone.")
    text = paragraphs(
        bold(_("Say So speaks this language with you now.")),
        *([plain(draft)] if is_draft(language) else []),
        plain(_("Stories and pages are in English so far. “EN:” stands before them.")),
        plain(_("To go back to English, type English or /language.")),
    )
    return Screen(text, menu=menu())
