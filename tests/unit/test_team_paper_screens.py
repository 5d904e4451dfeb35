"""Screens that come with the papers of a team: taken by Telegram whatever a team is called, and honest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from bot.routes import Governing, LinkCode, PosterForm
from bot.screens import team_papers as screens
from bot.screens.screen import Paper, Screen
from tests.unit import samples, screening
from tests.unit.telegram_html import read

if TYPE_CHECKING:
    from datetime import date

PAPER = Paper(None, "say-so.pdf", bytes)
TEAM = st.integers(0, 2**48)
UNTIL: date = samples.NOON.date()
THEMES = {theme: name for pack in samples.LIBRARY.packs.values() for theme, name in pack.themes.items()}
SCREENS: dict[str, st.SearchStrategy[Screen]] = {
    "team papers": st.builds(screens.team_papers, TEAM, samples.texts(40)),
    "poster": st.builds(
        screens.poster,
        TEAM,
        st.sampled_from(PosterForm),
        st.just(LinkCode("A" * 22)),
        st.just(UNTIL),
        st.just(5),
        st.just(PAPER),
    ),
    "print sets": st.builds(screens.print_sets, TEAM, st.sampled_from([{}, THEMES]), st.integers(0, 99)),
    "print set": st.builds(screens.print_set, TEAM, samples.texts(60), st.just(PAPER)),
    "evidence": st.builds(screens.evidence, TEAM, st.just(PAPER)),
    "governance": st.builds(screens.governance),
    "governance paper": st.builds(screens.governance_paper, st.sampled_from(Governing), st.just(PAPER)),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_telegram_takes_a_screen_whatever_text_is_in_it(screen: str) -> None:
    screening.is_taken(SCREENS[screen])


def test_every_function_that_makes_a_screen_is_tried_above() -> None:
    assert len(SCREENS) == len(screening.makers(screens))


def test_every_theme_can_be_printed_page_by_page() -> None:
    shown = [screens.print_sets(7, THEMES, page) for page in range(99)]
    labels = {button.label for screen in shown for button in screen.buttons}

    assert set() == set(THEMES.values()) - labels


def test_the_privacy_papers_are_called_drafts_before_any_is_opened() -> None:
    said = read(screens.governance().text)

    assert "These are drafts." in said
    assert {screens.governing_label(which) for which in Governing} <= {
        button.label for button in screens.governance().buttons
    }
