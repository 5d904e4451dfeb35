"""Polls: sent, voted in, closed; who learns what."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.demo.world import GROUP_ID

if TYPE_CHECKING:
    from telegram import Bot

    from bot.clock import MovableClock
    from bot.demo.world import World
    from tests.demo.conftest import Raw


def kinds(world: World) -> list[str]:
    return [update.kind for update in world.updates.waiting(100)]


async def test_an_anonymous_vote_tells_counts_and_no_names(bot: Bot, world: World) -> None:
    sent = await bot.send_poll(GROUP_ID, "Which?", ["Tea", "Coffee"])

    world.vote("Grace", world.last("Grace", GROUP_ID), [1])

    assert ["poll"] == kinds(world)
    poll = (await bot.get_updates())[0].poll
    assert poll
    assert sent.poll
    assert sent.poll.id == poll.id
    assert [0, 1] == [option.voter_count for option in poll.options]


async def test_an_open_vote_names_the_voter(bot: Bot, world: World) -> None:
    await bot.send_poll(GROUP_ID, "Which?", ["Tea", "Coffee"], is_anonymous=False)

    world.vote("Grace", world.last("Grace", GROUP_ID), [1])

    assert ["poll", "poll_answer"] == kinds(world)
    answer = (await bot.get_updates())[1].poll_answer
    assert answer
    assert answer.user
    assert (1001, (1,)) == (answer.user.id, answer.option_ids)


async def test_hidden_results_are_zero_until_the_poll_closes(bot: Bot, world: World) -> None:
    sent = await bot.send_poll(GROUP_ID, "Which?", ["Tea", "Coffee"], hide_results_until_closes=True)
    world.vote("Grace", world.last("Grace", GROUP_ID), [0])
    poll = (await bot.get_updates())[0].poll
    assert poll
    assert (1, [0, 0]) == (poll.total_voter_count, [option.voter_count for option in poll.options])

    closed = await bot.stop_poll(GROUP_ID, sent.message_id)

    assert closed.is_closed
    assert [1, 0] == [option.voter_count for option in closed.options]


async def test_a_quiz_keeps_its_answer_and_takes_one_vote(bot: Bot, world: World) -> None:
    world.start("Grace")
    sent = await bot.send_poll(
        1001, "Which?", ["Tea", "Coffee"], type="quiz", correct_option_ids=[1], explanation="It is."
    )
    world.vote("Grace", world.last("Grace"), [0])

    assert sent.poll
    assert ((1,), "It is.") == (sent.poll.correct_option_ids, sent.poll.explanation)
    with pytest.raises(ValueError, match="cannot be changed"):
        world.vote("Grace", world.last("Grace"), [1])


async def test_a_vote_can_be_changed_and_taken_back(bot: Bot, world: World) -> None:
    await bot.send_poll(GROUP_ID, "Which?", ["Tea", "Coffee"])
    message = world.last("Grace", GROUP_ID)

    for options, counts in (([0], (1, 0)), ([1], (0, 1)), ([], (0, 0))):
        world.vote("Grace", message, options)
        poll = world.last("Grace", GROUP_ID).poll
        assert poll
        assert counts == poll.counts()


@pytest.mark.parametrize(
    ("options", "reason"), [([0, 1], "Only one option"), ([2], "no such option"), ([-1], "no such option")]
)
async def test_a_vote_that_the_poll_does_not_allow_is_refused(
    bot: Bot, world: World, options: list[int], reason: str
) -> None:
    await bot.send_poll(GROUP_ID, "Which?", ["Tea", "Coffee"])

    with pytest.raises(ValueError, match=reason):
        world.vote("Grace", world.last("Grace", GROUP_ID), options)


async def test_a_poll_closes_by_the_worlds_clock(bot: Bot, world: World, clock: MovableClock) -> None:
    await bot.send_poll(GROUP_ID, "Which?", ["Tea", "Coffee"], open_period=60)
    message = world.last("Grace", GROUP_ID)

    world.jump_to(clock.now() + timedelta(seconds=60))

    await world.until(lambda: "poll" in kinds(world))
    with pytest.raises(ValueError, match="The poll is closed"):
        world.vote("Grace", message, [0])


POLLS_REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"question": " "}, "text must be non-empty"),
    ({"question": "x" * 301}, "poll question length must not exceed 300"),
    ({"options": []}, "poll must have at least one answer option"),
    ({"options": [{"text": "x"}] * 13}, "poll can't have more than 12 options"),
    ({"options": [{"text": ""}]}, "text must be non-empty"),
    ({"options": [{"text": "x" * 101}]}, "poll options length must not exceed 100"),
    ({"type": "survey"}, "unsupported poll type specified"),
    ({"type": "quiz"}, "quiz poll must have a correct option"),
    ({"type": "quiz", "correct_option_ids": [2]}, "wrong correct option ID specified"),
    ({"type": "quiz", "correct_option_ids": [0], "explanation": "x" * 201}, "MESSAGE_TOO_LONG"),
    ({"type": "quiz", "correct_option_ids": [0], "explanation": "a\nb\nc\nd"}, "MESSAGE_TOO_LONG"),
    ({"open_period": 4}, "poll open period must be from 5 to 2628000 seconds"),
    (
        {"open_period": 5, "close_date": 1_796_000_000},
        "open_period and close_date can't be used together",
    ),
]


@pytest.mark.parametrize(("params", "reason"), POLLS_REFUSED)
async def test_a_poll_that_telegram_refuses_is_refused(raw: Raw, params: dict[str, Any], reason: str) -> None:
    given = {"chat_id": GROUP_ID, "question": "Which?", "options": [{"text": "Tea"}, {"text": "Coffee"}]}

    assert f"400 Bad Request: {reason}" == await raw.refusal("sendPoll", **(given | params))


async def test_only_an_open_poll_of_the_bot_can_be_stopped(raw: Raw, world: World) -> None:
    world.start("Grace")
    poll = await raw.result("sendPoll", chat_id=1001, question="Which?", options=[{"text": "Tea"}])
    text = await raw.result("sendMessage", chat_id=1001, text="Hello")

    async def stop(message_id: int) -> str:
        return await raw.refusal("stopPoll", chat_id=1001, message_id=message_id)

    assert "400 Bad Request: message with poll to stop not found" == await stop(99)
    assert "400 Bad Request: message is not a poll" == await stop(text["message_id"])
    await raw.result("stopPoll", chat_id=1001, message_id=poll["message_id"])
    assert "400 Bad Request: poll has already been closed" == await stop(poll["message_id"])
