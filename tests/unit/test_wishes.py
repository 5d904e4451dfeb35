"""Plain words: each of them is understood, however it is written, and danger still goes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, cast

import pytest

from bot.callback_data import Route, pack
from bot.handlers.typing import help_that_is_typed
from bot.handlers.visit import Unsigned, Visit
from bot.handlers.wishes import own_words, wish
from bot.routes import (
    AskAway,
    AwayUntil,
    Fewer,
    OwnWords,
    Pushed,
    PushedNote,
    SaidAbout,
    SawGood,
    Settings,
    StopNudges,
    TenMinutes,
    ThreeWays,
    UrgentHelp,
)
from bot.screens.ten_minutes import words_for_ten_minutes
from bot.screens.wishes import words_for_fewer, words_for_something_good, words_for_stopping
from tests.storage.rows import ANNA, NOON, person
from tests.unit.samples import LIBRARY, LONDON

if TYPE_CHECKING:
    from storage.store import Transaction

SURELY = ("stop it", "leave me alone", "go away", "no more messages", "stop messaging me", "stop texting me")


def visit(place: Route | None = None, *, stopped: bool = False) -> Visit:
    """Anna at this place, on Wednesday 25 November 2026."""
    kept = pack(place) if place else None
    who = replace(person(ANNA, None if stopped else NOON), place=kept)
    nothing = cast("Transaction", None)  # a wish asks the database nothing
    return Visit(ANNA, who, None, NOON, LONDON, LIBRARY, "", Unsigned.LABEL, owner=False, transaction=nothing)


@pytest.mark.parametrize(
    ("words", "route"),
    [
        (words_for_stopping(), StopNudges()),
        (words_for_fewer(), Fewer()),
        (words_for_ten_minutes(), TenMinutes()),
        (words_for_something_good(), SawGood()),
    ],
    ids=["stop", "fewer", "ten minutes", "something good"],
)
def test_every_word_is_understood_with_capitals_signs_and_good_manners(
    words: tuple[str, ...], route: Route
) -> None:
    said = [
        form for word in words for form in (word, word.upper(), f"{word} please!!", f"Can you {word}, now?")
    ]

    assert {route} == {wish(visit(), one) for one in said}


@pytest.mark.parametrize(
    "text", ["I don't want messages", "I don\u2019t want messages", "its too much", "it's too much"]
)
def test_an_apostrophe_makes_no_difference(text: str) -> None:
    assert wish(visit(), text) is not None


@pytest.mark.parametrize(
    "text",
    ["stop the bleeding", "they leave her alone all day", "too many falls", "fewer staff", "until", "hello"],
)
def test_what_only_sounds_like_a_wish_is_none(text: str) -> None:
    assert wish(visit(), text) is None


@pytest.mark.parametrize("text", SURELY)
def test_a_wish_about_messages_is_never_taken_for_danger(text: str) -> None:
    assert help_that_is_typed(text, LIBRARY) is None


def test_danger_is_danger_though_stop_stands_in_it() -> None:
    assert isinstance(help_that_is_typed("he has stopped breathing", LIBRARY), UrgentHelp)


def test_fewer_starts_nothing_for_who_has_stopped_but_for_who_was_just_asked() -> None:
    question = PushedNote(Pushed.QUESTION, date(2026, 11, 25))

    assert Settings() == wish(visit(stopped=True), "fewer")
    assert Fewer() == wish(visit(question, stopped=True), "fewer")


def test_a_day_alone_is_one_only_where_it_is_asked_for() -> None:
    there = AwayUntil(date(2027, 1, 5))

    assert [there, None, there] == [
        wish(visit(AskAway()), "5 January"),
        wish(visit(), "5 January"),
        wish(visit(), "away until 5 January"),
    ]


def test_own_words_are_caught_only_where_they_are_asked_for() -> None:
    assert ThreeWays(SaidAbout.RUN, 7, 0) == own_words(visit(OwnWords(SaidAbout.RUN, 7)))
    assert own_words(visit(Settings())) is None
    assert own_words(visit()) is None
