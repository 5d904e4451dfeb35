"""What a person does on the demo page, as values: tap, type, wait, take another phone.

Each plays itself and says itself as advice. None of them looks whether what comes is right: a picture shows that.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from bot.demo.actions import ACTIONS
from tests.browser.playing import newest, says

if TYPE_CHECKING:
    from playwright.async_api import Page

    from bot.demo.colleagues import Colleagues
    from bot.demo.world import World

RENDER_MS = 250  # the page draws what came, and slides to its end
PATIENCE = 20.0  # seconds for the bot to finish
MOST_TAPS = 12
COMING_MS = 700  # what is due goes out
HALF_A_MINUTE = timedelta(seconds=30)
START = re.compile(r"\?start=([A-Za-z0-9_-]+)")


@dataclass
class Stage:
    """Where scenes are played: the page of somebody, and the world behind it."""

    page: Page
    world: World
    url: str
    who: str
    colleagues: Colleagues

    async def settled(self) -> None:
        """Wait until the bot has finished and the page has drawn it."""
        await self.world.quiet(PATIENCE)
        await self.page.wait_for_timeout(RENDER_MS)


class Act(Protocol):
    """Something that a person does. `how` says it as advice."""

    @property
    def how(self) -> str: ...

    async def play(self, stage: Stage) -> None: ...


@dataclass(frozen=True)
class Tap:
    """A button below a message, the newest that begins with these words."""

    label: str

    @property
    def how(self) -> str:
        return f"tap “{self.label}”"

    async def play(self, stage: Stage) -> None:
        words = re.compile(rf"^\s*{re.escape(self.label)}")
        await stage.page.get_by_test_id("inline-button").filter(has_text=words).last.click()


@dataclass(frozen=True)
class Until:
    """A button again and again, until the newest message says this."""

    label: str
    words: str

    @property
    def how(self) -> str:
        return f"tap “{self.label}” until the end"

    async def play(self, stage: Stage) -> None:
        for _time in range(MOST_TAPS):
            if self.words in stage.world.last(stage.who).text:
                return
            await Tap(self.label).play(stage)
            await stage.settled()


@dataclass(frozen=True)
class Say:
    """Something typed."""

    text: str

    @property
    def how(self) -> str:
        return f"type “{self.text}”"

    async def play(self, stage: Stage) -> None:
        await says(stage.page, self.text)


@dataclass(frozen=True)
class Key:
    """One of the four keys."""

    label: str

    @property
    def how(self) -> str:
        return f"tap the key “{self.label}”"

    async def play(self, stage: Stage) -> None:
        await stage.page.get_by_test_id("menu-key").filter(has_text=self.label).click()


@dataclass(frozen=True)
class Press:
    """A button of the page itself, such as START."""

    name: str
    how: str

    async def play(self, stage: Stage) -> None:
        await stage.page.get_by_test_id(self.name).click()


@dataclass(frozen=True)
class Go:
    """Time passes."""

    to: str
    how: str

    async def play(self, stage: Stage) -> None:
        done = ACTIONS["clock"](stage.world, {"to": self.to})
        assert inspect.isawaitable(done)
        await done
        await stage.page.wait_for_timeout(COMING_MS)


@dataclass(frozen=True)
class Soon:
    """What was put in line goes out, such as a message to a group."""

    how: str = "wait a moment"

    async def play(self, stage: Stage) -> None:
        stage.world.jump_to(stage.world.clock.now() + HALF_A_MINUTE)


@dataclass(frozen=True)
class Arrives:
    """A file that is made in a moment."""

    kind: str
    how: str = "wait a moment"

    async def play(self, stage: Stage) -> None:
        await stage.world.until(lambda: stage.world.last(stage.who).kind == self.kind)


@dataclass(frozen=True)
class ToTop:
    """The beginning of a message that is longer than the screen."""

    how: str = "scroll up to where it begins"

    async def play(self, stage: Stage) -> None:
        await stage.page.locator("#scroller").hover()
        await stage.page.mouse.wheel(0, -200)
        await newest(stage.page).evaluate("message => message.scrollIntoView({ block: 'start' })")


@dataclass(frozen=True)
class Be:
    """Another phone."""

    who: str

    @property
    def how(self) -> str:
        return f"on {self.who}’s phone"

    async def play(self, stage: Stage) -> None:
        stage.who = self.who
        await stage.page.goto(f"{stage.url}/?person={stage.world.person(self.who).id}")


@dataclass(frozen=True)
class Look:
    """Another chat on the same phone."""

    how: str
    chat: int | None = None

    async def play(self, stage: Stage) -> None:
        chat = stage.world.person(stage.who).id if self.chat is None else self.chat
        await stage.page.locator("#back").click()
        await stage.page.get_by_test_id(f"chat-row-{chat}").click()


@dataclass(frozen=True)
class FollowHere:
    """A link in the chat that is open, of which these words are a part."""

    part: str
    how: str

    async def play(self, stage: Stage) -> None:
        await stage.page.locator(f'.bubble a[href*="{self.part}"]').last.click()


@dataclass(frozen=True)
class Follow:
    """The newest link in somebody's chat is opened on this phone."""

    chat: str
    how: str = "open the team’s link"

    async def play(self, stage: Stage) -> None:
        texts = (message.text for message in reversed(stage.world.messages(self.chat)))
        code = next(found[1] for text in texts if (found := START.search(text)))
        stage.world.start(stage.who, code)


@dataclass(frozen=True)
class Others:
    """The rest of the team joins and answers."""

    how: str = "let the others join and answer"

    async def play(self, stage: Stage) -> None:
        await stage.colleagues.act()
