"""How it goes in a team, in words: short, the same for hidden and for empty, and never exact."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.learning.counting import Band, Told
from bot.learning.telling import ANSWERED, READ, READIER, STRONG, TOOK_PART
from bot.screens import team_numbers as screens
from bot.screens.screen import Form, Paper
from bot.screens.team_numbers import TeamTold
from bot.screens.workplaces import ask_workplace
from content.kinds import Setting
from tests.unit import samples
from tests.unit.fewer import FEW
from tests.unit.screening import check
from tests.unit.telegram_html import read

BANDS = st.sampled_from(Band)
ALL_TOOK_PART = Told(5, {TOOK_PART: Band.MOST, READ: Band.HALF, ANSWERED: Band.MOST})
NOTHING = TeamTold(1, "Bank House", date(2026, 11, 30), date(2026, 11, 30), None, {}, None, None)
PRINCIPLES = [words for pack in samples.LIBRARY.packs.values() for words in pack.principles.values()]


def a_week() -> st.SearchStrategy[Told]:
    bands = st.fixed_dictionaries({TOOK_PART: BANDS, READ: BANDS, ANSWERED: BANDS})
    return st.builds(Told, st.integers(1, 40).map(lambda steps: steps * 5), bands)


def one_band(name: str) -> st.SearchStrategy[Told]:
    return st.builds(Told, st.just(5), st.fixed_dictionaries({name: BANDS}))


TEAMS = st.builds(
    TeamTold,
    st.integers(1, 2**48),
    samples.texts(40).filter(str.strip),
    st.just(date(2026, 12, 28)),
    st.just(date(2026, 12, 28)),
    st.none() | a_week(),
    st.dictionaries(st.sampled_from(PRINCIPLES), one_band(STRONG), max_size=10),
    st.none() | one_band(READIER),
    st.none() | st.integers(1, 40).map(lambda steps: steps * 5),
)
QUESTIONS = st.sampled_from(
    [
        (pack.principles[card.principle], card.facilitator.questions[0])
        for pack in samples.LIBRARY.packs.values()
        for card in pack.scenarios.values()
    ]
)


@FEW
@given(TEAMS, QUESTIONS, st.none() | st.integers(0, 40))
def test_telegram_takes_every_screen_of_a_team(
    team: TeamTold, about: tuple[str, str], following: int | None
) -> None:
    check(screens.team_numbers(team, manages=True))
    check(screens.team_numbers(team, manages=False))
    check(screens.why_blurred(team.team_id))
    check(screens.team_note(team, *about, following))
    check(screens.team_picture(team, Paper(None, "say-so-team.png", bytes, form=Form.PICTURE)))


def test_a_note_has_at_most_90_words_whatever_it_is_about() -> None:
    team = replace(NOTHING, name="The Old Mill Supported Living Service", week=ALL_TOOK_PART)
    for pack in samples.LIBRARY.packs.values():
        for card in pack.scenarios.values():
            about = pack.principles[card.principle], card.facilitator.questions[0]
            assert len(read(screens.team_note(team, *about, None).text).split()) <= 90, card.id


def test_manager_and_worker_read_the_same_numbers() -> None:
    themes = {PRINCIPLES[0]: Told(5, {STRONG: Band.MOST})}
    team = replace(NOTHING, week=ALL_TOOK_PART, themes=themes, good=10)
    told = [read(screens.team_numbers(team, manages=manages).text).split("\n\n") for manages in (True, False)]
    assert told[0][2:] == told[1][2:]
    assert "In the team: 5 to 9 people." in told[0][2]


def test_what_is_hidden_reads_as_what_is_empty() -> None:
    text = read(screens.team_numbers(NOTHING, manages=True).text)
    assert 4 == text.count("Shown once enough people have answered.")
    assert "0" not in re.sub(r"\b30\b", "", text)


def test_what_fewest_do_well_is_worth_a_talk_first() -> None:
    themes = {
        name: Told(5, {STRONG: band})
        for name, band in zip(PRINCIPLES, (Band.HALF, Band.MOST, Band.FEW), strict=False)
    }
    assert [PRINCIPLES[2], PRINCIPLES[0]] == screens.worth_a_talk(themes)
    assert [PRINCIPLES[1]] == screens.going_well(themes)


@FEW
@given(st.lists(st.sampled_from(Setting), unique=True), st.none() | st.sampled_from(Setting))
def test_telegram_takes_the_question_where_somebody_works(kinds: list[Setting], now: Setting | None) -> None:
    check(ask_workplace(kinds, now))
