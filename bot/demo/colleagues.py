"""The rest of the team, for whoever plays the demo alone: they join by the newest link, answer, vote, send lines.

They see what is on their phones and press what is there, as people do, and the bot cannot tell the difference.
They must never do anything unless they are asked to, and they never touch what somebody else plays.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.clock import real_seconds
from bot.demo.chats import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.demo.chats import Chat
    from bot.demo.messages import Message, Person
    from bot.demo.world import World

ROLE = "colleague"
NAMES = ("Ama", "Ben", "Lucia", "Dev", "Mina", "Owen")
FIRST_ID = 1004
# Seconds between two things that one of them does: enough to see it happen.
PAUSE = 0.3
PATIENCE = 30.0  # seconds until the bot counts as too busy

# What a link to a team looks like in a chat. One for a manager does not speak of START.
TEAM_LINK = re.compile(r"\bSTART\b.*[?]start=([A-Za-z0-9_-]{1,64})\b", re.DOTALL)
SHIFTS = ("Days", "Nights", "Mixed")
JOIN = "Join the team"
SHOW = "Show it"
LETTERS = "ABCD"
ASKS = ("One question for you", "Six short questions")
DEGREES = ("Not ready", "A little ready", "Half ready", "Mostly ready", "Very ready")
READ = "/read"
# What a link in a group looks like that brings people to the lines which they may send.
LINES = "lines"
LINES_LINK = re.compile(rf"[?]start={LINES}$")
LAST_ROW = 2  # buttons that lead away again stand below the lines
LOOKS_BACK = 8  # messages of the bot among which somebody looks for something to press
MOST_QUESTIONS = 6


@dataclass(frozen=True, slots=True)
class Done:
    """How many of them did what. `invited` is whether there was a link to open at all."""

    invited: bool
    joined: int = 0
    answered: int = 0
    voted: int = 0
    sent: int = 0

    def sentence(self) -> str:
        """The same for the person at the page."""
        counts = {
            "opened the team’s link": self.joined,
            "answered a card": self.answered,
            "voted": self.voted,
            "sent a line without a name": self.sent,
        }
        told = [f"{number} {what}" for what, number in counts.items() if number]
        if told:
            return f"Your colleagues: {', '.join(told)}."
        if not self.invited:
            return "There is no link to a team yet. As Marek: /team, “Invite people”, “Make a link”."
        return "Your colleagues have nothing to do now. Move the clock, or open a poll."


def add_colleagues(world: World) -> None:
    """Six more people with phones, who are in the group too."""
    people = [world.add_person(name, number, ROLE) for number, name in enumerate(NAMES, FIRST_ID)]
    world.cast = (*world.cast, *people)
    for person in people:
        world.group.members[person.id] = Standing.MEMBER


class Colleagues:
    """The rest of the team. `pause` is in seconds."""

    def __init__(self, world: World, pause: float = PAUSE) -> None:
        self._world = world
        self._pause = pause
        self._opened: dict[int, str] = {}
        self._asked: set[tuple[int, int]] = set()
        self._work: asyncio.Task[Done] | None = None

    async def act(self) -> Done:
        """Let each of them do what is there to do; whoever asks meanwhile waits for the same.

        Raises:
            ValueError: the bot was too busy for it.
        """
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._all())
        try:
            return await asyncio.shield(self._work)
        except TimeoutError:
            raise ValueError("The bot is busy. Try again in a moment.") from None

    def close(self) -> None:
        """Stop in the middle."""
        if self._work is not None:
            self._work.cancel()

    async def _all(self) -> Done:
        people = [person for person in self._world.cast if person.role == ROLE]
        free = [person for person in people if not self._world.chats[person.id].blocked]
        code = self._newest_link()
        joined = await asyncio.gather(*(self._joins(person, code) for person in free))
        answered = await asyncio.gather(*(self._answers(person) for person in free))
        sent = await self._send_lines(free)
        voted = [self._votes(person) for person in free]
        return Done(code is not None, sum(joined), sum(answered), sum(voted), sent)

    def _newest_link(self) -> str | None:
        """The code of the last link to a team that the bot wrote to anybody."""
        written = (
            message
            for chat in self._world.chats.values()
            if chat.private
            for message in chat.messages.values()
            if message.sender == self._world.bot
        )
        links = [(message.date, message.id, code) for message in written if (code := _code(message))]
        return max(links)[2] if links else None

    async def _joins(self, person: Person, code: str | None) -> bool:
        if code is None or self._opened.get(person.id) == code:
            return False
        self._opened[person.id] = code
        await self._pause_of(person)
        self._world.start(person, code)
        await self._answered()
        shift = SHIFTS[person.id % len(SHIFTS)]
        return await self._presses(person, (shift, JOIN)) is not None

    async def _answers(self, person: Person) -> bool:
        """Show the card that waits, choose, say how ready one feels; every second person reads a page as well."""
        if not self._world.chats[person.id].started:
            return False
        await self._presses(person, (SHOW,))
        if await self._presses(person, self._letters(person)) is None:
            return False
        await self._says_how_ready(person)
        if person.id % 2:
            self._world.say(person, READ)
            await self._answered()
        return True

    def _letters(self, person: Person) -> Iterable[str]:
        """All letters, beginning with another one for each person and each card."""
        first = (person.id + len(self._world.chats[person.id].messages)) % (len(LETTERS) - 1)
        return (*LETTERS[first:], *LETTERS[:first])

    async def _says_how_ready(self, person: Person) -> None:
        if await self._presses(person, ASKS) is None:
            return
        degree = DEGREES[1 + person.id % 3]
        for _question in range(MOST_QUESTIONS):
            if await self._presses(person, (degree,)) is None:
                return

    async def _presses(self, person: Person, labels: Iterable[str]) -> str | None:
        """Press the first of these buttons that is on the phone; its label, or None if none is."""
        chat = self._world.chats[person.id]
        found = next(((message, label) for label in labels if (message := self._with(chat, label))), None)
        if found is None:
            return None
        await self._pause_of(person)
        self._world.tap(person, *found)
        await self._answered()
        return found[1]

    def _with(self, chat: Chat, label: str) -> Message | None:
        """The newest message of the bot that has this button, if it is not long gone."""
        written = [message for message in chat.messages.values() if message.sender == self._world.bot]
        recent = reversed(written[-LOOKS_BACK:])
        return next((message for message in recent if label in message.labels), None)

    def _votes(self, person: Person) -> int:
        """Vote in each open poll of a group; 1 if there was one."""
        voted = 0
        for chat_id, message_id in list(self._world.polls.values()):
            chat = self._world.chats[chat_id]
            message = chat.messages.get(message_id)
            poll = message.poll if message and person.id in chat.members else None
            if message is None or poll is None or poll.closed or poll.chosen_by(person.id):
                continue
            # Squares, so that some options get more votes than others.
            self._world.vote(person, message, [person.id**2 % len(poll.options)])
            voted = 1
        return voted

    async def _send_lines(self, people: list[Person]) -> int:
        """Follow a group's link to the lines, once for each time that lines are asked for; how many did."""
        asked = {(chat.id, message.id) for chat in self._groups() for message in _asking(chat)} - self._asked
        if not asked:
            return 0
        self._asked |= asked
        return sum(await asyncio.gather(*(self._sends_line(person) for person in people)))

    def _groups(self) -> list[Chat]:
        return [chat for chat in self._world.chats.values() if not chat.private]

    async def _sends_line(self, person: Person) -> bool:
        await self._pause_of(person)
        self._world.start(person, LINES)
        await self._answered()
        shown = self._world.last(person)
        lines = shown.labels[:-LAST_ROW]
        if not lines:
            return False
        return await self._presses(person, (lines[person.id % len(lines)],)) is not None

    async def _pause_of(self, person: Person) -> None:
        """People do not all press at the same moment."""
        if self._pause:
            await real_seconds(self._pause * (1 + person.id % len(NAMES) / len(NAMES)))

    async def _answered(self) -> None:
        await self._world.quiet(PATIENCE)


def _code(message: Message) -> str | None:
    """The code of the team that a message invites to, if it does. Nobody here can scan a poster."""
    found = TEAM_LINK.search(message.text)
    return found[1] if found else None


def _asking(chat: Chat) -> list[Message]:
    """The messages of a group that lead to lines."""
    return [
        message
        for message in chat.messages.values()
        if any(LINES_LINK.search(str(dict(mark.extra).get("url", ""))) for mark in message.body.entities)
    ]
