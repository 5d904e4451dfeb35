"""Updates that come twice, late or in another order leave the same state as if each had come once, in order.

The state is the whole database but for what is kept only to know an update again, and for where people are:
showing a screen again is a step back to it, and rightly so. Of a moment it counts whether there is one.

What must keep its order does: Telegram never hands one person's updates out in another order the first time, and
a card's number depends on who was dealt one before. All else is mixed: different people's updates among each
other, and every update may come again, at once or hundreds later.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.callback_data import ContentId, pack
from bot.demo.updates import FIRST_ID
from bot.routes import (
    AskDay,
    Excerpt,
    Help,
    MoreGuidance,
    Practise,
    ReadExcerpt,
    SetDay,
    SetHour,
    SetPack,
    SetShift,
    Shift,
    Weekday,
)
from content import library
from storage.columns import UtcTime
from storage.schema import metadata
from storage.store import Store
from tests.faults.engines import Engine
from tests.faults.running import running

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bot.callback_data import Route
    from tests.faults.crowd import Open
    from tests.faults.running import Running

SEED = 20_261_126
CARDS_EACH = 3
THINGS_EACH = 5  # few enough that the bot takes nobody for a flood
BATCH = 99
AGAIN = 0.5  # so many updates come more than once
# Time is counted by the clock, which goes on while the bot works through more of them.
PASSING = ("handled", "leases", "practice_days", "replies")
COMMANDS = ("/read", "/help", "/settings", "/stop", "/resume", "/concern", "/privacy", "/contacts")
EXCERPTS = [ContentId(key) for key in library.load().packs["adults"].excerpts]


@dataclass(frozen=True)
class Came:
    """An update of one person. `fixed`: it takes a number that others take too, so nobody may overtake it."""

    person: int
    update: dict[str, Any]
    fixed: bool = False


def story(drawn: random.Random, cards: Sequence[Open], number: int) -> list[Came]:
    """What people did, in the order in which they did it."""
    told = [one_thing(drawn, drawn.choice(cards)) for _one in range(number)]
    return [replace(came, update={"update_id": FIRST_ID + at} | came.update) for at, came in enumerate(told)]


def one_thing(drawn: random.Random, card: Open) -> Came:
    """Somebody answers her card, reads, looks, changes a setting, types a command, blocks or wants a card."""
    answers = [card.data(option) for option in card.options]
    tapped = pack(drawn.choice(routes(drawn, card.showing)))
    what = drawn.random()
    if what < 0.1:
        return Came(card.person_id, tap(card, pack(Practise())), fixed=True)
    if what < 0.15:
        return Came(card.person_id, membership(card, drawn.choice(("kicked", "member"))))
    if what < 0.3:
        return Came(card.person_id, text(card, drawn.choice(COMMANDS)))
    return Came(card.person_id, tap(card, drawn.choice((*answers, tapped))))


def routes(drawn: random.Random, showing: int) -> tuple[Route, ...]:
    excerpt = drawn.choice(EXCERPTS)
    return (
        *(MoreGuidance(showing), ReadExcerpt(excerpt), Excerpt(excerpt), Help(), AskDay()),
        *(SetDay(drawn.choice(list(Weekday))), SetHour(drawn.choice((540, 720, 1020)))),
        *(SetShift(drawn.choice(list(Shift))), SetPack(ContentId(drawn.choice(("adults", "children"))))),
    )


def sender(card: Open) -> dict[str, Any]:
    person = {"id": card.person_id, "is_bot": False, "first_name": "P"}
    return {"from": person, "chat": {"id": card.person_id, "type": "private", "first_name": "P"}}


def tap(card: Open, data: str) -> dict[str, Any]:
    who = sender(card)
    message = {"message_id": card.message_id, "date": 0, "chat": who["chat"]}
    return {"callback_query": {"id": "1", "from": who["from"], "message": message, "data": data}}


def text(card: Open, words: str) -> dict[str, Any]:
    return {"message": {"message_id": 900, "date": 1795000000, "text": words} | sender(card)}


def membership(card: Open, status: str) -> dict[str, Any]:
    return {"my_chat_member": {"date": 1795000000, "new_chat_member": {"status": status}} | sender(card)}


def mixed(drawn: random.Random, told: Sequence[Came]) -> list[Came]:
    """The same things doubled and out of order, as far as order says nothing."""
    came: list[Came] = []
    since: list[Came] = []
    for one in told:
        if one.fixed:
            came += [*by_person(drawn, since), one]
            since = []
        else:
            since.append(one)
    return doubled(drawn, came + by_person(drawn, since))


def by_person(drawn: random.Random, things: list[Came]) -> list[Came]:
    """In another order, but each person's own as they were."""
    waiting = {one.person: [thing for thing in things if thing.person == one.person] for one in things}
    turns = [one.person for one in things]
    drawn.shuffle(turns)
    return [waiting[person].pop(0) for person in turns]


