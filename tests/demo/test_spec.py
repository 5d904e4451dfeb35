"""A call is held against the Bot API's own description, more strictly than Telegram does."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.demo.methods import METHODS
from bot.demo.refusals import Refusal
from bot.demo.spec import SPEC, check
from bot.demo.spec_renew import renew

REFUSED: list[tuple[str, dict[str, object], str]] = [
    ("sendMesage", {}, "404 Not Found: method not found"),
    ("sendDice", {"chat_id": 1}, "501 Not Implemented: the demo does not emulate sendDice"),
    ("sendMessage", {"chat_id": 1, "text": "a", "txt": "b"}, '400 Bad Request: unknown parameter "txt"'),
    ("sendMessage", {"text": "a"}, "400 Bad Request: chat_id is empty"),
    ("sendMessage", {"chat_id": 1}, "400 Bad Request: message text is empty"),
    (
        "sendMessage",
        {"chat_id": "x", "text": "a"},
        '400 Bad Request: field "chat_id" must be of type Integer',
    ),
    ("sendMessage", {"chat_id": 1, "text": 5}, '400 Bad Request: field "text" must be of type String'),
    (
        "sendMessage",
        {"chat_id": 1, "text": "a", "disable_notification": "maybe"},
        '400 Bad Request: field "disable_notification" must be of type Boolean',
    ),
    (
        "sendMessage",
        {"chat_id": 1, "text": "a", "reply_markup": "{"},
        "400 Bad Request: can't parse reply_markup JSON object",
    ),
    (
        "sendMessage",
        {"chat_id": 1, "text": "a", "reply_markup": "[]"},
        '400 Bad Request: field "reply_markup" must be of type Object',
    ),
    (
        "sendMessage",
        {"chat_id": 1, "text": "a", "reply_markup": {"inline_keyboard": [[{"text": "A", "data": "a"}]]}},
        '400 Bad Request: can\'t parse inline keyboard button: unknown field "data"',
    ),
    (
        "sendMessage",
        {"chat_id": 1, "text": "a", "reply_markup": {"inline_keyboard": [[{"callback_data": "a"}]]}},
        "400 Bad Request: can't parse inline keyboard button: Can't find field \"text\"",
    ),
    (
        "sendMessage",
        {"chat_id": 1, "text": "a", "reply_markup": {"inline_keyboard": [{"text": "A"}]}},
        '400 Bad Request: field "inline_keyboard" must be of type Array',
    ),
    (
        "sendMessage",
        {"chat_id": 1, "text": "a", "link_preview_options": {"disabled": True}},
        '400 Bad Request: can\'t parse LinkPreviewOptions: unknown field "disabled"',
    ),
    (
        "setMyCommands",
        {"commands": [], "scope": {"type": "chat"}},
        "400 Bad Request: can't parse BotCommandScopeChat: Can't find field \"chat_id\"",
    ),
    (
        "getMyCommands",
        {"scope": {"type": "everyone"}},
        '400 Bad Request: field "type" has an unknown value',
    ),
]


@pytest.mark.parametrize(("method", "params", "refusal"), REFUSED)
def test_what_the_description_does_not_know_is_refused(
    method: str, params: dict[str, object], refusal: str
) -> None:
    with pytest.raises(Refusal) as refused:
        check(method, params)

    assert refusal == f"{refused.value.code} {refused.value.description}"


def test_text_from_a_form_gets_the_types_of_its_parameters() -> None:
    keyboard = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    form = {
        "chat_id": "-100",
        "text": "5",
        "protect_content": "true",
        "reply_markup": json.dumps(keyboard),
    }

    expected = {"chat_id": -100, "text": "5", "protect_content": True, "reply_markup": keyboard}
    assert ("sendMessage", expected) == check("SENDMESSAGE", form)


def test_a_scope_is_told_from_others_by_its_type() -> None:
    scope = {"type": "chat", "chat_id": 1001}

    assert scope == check("getMyCommands", {"scope": scope})[1]["scope"]


def test_a_parameter_that_is_null_is_as_good_as_left_out() -> None:
    assert {} == check("getMe", {"offset": None})[1]


def test_the_description_in_use_covers_every_method() -> None:
    assert set(METHODS) == set(json.loads(SPEC.read_text(encoding="utf-8"))["methods"])


def test_a_renewed_description_keeps_the_types_that_the_parameters_reach() -> None:
    def entry(*fields: dict[str, Any]) -> dict[str, Any]:
        return {"fields": list(fields)}

    number = {"name": "id", "types": ["Integer"], "required": True, "description": "A number"}
    fixed = {"name": "type", "types": ["String"], "required": True, "description": "Type, must be inner"}
    outer = {"name": "outer", "types": ["Array of Outer"], "required": False, "description": "x"}
    description = {
        "version": "Bot API 99",
        "methods": {name: entry() for name in METHODS} | {"getMe": entry(outer), "sendRocket": entry()},
        "types": {
            "Outer": {"subtypes": ["Inner"]},
            "Inner": entry(number, fixed),
            "Unreached": entry(number),
        },
    }

    renewed = renew(description)

    assert ["sendRocket"] == renewed["not_emulated"]
    assert {"outer": {"types": ["Array of Outer"]}} == renewed["methods"]["getMe"]
    inner = {"id": {"types": ["Integer"], "required": True}}
    inner["type"] = {"types": ["String"], "required": True, "must_be": "inner"}
    assert {"Outer": {"one_of": ["Inner"]}, "Inner": {"fields": inner}} == renewed["types"]
