from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.edge.updates import WANTED, query_of, read, update_id
from bot.events import (
    EnoughVotes,
    Event,
    GroupCode,
    GroupGone,
    GroupMoved,
    Left,
    Returned,
    Tapped,
    Typed,
    Unreadable,
)

MANY = settings(max_examples=300, deadline=None)
ANNA = 2**31 + 7
FROM = {"id": ANNA, "is_bot": False, "first_name": "Anna"}
CHAT = {"id": ANNA, "type": "private", "first_name": "Anna"}
MESSAGE = {"message_id": 5, "from": FROM, "chat": CHAT, "date": 1795608000, "text": "pink elephants"}
STICKER = {**{key: value for key, value in MESSAGE.items() if key != "text"}, "sticker": {"emoji": "x"}}
MEMBER = {"from": FROM, "chat": CHAT, "date": 1795608000, "new_chat_member": {"status": "kicked"}}
TAP = {"id": "4711", "from": FROM, "message": {**MESSAGE, "from": {"id": 1, "is_bot": True}}, "data": "1h"}
GOOD: dict[str, dict[str, Any]] = {
    "message": {"update_id": 9, "message": MESSAGE},
    "sticker": {"update_id": 9, "message": STICKER},
    "edited_message": {"update_id": 9, "edited_message": MESSAGE},
    "callback_query": {"update_id": 9, "callback_query": TAP},
    "my_chat_member": {"update_id": 9, "my_chat_member": MEMBER},
}
EXPECTED = {
    "message": Typed(9, ANNA, "pink elephants", 5),
    "sticker": Unreadable(9, ANNA, "sticker"),
    "edited_message": Unreadable(9, ANNA, "edited"),
    "callback_query": Tapped(9, ANNA, "1h", 5, "4711"),
    "my_chat_member": Left(9, ANNA),
}

# What a group leads to; of these tests/edge/test_groups.py tells.
OF_GROUPS = (GroupCode, GroupGone, GroupMoved, EnoughVotes)
NAMES = "update_id from chat message_id id is_bot type text data new_chat_member status sticker"
KEYS = st.sampled_from([*WANTED, *NAMES.split()])
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(), max_size=8),
    st.sampled_from([ANNA, "private", "group", "kicked", "1h", {}, []]),
)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=6)),
    max_leaves=25,
)


