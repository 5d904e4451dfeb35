"""Nothing is lost and nothing is done twice: twice-told updates, slow and failing sends, blocks, poison."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.demo.faults import LOSE_ANSWER, LOSE_CALL, SERVER_ERROR, delay, flood
from tests.journeys.play import GRACE, MONDAY
from tests.storage.rows import PERSONAL

if TYPE_CHECKING:
    from typing import Any

    from tests.journeys.play import Play

WEDNESDAY = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)


def message(update_id: int, text: str, person: int = 1001) -> dict[str, Any]:
    chat = {"id": person, "type": "private", "first_name": "Grace"}
    sender = {"id": person, "is_bot": False, "first_name": "Grace"}
    return {
        "update_id": update_id,
        "message": {"message_id": 900, "date": 1795000000, "chat": chat, "from": sender, "text": text},
    }


async def test_the_same_update_twice_records_nothing_new_and_shows_the_same(play: Play) -> None:
    await play.joins()
    play.world.inject(message(77_000, "/read"))
    await play.settled()
    first, rows = play.world.last(GRACE).text, play.kept()
    play.world.inject(message(77_000, "/read"))
    await play.settled()

    assert first == play.world.last(GRACE).text
    assert rows == play.kept()


async def test_a_malformed_update_stops_no_other(play: Play) -> None:
    await play.joins()
    malformed: list[dict[str, Any]] = [
        {"update_id": 88_000},
        {"update_id": 88_001, "message": {"chat": 7}},
        {"callback_query": []},
    ]
    for update in malformed:
        play.world.inject(update)
    answer = await play.says("/help")

    assert "What you can do here" in answer.text


async def test_a_handler_that_fails_tells_the_person_and_spares_the_others(play: Play) -> None:
    await play.joins()
    await play.joins("Asha")
    play.sayso.desk.library.packs["adults"].excerpts["broken"] = None  # type: ignore[assignment]
    play.world.say(GRACE, "/read")
    play.world.say("Asha", "/help")
    await play.settled()

    assert "went wrong on our side" in play.world.last(GRACE).text
    assert "What you can do here" in play.world.last("Asha").text


async def test_a_reply_that_was_held_back_comes_when_telegram_allows_it(play: Play) -> None:
    await play.joins()
    play.world.faults.plan(flood(30), "sendMessage")
    await play.says("/help")
    kept = play.rows("SELECT route FROM replies")
    await play.goes_to(MONDAY + timedelta(seconds=31))

    assert [("1?",)] == kept
    assert "What you can do here" in play.world.last(GRACE).text
    assert [] == play.rows("SELECT route FROM replies")


async def test_a_reply_whose_connection_died_is_shown_again(play: Play) -> None:
    await play.joins()
    play.world.faults.plan(LOSE_CALL, "sendMessage")
    await play.says("/help")
    await play.goes_to(MONDAY + timedelta(minutes=2))

    assert "What you can do here" in play.world.last(GRACE).text


async def test_a_nudge_that_telegram_refuses_for_now_is_sent_later_once(play: Play) -> None:
    await play.joins()
    before = len(play.written())
    play.world.faults.plan(flood(20), "sendMessage")
    await play.goes_to(WEDNESDAY)
    held = len(play.written())
    await play.goes_to(WEDNESDAY + timedelta(seconds=20))
    await play.goes_to(WEDNESDAY + timedelta(hours=1))

    assert before == held
    assert held + 1 == len(play.written())
    assert [("sent",)] == play.rows("SELECT state FROM nudges")


async def test_a_nudge_of_which_nobody_knows_is_tried_at_most_three_times_minutes_apart(play: Play) -> None:
    await play.joins()
    before = len(play.written())
    play.world.faults.plan(LOSE_ANSWER, "sendMessage", times=10)
    for minutes in range(0, 60, 5):
        await play.goes_to(WEDNESDAY + timedelta(minutes=minutes))

    assert before + 3 == len(play.written())
    assert [("unknown", 3)] == play.rows("SELECT state, tries FROM nudges")


async def test_a_nudge_that_was_held_back_into_the_night_waits_for_the_morning(play: Play) -> None:
    await play.joins()
    before = len(play.written())
    play.world.faults.plan(flood(10 * 3600), "sendMessage")
    await play.goes_to(WEDNESDAY)
    await play.goes_to(WEDNESDAY + timedelta(hours=10))
    at_night = len(play.written())
    await play.goes_to(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))

    assert before == at_night
    assert before + 1 == len(play.written())


async def test_a_nudge_that_was_held_back_for_two_days_lapses(play: Play) -> None:
    await play.joins()
    before = len(play.written())
    play.world.faults.plan(flood(49 * 3600), "sendMessage")
    await play.goes_to(WEDNESDAY)
    await play.goes_to(WEDNESDAY + timedelta(hours=49))

    assert before == len(play.written())
    assert [("lapsed",)] == play.rows("SELECT state FROM nudges")


async def test_server_errors_on_polling_lose_no_tap(play: Play) -> None:
    card = await play.joins()
    play.world.faults.plan(SERVER_ERROR, "getUpdates", times=2)
    play.world.tap(GRACE, card, "B")
    for seconds in range(5, 125, 5):  # a tap is kept for 150 s
        play.world.jump_to(MONDAY + timedelta(seconds=seconds))
        await asyncio.sleep(0.01)  # lets the bot come to its next pause
    await play.settled()

    assert play.world.last(GRACE).text.startswith("You chose B.")


async def test_who_blocks_the_bot_is_left_in_peace_and_comes_back_with_start(play: Play) -> None:
    await play.joins()
    play.world.block(GRACE)
    await play.settled()
    await play.goes_to(WEDNESDAY)
    calls = [call for call in play.world.calls if call.method == "sendMessage" and call.at >= WEDNESDAY]
    home = await play.starts()

    assert [] == calls
    assert "Wednesday 2 December at 12:30" in home.text
    assert [(None,)] == play.rows("SELECT left_at FROM people")


async def test_a_block_that_telegram_tells_only_on_sending_ends_the_nudges(play: Play) -> None:
    await play.joins()
    play.world.deactivate(GRACE)
    await play.goes_to(WEDNESDAY)
    await play.goes_to(WEDNESDAY + timedelta(days=7))

    assert [("lapsed",)] == play.rows("SELECT state FROM nudges")
    assert 1 == len(
        [call for call in play.world.calls if call.method == "sendMessage" and call.at >= WEDNESDAY]
    )


async def test_forget_deletes_every_row_in_two_taps(play: Play) -> None:
    await play.joins()
    await play.taps("A")
    await play.says("/read")
    await play.says("/forget")
    answer = await play.taps("Yes, delete it all")

    assert "It is deleted." in answer.text
    assert {0} == {play.rows(f"SELECT count(*) FROM {table.name}")[0][0] for table in PERSONAL}


async def test_a_reply_that_takes_too_long_holds_up_nobody_else_and_is_not_sent_twice(play: Play) -> None:
    await play.joins()
    await play.joins("Asha")
    grace = play.world.person(GRACE).id
    play.world.faults.plan(delay(3), "sendMessage", chat=grace)
    before = len(play.written())
    play.world.say(GRACE, "/help")
    await play.world.until(lambda: play.rows("SELECT route FROM replies"))
    await play.says("/privacy", "Asha")
    await play.world.until(lambda: not play.rows("SELECT route FROM replies"))
    await play.goes_to(MONDAY + timedelta(minutes=5))

    assert "Your privacy" in play.world.last("Asha").text
    assert before + 1 == len(play.written())
