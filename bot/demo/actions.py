"""What a person can do on the phone in the browser, one function for each kind of request.

Each takes the request's JSON, does it in the world and returns what to tell the page. The world refuses
what cannot be; a field that is missing or of a wrong kind is refused here.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.clock import real_seconds

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.demo.messages import Message, Person
    from bot.demo.world import World

Given = dict[str, Any]
LONDON = ZoneInfo("Europe/London")
STEPS = {"+1h": timedelta(hours=1), "+1d": timedelta(days=1), "+7d": timedelta(days=7)}
LUNCH = (12, 30)
MONDAY, WEDNESDAY = 0, 2
# What happened in a week is counted in the night to Monday. A jump over that night stops there for so many real
# seconds, or the note about the week would be due before there is anything to note.
COUNTING_SECONDS = 2.5
AFTER_MIDNIGHT = (0, 10)


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


async def _clock(world: World, given: Given) -> Given:
    before = world.clock.now()
    moment = moment_of(_text(given, "to"), before)
    if moment < before:
        raise ValueError("The demo's clock only goes forward.")
    if before < (night := night_before(moment)):
        world.pass_through(night)
        await real_seconds(COUNTING_SECONDS)
    world.jump_to(moment)
    return {"now": moment.isoformat()}


def moment_of(words: str, now: datetime) -> datetime:
    """The moment that the page's words mean: a step from `now`, a day's next 12:30 in London, or ISO.

    Raises:
        ValueError: the words mean no moment.
    """
    if words in STEPS:
        return now + STEPS[words]
    if words == "next-wednesday":
        return _next(WEDNESDAY, now)
    if words == "next-monday":
        return _next(MONDAY, _end_of_day(now))
    moment = datetime.fromisoformat(words)
    return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)


def _next(weekday: int, now: datetime) -> datetime:
    local = now.astimezone(LONDON)
    day = local + timedelta(days=(weekday - local.weekday()) % 7)
    moment = _at(day, LUNCH)
    return (moment if moment > local else moment + timedelta(days=7)).astimezone(UTC)


def _end_of_day(now: datetime) -> datetime:
    """What is told on a Monday is about the week before it, so that on a Monday the next one is meant."""
    return _at(now.astimezone(LONDON), (23, 59))


def night_before(moment: datetime) -> datetime:
    """The last night to a Monday before `moment`, ten minutes past midnight in London."""
    local = moment.astimezone(LONDON)
    night = _at(local - timedelta(days=local.weekday()), AFTER_MIDNIGHT)
    return (night if night <= local else night - timedelta(days=7)).astimezone(UTC)


def _at(day: datetime, time: tuple[int, int]) -> datetime:
    return day.replace(hour=time[0], minute=time[1], second=0, microsecond=0)


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


ACTIONS: dict[str, Callable[[World, Given], Given | Awaitable[Given]]] = {
    "start": _start,
    "send": _send,
    "tap": _tap,
    "vote": _vote,
    "attach": _attach,
    "block": _block,
    "clock": _clock,
}
