"""What somebody is told of her own progress: plain, kind, the same in the picture as in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.learning.spacing import Strength
from bot.routes import RecordForm, Span, Wave
from bot.screens import progress as screens
from bot.screens import record
from bot.screens.progress import Done, Principle, Ways
from bot.screens.screen import Paper
from tests.unit.samples import LIBRARY, LONDON, NOON
from tests.unit.telegram_html import read

if TYPE_CHECKING:
    from content.library import Pack

NONE = Ways(said=False, wave=None)
PAPER = Paper(None, "say-so.png", bytes)
DAY = date(2026, 12, 2)
PRINCIPLES = [
    Principle("Put the person right first.", Strength.STRONG, DAY),
    Principle("Ask the person.", Strength.GROWING, None),
    Principle("Write what you saw.", Strength.WEAK, DAY),
    Principle("Get advice.", Strength.NEW, None),
]


def said(done: Done, principles: list[Principle] = PRINCIPLES) -> str:
    return read(screens.progress(done, principles, NOON, LONDON, NONE).text)


def test_principles_stand_under_how_strong_they_are_with_the_day_on_which_each_comes_back() -> None:
    lines = said(Done(5, 2, 1, 3)).splitlines()

    assert (
        "– Put the person right first. (again from Wednesday 2 December)"
        == (lines[lines.index("Strong") + 1])
    )
    assert "– Ask the person. (again soon)" == lines[lines.index("Growing") + 1]
    assert (
        "– Write what you saw. (again from Wednesday 2 December)"
        == (lines[lines.index("Worth another look") + 1])
    )
    assert "1 more is still to come." in lines


@pytest.mark.parametrize(
    ("done", "sentence"),
    [
        (Done(1, 0, 0, 1), "1 story answered, on 1 day."),
        (Done(2, 1, 0, 2), "2 stories answered, 1 page read, on 2 days."),
        (Done(0, 0, 3, 1), "3 talks rehearsed, on 1 day."),
    ],
)
def test_what_was_practised_is_one_sentence_without_what_was_not(done: Done, sentence: str) -> None:
    assert sentence in said(done)


def test_a_few_stories_are_a_good_start_and_many_need_no_praise() -> None:
    assert "A good start." in said(Done(3, 0, 0, 1))
    assert "A good start." not in said(Done(4, 0, 0, 1))


def test_who_has_just_begun_is_told_that_it_is_fine_and_how_long_a_story_takes() -> None:
    screen = screens.progress(Done(0, 0, 0, 0), PRINCIPLES, NOON, LONDON, NONE)

    assert "That is fine." in read(screen.text)
    assert "Practise" == screen.buttons[0].label
    assert "Show as a picture" not in [button.label for button in screen.buttons]


def test_the_next_card_is_named_with_its_day_or_that_cards_are_off() -> None:
    off = read(screens.progress(Done(1, 0, 0, 1), PRINCIPLES, None, LONDON, NONE).text)

    assert "Your next card comes on Wednesday 25 November at 12:00." in said(Done(1, 0, 0, 1))
    assert "Weekly cards are off." in off


def test_questions_and_then_and_now_are_only_offered_where_there_are_any() -> None:
    ways = (NONE, Ways(said=True, wave=Wave.SIX))
    labels = [
        [one.label for one in screens.progress(Done(1, 0, 0, 1), PRINCIPLES, NOON, LONDON, way).buttons]
        for way in ways
    ]

    assert {"Then and now", "Six short questions"} == set(labels[1]) - set(labels[0])


def test_the_picture_says_below_exactly_what_its_bars_say() -> None:
    caption = read(screens.picture(PRINCIPLES, PAPER).text)

    for says, strength in screens.picture_lines(PRINCIPLES):
        assert f"{says} – {strength.lower()}" in caption


@pytest.mark.parametrize("pack", LIBRARY.packs.values(), ids=lambda pack: pack.id)
@pytest.mark.parametrize("strength", Strength)
def test_the_words_below_the_picture_fit_for_every_pack(pack: Pack, strength: Strength) -> None:
    """What stands under a picture has at most 1,024 characters."""
    principles = [Principle(says, strength, DAY) for says in pack.principles.values()]

    assert 0 < len(read(screens.picture(principles, PAPER).text)) <= 1024
    assert len(said(Done(99, 99, 99, 99), principles)) <= 1200


def test_nobody_is_compared_scored_or_shamed() -> None:
    text = said(Done(5, 2, 1, 3)).casefold()

    assert not [word for word in ("score", "%", "wrong", "fail", "only 1", "best", "rank") if word in text]


def test_a_record_can_only_be_had_where_there_is_something_in_it() -> None:
    forms = {button.label for button in record.choose_record(Span.ALL, RecordForm).buttons}
    empty = {button.label for button in record.choose_record(Span.ALL, ()).buttons}

    files = {record.form_in_words(form) for form in RecordForm}
    assert files <= forms
    assert not files & empty
    assert "Practise" in empty
