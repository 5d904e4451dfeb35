"""Another language on the demo page: in Polish, and in one that is written from right to left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.playing import CHROMIUM, SETTLE_MS, button, chromium, demo, join, newest, phone, says
from tests.languages import ARABIC, with_language

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: on Debian, apt install chromium"),
    pytest.mark.asyncio(loop_scope="module"),  # one browser for all of them
]
NARROW = 390
LAID_OUT = "node => getComputedStyle(node).direction + ' ' + getComputedStyle(node).textAlign"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


async def test_the_card_is_redrawn_in_polish_with_its_keys(browser: Browser, tmp_path: Path) -> None:
    async with demo(tmp_path) as url, phone(browser, url, NARROW) as page:
        await join(page)
        await says(page, "/language")
        await button(page, "Polski").click()
        await expect(newest(page)).to_contain_text("To tłumaczenie jest szkicem")
        await expect(page.get_by_test_id("menu-key").first).to_have_text("Czytaj")
        await page.get_by_test_id("menu-key").filter(has_text="Coś mnie niepokoi").click()
        await expect(newest(page)).to_contain_text("Dzwoń pod 999.")
        await page.wait_for_timeout(SETTLE_MS)
        sideways = await page.evaluate("document.documentElement.scrollWidth > innerWidth")

    assert not sideways


async def test_what_is_written_from_right_to_left_runs_that_way(browser: Browser, tmp_path: Path) -> None:
    with with_language(tmp_path, "ar", ARABIC):
        async with demo(tmp_path) as url, phone(browser, url, NARROW) as page:
            await join(page)
            await says(page, "/settings")
            await expect(newest(page)).to_contain_text("Next card")
            assert "ltr" == (await newest(page).locator(".words").evaluate(LAID_OUT)).split()[0]
            await button(page, "Language").click()
            await button(page, ARABIC["English"]).click()
            shown = page.locator(".words").filter(has_text=ARABIC["Settings"]).last
            await expect(shown).to_contain_text("EN: Pack:")
            key = button(page, ARABIC["Settings"]).locator("span")
            await says(page, "/pause")
            await expect(key).to_be_visible()
            directions = [await shown.evaluate(LAID_OUT), (await key.evaluate(LAID_OUT)).split()[0]]

    assert ["rtl start", "rtl"] == directions