def paths(value: object, above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Where every part of an update stands."""
    if not isinstance(value, dict):
        return [above]
    return [above, *(path for key, part in value.items() for path in paths(part, (*above, key)))]


def changed(update: dict[str, Any], path: tuple[str, ...], part: object) -> Any:  # noqa: ANN401 - JSON is anything
    """The update with another thing in one place."""
    if not path:
        return part
    made: Any = copy.deepcopy(update)
    inner = made
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = part
    return made


@pytest.mark.parametrize("kind", GOOD)
def test_what_happened_is_read(kind: str) -> None:
    assert EXPECTED[kind] == read(GOOD[kind])


def test_every_kind_that_is_asked_for_is_read() -> None:
    assert set(WANTED) - {"poll"} <= set(GOOD)


@MANY
@given(JSON)
def test_whatever_comes_is_read_or_passed_over_and_never_raises(raw: object) -> None:
    event, number, query = read(raw), update_id(raw), query_of(raw)

    assert event is None or (isinstance(event, Event) and number == event.update_id)
    assert query is None or isinstance(query, str)


@MANY
@given(st.sampled_from(sorted(GOOD)), st.data())
def test_an_update_with_anything_in_any_place_is_read_or_passed_over(kind: str, data: st.DataObject) -> None:
    """Near to a good one, so that every check is reached. What is read came from her own private chat."""
    update = GOOD[kind]
    raw = changed(update, data.draw(st.sampled_from(paths(update))), data.draw(JSON))

    event = read(raw)

    if event is not None and not isinstance(event, OF_GROUPS):
        body = next(raw[name] for name in ("callback_query", *WANTED) if isinstance(raw.get(name), dict))
        chat = body["message"]["chat"] if "message" in body else body["chat"]
        assert (event.person_id, "private") == (chat["id"], chat["type"])
        assert event.person_id == body["from"]["id"]
        assert body["from"].get("is_bot") is not True
        assert type(event.update_id) is int
        assert type(event.person_id) is int


ELSEWHERE: list[dict[str, Any]] = [
    {"id": -100123, "type": "supergroup"},
    {"id": -4, "type": "group"},
    {"id": -100123, "type": "channel"},
    {"id": ANNA + 1, "type": "private"},
    {"id": ANNA, "type": "group"},
    {"id": float(ANNA), "type": "secret"},
    {"type": "private"},
    {},
]


@pytest.mark.parametrize("kind", ["message", "sticker", "edited_message", "my_chat_member"])
@pytest.mark.parametrize("chat", ELSEWHERE, ids=str)
def test_only_her_own_private_chat_counts(kind: str, chat: dict[str, Any]) -> None:
    body = "message" if kind == "sticker" else kind
    event = read(changed(GOOD[kind], (body, "chat"), chat))

    assert event is None or isinstance(event, OF_GROUPS)


@pytest.mark.parametrize("chat", ELSEWHERE, ids=str)
def test_a_tap_in_another_chat_is_not_hers_but_is_acknowledged(chat: dict[str, Any]) -> None:
    raw = changed(GOOD["callback_query"], ("callback_query", "message", "chat"), chat)

    assert read(raw) is None
    assert "4711" == query_of(raw)


@pytest.mark.parametrize("kind", GOOD)
def test_bots_and_nobody_are_passed_over(kind: str) -> None:
    body = "message" if kind == "sticker" else kind
    for sender in (
        {**FROM, "is_bot": True},
        {"first_name": "x"},
        {"id": True},
        {"id": "7"},
        {"id": -7},
        None,
        [FROM],
    ):
        assert read(changed(GOOD[kind], (body, "from"), sender)) is None


@pytest.mark.parametrize("number", [None, True, -1, 1.5, "9", 2**53, [9]])
def test_an_update_without_a_number_is_passed_over(number: object) -> None:
    raw = changed(GOOD["message"], ("update_id",), number)

    assert update_id(raw) is None
    assert read(raw) is None


@pytest.mark.parametrize(
    "part",
    [("data", None), ("data", 7), ("message", None), ("message", {}), ("id", 7), ("id", None)],
    ids=str,
)
def test_a_tap_that_lacks_a_part_is_passed_over(part: tuple[str, object]) -> None:
    assert read(changed(GOOD["callback_query"], ("callback_query", part[0]), part[1])) is None


@pytest.mark.parametrize(
    "about_the_chat", ["pinned_message", "message_auto_delete_timer_changed", "write_access_allowed"]
)
def test_messages_about_the_chat_itself_are_passed_over(about_the_chat: str) -> None:
    """Pinning the numbers brings such a message, which nobody wrote."""
    assert read({"update_id": 9, "message": {**STICKER, about_the_chat: {}}}) is None


def test_what_is_no_text_is_named_by_a_word_of_ours_only() -> None:
    for kind in ("voice", "photo", "video", "document", "contact", "location", "poll"):
        assert Unreadable(9, ANNA, kind) == read(
            {"update_id": 9, "message": {**MESSAGE, "text": None, kind: []}}
        )
    strange = {key: value for key, value in MESSAGE.items() if key != "text"} | {"elephant": "pink"}
    assert Unreadable(9, ANNA, "other") == read({"update_id": 9, "message": strange})


@pytest.mark.parametrize("location", [{"latitude": 53.5, "longitude": -2.6, "live_period": 900}, {}], ids=str)
def test_a_live_location_that_moves_is_no_event(location: dict[str, object]) -> None:
    """Telegram edits it as often as every few seconds; sharing it is answered once, by the message itself."""
    shared = {key: value for key, value in MESSAGE.items() if key != "text"} | {"location": location}

    assert Unreadable(9, ANNA, "location") == read({"update_id": 9, "message": shared})
    assert read({"update_id": 9, "edited_message": shared}) is None


def test_a_person_who_unblocks_the_bot_is_back() -> None:
    back = changed(GOOD["my_chat_member"], ("my_chat_member", "new_chat_member", "status"), "member")

    assert Returned(9, ANNA) == read(back)


@pytest.mark.parametrize("kind", GOOD)
def test_no_event_shows_what_somebody_typed_or_tapped(kind: str) -> None:
    """An event may end in a log line or an error, a text never."""
    event = read(changed(GOOD[kind], ("update_id",), 9))

    shown = f"{event!r} {event} {[event]}"
    assert str(ANNA) in shown
    assert not any(secret in shown for secret in ("pink", "1h'", "4711", "Anna"))