def doubled(drawn: random.Random, came: list[Came]) -> list[Came]:
    """Many of them again, and some once more: next, or anywhere later."""
    places = [(float(at), one) for at, one in enumerate(came)]
    for at, one in enumerate(came):
        while drawn.random() < AGAIN:
            later = at if drawn.random() < 0.5 else drawn.uniform(at, len(came))
            places.append((later + 0.5, one))
    return [one for _at, one in sorted(places, key=lambda place: place[0])]


async def state_after(
    file: Path, people: int, tell: Callable[[list[Open]], list[Came]], size: int
) -> dict[str, list[Any]]:
    """The state of a bot of its own after it was told all that, at most `size` at once."""
    engine = Engine("sqlite", f"sqlite+aiosqlite:///{file}")
    drawn = random.Random(SEED)  # noqa: S311 - the same people and cards each time
    async with running(engine, drawn) as bot:
        await bot.crowd.grow(tappers=people, cards_each=CARDS_EACH)
        told = tell(bot.crowd.cards)
        while told:
            batch, told = told[:size], told[size:]
            await hand_out(bot, [one.update for one in batch])
        assert [] == bot.uncaught + bot.unclear()
    return await state(engine)


async def hand_out(bot: Running, updates: list[dict[str, Any]]) -> None:
    """One batch. An empty update with the highest number ends it, and lets the bot confirm the others."""
    for update in updates:
        bot.world.inject(update)
    bot.world.inject({"update_id": FIRST_ID * 2})
    await bot.world.quiet(60)


async def state(engine: Engine) -> dict[str, list[Any]]:
    store = Store(engine.url)
    try:
        async with store.reading() as transaction:
            return {
                table.name: sorted(map(str, await transaction.execute(select(*kept_columns(table)))))
                for table in metadata.sorted_tables
                if table.name not in PASSING
            }
    finally:
        await store.close()


def kept_columns(table: Any) -> list[Any]:  # noqa: ANN401 - SQLAlchemy's columns have no type of their own here
    return [
        one.is_not(None) if isinstance(one.type, UtcTime) else one
        for one in table.columns
        if one.name != "place"
    ]


def differences(expected: dict[str, list[Any]], found: dict[str, list[Any]]) -> dict[str, set[Any]]:
    """Rows that only one of the two has, by table."""
    return {name: rows for name in expected if (rows := {*expected[name]} ^ {*found[name]})}


@pytest.mark.parametrize(
    "number", [400, pytest.param(10_000, marks=[pytest.mark.soak, pytest.mark.timeout(3600)])]
)
async def test_doubled_and_disordered_updates_leave_the_state_of_the_clean_run(
    tmp_path: Path, number: int
) -> None:
    drawn = random.Random(SEED)  # noqa: S311 - the same each time; no secret
    stories: list[list[Came]] = []

    def clean(cards: list[Open]) -> list[Came]:
        stories.append(story(drawn, cards, number))
        return list(stories[0])

    def again(_cards: list[Open]) -> list[Came]:
        return mixed(drawn, stories[0])

    people = number // THINGS_EACH
    expected = await state_after(tmp_path / "clean.db", people, clean, BATCH)
    found = await state_after(tmp_path / "mixed.db", people, again, drawn.randint(7, BATCH))

    assert len(expected["showings"]) > people * CARDS_EACH, "cards were dealt on the way"
    assert expected["reads"], "and pages were read"
    assert {} == differences(expected, found)
