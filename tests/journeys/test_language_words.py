"""What is typed is understood in the language that is spoken, in English, and where it matters in any."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.journeys.play import GRACE, polish

if TYPE_CHECKING:
    from tests.journeys.play import Play

WEDNESDAY = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)


@pytest.fixture
def play(bilingual: Play) -> Play:
    """A bot that speaks Polish beside English."""
    return bilingual


async def test_the_card_that_comes_by_itself_is_in_the_language_and_so_is_what_is_typed(play: Play) -> None:
    await play.joins()
    await polish(play)
    await play.goes_to(WEDNESDAY)
    pushed = play.world.last(GRACE)

    assert ["Pokaż", "Później", "Ustawienia"] == pushed.labels
    assert "Komu powiedzieć" in (await play.says("pokaz")).labels
    assert "Twój wybór: B." in (await play.says("b")).text
    assert "Zdanie do zapamiętania" in (await play.says("Więcej")).text
    assert "Twój wybór: B." in (await play.says("back")).text, "English is understood as well"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("/stop", "Karty co tydzień są wyłączone."),
        ("stop", "Karty co tydzień są wyłączone."),
        ("zostaw mnie w spokoju", "Karty co tydzień są wyłączone."),
        ("Zostawcie mnie w spokoju, proszę!", "Karty co tydzień są wyłączone."),
        ("leave me alone", "Karty co tydzień są wyłączone."),
        ("/pause", "Przerwa na jakiś czas?"),
        ("pauza", "Przerwa na jakiś czas?"),
        ("pause", "Przerwa na jakiś czas?"),
        ("urlop do 5 stycznia", "nic nie przyjdzie samo przed: wtorek 5 stycznia"),
        ("/concern", "Niebezpieczeństwo? 999."),
        ("Coś mnie niepokoi", "Niebezpieczeństwo? 999."),
        ("raise a concern", "Niebezpieczeństwo? 999."),
        ("999", "Niebezpieczeństwo teraz? Dzwoń pod 999."),
        ("rzadziej", "Karta co drugi tydzień"),
        ("mam dziesięć minut", "Dziesięć minut: 1 z"),
        ("ukryj", "Nic nowego."),
    ],
)
async def test_in_polish_both_languages_are_understood(play: Play, typed: str, shown: str) -> None:
    await play.joins()
    await polish(play)

    assert shown in (await play.says(typed)).text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("zostaw mnie w spokoju", "Weekly cards are off."),
        ("nie pisz do mnie", "Weekly cards are off."),
        ("stop", "Weekly cards are off."),
        ("pauza", "Away for a while?"),
        ("wznów", "Next card:"),
        ("coś mnie niepokoi", "Danger? 999."),
        ("po polsku", "Talking over"),
    ],
)
async def test_in_english_polish_is_understood_where_it_matters(play: Play, typed: str, shown: str) -> None:
    await play.joins()

    assert shown in (await play.says(typed)).text


async def test_polish_can_be_typed_before_joining(play: Play) -> None:
    await play.starts()
    await play.says("dorośli")

    assert [("pl",)] == play.rows("SELECT language FROM people")
    assert "Kiedy najczęściej pracujesz?" in play.world.last(GRACE).text
