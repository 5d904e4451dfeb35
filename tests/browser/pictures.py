"""Takes the pictures of docs/screens from the demo page, by `make screens`. Look at them before a commit."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.test_phone import button, demo, join_from_welcome, newest, phone

if TYPE_CHECKING:
    from playwright.async_api import Page

SCREENS = Path(__file__).parents[2] / "docs" / "screens"
SETTLE_MS = 600


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
    await page.get_by_test_id("menu-key").filter(has_text="Read").click()
    await take(page, width, "5-read")


async def take(page: Page, width: int, name: str) -> None:
    """One picture, when the page has come to rest."""
    await page.wait_for_timeout(SETTLE_MS)
    await page.screenshot(path=SCREENS / f"{width}-{name}.png")


if __name__ == "__main__":
    asyncio.run(main())
