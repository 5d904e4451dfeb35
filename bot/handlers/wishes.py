"""What somebody wishes who says it in plain words, in whatever state she is: less, nothing, ten minutes, a day.

The text is compared and forgotten. Danger is looked for before any of this.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.callback_data import parse
from bot.routes import (
    AskAway,
    AskAwayDay,
    AskAwayMonth,
    AwayUntil,
    Fewer,
    OwnWords,
    Pushed,
    PushedNote,
    SawGood,
    Settings,
    StopNudges,
    TenMinutes,
    ThreeWays,
)
from bot.screens import wishes as words
from bot.screens.ten_minutes import words_for_ten_minutes
from bot.screens.typed import normal
from bot.screens.typed_days import day_meant
from bot.words import in_every_language

if TYPE_CHECKING:
    from bot.callback_data import Route
    from bot.handlers.visit import Visit

ASKS_FOR_A_DAY = (AskAway, AskAwayMonth, AskAwayDay)


def wish(visit: Visit, text: str) -> Route | None:
    """Where a wish in plain words leads; None if the text is none."""
    said = _bare(text)
    # To be left in peace is understood in every language, whatever is spoken.
    if any(said in stopping for stopping in in_every_language(_stopping)):
        return StopNudges()
    if said in _all(words.words_for_fewer()):
        return _fewer(visit)
    if said in _all(words_for_ten_minutes()):
        return TenMinutes()
    if said in _all(words.words_for_something_good()):
        return SawGood()
    return _away(visit, said)


def _stopping() -> tuple[str, ...]:
    return _all(words.words_for_stopping())


def is_about_messages(text: str) -> bool:
    """Whether a text is a wish about what we send, and so tells of no danger, whatever it looks like."""
    said = _bare(text)
    wishes = _all((*words.words_for_stopping(), *words.words_for_fewer()))
    return said in wishes and not set(said.split()).isdisjoint(_all(words.words_for_messages()))


def own_words(visit: Visit) -> Route | None:
    """Three ways to say it, for somebody who was asked to say it: whatever she typed was that, and is gone."""
    place = _place(visit)
    return ThreeWays(place.about, place.number, 0) if isinstance(place, OwnWords) else None


def _fewer(visit: Visit) -> Route:
    """Less often. Where nothing comes any more this starts nothing, but for who was just asked."""
    place = _place(visit)
    asked = isinstance(place, PushedNote) and place.about is Pushed.QUESTION
    stopped = visit.joined is not None and visit.joined.next_due_at is None
    return Settings() if stopped and not asked else Fewer()


def _away(visit: Visit, said: str) -> Route | None:
    """Away until a day: said in so many words, or a day alone where one was asked for."""
    for before in _all(words.words_for_until()):
        if said.startswith(f"{before} "):
            day = day_meant(said.removeprefix(f"{before} "), visit.today)
            return AwayUntil(day) if day else None
    day = day_meant(said, visit.today) if isinstance(_place(visit), ASKS_FOR_A_DAY) else None
    return AwayUntil(day) if day else None


def _place(visit: Visit) -> Route | None:
    kept = visit.joined.place if visit.joined else None
    return parse(kept) if kept else None


def _bare(text: str) -> str:
    """The text as it is compared: without apostrophes, and without what changes nothing about a wish."""
    return _without(words.words_to_leave_out(), text)


def _all(said: tuple[str, ...]) -> tuple[str, ...]:
    return _compared(words.words_to_leave_out(), said)


@cache
def _compared(spares: tuple[str, ...], said: tuple[str, ...]) -> tuple[str, ...]:
    """Our own lists as they are compared, made once a language: each typed text is held against them."""
    return tuple(_without(spares, one) for one in said)


def _without(spares: tuple[str, ...], text: str) -> str:
    said = f" {normal(text.replace(chr(0x2019), '').replace(chr(39), ''))} "
    for spare in map(normal, spares):
        said = said.replace(f" {spare} ", " ")
    return " ".join(said.split())
