"""The line of a chat: what is still to be shown there, one after the other.

In memory only. It must never grow without end: of more than a few, only the newest counts. Nor may anything be
shown in a message for which something newer was asked since.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from bot.callback_data import parse
from bot.routes import Forgotten

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.delivery.desk import Ready
    from storage.replies import Kept, Reply

MOST_WAITING = 30  # in one chat; who asks for more in these seconds can look at the last only
REMEMBERED = 5000

Key = TypeVar("Key")
Over = asyncio.Future[Exception | None]


def _over() -> Over:
    return asyncio.get_running_loop().create_future()


@dataclass(eq=False)
class Showing:
    """A reply on its way. `number` says when it was asked for, `rows` are what stands in for it once it is late.

    `over` comes true when all is settled, with what failed, if something did. The rows are dropped then.
    """

    ready: Ready
    number: int
    over: Over = field(default_factory=_over)
    done: bool = False
    late: bool = False
    forgotten: bool = False
    rows: list[Kept] = field(default_factory=list)

    @property
    def chat(self) -> int:
        """Where it is shown."""
        return self.ready.reply.chat_id

    @property
    def line(self) -> tuple[int, bool]:
        """Which line it stands in. A paper has one beside the chat's own: nobody waits until it is made."""
        return self.chat, self.ready.screen.paper is not None

    @property
    def says_forgotten(self) -> bool:
        """Whether it tells somebody that everything was deleted."""
        return isinstance(parse(self.ready.reply.route), Forgotten)

    @property
    def kept(self) -> bool:
        """Whether a row may stand in for it. That everything was deleted is said once or not at all."""
        return bool(self.ready.reply.route) and not self.says_forgotten and not self.forgotten

    def take_place_of(self, other: Showing) -> None:
        """The other is not shown; the rows that stand in for it go when this one has been."""
        other.done = True
        self.rows += other.rows
        other.end(None)

    def end(self, failure: Exception | None) -> None:
        """All is settled."""
        if not self.over.done():
            self.over.set_result(failure)


class Line:
    """Shows a chat's replies in order."""

    def __init__(self, show: Callable[[Showing], Awaitable[None]]) -> None:
        self._show = show
        self._present: Showing | None = None
        self._waiting: deque[Showing] = deque()

    def put(self, showing: Showing) -> None:
        """Let it stand in line; if that is full, in the place of the last."""
        if len(self._waiting) >= MOST_WAITING:
            showing.take_place_of(self._waiting.pop())
        self._waiting.append(showing)

    @property
    def rows(self) -> list[Kept]:
        """What stands in for all that are still to be shown."""
        showings = (self._present, *self._waiting)
        return [row for showing in showings if showing is not None for row in showing.rows]

    async def go_on(self) -> None:
        """Show all that stand in line, until none does."""
        while self._waiting:
            self._present = self._waiting.popleft()
            await self._show(self._present)

    def forget(self) -> None:
        """Who deleted everything leaves no row, whatever becomes of what is still on its way to her."""
        for showing in (self._present, *self._waiting):
            if showing is not None:
                showing.forgotten = True


class Newest:
    """What was asked for last in each message, and when the rows that wait were. Forgets the oldest of many."""

    def __init__(self) -> None:
        self._asked: OrderedDict[tuple[int, int], int] = OrderedDict()
        self._rows: OrderedDict[Kept, int] = OrderedDict()

    def note(self, reply: Reply, number: int) -> None:
        """A screen is asked for; the higher its number, the newer it is."""
        if reply.edits is not None:
            place = (reply.chat_id, reply.edits)
            _remember(self._asked, place, max(number, self._asked.get(place, number)))

    def note_row(self, row: Kept, number: int) -> None:
        """A row stands in for the screen with this number."""
        _remember(self._rows, row, number)

    def is_outdated(self, reply: Reply, number: int) -> bool:
        """Whether something newer was asked for in the same message."""
        newest = None if reply.edits is None else self._asked.get((reply.chat_id, reply.edits))
        return newest is not None and newest > number

    def is_row_outdated(self, row: Kept) -> bool:
        """The same of a row; of one that another process kept nothing is known, and it is not."""
        number = self._rows.get(row)
        return number is not None and self.is_outdated(row.reply, number)


def _remember(numbers: OrderedDict[Key, int], key: Key, number: int) -> None:
    numbers[key] = number
    numbers.move_to_end(key)
    if len(numbers) > REMEMBERED:
        numbers.popitem(last=False)
