"""What is read of groups: a code, the bot taken out, a new id, enough votes. Nothing that people say there."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.edge.updates import read
from bot.events import EnoughVotes, GroupCode, GroupGone, GroupMoved
from tests.edge.test_updates import JSON, changed, paths
from tests.unit.fewer import MANY

ANNA, GROUP = 2**31 + 7, -1001234567890
CODE = "abcdefghij_KLMNOPQRS-1"
FROM = {"id": ANNA, "is_bot": False, "first_name": "Anna"}
CHAT = {"id": GROUP, "type": "supergroup", "title": "x" * 4096}
MESSAGE = {"message_id": 5, "from": FROM, "chat": CHAT, "date": 1795608000, "text": f"/start {CODE}"}
POLL = {
    "id": "5123:7",
    "total_voter_count": 5,
    "is_closed": False,
    "options": [{"text": "A", "voter_count": 0}],
}
GOOD: dict[str, dict[str, Any]] = {
    "code": {"update_id": 9, "message": MESSAGE},
    "topic": {"update_id": 9, "message": {**MESSAGE, "is_topic_message": True, "message_thread_id": 42}},
    "moved": {
        "update_id": 9,
        "message": {**MESSAGE, "chat": {"id": -4, "type": "group"}, "migrate_to_chat_id": GROUP},
    },
    "gone": {
        "update_id": 9,
        "my_chat_member": {"from": FROM, "chat": CHAT, "new_chat_member": {"status": "kicked"}},
    },
    "votes": {"update_id": 9, "poll": POLL},
}
EXPECTED = {
    "code": GroupCode(9, ANNA, GROUP, CODE, None),
    "topic": GroupCode(9, ANNA, GROUP, CODE, 42),
    "moved": GroupMoved(9, -4, GROUP),
    "gone": GroupGone(9, GROUP),
    "votes": EnoughVotes(9, -10, "5123:7"),
}


@pytest.mark.parametrize("kind", GOOD)
def test_what_happened_in_a_group_is_read(kind: str) -> None:
    assert EXPECTED[kind] == read(GOOD[kind])


@pytest.mark.parametrize(
    "text",
    [f"/start@say_so_bot {CODE}", f"/start  {CODE} "],
)
def test_a_code_may_name_the_bot(text: str) -> None:
    assert EXPECTED["code"] == read(changed(GOOD["code"], ("message", "text"), text))


@pytest.mark.parametrize(
    "text",
    [
        "/start",
        "/read",
        f"/start {CODE} now",
        f"/start {CODE}x",
        CODE,
        f"hello /start {CODE}",
        "he is not breathing",
        "",
        None,
        7,
    ],
)
def test_nothing_else_that_is_said_in_a_group_is_read(text: object) -> None:
    assert read(changed(GOOD["code"], ("message", "text"), text)) is None


@pytest.mark.parametrize(
    "sender", [{"sender_chat": CHAT}, {"from": {**FROM, "is_bot": True}}, {"from": None}], ids=str
)
def test_who_hides_behind_the_group_links_nothing(sender: dict[str, Any]) -> None:
    assert read({"update_id": 9, "message": {**MESSAGE, **sender}}) is None


@pytest.mark.parametrize("status", ["member", "administrator", "restricted", "creator", None, [], 7])
def test_being_let_in_promoted_or_demoted_changes_nothing(status: object) -> None:
    assert read(changed(GOOD["gone"], ("my_chat_member", "new_chat_member", "status"), status)) is None


@pytest.mark.parametrize(
    "poll",
    [{"total_voter_count": 4}, {"is_closed": True}, {"id": "x" * 65}, {"total_voter_count": True}],
    ids=str,
)
def test_too_few_votes_and_polls_that_are_closed_are_not_looked_at(poll: dict[str, Any]) -> None:
    assert read({"update_id": 9, "poll": {**POLL, **poll}}) is None


@MANY
@given(st.sampled_from(sorted(GOOD)), st.data())
def test_an_update_with_anything_in_any_place_never_raises(kind: str, data: st.DataObject) -> None:
    update = GOOD[kind]
    raw = changed(update, data.draw(st.sampled_from(paths(update))), data.draw(JSON))

    event = read(raw)

    if isinstance(event, GroupCode):
        assert event.group_id < 0 <= event.person_id


@pytest.mark.parametrize("kind", ["code", "topic"])
def test_an_event_shows_no_code(kind: str) -> None:
    assert CODE not in repr(read(GOOD[kind]))
