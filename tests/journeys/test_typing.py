"""Everything can be typed, and everything that comes gets a calm answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.delivery import flood
from tests.journeys.play import GRACE

if TYPE_CHECKING:
    from tests.journeys.play import Play

HOSTILE = (
    "<b>bold</b> & <script>",
    "\u202e\u0000\u0007 right to left \u05d0\u05d1",
    "😀😀😀",
    "'; DROP TABLE people; --",
    "x" * 4096,
    "/nosuchcommand",
    "/",
    "/ ",
    "/start@another_bot x",
    "%s %d {0} {name}",
    "1" * 4000,
)


async def test_the_whole_journey_can_be_typed(play: Play) -> None:
    await play.starts()
    await play.says("adults")
    await play.says("nights")
    card = await play.says("Wigan")
    guidance = await play.says("b")
    more = await play.says("more")
    back = await play.says("1")

    assert "A" in card.labels
    assert guidance.text.startswith("You chose B.")
    assert "A line to keep" in more.text
    assert guidance.text == back.text


async def test_settings_can_be_typed(play: Play) -> None:
    await play.joins()
    for text in ("/settings", "day", "sunday", "07:00"):
        await play.says(text)

    assert [("sun", 7 * 60)] == play.rows("SELECT card_day, card_minutes FROM people")


async def test_every_button_of_every_screen_can_be_typed(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """For each screen on the way: typing a button's label shows what tapping it shows."""
    monkeypatch.setattr(flood, "BURST", 10_000)  # nobody types as fast as a test
    await play.joins()
    ways: tuple[tuple[str, ...], ...] = (
        ("/read",),
        ("/concern",),
        ("/concern", "hurt"),
        ("/contacts",),
        ("/find",),
        ("/settings",),
        ("/settings", "Shifts"),
        ("/settings", "Pack"),
        ("/settings", "Day and time"),
        ("/help",),
        ("/privacy",),
    )
    for way in ways:
        for label in await _labels(play, way):
            await _walk(play, way)
            tapped = await play.taps(label)
            await _walk(play, way)
            typed = await play.says(label)
            assert tapped.text == typed.text, (way, label)


async def _labels(play: Play, way: tuple[str, ...]) -> list[str]:
    await _walk(play, way)
    shown = play.world.last(GRACE).labels
    # These lead somewhere new each time, or to a file, so what is shown differs by design.
    others = {
        "Clear this",
        "Fewer cards",
        "Practise this",
        "See my data",
        "Next",
        "Not on bank holidays",
        "Turn weekly cards off",
        "Whole pack as PDF",
    }
    return [label for label in shown if label not in others]


async def _walk(play: Play, way: tuple[str, ...]) -> None:
    for text in way:
        await play.says(text)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_texts_get_one_calm_answer_and_are_not_kept(play: Play, text: str) -> None:
    await play.joins()
    before = len(play.written())
    await play.says(text)

    assert before + 1 == len(play.written())
    assert not any(text in row for row in play.everything() if len(text) > 3)


@pytest.mark.parametrize("kind", ["sticker", "voice", "photo"])
async def test_what_cannot_be_read_gets_an_answer(play: Play, kind: str) -> None:
    await play.joins()
    play.world.attach(GRACE, kind)
    await play.settled()

    assert "not opened" in play.world.last(GRACE).text


async def test_an_edited_message_gets_an_answer(play: Play) -> None:
    await play.joins()
    mine = next(message for message in play.world.messages(GRACE) if message.text == "wigan")
    play.world.edit(GRACE, mine.id, "bury")
    await play.settled()

    assert "only read new text" in play.world.last(GRACE).text


async def test_words_about_harm_are_met_with_999_and_the_way_to_tell(play: Play) -> None:
    await play.joins()
    answer = await play.says("he hit her again and nobody listens")

    assert "999" in answer.text.splitlines()[0]
    assert "Raise a concern" in answer.labels


@pytest.mark.parametrize("text", ["stop", "leave me alone", "/stop", "STOP!"])
async def test_plain_words_stop_the_weekly_cards(play: Play, text: str) -> None:
    await play.joins()
    answer = await play.says(text)

    assert "Nothing comes by itself" in answer.text
    assert [(None,)] == play.rows("SELECT next_due_at FROM people")


@pytest.mark.parametrize(
    "data",
    [
        "",
        "x",
        "1",
        "1zz",
        "1a:1",
        "1a:999999:a",
        "1c:-1",
        "2c:1",
        "1sT:1440",
        "1sP:nope",
        "1ta:nowhere",
        "1x:no",
        "1fd:1:1:1",
        "1fd",
    ],
)
async def test_forged_and_old_buttons_are_answered_and_do_nothing(play: Play, data: str) -> None:
    await play.joins()
    before = [row for row in play.kept() if '"handled"' not in row]
    answered = sum(call.method == "answerCallbackQuery" for call in play.world.calls)
    play.world.tap_data(GRACE, play.world.last(GRACE).id, data)
    await play.settled()

    assert "moved" in play.world.last(GRACE).text
    assert before == [row for row in play.kept() if '"handled"' not in row]
    assert answered + 1 == sum(call.method == "answerCallbackQuery" for call in play.world.calls)


async def test_in_a_group_no_command_is_answered_but_a_tap_is_acknowledged(play: Play) -> None:
    await play.joins()
    group = play.world.group
    play.world.say(GRACE, "/concern@say_so_demo_bot", group)
    play.world.tap_data(GRACE, 1, "1co", group)
    await play.settled()

    assert not [message for message in play.world.messages(GRACE, group) if message.sender == play.world.bot]
    assert "answerCallbackQuery" == play.world.calls[-1].method
