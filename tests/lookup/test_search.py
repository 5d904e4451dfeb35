"""Single promises of the look-up, one message each."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.looking_up import _code, answer, urgent_help
from bot.handlers.typing import LONGEST_NAME, help_that_is_typed
from bot.handlers.wishes import is_about_messages
from bot.routes import UrgentHelp
from bot.screens.common import menu_labels
from bot.screens.wishes import words_for_fewer, words_for_stopping
from content.lookup import examples
from content.lookup_judging import judge
from content.lookup_model import model
from content.lookup_personal import is_personal
from content.search import Kind, Urgent, find
from tests.lookup.judging import LIBRARY
from tests.unit.fewer import FEW

CONTACTS = LIBRARY.contacts
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("text", examples.read("personal.yaml")["personal"])
def test_a_message_that_says_who_or_where_is_personal(text: str) -> None:
    assert is_personal(text)


@pytest.mark.parametrize("text", examples.read("personal.yaml")["not_personal"])
def test_a_message_that_only_looks_like_it_is_not(text: str) -> None:
    assert not is_personal(text)


@pytest.mark.parametrize(
    ("text", "kind", "areas", "first"),
    [
        (
            "safeguarding number for kendal",
            Kind.CONTACT,
            ("westmorland-and-furness",),
            "westmorland-and-furness.adults",
        ),
        ("who do i ring about a child in rochdale", Kind.CONTACT, ("rochdale",), "rochdale.children"),
        ("lado number for oldham", Kind.CONTACT, ("oldham",), "oldham.lado"),
        ("number for cqc", Kind.CONTACT, (), "cqc"),
    ],
)
def test_a_number_asked_for_leads_to_its_line(
    text: str, kind: Kind, areas: tuple[str, ...], first: str
) -> None:
    found = find(text, CONTACTS)

    assert (kind, areas) == (found.kind, found.areas)
    assert first == found.lines[0]


def test_an_area_that_is_given_stands_in_for_one_that_is_not_named() -> None:
    assert "wigan.adults" == find("left in a wet pad", CONTACTS, "wigan").lines[0]


def test_despair_is_answered_with_those_who_listen() -> None:
    assert ("police-emergency", "samaritans", "shout", "nhs-111") == find("i want to die", CONTACTS).lines


@pytest.mark.parametrize("label", [*menu_labels(), "A", "B", "C", "wigan", "yes", "1"])
def test_no_key_and_no_letter_is_an_emergency(label: str) -> None:
    assert Urgent.NONE is find(label, CONTACTS).urgent


LABELS = [
    text
    for text in re.findall(r'^msgid "(.+)"$', (ROOT / "bot/locale/sayso.pot").read_text(), flags=re.MULTILINE)
    if len(text) <= LONGEST_NAME and "{" not in text and not text.endswith(".") and "anger" not in text
]


def test_nothing_that_stands_on_a_button_is_a_cry_for_help() -> None:
    """Every button can be typed, so none may be taken for danger. The doors of the guide are known as such."""
    shown = [*LABELS, *(card.title for pack in LIBRARY.packs.values() for card in pack.rehearsals.values())]

    assert len(LABELS) > 50
    assert [] == [label for label in shown if urgent_help(label, LIBRARY)]


def test_what_content_puts_on_buttons_is_no_cry_for_help_wherever_it_is_typed() -> None:
    names = {name for pack in LIBRARY.packs.values() for name in pack.themes.values()}
    typed = sorted(names | set(LIBRARY.session.texts()))

    assert len(typed) > 100
    assert [] == [text for text in typed if isinstance(answer(text, LIBRARY, None)[0], UrgentHelp)]


@pytest.mark.parametrize("text", [*words_for_stopping(), *words_for_fewer(), "leave me alone", "stop it"])
def test_a_wish_for_fewer_messages_is_no_cry_for_help(text: str) -> None:
    assert urgent_help(text, LIBRARY) is None or is_about_messages(text)


@pytest.mark.parametrize("text", ["stop it he is hitting her", "leave me alone he shouts and he has a knife"])
def test_a_cry_for_help_may_begin_like_a_wish(text: str) -> None:
    assert Urgent.EMERGENCY is find(text, CONTACTS).urgent


@pytest.mark.parametrize("text", ["i want to go home", "left in a wet pad", "they nick her money"])
def test_a_theme_far_behind_the_best_is_not_shown(text: str) -> None:
    judged, scores = judge(text), model().scores(model().lexicon.see(text))
    best = scores[f"theme:{judged.topics[0]}"]

    assert all(scores[f"theme:{one}"] >= 0.2 * best for one in judged.topics)
    assert all(scores[f"theme:{one}"] >= 0.4 * best for one in judged.topics[2:])


@pytest.mark.parametrize("text", ["999", "112", "ambulance"])
def test_the_number_itself_is_a_cry_for_help(text: str) -> None:
    assert "danger" == help_that_is_typed(text, LIBRARY).door  # type: ignore[union-attr]


@FEW
@given(st.text(max_size=300))
def test_any_text_at_all_is_judged(text: str) -> None:
    assert find(text, CONTACTS).kind in Kind


def test_every_theme_has_a_short_form_of_its_own() -> None:
    themes = examples.themes()

    assert len(themes) == len({_code(theme) for theme in themes})


def test_starting_loads_nothing_of_it() -> None:
    """The model and what reads it come with the first question."""
    program = "import sys, bot.live; print('\\n'.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)

    assert "content.search" in loaded.stdout.split()
    assert "content.lookup_judging" not in loaded.stdout.split()
    assert "numpy" not in loaded.stdout.split()
