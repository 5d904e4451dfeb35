"""What Telegram refuses to send, edit or delete, with its codes and words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from bot.clock import MovableClock
    from bot.demo.world import World
    from tests.demo.conftest import Raw

BUTTON = {"text": "A", "callback_data": "a"}
MENU = {"keyboard": [[{"text": "Read"}]]}


def keys(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": [list(buttons)]}}


def unreadable(reason: str) -> str:
    return f"400 Bad Request: can't parse inline keyboard button: {reason}"


SENDS_REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"text": ""}, "400 Bad Request: message text is empty"),
    ({"text": " \n "}, "400 Bad Request: message text is empty"),
    ({"text": "<b></b>", "parse_mode": "HTML"}, "400 Bad Request: message text is empty"),
    ({"text": "x" * 4097}, "400 Bad Request: message is too long"),
    ({"text": "\N{WAVING HAND SIGN}" * 2049}, "400 Bad Request: message is too long"),
    ({"text": "a\0"}, "400 Bad Request: strings must be encoded in UTF-8"),
    ({"parse_mode": "XML"}, "400 Bad Request: unsupported parse_mode"),
    ({"chat_id": 42}, "400 Bad Request: chat not found"),
    ({"chat_id": "@nobody"}, "400 Bad Request: chat not found"),
    ({"chat_id": 1002}, "403 Forbidden: bot can't initiate conversation with a user"),
    ({"reply_parameters": {"message_id": 99}}, "400 Bad Request: message to be replied not found"),
    (keys({"text": "A", "callback_data": "x" * 65}), "400 Bad Request: BUTTON_DATA_INVALID"),
    (keys({"text": "A", "callback_data": "é" * 33}), "400 Bad Request: BUTTON_DATA_INVALID"),
    (keys({"text": "A"}), unreadable("Text buttons are unallowed in the inline keyboard")),
    (
        keys({"text": "A", "callback_data": ""}),
        unreadable("Text buttons are unallowed in the inline keyboard"),
    ),
    (keys(BUTTON | {"url": "https://a.org"}), unreadable("exactly one of the optional fields must be used")),
    (keys({"text": " ", "callback_data": "a"}), unreadable("Text of the button is empty")),
    (keys(BUTTON | {"style": "pink"}), unreadable('unsupported button style "pink"')),
    (
        keys({"text": "A", "url": "tel:999"}),
        "400 Bad Request: inline keyboard button URL 'tel:999' is invalid: Wrong HTTP URL",
    ),
    (keys({"text": "A", "copy_text": {"text": ""}}), "400 Bad Request: BUTTON_COPY_TEXT_INVALID"),
    (keys(*[BUTTON] * 9), "400 Bad Request: reply markup is too long"),
    (
        {"reply_markup": {"inline_keyboard": [[BUTTON] * 5] * 21}},
        "400 Bad Request: reply markup is too long",
    ),
    (
        {"reply_markup": MENU | {"input_field_placeholder": "x" * 65}},
        "400 Bad Request: input field placeholder must be 1-64 characters long",
    ),
    (
        {"message_thread_id": 1},
        "501 Not Implemented: the demo does not emulate the parameter message_thread_id",
    ),
]


@pytest.mark.parametrize(("params", "refusal"), SENDS_REFUSED)
async def test_a_send_that_telegram_refuses_is_refused(
    raw: Raw, world: World, params: dict[str, Any], refusal: str
) -> None:
    world.start("Grace")

    assert refusal == await raw.refusal("sendMessage", **({"chat_id": 1001, "text": "Hello"} | params))
    assert 1 == len(world.messages("Grace"))


SENDS_TAKEN: list[dict[str, Any]] = [
    {"text": "x" * 4096},
    {"text": "<b>" * 1000 + "x" + "</b>" * 1000, "parse_mode": "html"},
    {"chat_id": "1001"},
    {"reply_parameters": {"message_id": 99, "allow_sending_without_reply": True}},
    keys({"text": "A", "callback_data": "é" * 32}),
    keys(*[BUTTON] * 8),
    {"reply_markup": {"inline_keyboard": []}},
    {"reply_markup": MENU},
    {"reply_markup": {"force_reply": True}},
    {"entities": [{"type": "bold", "offset": 0, "length": 99}]},
]


@pytest.mark.parametrize("params", SENDS_TAKEN)
async def test_a_send_at_the_edge_of_what_is_allowed_is_taken(
    raw: Raw, world: World, params: dict[str, Any]
) -> None:
    world.start("Grace")

    assert await raw.result("sendMessage", **({"chat_id": 1001, "text": "Hello"} | params))


NOT_MODIFIED = (
    "400 Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
CANNOT_EDIT = "400 Bad Request: message can't be edited"
NOT_FOUND = "400 Bad Request: message to edit not found"


async def test_an_edit_that_changes_nothing_is_refused(raw: Raw, world: World) -> None:
    world.start("Grace")
    same = {"chat_id": 1001, "text": "<i>Hello</i>", "parse_mode": "HTML", **keys(BUTTON)}
    sent = await raw.result("sendMessage", **same)

    assert NOT_MODIFIED == await raw.refusal("editMessageText", message_id=sent["message_id"], **same)


async def test_only_the_bots_own_messages_without_a_menu_can_be_edited(raw: Raw, world: World) -> None:
    start = world.start("Grace")
    menu = await raw.result("sendMessage", chat_id=1001, text="Menu", reply_markup=MENU)
    edit = {"chat_id": 1001, "text": "New"}

    assert CANNOT_EDIT == await raw.refusal("editMessageText", message_id=start.id, **edit)
    assert CANNOT_EDIT == await raw.refusal("editMessageText", message_id=menu["message_id"], **edit)
    assert NOT_FOUND == await raw.refusal("editMessageText", message_id=99, **edit)


EDITS_REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("editMessageText", {"text": "x", "message_id": 2}, "400 Bad Request: chat_id is empty"),
    (
        "editMessageText",
        {"text": "x", "chat_id": 1001},
        "400 Bad Request: message identifier is not specified",
    ),
    ("editMessageText", {"chat_id": 1001, "message_id": 2}, "400 Bad Request: message text is empty"),
    (
        "editMessageText",
        {"text": "x", "inline_message_id": "1"},
        "400 Bad Request: MESSAGE_ID_INVALID",
    ),
    (
        "editMessageCaption",
        {"caption": "x", "chat_id": 1001, "message_id": 2},
        "400 Bad Request: there is no caption in the message to edit",
    ),
    ("deleteMessage", {"chat_id": 1001, "message_id": 9}, "400 Bad Request: message to delete not found"),
    (
        "deleteMessages",
        {"chat_id": 1001, "message_ids": list(range(101))},
        "400 Bad Request: too many message identifiers specified",
    ),
    (
        "deleteMessages",
        {"chat_id": 1001, "message_ids": []},
        "400 Bad Request: message identifiers are not specified",
    ),
    (
        "sendContact",
        {"chat_id": 1001, "phone_number": "999", "first_name": "x", "vcard": "x" * 2049},
        "400 Bad Request: vCard is too long",
    ),
    (
        "sendContact",
        {"chat_id": 1001, "phone_number": "999", "first_name": ""},
        "400 Bad Request: first name is empty",
    ),
    (
        "sendContact",
        {"chat_id": 1001, "phone_number": "", "first_name": "x"},
        "400 Bad Request: phone number is empty",
    ),
    (
        "sendChatAction",
        {"chat_id": 1001, "action": "dancing"},
        "400 Bad Request: wrong parameter action in request",
    ),
]


@pytest.mark.parametrize(("method", "params", "refusal"), EDITS_REFUSED)
async def test_other_calls_about_messages_are_refused(
    raw: Raw, world: World, method: str, params: dict[str, Any], refusal: str
) -> None:
    world.start("Grace")
    await raw.result("sendMessage", chat_id=1001, text="Hello")

    assert refusal == await raw.refusal(method, **params)


async def test_a_message_of_two_days_ago_can_be_edited_but_not_deleted(
    raw: Raw, world: World, clock: MovableClock
) -> None:
    world.start("Grace")
    sent = await raw.result("sendMessage", chat_id=1001, text="Hello")
    old = {"chat_id": 1001, "message_id": sent["message_id"]}
    clock.jump_to(clock.now() + timedelta(hours=48, seconds=1))

    too_old = "400 Bad Request: message can't be deleted for everyone"
    assert too_old == await raw.refusal("deleteMessage", **old)
    assert await raw.result("editMessageText", text="New", **old)


async def test_in_a_group_a_plain_member_deletes_only_its_own(raw: Raw, world: World) -> None:
    said = world.say("Grace", "/start", world.group)

    refused = "400 Bad Request: message can't be deleted for everyone"
    assert refused == await raw.refusal("deleteMessage", chat_id=world.group.id, message_id=said.id)
