"""The phone in the browser: what it shows, and what a person can do on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.demo.world import GROUP_ID

if TYPE_CHECKING:
    from telegram import Bot

    from bot.demo.world import World
    from tests.demo.browser import Browser
    from tests.demo.conftest import Raw


async def test_the_first_state_has_three_people_and_a_start_button(browser: Browser) -> None:
    state = await browser.state()

    assert {"id": 1001, "name": "Grace", "role": "worker"} == state["me"]
    assert ["worker", "manager", "second worker"] == [person["role"] for person in state["people"]]
    assert "2026-11-25T12:30:00+00:00" == state["now"]
    assert [("private", "Say So", False), ("supergroup", "Rowan House team", True)] == [
        (chat["type"], chat["title"], chat["started"]) for chat in state["chats"]
    ]


async def test_a_message_is_shown_with_all_that_belongs_to_it(
    raw: Raw, browser: Browser, world: World
) -> None:
    world.start("Grace")
    keyboard = {
        "inline_keyboard": [
            [
                {"text": "A", "callback_data": "a", "style": "primary"},
                {"text": "Site", "url": "https://example.org"},
                {"text": "Copy", "copy_text": {"text": "words"}},
            ]
        ]
    }
    params = {"chat_id": 1001, "text": "<b>Hi</b>", "parse_mode": "HTML", "reply_markup": keyboard}
    await raw.result("sendMessage", **params, disable_notification=True)

    assert {
        "id": 2,
        "from": {"id": 1, "name": "Say So", "is_bot": True},
        "date": "2026-11-25T12:30:00+00:00",
        "edited": False,
        "kind": "text",
        "text": "Hi",
        "entities": [{"type": "bold", "offset": 0, "length": 2}],
        "buttons": [
            [
                {"text": "A", "kind": "callback", "style": "primary"},
                {"text": "Site", "kind": "url", "style": None, "url": "https://example.org"},
                {"text": "Copy", "kind": "copy", "style": None, "copy": "words"},
            ]
        ],
        "silent": True,
        "outgoing": False,
    } == (await browser.chat())["messages"][1]


async def test_every_kind_of_message_can_be_shown(bot: Bot, browser: Browser, world: World) -> None:
    world.start("Grace")
    await bot.send_contact(1001, "0161 234 5001", "Council")
    sent = await bot.send_document(1001, b"a,b", filename="a.csv")
    await bot.send_poll(1001, "Which?", ["Tea"])
    await bot.pin_chat_message(1001, sent.message_id)
    for kind in ("sticker", "voice", "photo"):
        await browser.act("attach", person=1001, kind=kind)

    shown = (await browser.chat())["messages"]
    expected = ["text", "contact", "document", "poll", "service", "sticker", "voice", "photo"]
    assert expected == [message["kind"] for message in shown]
    assert {"name": "Council", "phone": "0161 234 5001"} == shown[1]["contact"]
    assert "Say So pinned a message" == shown[4]["text"]
    async with browser.session.get(browser.url + shown[2]["file"]["url"]) as answer:
        assert b"a,b" == await answer.read()
        assert "attachment" == answer.headers["Content-Disposition"]
    async with browser.session.get(browser.url + shown[7]["file"]["url"]) as answer:
        assert ("image/png", "inline") == (answer.content_type, answer.headers["Content-Disposition"])


async def test_pressing_start_writing_and_tapping_reach_the_bot(
    bot: Bot, raw: Raw, browser: Browser, world: World
) -> None:
    assert {"ok": True, "message": 1} == await browser.act("start", person=1001, payload="team1")
    await browser.act("send", person=1001, chat=1001, text="Hello")
    keyboard = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    await raw.result("sendMessage", chat_id=1001, text="Card", reply_markup=keyboard)
    tapped = await browser.act("tap", person=1001, chat=1001, message=3, row=0, column=0)

    updates = await bot.get_updates()
    assert ["/start team1", "Hello"] == [update.message.text for update in updates[:2] if update.message]
    assert updates[2].callback_query
    assert ("a", tapped["tap"]) == (updates[2].callback_query.data, updates[2].callback_query.id)
    assert world.last("Grace").id == 3


ACTIONS_REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("send", {"chat": 1001, "text": "x"}, "Grace has not pressed START yet."),
    ("start", {"payload": "a b"}, "A link's payload has 1 to 64 of A-Z, a-z, 0-9, _ and -."),
    ("start", {"person": 9}, "There is no 9. The people are Grace, Marek, Asha."),
    ("start", {"person": "x"}, "The field person must be a number."),
    ("send", {"chat": 1002, "text": "x"}, "Grace is in no chat 1002."),
    ("send", {"chat": GROUP_ID, "text": 5}, "The field text must be a text."),
    ("send", {"chat": GROUP_ID, "text": " "}, "A message has 1 to 4096 characters."),
    ("tap", {"chat": GROUP_ID, "message": 9, "row": 0, "column": 0}, "That message is no longer there."),
    ("tap", {"chat": GROUP_ID, "message": 1, "row": 0, "column": 0}, "That button is no longer there."),
    ("vote", {"chat": GROUP_ID, "message": 1, "options": [0]}, "That message is not a poll."),
    (
        "vote",
        {"chat": GROUP_ID, "message": 1, "options": "x"},
        "The field options must be a list of numbers.",
    ),
    ("attach", {"chat": GROUP_ID, "kind": "cat"}, "One can send sticker, voice, photo; not 'cat'."),
    ("clock", {"to": "2020-01-01T00:00:00+00:00"}, "The demo's clock only goes forward."),
    ("dance", {}, "A phone cannot do that."),
]


@pytest.mark.parametrize(("action", "given", "sentence"), ACTIONS_REFUSED)
async def test_what_cannot_be_done_is_said_in_one_sentence(
    browser: Browser, world: World, action: str, given: dict[str, Any], sentence: str
) -> None:
    world.say("Marek", "Hello all", world.group)

    assert {"ok": False, "error": sentence} == await browser.act(action, **({"person": 1001} | given))


async def test_a_request_that_is_no_object_is_refused(browser: Browser) -> None:
    for body in ("{", "[]"):
        async with browser.session.post(f"{browser.url}/phone/send", data=body) as answer:
            expected = {"ok": False, "error": "The request must be a JSON object."}
            assert (400, expected) == (answer.status, await answer.json())


async def test_a_block_is_shown_and_lifted(browser: Browser, world: World) -> None:
    world.start("Grace")

    await browser.act("block", person=1001, blocked=True)
    assert (await browser.chat())["blocked"]
    await browser.act("block", person=1001, blocked=False)
    assert not (await browser.chat())["blocked"]


async def test_counts_are_shown_to_those_who_have_voted(bot: Bot, browser: Browser) -> None:
    sent = await bot.send_poll(GROUP_ID, "Which?", ["Tea", "Coffee"])
    await browser.act("vote", person=1001, chat=GROUP_ID, message=sent.message_id, options=[0])

    async def votes(person: int) -> list[int | None]:
        group = (await browser.state(person))["chats"][1]
        return [option["votes"] for option in group["messages"][0]["poll"]["options"]]

    assert [1, 0] == await votes(1001)
    assert [None, None] == await votes(1002)


async def test_the_page_keeps_to_itself(browser: Browser) -> None:
    for path in ("/", "/static/index.html", "/phone/state?person=1001"):
        async with browser.session.get(browser.url + path) as answer:
            assert 200 == answer.status
            assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


async def test_what_is_not_there_is_not_found(browser: Browser) -> None:
    for path in ("/static/none.js", "/static/../server.py", "/phone/file/none"):
        async with browser.session.get(browser.url + path) as answer:
            assert 404 == answer.status
    async with browser.session.get(f"{browser.url}/phone/events?person=9") as answer:
        assert 400 == answer.status
