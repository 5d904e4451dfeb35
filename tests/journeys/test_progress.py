"""Progress, confidence and the record of learning, as somebody meets them in the chat, and what is kept of it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.demo.files import FileKind
from tests.journeys.play import GRACE, MONDAY
from tests.journeys.test_delivery import message

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from bot.demo.messages import Message
    from tests.journeys.play import Play

PATIENCE = 20.0
DAY = timedelta(days=1)
MINUTES = "SELECT day, seconds FROM practice_days"


async def gets_a_file(play: Play, label: str) -> Message:
    """Grace taps a button that leads to a file; the message with it, once it is there."""
    before = {message.id for message in play.written()}
    play.world.tap(GRACE, play.world.last(GRACE), label)

    def file() -> Message | None:
        return next((one for one in play.written() if one.file is not None and one.id not in before), None)

    await play.world.until(lambda: file() is not None, PATIENCE)
    await play.settled()
    found = file()
    assert found is not None
    return found


async def test_who_has_just_joined_is_told_that_it_is_fine(play: Play) -> None:
    await play.joins()
    shown = await play.says("/progress")

    assert "nothing here yet. That is fine." in shown.text
    assert "Your next card comes on Wednesday 25 November at 12:30." in shown.text


async def test_who_has_not_joined_finds_the_way_in(play: Play) -> None:
    await play.starts()

    assert "Start" in (await play.says("/progress")).labels


async def test_what_was_practised_is_told_in_words_and_comes_back_on_a_day_in_words(play: Play) -> None:
    await play.joins()
    await play.taps("A")
    await play.says("/read")
    shown = await play.says("my progress")

    assert "1 story answered, 1 page read, on 1 day." in shown.text
    assert "again from" in shown.text
    assert "9 more are still to come." in shown.text


async def test_the_picture_comes_as_a_picture_and_is_kept_for_nobody(play: Play) -> None:
    await play.joins()
    await play.taps("A")
    await play.says("/progress")
    picture = await gets_a_file(play, "Show as a picture")

    assert picture.file is not None
    assert (FileKind.PHOTO, 780) == (picture.file.kind, picture.file.width)
    assert "Still to come".lower() in picture.text
    assert [] == play.rows("SELECT paper FROM files")


async def test_after_the_first_answer_one_question_can_be_answered_in_the_same_message(play: Play) -> None:
    await play.joins()
    guidance = await play.taps("A")
    question = await play.taps("One question for you")
    thanks = await play.taps("Half ready")
    again = await play.taps("Back to the guidance")

    assert "How ready would you feel to challenge poor practice?" in question.text
    assert {guidance.id} == {question.id, thanks.id, again.id}
    assert "One question for you" not in again.labels
    assert [("first", "challenge", "1", 3)] == play.rows(
        "SELECT wave, question, wording, value FROM confidence"
    )


async def test_a_question_that_was_skipped_is_not_asked_again(play: Play) -> None:
    await play.joins()
    await play.taps("A")
    await play.taps("One question for you")
    await play.taps("Skip it")
    again = await play.taps("Back to the guidance")

    assert "One question for you" not in again.labels
    assert [(None,)] == play.rows("SELECT value FROM confidence")


async def test_after_six_weeks_six_questions_wait_beside_the_next_card_and_partial_answers_are_kept(
    play: Play,
) -> None:
    await play.joins()
    await play.taps("A")
    await play.taps("One question for you")
    await play.taps("Not ready")
    await play.goes_to(MONDAY + 43 * DAY)
    await play.says("/practise")
    await play.taps("A")
    await play.taps("Six short questions")
    await play.taps("Very ready")
    await play.taps("Skip it")
    await play.taps("No more questions")
    await play.taps("Then and now")
    said = play.rows("SELECT question, value FROM confidence WHERE wave = 'six' AND value IS NOT NULL")

    assert [("challenge", 5)] == said
    assert [(6,)] == play.rows("SELECT count(*) FROM confidence WHERE wave = 'six'")
    assert "Challenge poor practice – then: not ready; now: very ready" in play.world.last(GRACE).text


async def test_a_button_of_a_wave_that_is_not_open_keeps_nothing(play: Play) -> None:
    await play.joins()
    await play.taps("A")
    for data in ("1qs:six:tell:5:0", "1qe:twelve:0", "1qk:six:tell:0"):
        play.world.tap_data(GRACE, play.world.last(GRACE).id, data)
        await play.settled()

    assert [] == play.rows("SELECT * FROM confidence")
    assert "Your progress" in play.world.last(GRACE).text


async def test_once_a_month_one_tap_says_how_sure_she_was_and_shows_beside_the_choice(play: Play) -> None:
    await play.joins()
    await play.taps("A")
    await play.goes_to(MONDAY + 9 * DAY)
    await play.says("/practise")
    first = await play.taps("B")
    after = await play.taps("I was mostly sure")
    await play.says("/practise")
    second = await play.taps("A")
    await play.says("/progress")
    told = await play.taps("Then and now")

    assert "I was mostly sure" in first.labels
    assert not [label for label in (*after.labels, *second.labels) if label.startswith("I was")]
    assert "You said: mostly sure." in told.text


async def test_nobody_says_how_sure_another_was(play: Play) -> None:
    await play.joins()
    await play.taps("A")
    await play.joins("Asha")
    play.world.tap_data("Asha", play.world.last("Asha").id, "1qu:1:5")
    await play.settled()

    assert [] == play.rows("SELECT * FROM sureness")


async def test_minutes_are_counted_from_cards_pages_and_talks(play: Play) -> None:
    await play.joins()
    await play.taps("A")

    assert [("2026-11-23", 60)] == play.rows(MINUTES)
    await play.goes_to(MONDAY + timedelta(minutes=2))
    await play.says("/read")
    assert [("2026-11-23", 180)] == play.rows(MINUTES)
    await play.goes_to(MONDAY + timedelta(minutes=3))
    await play.says("/rehearse")
    await play.taps(play.world.last(GRACE).labels[0])
    assert [("2026-11-23", 240)] == play.rows(MINUTES)


async def test_the_guide_the_numbers_and_the_look_up_count_no_minute(play: Play) -> None:
    await play.joins()
    before = play.rows("SELECT day, seconds, last_tap_at FROM practice_days")
    await play.goes_to(MONDAY + timedelta(minutes=2))
    for text in (
        "/concern",
        "someone is in danger",
        "/contacts",
        "bolton",
        "/find wet pad",
        "/settings",
        "/help",
    ):
        await play.says(text)

    assert before == play.rows("SELECT day, seconds, last_tap_at FROM practice_days")


async def test_an_update_that_comes_twice_takes_no_time_twice(play: Play) -> None:
    await play.joins()
    play.world.inject(message(77_000, "/read"))
    await play.settled()
    await play.goes_to(MONDAY + timedelta(minutes=2))
    play.world.inject(message(77_000, "/read"))
    await play.settled()

    assert [("2026-11-23", 60)] == play.rows(MINUTES)


async def test_the_record_comes_as_a_paper_that_nobody_else_can_be_sent(play: Play) -> None:
    await play.joins()
    await play.taps("A")
    await play.says("/progress")
    await play.taps("Record of learning")
    await play.taps("Last 3 months")
    paper = await gets_a_file(play, "Paper (PDF)")

    assert paper.file is not None
    assert "say-so-record.pdf" == paper.file.name
    assert [] == play.rows("SELECT paper FROM files")


async def test_how_ready_she_felt_is_offered_for_the_record_only_once_she_said_it(play: Play) -> None:
    await play.joins()
    await play.taps("A")
    await play.says("/progress")
    await play.taps("Record of learning")
    before = await play.taps("All of it")
    await play.says("/practise")
    await play.goes_to(MONDAY + timedelta(minutes=1))
    play.world.tap_data(GRACE, play.world.last(GRACE).id, "1qs:first:challenge:4:1")
    await play.settled()
    await play.says("/progress")
    await play.taps("Record of learning")
    after = await play.taps("All of it")

    assert {"Paper, and how ready I felt"} == set(after.labels) - set(before.labels)


async def test_completions_come_as_a_table_and_as_statements_with_nothing_about_her(play: Play) -> None:
    await play.joins()
    await play.taps("A")
    await play.says("/progress")
    await play.taps("Record of learning")
    chooses = await play.taps("All of it")
    files = []
    for label in ("Table (CSV)", "For a learning system (xAPI)"):
        play.world.tap(GRACE, chooses, label)
        await play.settled()
        file = play.world.last(GRACE).file
        kept = file and play.world.files.content(file.path)
        files.append(kept[1] if kept else b"")

    assert b"Story" in files[0]
    assert b'"learner"' in files[1]
    assert not [
        made for made in files if b"Grace" in made or str(play.world.person(GRACE).id).encode() in made
    ]


async def test_nothing_can_be_had_of_a_time_without_practice(play: Play) -> None:
    await play.joins()
    await play.says("/progress")
    play.world.tap_data(GRACE, play.world.last(GRACE).id, "1rk:q")
    await play.settled()

    assert "There is nothing in this time yet." in play.world.last(GRACE).text


class SlowPress:
    """A press whose paper takes until it is let go."""

    def __init__(self) -> None:
        self.may_end = asyncio.Event()

    async def made(self, _make: Callable[[], bytes], _key: str | None = None) -> bytes:
        """A paper, in the end."""
        await self.may_end.wait()
        return b"%PDF-"

    def close(self) -> None:
        """Nothing is open."""


async def test_a_paper_that_takes_long_is_announced_and_takes_the_place_of_that(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await play.joins()
    await play.taps("A")
    press = SlowPress()
    monkeypatch.setattr(play.sayso._messenger, "_press", press)  # noqa: SLF001 - what is slow is not ours to make slow
    play.world.tap_data(GRACE, play.world.last(GRACE).id, "1rf:a:p")
    await play.world.until(lambda: "is being made" in play.world.last(GRACE).text)
    press.may_end.set()
    await play.world.until(lambda: play.world.last(GRACE).file is not None)
    await play.settled()

    assert not [one for one in play.written() if "is being made" in one.text]
