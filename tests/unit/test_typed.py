import unicodedata
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.callback_data import ContentId
from bot.learning.dealing import option_order
from bot.routes import Answer, Help, Home, Moved, Privacy, Settings, Shift, Weekday
from bot.screens import practising, settings
from bot.screens.screen import Button
from bot.screens.typed import meant, normal
from tests.unit import samples
from tests.unit.fewer import FEW, SOME

CARD = samples.CARDS[0]
ORDER = option_order(1, CARD)
ON_THE_CARD = practising.card(CARD, ORDER, 7, None, draft=True).buttons
PLACES = (Home(), Settings(), Privacy(), Help(), Moved())
LABELS = st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=5)


def buttons(*labels: str) -> list[Button]:
    return [Button(label, place) for label, place in zip(labels, PLACES, strict=False)]


def chosen(text: str) -> object:
    """Where typing `text` under the card leads."""
    found = meant(text, ON_THE_CARD)
    return found and found.to


@pytest.mark.parametrize("text", ["A", "a", " a ", "a.", "(A)", "1", "1.", "Ａ", "𝐀", "Á", "“A”"])
def test_a_letter_or_its_place_chooses_the_first_option(text: str) -> None:
    assert Answer(7, ContentId(ORDER[0])) == chosen(text)


def test_every_option_can_be_chosen_by_its_letter_its_place_or_its_whole_text() -> None:
    for place, key in enumerate(ORDER):
        option = CARD.option(key)
        assert option is not None
        typed = ("ABCD"[place], str(place + 1), option.text, option.text.upper())
        assert {Answer(7, ContentId(key))} == {chosen(text) for text in typed}


@pytest.mark.parametrize("text", ["", "  ", "?!", "e", "9", "0", "01", "A or B", "a b", "\ud800", "👍"])
def test_what_names_no_option_chooses_none(text: str) -> None:
    assert chosen(text) is None


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("day and time", "Day and time"),
        ("DAY", "Day and time"),
        ("Turn weekly cards off", "Turn weekly cards off"),
        ("turn", "Turn weekly cards off"),
        ("raise a concern!", "Raise a concern"),
        ("concern", "Raise a concern"),
        ("raise", "Raise a concern"),
        ("2", "Area"),
    ],
)
def test_settings_are_chosen_by_first_word_whole_label_or_place(text: str, label: str) -> None:
    pack = samples.LIBRARY.packs["adults"]
    now = settings.Chosen(pack, None, Shift.DAYS, Weekday.WEDNESDAY, 750, 1, samples.NOON, None)
    found = meant(text, settings.settings(now, samples.LONDON).buttons)

    assert label == (found and found.label)


@pytest.mark.parametrize(("next_due", "shown"), [(samples.NOON, True), (None, False)])
def test_settings_name_the_rhythm_only_while_cards_come(next_due: datetime | None, *, shown: bool) -> None:
    pack = samples.LIBRARY.packs["adults"]
    now = settings.Chosen(pack, None, Shift.DAYS, Weekday.WEDNESDAY, 750, 1, next_due, None)

    assert shown == ("Weekly card: Wednesday" in settings.settings(now, samples.LONDON).text)


def test_a_whole_label_goes_before_a_first_word() -> None:
    assert Home() == getattr(meant("area", buttons("Area", "Area of mine")), "to", None)


@pytest.mark.parametrize(
    "labels",
    [("Back", "Back"), ("Back home", "Back again"), ("Zurück", "ZURUCK")],
)
def test_what_names_two_buttons_chooses_none(labels: tuple[str, str]) -> None:
    assert meant(labels[0].split()[0], buttons(*labels)) is None


def test_what_names_two_buttons_whole_is_not_settled_by_a_weaker_likeness() -> None:
    """Two say that they answer to "more"; that a third one begins with it makes it no clearer."""
    first, second, third = buttons("Guidance", "Numbers", "More pages")
    both = [replace(one, typed=("more",)) for one in (first, second)]

    assert meant("more", [*both, third]) is None


@SOME
@given(LABELS, st.integers(0, 4))
def test_a_label_that_no_other_button_shares_chooses_its_button(labels: list[str], index: int) -> None:
    shown = buttons(*labels)
    button = shown[index % len(shown)]
    alike = [one for one in shown if normal(one.label) == normal(button.label)]

    found = meant(f"  {button.label} ", shown)

    if normal(button.label):
        assert (button if len(alike) == 1 else None) == found
    else:
        assert found is None


@SOME
@given(st.text(st.characters()), LABELS)
def test_any_text_chooses_a_button_that_is_there_or_none(text: str, labels: list[str]) -> None:
    shown = buttons(*labels)

    assert meant(text, shown) in {None, *shown}


@SOME
@given(st.text(st.characters()))
@example("℡")
@example("𝐒𝐭𝐨𝐩")
@example("ΐ\u0345")
def test_the_plain_form_of_a_text_is_plain_already(text: str) -> None:
    once = normal(text)

    assert once == normal(once)
    assert once == once.casefold()
    assert not any(unicodedata.combining(sign) for sign in once)


@FEW
@given(st.text("abcdefgé ’!", max_size=20))
def test_capitals_and_spaces_change_nothing(text: str) -> None:
    assert normal(text) == normal(f" {text.upper()}  ")
