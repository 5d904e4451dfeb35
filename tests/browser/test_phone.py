"""The demo page, played in Chromium as a person would: join, answer, find the number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.demo.world import MAREK
from tests.browser.playing import (
    CHROMIUM,
    SETTLE_MS,
    SIZES,
    button,
    chromium,
    demo,
    demo_key,
    ignore_the_card,
    join,
    jump,
    newest,
    phone,
    says,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: on Debian, apt install chromium"),
    pytest.mark.asyncio(loop_scope="module"),  # one browser for all of them
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


@pytest.mark.parametrize("width", SIZES)
async def test_join_answer_a_card_and_see_the_number(browser: Browser, tmp_path: Path, width: int) -> None:
    async with demo(tmp_path) as url, phone(browser, url, width) as page:
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
    browser: Browser, tmp_path: Path, taps: tuple[str, ...], shows: str, town: str
) -> None:
    async with demo(tmp_path) as url, phone(browser, url, 390) as page:
        await join(page, town)
        await page.get_by_test_id("menu-key").filter(has_text="Raise a concern").click()
        await expect(newest(page)).to_contain_text("What is it about?")
        for label in taps:
            await button(page, label).click()
        await expect(newest(page)).to_contain_text(shows)
        await page.wait_for_timeout(SETTLE_MS)

        assert await is_in_sight(page, "999")


async def test_the_clock_jumps_to_the_weekly_card(browser: Browser, tmp_path: Path) -> None:
    async with demo(tmp_path) as url, phone(browser, url, 1280) as page:
        await join(page)
        await page.get_by_test_id("clock-next-wednesday").click()
        await expect(button(page, "Show it")).to_be_visible()
        await button(page, "Show it").click()
        await expect(newest(page)).to_contain_text("Draft")


async def test_the_whole_journey_works_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    async with demo(tmp_path) as url, phone(browser, url, 390) as page:
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


async def test_a_card_that_is_put_off_comes_again_the_next_day(browser: Browser, tmp_path: Path) -> None:
    async with demo(tmp_path) as url, phone(browser, url, 390) as page:
        await join(page)
        await ignore_the_card(page, 1)
        await button(page, "Later").click()
        await button(page, "Tomorrow").click()
        await expect(newest(page)).to_contain_text("It comes again on Thursday 26 November at 12:30.")
        await jump(page, "1d")
        await jump(page, "1h")

        await expect(button(page, "Show it")).to_be_visible()
        await expect(newest(page)).not_to_contain_text("comes again")


async def test_three_cards_that_nobody_looked_at_bring_one_question(browser: Browser, tmp_path: Path) -> None:
    async with demo(tmp_path) as url, phone(browser, url, 390) as page:
        await join(page)
        await ignore_the_card(page, 3)
        await jump(page, "next-wednesday")
        for label in ("Keep them", "Fewer", "Stop"):
            await expect(button(page, label)).to_be_visible()
        await button(page, "Fewer").click()

        await expect(newest(page)).to_contain_text("A card every other week")


async def test_a_further_door_can_be_cleared_from_the_chat(browser: Browser, tmp_path: Path) -> None:
    async with demo(tmp_path) as url, phone(browser, url, 390) as page:
        await join(page)
        await says(page, "/concern")
        await button(page, "Something else").click()
        await button(page, "It is happening to me").click()
        await expect(newest(page)).to_contain_text("It is not your fault.")
        await button(page, "Clear this").click()

        await expect(page.get_by_text("It is not your fault.")).to_have_count(0)


async def test_a_number_that_did_not_work_brings_another_way_at_once(
    browser: Browser, tmp_path: Path
) -> None:
    async with demo(tmp_path) as url, phone(browser, url, 390) as page:
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
    browser: Browser, tmp_path: Path, typed: str, answers: tuple[str, ...]
) -> None:
    async with demo(tmp_path) as url, phone(browser, url, 390) as page:
        await join(page)
        before = await page.locator('[data-testid="message"][data-outgoing="false"]').count()
        await says(page, typed)
        for answer in answers:
            await expect(newest(page)).to_contain_text(answer)

        assert before + 1 == await page.locator('[data-testid="message"][data-outgoing="false"]').count()


async def test_one_person_plays_a_team_with_the_others(browser: Browser, tmp_path: Path) -> None:
    async with demo(tmp_path) as url, phone(browser, url, 390, f"/?person={MAREK}") as page:
        await join(page)
        await says(page, "/team")
        await button(page, "Ask to be a manager").click()
        await button(page, "Make a team").click()
        for asked, said in (
            ("What is the team called?", "Rowan House"),
            ("What kind of service", "care home"),
            ("Which town", "wigan"),
            ("Who is your own", "Ms Okafor"),
            ("What is their work number?", "01204 337777"),
        ):
            await expect(newest(page)).to_contain_text(asked)
            await says(page, said)
        await button(page, "Invite people").click()
        await button(page, "Make a link").click()
        await expect(newest(page)).to_contain_text("Tap the link")
        await demo_key(page, "others")
        await expect(page.get_by_test_id("toast")).to_contain_text(
            "6 opened the team’s link, 6 answered a card."
        )
        await jump(page, "next-monday")
        await button(page, "Show it").click()

        await expect(newest(page)).to_contain_text("One thing to talk about")
