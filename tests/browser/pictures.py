"""Takes the pictures of docs/screens from the demo page, by `make screens`. Look at them before a commit."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.browser.test_phone import (
    button,
    demo,
    ignore_the_card,
    join_from_welcome,
    jump,
    newest,
    phone,
    says,
)

if TYPE_CHECKING:
    from playwright.async_api import Page

SCREENS = Path(__file__).parents[2] / "docs" / "screens"
SETTLE_MS = 600
WEEKS_TO_THE_QUESTION = 4  # three cards that nobody looks at, and then the question
TOASTS_GONE_MS = 20_000


async def main() -> None:
    """Play one journey at the width of a phone and one at that of a desk."""
    SCREENS.mkdir(exist_ok=True)
    for width in (390, 1280):
        with tempfile.TemporaryDirectory() as folder:
            async with demo(Path(folder)) as url, phone(url, width) as page:
                await journey(page, width)


async def journey(page: Page, width: int) -> None:
    """Join, read the card, answer, find the number."""
    await page.get_by_test_id("start").click()
    await take(page, width, "1-welcome")
    await join_from_welcome(page)
    await take(page, width, "2-card")
    await button(page, "B").click()
    await newest(page).get_by_text("You chose B.").wait_for()
    await take(page, width, "3-guidance")
    await page.get_by_test_id("menu-key").filter(has_text="Raise a concern").click()
    await take(page, width, "4-concern")
    await button(page, "Something else").click()
    await newest(page).get_by_text("Is it one of these?").wait_for()
    await take(page, width, "6-further-doors")
    await page.get_by_test_id("menu-key").filter(has_text="Read").click()
    await take(page, width, "5-read")
    await a_number_that_did_not_work(page, width)
    await looking_up(page, width)
    await later_and_fewer(page, width)


async def a_number_that_did_not_work(page: Page, width: int) -> None:
    """The other way that one tap brings."""
    await says(page, "/contacts")
    await newest(page).get_by_text("If a number does not work").wait_for()
    await button(page, "01942 828777 did not work").click()
    await newest(page).get_by_text("Use this instead").wait_for()
    await take(page, width, "7-did-not-work")


async def looking_up(page: Page, width: int) -> None:
    """An answer to what was typed, and one to danger."""
    await says(page, "they leave her in a wet pad")
    await newest(page).get_by_text("These pages may help").wait_for()
    await take(page, width, "8-look-up")
    await says(page, "he is not breathing")
    await newest(page).get_by_text("Help is coming.").wait_for()
    await take(page, width, "9-emergency")


async def later_and_fewer(page: Page, width: int) -> None:
    """A card that is put off, and the question after three that nobody looked at."""
    await ignore_the_card(page, 1)
    await button(page, "Later").click()
    await newest(page).get_by_text("When would you like it?").wait_for()
    await take(page, width, "10-later")
    await button(page, "Next week").click()
    await newest(page).get_by_text("It comes again").wait_for()
    for _week in range(WEEKS_TO_THE_QUESTION):
        await jump(page, "next-wednesday")
        await page.wait_for_timeout(SETTLE_MS)
    await button(page, "Keep them").wait_for()
    await take(page, width, "11-keep-fewer-stop")


async def take(page: Page, width: int, name: str) -> None:
    """One picture, when the page has come to rest and no notice of the clock covers it."""
    await expect(page.get_by_test_id("toast")).to_have_count(0, timeout=TOASTS_GONE_MS)
    await page.wait_for_timeout(SETTLE_MS)
    await page.screenshot(path=SCREENS / f"{width}-{name}.png")


if __name__ == "__main__":
    asyncio.run(main())
