"""The demo in a real browser: the bot, its world, one browser, and what a person does on the page."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.app import SaySo
from bot.clock import MovableClock
from bot.demo.colleagues import add_colleagues
from bot.demo.run import demo_settings
from bot.demo.server import serving
from bot.demo.world import World
from tests.journeys.play import MONDAY, stop

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SIZES = {390: 844, 1280: 900}
SETTLE_MS = 600  # the chat slides to its end
PATIENCE_MS = 20_000  # tests run beside each other, and a busy machine is slow

expect.set_options(timeout=PATIENCE_MS)


@asynccontextmanager
async def staged(folder: Path) -> AsyncIterator[tuple[str, World]]:
    """The demo as `make run` starts it, but with a clock that begins on a known Monday: address and world."""
    clock = MovableClock(MONDAY)
    world = World(clock)
    add_colleagues(world)
    async with serving(world) as server:
        settings = demo_settings(server.bot_url, world.token, folder)
        # Who is played here taps faster than anybody can, and would wait for seconds for her turn.
        sayso = SaySo(settings.model_copy(update={"rate": 0}), clock)
        task = asyncio.create_task(sayso.run())
        await sayso.ready.wait()
        try:
            yield server.url, world
        finally:
            await stop(task)


@asynccontextmanager
async def demo(folder: Path) -> AsyncIterator[str]:
    """The same for who needs no more than its address."""
    async with staged(folder) as (url, _world):
        yield url


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A browser, which takes a second to start."""
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        await started.close()


@asynccontextmanager
async def phone(browser: Browser, url: str, width: int, path: str = "/") -> AsyncIterator[Page]:
    """The page at a width, Grace's unless `path` names another person.

    Notes all that it asks elsewhere or complains about: at the end there must be nothing.
    """
    page = await browser.new_page(viewport={"width": width, "height": SIZES[width]})
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    await page.goto(f"{url}{path}")
    yield page
    await page.close()
    assert [] == [address for address in asked if not address.startswith(url)]
    assert [] == complaints


def button(page: Page, label: str) -> Locator:
    """The last inline button of the chat with this label."""
    return page.get_by_test_id("inline-button").filter(has_text=label).last


def newest(page: Page) -> Locator:
    """The newest message that the bot wrote."""
    return page.locator('[data-testid="message"][data-outgoing="false"]').last


async def says(page: Page, text: str) -> None:
    """Type something and send it."""
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("composer").press("Enter")


async def jump(page: Page, clock: str) -> None:
    """Use one of the clock's buttons."""
    await demo_key(page, f"clock-{clock}")


async def demo_key(page: Page, name: str) -> None:
    """Press one of the demo's own buttons, which a narrow page has behind "Demo"."""
    opener = page.get_by_test_id("demo-open")
    is_narrow = await opener.is_visible()
    if is_narrow:
        await opener.click()
    await page.get_by_test_id(name).click()
    if is_narrow:
        await page.keyboard.press("Escape")


async def ignore_the_card(page: Page, weeks: int) -> None:
    """Let so many weekly messages come, and look at none."""
    for pushed in range(weeks):
        await jump(page, "next-wednesday")
        await expect(page.get_by_test_id("inline-button").get_by_text("Show it", exact=True)).to_have_count(
            pushed + 1
        )


async def join(page: Page, town: str = "wigan") -> None:
    """Three taps and one typed town."""
    await page.get_by_test_id("start").click()
    await join_from_welcome(page, town)


async def join_from_welcome(page: Page, town: str = "wigan") -> None:
    """What is left of joining once the first screen is there."""
    await button(page, "Adults").click()
    await button(page, "Days").click()
    await expect(newest(page)).to_contain_text("Which town")
    await says(page, town)
    await expect(newest(page)).to_contain_text("Draft")
