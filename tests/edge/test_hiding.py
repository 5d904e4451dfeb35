from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.edge.hiding import MOST_AT_ONCE, NEWEST, REMEMBERED_CHATS, REMEMBERED_EACH, Recent, hide, to_hide
from tests.unit.fewer import SOME

if TYPE_CHECKING:
    from collections.abc import Sequence

GRACE, MAREK = 1001, 1002
IDS = st.integers(1, 3000)


class Chat:
    """Deletes what is in the chat, and refuses to do anything if one of the numbers is too old."""

    def __init__(self, old: int = 0, failure: TelegramError | None = None) -> None:
        self.old = old
        self.failure = failure
        self.deleted: set[int] = set()
        self.calls: list[int] = []

    async def delete(self, chat_id: int, numbers: Sequence[int]) -> None:
        assert GRACE == chat_id
        self.calls.append(len(numbers))
        if self.failure is not None:
            raise self.failure
        if min(numbers) <= self.old:
            raise BadRequest("Message can't be deleted for everyone")
        self.deleted |= set(numbers)


def test_what_was_sent_lately_is_known_by_chat_and_only_once() -> None:
    recent = Recent()
    for number in (5, 6, 6, 7):
        recent.note(GRACE, number)
    recent.note(MAREK, 8)

    assert [5, 6, 7] == recent.take(GRACE)
    assert [] == recent.take(GRACE), "afterwards nothing is known"
    assert [8] == recent.take(MAREK)


def test_no_more_is_known_than_a_hundred_messages_of_some_thousand_chats() -> None:
    recent = Recent()
    for number in range(1, REMEMBERED_EACH + 51):
        recent.note(GRACE, number)
    assert list(range(51, REMEMBERED_EACH + 51)) == recent.take(GRACE)
    for chat in range(1, REMEMBERED_CHATS + 2):
        recent.note(chat, 1)

    assert [] == recent.take(1)
    assert [1] == recent.take(2)


@SOME
@given(IDS, st.lists(IDS, max_size=20))
def test_the_newest_numbers_and_what_is_known_are_tried_newest_first_and_the_line_stays(
    newest: int, known: list[int]
) -> None:
    tried = to_hide(newest, known)

    assert sorted(set(tried), reverse=True) == tried
    assert all(0 < number < newest for number in tried)
    assert {number for number in known if number < newest} <= set(tried)
    assert set(range(max(1, newest - NEWEST), newest)) <= set(tried)


def test_what_was_typed_just_before_a_known_answer_goes_with_it() -> None:
    assert {9_998, 9_999, 10_000} <= set(to_hide(50_000, [10_000]))


async def test_a_hundred_are_asked_for_at_once() -> None:
    chat = Chat()
    await hide(chat.delete, GRACE, list(range(250, 0, -1)))

    assert [MOST_AT_ONCE, MOST_AT_ONCE, 50] == chat.calls
    assert set(range(1, 251)) == chat.deleted


@SOME
@given(st.integers(0, 400))
async def test_all_that_is_young_enough_goes_though_something_old_stands_beside_it(old: int) -> None:
    chat = Chat(old)
    await hide(chat.delete, GRACE, list(range(400, 0, -1)))

    assert set(range(old + 1, 401)) == chat.deleted
    assert len(chat.calls) <= 20, "what is older still is not asked for"


async def test_nothing_of_telegrams_is_raised_and_nothing_is_tried_on_and_on() -> None:
    for failure in (RetryAfter(5), BadRequest("Bad Request: chat not found")):
        chat = Chat(failure=failure)
        await hide(chat.delete, GRACE, list(range(400, 0, -1)))
        assert 1 == len(chat.calls)
