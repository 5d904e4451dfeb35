"""Raise a concern and useful numbers: for everybody, at once, and without a trace."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.journeys.play import GRACE

if TYPE_CHECKING:
    from tests.journeys.play import Play

DOORS = (
    "Someone is in danger now",
    "Someone is or may be hurt",
    "It is about my manager",
    "Something small, not right",
)


async def test_it_works_before_joining_and_keeps_nothing(play: Play) -> None:
    await play.starts()
    guide = await play.says("/concern")
    numbers = await play.says("wigan")

    assert "999" in guide.text.splitlines()[0]
    assert "01942" in numbers.text
    assert [] == play.rows("SELECT * FROM people")


async def test_the_first_screen_has_999_the_areas_numbers_and_four_doors(play: Play) -> None:
    await play.joins()
    guide = await play.says("Raise a concern")

    assert "999" in guide.text.splitlines()[0]
    assert "01942" in guide.text
    assert "answers now" in guide.text
    assert "not a report" in guide.text
    assert list(DOORS) == guide.labels[:4]


async def test_each_door_is_one_tap_and_says_whom_to_tell(play: Play) -> None:
    await play.joins()
    for door in DOORS:
        await play.says("Raise a concern")
        opened = await play.taps(door)
        assert "999" in opened.text
        assert "01942" in opened.text
        assert "not a report" in opened.text


async def test_nothing_of_guide_numbers_and_look_up_is_recorded(play: Play) -> None:
    await play.joins()
    await play.taps("A")
    before = play.kept()
    for text in ("/concern", "hurt", "manager", "All numbers", "/contacts", "kendal", "/find", "Look up"):
        await play.says(text)
    await play.says("Raise a concern")
    for door in DOORS:
        await play.taps(door)
        await play.taps("Back to the list")

    assert before == play.kept()


@pytest.mark.parametrize(
    ("hour", "first"),
    # Salford's adults' team answers on weekdays; its emergency duty team answers at all other times.
    [
        (datetime(2026, 11, 24, 11, tzinfo=UTC), "day"),
        (datetime(2026, 11, 24, 23, tzinfo=UTC), "duty"),
        (datetime(2026, 12, 25, 11, tzinfo=UTC), "duty"),
    ],
)
async def test_the_line_that_answers_at_this_hour_stands_first(
    play: Play, hour: datetime, first: str
) -> None:
    await play.joins(town="salford")
    await play.goes_to(hour)
    guide = await play.says("/concern")
    service = play.sayso.desk.library.contacts.area("salford").adults  # type: ignore[union-attr]
    assert service is not None
    assert service.duty is not None
    phones = {"day": str(service.day.phone), "duty": str(service.duty.phone)}
    other = phones["duty" if first == "day" else "day"]

    everything = await play.taps("All numbers")

    assert phones[first] in guide.text
    assert other not in guide.text
    assert everything.text.index(phones[first]) < everything.text.index(other)


async def test_an_area_without_a_number_gives_its_page_and_the_police(play: Play) -> None:
    await play.joins(town="bolton")
    guide = await play.says("/concern")

    assert "no number that we can trust" in guide.text
    assert "101" in guide.text
    assert any("bolton.gov.uk" in str(dict(entity.extra).get("url")) for entity in guide.body.entities)


async def test_every_screen_leads_to_a_number_in_two_taps(play: Play) -> None:
    """From any screen the menu key is one tap; its screen has the numbers on it."""
    await play.joins()
    for text in ("/read", "/practise", "/settings", "/help", "/privacy", "/forget", "Look up", "what?"):
        await play.says(text)
        guide = await play.says("Raise a concern")
        assert "01942" in guide.text


async def test_changing_the_area_changes_the_pinned_numbers_in_place(play: Play) -> None:
    await play.joins()
    pinned = play.written()[0].id
    await play.says("/settings")
    await play.taps("Area")
    await play.says("salford")
    shown = {message.id: message for message in play.written()}

    assert "Useful numbers: Salford" in shown[pinned].text
    assert [("salford",)] == play.rows(f"SELECT area FROM people WHERE id = {play.world.person(GRACE).id}")
