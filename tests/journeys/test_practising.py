"""The weekly card: at the right minute, answered once, with guidance and whom to tell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.journeys.play import GRACE, playing

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.play import Play


async def test_the_guidance_takes_the_place_of_the_card_and_names_whom_to_tell(play: Play) -> None:
    card = await play.joins()
    guidance = await play.taps("B")

    assert card.id == guidance.id
    assert guidance.text.startswith("You chose B.")
    assert "You could say:" in guidance.text
    assert "01942" in guidance.text
    assert len(guidance.text) <= 600


async def test_five_taps_at_once_record_one_answer_and_bring_no_new_message(play: Play) -> None:
    card = await play.joins()
    before = len(play.written())
    for letter in "ABCAB":
        play.world.tap(GRACE, card, letter)
    await play.settled()

    assert 1 == play.rows("SELECT count(*) FROM showings WHERE chosen IS NOT NULL")[0][0]
    assert before == len(play.written())
    assert play.world.last(GRACE).text.startswith("You chose A.")


async def test_a_later_tap_does_not_change_the_answer(play: Play) -> None:
    card = await play.joins()
    options = {button.text: button.data for button in card.buttons}
    await play.taps("A")
    play.world.tap_data(GRACE, card.id, str(options["C"]))
    await play.settled()

    assert play.world.last(GRACE).text.startswith("You chose A.")


async def test_more_shows_the_other_answers_and_back_leads_back(play: Play) -> None:
    await play.joins()
    guidance = await play.taps("A")
    more = await play.taps("More")
    again = await play.taps("Back")

    assert "A line to keep" in more.text
    assert guidance.text == again.text


async def test_the_card_keeps_the_choice(play: Play) -> None:
    await play.joins()
    await play.taps("C")
    card = await play.taps("See the card")

    assert "You chose C." in card.text
    assert "A" not in card.labels


async def test_nobody_can_answer_somebody_elses_card(play: Play) -> None:
    card = await play.joins()
    await play.joins("Asha")
    play.world.tap_data("Asha", play.world.last("Asha").id, str(card.buttons[0].data))
    await play.settled()

    assert [] == play.rows("SELECT id FROM showings WHERE chosen IS NOT NULL")
    assert "moved" in play.world.last("Asha").text


@pytest.mark.parametrize(
    ("joined", "due"),
    [
        # 28 March and 31 October 2027 are the days on which the clocks change.
        (datetime(2027, 3, 25, 9, tzinfo=UTC), datetime(2027, 3, 31, 11, 30, tzinfo=UTC)),
        (datetime(2027, 10, 28, 9, tzinfo=UTC), datetime(2027, 11, 3, 12, 30, tzinfo=UTC)),
    ],
)
async def test_the_card_comes_at_the_exact_minute_over_both_clock_changes(
    tmp_path: Path, joined: datetime, due: datetime
) -> None:
    async with playing(tmp_path, joined) as play:
        await play.joins()
        before = len(play.written())
        await play.goes_to(due - timedelta(seconds=1))
        early = len(play.written())
        await play.goes_to(due)

        assert before == early
        assert early + 1 == len(play.written())
        assert ["Show it", "Later", "Settings"] == play.world.last(GRACE).labels


async def test_one_tap_shows_the_weekly_card_in_the_nudges_place(play: Play) -> None:
    await play.joins()
    await play.goes_to(datetime(2026, 11, 25, 12, 30, tzinfo=UTC))
    nudge = play.world.last(GRACE)
    card = await play.taps("Show it")

    assert nudge.id == card.id
    assert "A" in card.labels


async def test_a_nudge_of_a_week_that_never_was_deals_nothing(play: Play) -> None:
    await play.joins()
    play.world.tap_data(GRACE, play.world.last(GRACE).id, "1wk:2026-11-18")
    await play.settled()

    assert 1 == play.rows("SELECT count(*) FROM showings")[0][0]
    assert "moved" in play.world.last(GRACE).text


async def test_weeks_of_downtime_bring_one_nudge_not_a_pile(play: Play) -> None:
    await play.joins()
    before = len(play.written())
    await play.goes_to(datetime(2026, 12, 24, 9, 0, tzinfo=UTC))

    assert before + 1 == len(play.written())
    assert [("sent",)] == play.rows("SELECT state FROM nudges")


async def test_a_nudge_older_than_two_days_lapses(play: Play) -> None:
    await play.joins()
    before = len(play.written())
    await play.goes_to(datetime(2026, 11, 28, 9, 0, tzinfo=UTC))

    assert before == len(play.written())
    assert [("lapsed",)] == play.rows("SELECT state FROM nudges")


async def test_a_late_nudge_waits_for_the_end_of_the_quiet_hours(play: Play) -> None:
    await play.joins()
    before = len(play.written())
    await play.goes_to(datetime(2026, 11, 25, 23, 0, tzinfo=UTC))
    at_night = len(play.written())
    await play.goes_to(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))

    assert before == at_night
    assert at_night + 1 == len(play.written())


async def test_practise_shows_the_waiting_card_again_and_a_new_one_after_the_answer(play: Play) -> None:
    first = await play.joins()
    again = await play.says("/practise")
    await play.taps("A")
    other = await play.says("Practise")

    assert first.text == again.text
    assert first.text != other.text


async def test_a_restart_between_card_and_answer_changes_nothing(play: Play) -> None:
    card = await play.joins()
    await play.restart()
    guidance = await play.taps("B")

    assert card.id == guidance.id
    assert guidance.text.startswith("You chose B.")


async def test_a_card_about_good_practice_gives_a_line_to_send_on(play: Play) -> None:
    await play.joins()
    cards = play.sayso.desk.library.packs["adults"].scenarios
    for name in [name for name, card in cards.items() if card.kind != "good-practice"]:
        del cards[name]
    await play.says("/forget")
    await play.taps("Yes, delete it all")
    await play.joins()
    await play.taps("A")
    more = await play.taps("More")

    assert "Thank someone who did well" in more.text
