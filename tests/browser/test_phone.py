"""The demo page, played in Chromium as a person would: join, answer, find the number."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from bot.app import SaySo
from bot.clock import MovableClock
from bot.demo.run import demo_settings
from bot.demo.server import serving
from bot.demo.world import World
from tests.journeys.play import MONDAY, stop

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SIZES = {390: 844, 1280: 900}

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: on Debian, apt install chromium")


@asynccontextmanager
async def demo(folder: Path) -> AsyncIterator[str]:
    """The demo as `make run` starts it, but with a clock that begins on a known Monday."""
    clock = MovableClock(MONDAY)
    world = World(clock)
    async with serving(world) as server:
        sayso = SaySo(demo_settings(server.bot_url, world.token, folder), clock)
        task = asyncio.create_task(sayso.run())
        await sayso.ready.wait()
        try:
            yield server.url
        finally:
            await stop(task)


@asynccontextmanager
async def phone(url: str, width: int) -> AsyncIterator[Page]:
    """The page at a width, with a note of everything that it asked elsewhere or complained about."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": width, "height": SIZES[width]})
        asked: list[str] = []
        complaints: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        await page.goto(url)
        yield page
        await browser.close()
    assert [] == [address for address in asked if not address.startswith(url)]
    assert [] == complaints


def button(page: Page, label: str) -> Locator:
    """The last inline button of the chat with this label."""
    return page.get_by_test_id("inline-button").filter(has_text=label).last


def newest(page: Page) -> Locator:
    """The newest message that the bot wrote."""
    return page.locator('[data-testid="message"][data-outgoing="false"]').last


async def join(page: Page) -> None:
    """Three taps and one typed town."""
    await page.get_by_test_id("start").click()
    await join_from_welcome(page)


async def join_from_welcome(page: Page) -> None:
    """What is left of joining once the first screen is there."""
    await button(page, "Adults").click()
    await button(page, "Days").click()
    await expect(newest(page)).to_contain_text("Which town")
    await page.get_by_test_id("composer").fill("wigan")
    await page.get_by_test_id("composer").press("Enter")
    await expect(newest(page)).to_contain_text("Draft")


@pytest.mark.parametrize("width", SIZES)
async def test_join_answer_a_card_and_see_the_number(tmp_path: Path, width: int) -> None:
    async with demo(tmp_path) as url, phone(url, width) as page:
        await join(page)
        await expect(page.get_by_test_id("pinned")).to_contain_text("Useful numbers: Wigan")
        await button(page, "B").click()
        await expect(newest(page)).to_contain_text("You chose B.")
        await expect(newest(page)).to_contain_text("01942")
        await page.get_by_test_id("menu-key").filter(has_text="Raise a concern").click()
        await expect(newest(page)).to_contain_text("999")
        await expect(newest(page)).to_contain_text("01942")

        picture = await page.screenshot(path=tmp_path / f"{width}.png")
        sideways = await page.evaluate("document.documentElement.scrollWidth > innerWidth")

    assert not sideways
    assert picture.startswith(b"\x89PNG")


async def test_the_clock_jumps_to_the_weekly_card(tmp_path: Path) -> None:
    async with demo(tmp_path) as url, phone(url, 1280) as page:
        await join(page)
        await page.get_by_test_id("clock-next-wednesday").click()
        await expect(button(page, "Show it")).to_be_visible()
        await button(page, "Show it").click()
        await expect(newest(page)).to_contain_text("Draft")


async def test_the_whole_journey_works_by_keyboard_alone(tmp_path: Path) -> None:
    async with demo(tmp_path) as url, phone(url, 390) as page:
        await page.get_by_test_id("start").focus()
        await page.keyboard.press("Enter")
        for said, answered in (
            ("adults", "When do you mostly work"),
            ("days", "Which town"),
            ("wigan", "Draft"),
            ("a", "You chose A."),
        ):
            await page.get_by_test_id("composer").focus()
            await page.keyboard.type(said)
            await page.keyboard.press("Enter")
            await expect(newest(page)).to_contain_text(answered)
