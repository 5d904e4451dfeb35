"""When somebody is asked how ready she feels or how sure she was: once each, one at a time, never in a row."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from hashlib import sha256

import pytest

from bot.learning.confidence import Answer, Beside, asks_beside, open_wave, questions_left
from bot.routes import Degree, Question, Wave
from bot.screens import confidence as screens
from bot.screens.confidence import WORDING, Felt
from content.models import Rating
from tests.unit.samples import LONDON
from tests.unit.telegram_html import read

JOINED = date(2026, 11, 23)
DAY = timedelta(days=1)
# What was asked in each version, so that no wording changes under an answer that was given to another one.
ASKED_IN = {"1": "652f"}


def on(days: int, hour: int = 12) -> datetime:
    """A moment so many days after joining."""
    return datetime(2026, 11, 23, hour, tzinfo=LONDON) + days * DAY


def asked(answered: int, previous: int | None, now: datetime | None = None) -> Beside:
    """What is asked beside a card answered on one day after joining, when one before was answered on another."""
    before = None if previous is None else on(previous)
    return asks_beside(Answer(on(answered), before), JOINED, now or on(answered), LONDON)


@pytest.mark.parametrize(
    ("days", "wave"),
    [
        (0, Wave.FIRST),
        (41, Wave.FIRST),
        (42, Wave.SIX),
        (83, Wave.SIX),
        (84, Wave.TWELVE),
        (125, Wave.TWELVE),
        (126, None),
        (-1, None),
    ],
)
def test_one_wave_is_open_at_a_time_and_after_eighteen_weeks_none(days: int, wave: Wave | None) -> None:
    assert wave == open_wave(JOINED, JOINED + days * DAY)


def test_the_first_wave_has_one_question_and_the_others_six_with_that_one_among_them() -> None:
    first, six = questions_left(Wave.FIRST, ()), questions_left(Wave.SIX, ())

    assert (Question.CHALLENGE,) == first
    assert tuple(Question) == six == questions_left(Wave.TWELVE, ())


def test_a_question_that_was_said_or_passed_over_is_not_asked_again() -> None:
    said = {("six", "challenge"), ("six", "tell"), ("first", "see")}

    left = (Question.SEE, Question.LISTEN, Question.PRAISE, Question.WHOM)
    assert left == questions_left(Wave.SIX, said)


BESIDE = {
    "after the first answer of all": (0, None, Beside.READY),
    "not after the second": (1, 0, Beside.NOTHING),
    "the first answer in a month": (8, 7, Beside.SURE),
    "not the second in a month": (9, 8, Beside.NOTHING),
    "the first answer after six weeks": (42, 41, Beside.READY),
    "not the second after six weeks": (43, 42, Beside.NOTHING),
    "the first answer after twelve weeks": (85, 70, Beside.READY),
    "a month that begins in a wave": (70, 63, Beside.SURE),
    "nobody is asked how ready after a year": (365, 364, Beside.NOTHING),
    "the first answer of all after a year": (365, None, Beside.NOTHING),
}


@pytest.mark.parametrize(("answered", "previous", "beside"), BESIDE.values(), ids=BESIDE.keys())
def test_at_most_one_question_stands_beside_an_answer(
    answered: int, previous: int | None, beside: Beside
) -> None:
    assert beside == asked(answered, previous)


def test_who_comes_back_to_an_old_card_is_not_asked_about_it() -> None:
    assert Beside.READY == asked(0, None, now=on(1, hour=11))
    assert Beside.NOTHING == asked(0, None, now=on(1, hour=12))


def test_a_month_begins_at_midnight_where_people_live() -> None:
    """In summer that is an hour before midnight in UTC."""
    before, after = (datetime(2027, 6, 30, hour, 30, tzinfo=LONDON) for hour in (22, 23))
    first = datetime(2027, 7, 1, 0, 30, tzinfo=LONDON)
    joined = date(2027, 6, 20)

    assert Beside.NOTHING == asks_beside(Answer(after, before), joined, after, LONDON)
    assert Beside.SURE == asks_beside(Answer(first, after), joined, first, LONDON)


def test_words_that_were_answered_change_only_with_their_version() -> None:
    said = [*map(screens.asked, Question), *map(screens.ready, Degree)]

    assert ASKED_IN[WORDING] == sha256("\n".join(said).encode()).hexdigest()[:4]


def test_every_question_and_answer_has_words_of_its_own() -> None:
    for words in (screens.asked, screens.about):
        assert len(Question) == len({words(question) for question in Question})
    for said in (screens.ready, screens.sure):
        assert len(Degree) == len({said(degree) for degree in Degree})


def test_a_question_can_be_passed_over_and_so_can_all_that_are_left() -> None:
    one, six = (screens.ask_ready(wave, Question.CHALLENGE, 7) for wave in (Wave.FIRST, Wave.SIX))

    assert ["Skip it"] == [button.label for button in one.rows[-2]]
    assert ["Skip it", "No more questions"] == [button.label for button in six.rows[-2]]
    assert "Question 1 of 6" in read(six.text)
    assert "Question" not in read(one.text)


def test_then_and_now_stand_side_by_side_with_no_sum_and_no_mark() -> None:
    felt = [
        Felt(Question.CHALLENGE, Degree.TWO, Degree.FOUR),
        Felt(Question.SEE, Degree.THREE, None),
    ]
    choice = screens.Choice("Put the person right first.", Degree.FIVE, Rating.RISKY)

    text = read(screens.then_and_now(felt, [choice]).text)

    assert "Challenge poor practice – then: a little ready; now: mostly ready" in text
    assert "Notice when care is not right – then: half ready" in text
    assert "Put the person right first. You said: very sure. This one carries risk." in text
    assert "wrong" not in text
