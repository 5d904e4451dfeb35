"""What a person can do on the phone in the browser, one function for each kind of request.

Each takes the request's JSON, does it in the world and returns what to tell the page. The world refuses
what cannot be; a field that is missing or of a wrong kind is refused here.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.demo.messages import Message, Person
    from bot.demo.world import World

Given = dict[str, Any]
LONDON = ZoneInfo("Europe/London")
STEPS = {"+1h": timedelta(hours=1), "+1d": timedelta(days=1), "+7d": timedelta(days=7)}
WEDNESDAY, LUNCH = 2, 12


def _start(world: World, given: Given) -> Given:
    payload = _text(given, "payload") if given.get("payload") else None
    return {"message": world.start(_person(world, given), payload).id}


def _send(world: World, given: Given) -> Given:
    message = world.say(_person(world, given), _text(given, "text"), _chat(given))
    return {"message": message.id}


def _tap(world: World, given: Given) -> Given:
    person, message = _person(world, given), _message(world, given)
    rows = message.keyboard.rows if message.keyboard else ()
    row, column = _number(given, "row"), _number(given, "column")
    if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
        raise LookupError("That button is no longer there.")
    data = rows[row][column].data
    if data is None:
        raise ValueError("That button sends nothing to the bot.")
    return {"tap": world.tap_data(person, message.id, data, message.chat_id).id}


def _vote(world: World, given: Given) -> Given:
    options = given.get("options")
    if not isinstance(options, list) or not all(isinstance(option, int) for option in options):
        raise ValueError("The field options must be a list of numbers.")
    world.vote(_person(world, given), _message(world, given), options)
    return {}


def _attach(world: World, given: Given) -> Given:
    message = world.attach(_person(world, given), _text(given, "kind"), _chat(given))
    return {"message": message.id}


def _block(world: World, given: Given) -> Given:
    person = _person(world, given)
    if given.get("blocked"):
        world.block(person)
    else:
        world.unblock(person)
    return {}


def _clock(world: World, given: Given) -> Given:
    moment = moment_of(_text(given, "to"), world.clock.now())
    if moment < world.clock.now():
        raise ValueError("The demo's clock only goes forward.")
    world.jump_to(moment)
    return {"now": moment.isoformat()}


def moment_of(words: str, now: datetime) -> datetime:
    """The moment that the page's words mean: a step from `now`, next Wednesday 12:30 in London, or ISO.

    Raises:
        ValueError: the words mean no moment.
    """
    if words in STEPS:
        return now + STEPS[words]
    if words == "next-wednesday":
        return _next_wednesday(now)
    moment = datetime.fromisoformat(words)
    return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)


def _next_wednesday(now: datetime) -> datetime:
    local = now.astimezone(LONDON)
    day = local + timedelta(days=(WEDNESDAY - local.weekday()) % 7)
    moment = day.replace(hour=LUNCH, minute=30, second=0, microsecond=0)
    return (moment if moment > local else moment + timedelta(days=7)).astimezone(UTC)


def _person(world: World, given: Given) -> Person:
    return world.person(_number(given, "person"))


def _chat(given: Given) -> int | None:
    return _number(given, "chat") if "chat" in given else None


def _message(world: World, given: Given) -> Message:
    number = _number(given, "message")
    chat = world.chats.get(_number(given, "chat"))
    if chat is None or number not in chat.messages:
        raise LookupError("That message is no longer there.")
    return chat.messages[number]


def _number(given: Given, name: str) -> int:
    value = given.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"The field {name} must be a number.")
    return value


def _text(given: Given, name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str):
        raise TypeError(f"The field {name} must be a text.")
    return value


ACTIONS: dict[str, Callable[[World, Given], Given]] = {
    "start": _start,
    "send": _send,
    "tap": _tap,
    "vote": _vote,
    "attach": _attach,
    "block": _block,
    "clock": _clock,
}
