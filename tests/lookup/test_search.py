"""Single promises of the look-up, one message each."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.looking_up import _code, urgent_help
from bot.handlers.typing import LONGEST_NAME
from bot.screens.common import menu_labels
from content.lookup import examples
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
