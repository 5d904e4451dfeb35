"""Votes and topics as calls to Telegram: without names, hidden until closed, and never stuck at what is gone."""

from __future__ import annotations

import pytest
from telegram.error import BadRequest, NetworkError, TelegramError

from bot.delivery.messenger import Sent
from bot.edge.polls import in_thread, shown
from bot.screens.screen import Poll, Screen, Way, plain

VOTE = Screen(plain("x"), poll=Poll("What do you do?", ("A. This.", "B. That."), 7, 8), thread=42)


class Calls:
    """Notes each call; the first ones fail with the errors that are given."""

    def __init__(self, *errors: TelegramError) -> None:
        self.made: list[tuple[str, dict[str, object]]] = []
        self._errors = list(errors)

    async def __call__(self, method: str, **values: object) -> object:
        self.made.append((method, values))
        if self._errors:
            raise self._errors.pop(0)
        return {"message_id": 5, "poll": {"id": "5123"}}


async def test_a_vote_has_no_names_cannot_be_changed_and_hides_its_result() -> None:
    calls = Calls()

    assert Sent(5, poll="5123") == await shown(calls, -100, VOTE, None)
    [(method, values)] = calls.made
    assert "sendPoll" == method
    expected = {"is_anonymous": True, "hide_results_until_closes": True, "allows_revoting": False}
    assert expected.items() <= values.items()
    assert 42 == values["message_thread_id"]
    assert "regular" == values["type"]


async def test_where_a_topic_is_gone_the_whole_group_sees_it() -> None:
    calls = Calls(BadRequest("Bad Request: message thread not found"))
    await in_thread(calls, "sendMessage", 42, {"chat_id": -100, "text": "x"})

    assert [True, False] == ["message_thread_id" in values for _method, values in calls.made]


async def test_what_nobody_knows_the_fate_of_is_not_sent_twice() -> None:
    calls = Calls(NetworkError("timed out"))
    with pytest.raises(NetworkError):
        await in_thread(calls, "sendMessage", 42, {"chat_id": -100, "text": "x"})

    assert 1 == len(calls.made)


@pytest.mark.parametrize("error", ["poll has already been closed", "message with poll to stop not found"])
async def test_a_vote_that_is_closed_or_gone_already_stays_so(error: str) -> None:
    calls = Calls(BadRequest(f"Bad Request: {error}"))

    assert Sent(5) == await shown(calls, -100, Screen(plain("x"), way=Way.STOPPED), 5)


async def test_what_is_over_is_not_sent_and_a_vote_that_stayed_behind_is_left_alone() -> None:
    calls = Calls()
    for way in (Way.UNSENT, Way.STOPPED):
        await shown(calls, -100, Screen(plain("x"), way=way), None)

    assert [] == calls.made
