"""A visit asks the database each question once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from bot.handlers.visit import Unsigned, Visit
from tests.unit.samples import LIBRARY

if TYPE_CHECKING:
    from storage.store import Transaction

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def visit() -> Visit:
    return Visit(
        person_id=7,
        person=None,
        message_id=None,
        now=NOON,
        zone=ZoneInfo("Europe/London"),
        library=LIBRARY,
        controller="",
        unsigned=Unsigned.LABEL,
        owner=False,
        transaction=cast("Transaction", None),
    )


async def test_a_question_is_put_once_in_a_visit_and_anew_in_the_next() -> None:
    asked: list[int] = []

    async def double(_transaction: Transaction, number: int) -> int:
        asked.append(number)
        return 2 * number

    one, next_one = visit(), visit()
    said = [await one.ask(double, 3), await one.ask(double, 4), await one.ask(double, 3)]
    said.append(await next_one.ask(double, 3))

    assert [6, 8, 6, 6] == said
    assert [3, 4, 3] == asked


async def test_an_answer_of_nothing_is_an_answer_too() -> None:
    asked: list[int] = []

    async def nobody(_transaction: Transaction, number: int) -> str | None:
        asked.append(number)
        return None

    here = visit()

    assert [None, None] == [await here.ask(nobody, 3), await here.ask(nobody, 3)]
    assert [3] == asked
