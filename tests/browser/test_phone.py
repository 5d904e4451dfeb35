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
SETTLE_MS = 600  # the chat slides to its end
PATIENCE_MS = 20_000  # tests run beside each other, and a busy machine is slow

expect.set_options(timeout=PATIENCE_MS)

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


async def says(page: Page, text: str) -> None:
    """Type something and send it."""
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("composer").press("Enter")


async def jump(page: Page, clock: str) -> None:
    """Use one of the clock's buttons, which a narrow page has behind "Demo"."""
    opener = page.get_by_test_id("demo-open")
    is_narrow = await opener.is_visible()
    if is_narrow:
        await opener.click()
    await page.get_by_test_id(f"clock-{clock}").click()
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


@pytest.mark.parametrize("width", SIZES)
async def test_join_answer_a_card_and_see_the_number(tmp_path: Path, width: int) -> None:
    async with demo(tmp_path) as url, phone(url, width) as page:
        await join(page)
        await expect(page.get_by_test_id("pinned")).to_contain_text("In danger now? Ring 999.")
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


async def is_in_sight(page: Page, text: str) -> bool:
    """Whether the last place where the newest message says this is inside the chat's own window."""
    return bool(
        await newest(page).evaluate(
            """(message, text) => {
                const walk = document.createTreeWalker(message, NodeFilter.SHOW_TEXT);
                let last = null;
                while (walk.nextNode()) if (walk.currentNode.textContent.includes(text)) last = walk.currentNode;
                if (!last) return false;
                const range = document.createRange();
                range.selectNode(last);
                const box = range.getBoundingClientRect();
                const middle = [box.left + Math.min(20, box.width / 2), (box.top + box.bottom) / 2];
                return message.contains(document.elementFromPoint(...middle));
            }""",
            text,
        )
    )


@pytest.mark.parametrize(
    ("taps", "shows"),
    [
        ((), "What is it about?"),
        (("Someone is in danger now",), "Help is coming."),
        (("Something else", "I feel I can't go on"), "116 123"),
    ],
)
@pytest.mark.parametrize("town", ["wigan", "bolton"])
async def test_999_is_in_sight_on_a_phone_without_scrolling(
    tmp_path: Path, taps: tuple[str, ...], shows: str, town: str
) -> None:
    async with demo(tmp_path) as url, phone(url, 390) as page:
        await join(page, town)
        await page.get_by_test_id("menu-key").filter(has_text="Raise a concern").click()
        await expect(newest(page)).to_contain_text("What is it about?")
        for label in taps:
            await button(page, label).click()
        await expect(newest(page)).to_contain_text(shows)
        await page.wait_for_timeout(SETTLE_MS)

        assert await is_in_sight(page, "999")


async def test_the_clock_jumps_to_the_weekly_card(tmp_path: Path) -> None:
    async with demo(tmp_path) as url, phone(url, 1280) as page:
        await join(page)
        await page.get_by_test_id("clock-next-wednesday").click()
        await expect(button(page, "Show it")).to_be_visible()
        await button(page, "Show it").click()
        await expect(newest(page)).to_contain_text("Draft")


async def test_the_whole_journey_works_by_keyboard_alone(tmp_path: Path) -> None:
    async with demo(tmp_path) as url, phone(url, 390) as page:
        await page.get_by_test_id("start").press("Enter")
        await expect(newest(page)).to_contain_text("who do you work with?")
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


async def test_a_card_that_is_put_off_comes_again_the_next_day(tmp_path: Path) -> None:
    async with demo(tmp_path) as url, phone(url, 390) as page:
        await join(page)
        await ignore_the_card(page, 1)
        await button(page, "Later").click()
        await button(page, "Tomorrow").click()
        await expect(newest(page)).to_contain_text("It comes again on Thursday 26 November at 12:30.")
        await jump(page, "1d")
        await jump(page, "1h")

        await expect(button(page, "Show it")).to_be_visible()
        await expect(newest(page)).not_to_contain_text("comes again")


async def test_three_cards_that_nobody_looked_at_bring_one_question(tmp_path: Path) -> None:
    async with demo(tmp_path) as url, phone(url, 390) as page:
        await join(page)
        await ignore_the_card(page, 3)
        await jump(page, "next-wednesday")
        for label in ("Keep them", "Fewer: every other week", "Stop"):
            await expect(button(page, label)).to_be_visible()
        await button(page, "Fewer").click()

        await expect(newest(page)).to_contain_text("A card every other week")


async def test_a_further_door_can_be_cleared_from_the_chat(tmp_path: Path) -> None:
    async with demo(tmp_path) as url, phone(url, 390) as page:
        await join(page)
        await says(page, "/concern")
        await button(page, "Something else").click()
        await button(page, "It is happening to me").click()
        await expect(newest(page)).to_contain_text("It is not your fault.")
        await button(page, "Clear this").click()

        await expect(page.get_by_text("It is not your fault.")).to_have_count(0)


async def test_a_number_that_did_not_work_brings_another_way_at_once(tmp_path: Path) -> None:
    async with demo(tmp_path) as url, phone(url, 390) as page:
        await join(page)
        await says(page, "/contacts")
        await expect(newest(page)).to_contain_text("If a number does not work")
        await button(page, "01942 828777 did not work").click()

        await expect(newest(page)).to_contain_text("Use this instead")
        await expect(newest(page)).to_contain_text("101")
        await expect(newest(page)).not_to_contain_text("01942 828777 Wigan")


@pytest.mark.parametrize(
    ("typed", "answers"),
    [
        ("he is not breathing", ("In danger now? Ring 999.", "Help is coming.", "01942")),
        ("i want to end it", ("In danger now? Ring 999.", "116 123", "Text SHOUT to 85258")),
        ("they leave her in a wet pad", ("999", "Help with the toilet and pads", "01942")),
        ("what is DoLS", ("asks to leave", "999")),
    ],
)
async def test_what_is_typed_is_answered_in_one_message(
    tmp_path: Path, typed: str, answers: tuple[str, ...]
) -> None:
    async with demo(tmp_path) as url, phone(url, 390) as page:
        await join(page)
        before = await page.locator('[data-testid="message"][data-outgoing="false"]').count()
        await says(page, typed)
        for answer in answers:
            await expect(newest(page)).to_contain_text(answer)

        assert before + 1 == await page.locator('[data-testid="message"][data-outgoing="false"]').count()
