"""Places as they are typed: with mistakes, as a postcode, outside England. None of them is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.journeys.play import Play


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("barow", "Westmorland and Furness"),
        ("wythenshawe", "Manchester"),
        ("st annes", "Lancashire"),
        ("wiggan", "Wigan"),
        ("oldam", "Oldham"),
    ],
)
async def test_a_town_is_found_with_its_mistakes(play: Play, typed: str, area: str) -> None:
    await play.joins(town="salford")
    shown = await play.says(typed)

    assert area in shown.text + "".join(shown.labels)


@pytest.mark.parametrize("typed", ["LA14 1AA", "number for LA14 1AA please", "la141aa"])
async def test_a_full_postcode_is_kept_nowhere(play: Play, typed: str) -> None:
    await play.joins(town="salford")
    before = play.kept()
    shown = await play.says(typed)
    new = "".join(row for row in play.kept() if row not in before).casefold().replace(" ", "")

    assert "999" in shown.text
    assert "la141aa" not in new
    assert "la141aa" not in shown.text.casefold().replace(" ", "")


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("glasgow", "Care Inspectorate"),
        ("cardiff", "Care Inspectorate Wales"),
        ("belfast", "Regulation and Quality Improvement Authority"),
    ],
)
async def test_outside_england_who_inspects_there_is_named_with_999_and_101(
    play: Play, typed: str, who: str
) -> None:
    await play.joins(town="salford")
    shown = await play.says(typed)

    assert "999" in shown.text.splitlines()[0]
    assert "101" in shown.text
    assert who in shown.text
