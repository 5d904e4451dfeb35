"""The plan of a session, whose turn it is, when to meet, and that Telegram takes what is shown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.typing import help_that_is_typed
from bot.learning.session import (
    MINUTES,
    PLAN,
    Step,
    days_to_meet,
    following,
    hands_told,
    is_over,
    next_in_turn,
    preceding,
)
from bot.routes import Weekday
from bot.screens import groups, session, session_dates, session_steps
from bot.screens.screen import Form, Paper, Screen, Way
from bot.screens.session import HeldInWords, SessionsInWords
from bot.screens.session_parts import Walk
from tests.unit import samples, screening
from tests.unit.fewer import FEW
from tests.unit.telegram_html import read

if TYPE_CHECKING:
    from types import ModuleType

MODULES: tuple[ModuleType, ...] = (session, session_dates, session_steps, groups)
WORDS = samples.LIBRARY.session
THEMES = [theme for pack in samples.LIBRARY.packs.values() for theme in pack.themes]
ID, THEME = st.integers(0, 2**48), st.sampled_from(THEMES)
DAY, NOON, LONDON = st.just(date(2026, 11, 25)), st.just(samples.NOON), st.just(samples.LONDON)
NAME = samples.names(40)
SLUGS = st.sampled_from(["say-thanks", "a" * 20])
IN_WORDS = st.dictionaries(SLUGS, samples.names(50), max_size=3)
THREAD = st.one_of(st.none(), st.just(42))
PRESENT = st.one_of(st.none(), st.sampled_from([0, 5, 6, 20, 21]))
HELD = st.builds(HeldInWords, DAY, samples.texts(50), PRESENT, st.lists(samples.texts(50), max_size=3))
ABOUT = st.builds(
    SessionsInWords,
    ID,
    NAME,
    st.integers(0, 99),
    st.one_of(st.none(), HELD),
    st.tuples(SLUGS, samples.names(50)),
    st.just("It is the turn of this theme."),
    st.one_of(st.none(), ID),
    st.one_of(st.none(), st.just("You meet on Wednesday 25 November at 14:00.")),
    st.one_of(st.none(), DAY),
)
PAPER = st.just(Paper(None, "team-talk.ics", bytes, form=Form.DATA))
HANDS = st.fixed_dictionaries(dict.fromkeys("abcd", st.integers(0, 11)))


@st.composite
def walks(draw: st.DrawFn, step: Step) -> Walk:
    """A session at this step, about any story."""
    card = draw(samples.cards())
    before, vote = preceding(step, looks_back=draw(st.booleans())), draw(st.sampled_from([None, 0, 1, 2, 3]))
    return Walk(draw(ID), step, before, card, list(card.options), draw(st.booleans()), vote)


@st.composite
def grouped(draw: st.DrawFn, name: str) -> Screen:
    """A story as a group sees it."""
    card = draw(samples.cards())
    thread = draw(THREAD)
    if name == "vote":
        return groups.vote(card, card.options, (draw(ID), draw(ID)), thread)
    shown = {"story": lambda: groups.story(card, card.options, thread)}
    return shown.get(name, lambda: groups.guidance(card.options, thread))()


SCREENS: dict[str, st.SearchStrategy[Screen]] = {
    "home": st.builds(session.session_home, ABOUT),
    "theme": st.builds(
        session.choose_theme, ID, st.dictionaries(THEME, NAME, min_size=1), st.integers(0, 2**53)
    ),
    "card": st.builds(session.choose_card, ID, IN_WORDS),
    "drop": st.builds(session.ask_drop, ID),
    "over": st.builds(session.over, ID, HELD),
    "log": st.builds(session.log, ID, NAME, st.lists(HELD, max_size=12), manages=st.booleans()),
    "day": st.builds(
        session_dates.ask_day, ID, st.lists(DAY, max_size=10), st.one_of(st.none(), st.just("You meet."))
    ),
    "hour": st.builds(session_dates.ask_hour, ID, DAY),
    "file": st.builds(session_dates.file, ID, NOON, LONDON, PAPER, cancelled=st.booleans()),
    "team time": st.builds(session_dates.ask_team_time, ID, st.one_of(st.none(), st.just("Now: Thursday."))),
    "team hour": st.builds(session_dates.ask_team_hour, ID, st.sampled_from(Weekday)),
    "question": st.builds(
        session_dates.question, st.sampled_from(Weekday), st.integers(0, 1439), has_own=st.booleans()
    ),
    "look back": st.builds(
        session_steps.look_back, walks(Step.LOOK_BACK), st.lists(st.tuples(ID, SLUGS, NAME), max_size=3)
    ),
    "opening": st.builds(session_steps.opening, walks(Step.OPENING)),
    "story": st.builds(session_steps.story, walks(Step.STORY)),
    "hands": st.builds(
        session_steps.hands, walks(Step.HANDS), st.one_of(st.just({}), HANDS), st.one_of(st.just({}), HANDS)
    ),
    "leads to": st.builds(session_steps.leads_to, walks(Step.LEADS_TO)),
    "good": st.builds(session_steps.good, walks(Step.GOOD)),
    "thanks": st.builds(session_steps.thanks, ID, THEME, st.integers(0, 2**53)),
    "close": st.builds(
        session_steps.close,
        walks(Step.CLOSE),
        IN_WORDS,
        st.sampled_from([WORDS.actions_for(one) for one in THEMES]),
    ),
    "present": st.builds(session_steps.present, ID),
    "group": st.builds(groups.group_home, ID, linked=st.booleans()),
    "code": st.builds(groups.code_text, st.just("https://t.me/saysobot?startgroup=A"), st.just("A" * 22)),
    "welcome": st.builds(groups.welcome, THREAD),
    "story in group": grouped("story"),
    "vote": grouped("vote"),
    "vote closed": st.builds(groups.vote_closed),
    "vote gone": st.builds(groups.vote_gone, THREAD),
    "guidance in group": grouped("guidance"),
    "ask lines": st.builds(groups.ask_lines, st.just("https://t.me/saysobot?start=lines"), THREAD),
    "lines in group": st.builds(groups.lines_of_team, st.lists(NAME, min_size=1, max_size=14), THREAD),
    "agreed in group": st.builds(groups.agreed, st.lists(NAME, max_size=3), THREAD),
    "unsent": st.builds(groups.unsent),
    "read lines": st.builds(
        groups.read_lines,
        ID,
        st.one_of(st.none(), st.lists(NAME, min_size=1, max_size=14)),
        group=st.booleans(),
    ),
    "pick lines": st.builds(
        groups.pick_lines, ID, st.sampled_from([WORDS.lines_for(one) for one in THEMES]), st.integers(0, 3)
    ),
    "no talk": st.builds(groups.no_talk),
}
IN_GROUP = (
    "welcome",
    "story in group",
    "guidance in group",
    "ask lines",
    "lines in group",
    "agreed in group",
)


@pytest.mark.parametrize("screen", SCREENS)
def test_telegram_takes_a_screen_whatever_text_is_in_it(screen: str) -> None:
    screening.is_taken(SCREENS[screen])


def test_every_function_that_makes_a_screen_is_tried_above() -> None:
    assert len(SCREENS) == len(screening.makers(*MODULES))


@pytest.mark.parametrize("screen", IN_GROUP)
def test_what_a_group_sees_has_no_buttons_and_fits_one_message(screen: str) -> None:
    @FEW
    @given(SCREENS[screen])
    def is_mute(made: Screen) -> None:
        assert () == made.buttons
        assert Way.SHOWN is made.way

    is_mute()


@pytest.mark.parametrize("theme", THEMES)
def test_each_theme_has_twelve_lines_and_eight_actions(theme: str) -> None:
    assert len(WORDS.lines_for(theme)) >= 12
    assert len(WORDS.actions_for(theme)) >= 8


def test_whoever_types_a_line_an_action_or_a_button_is_not_taken_to_be_in_danger() -> None:
    lines = [words for theme in THEMES for words in WORDS.lines_for(theme).values()]
    actions = [words for theme in THEMES for words in WORDS.actions_for(theme).values()]
    card = next(iter(samples.LIBRARY.packs["adults"].scenarios.values()))
    walk = Walk(1, Step.HANDS, Step.STORY, card, list(card.options), draft=False, vote=1)
    screens = (
        session_steps.hands(walk, {}, {}),
        session_steps.opening(walk),
        session_steps.present(1),
        session_steps.leads_to(walk),
        groups.group_home(1, linked=True),
        session.ask_drop(1),
    )
    labels = [button.label for screen in screens for button in screen.buttons]

    said = {*lines, *actions, *(f"Take out: {one}" for one in actions), *labels}
    assert set() == {text for text in said if help_that_is_typed(text, samples.LIBRARY)}


def test_the_parts_fill_twenty_minutes_without_a_gap() -> None:
    timed = [one for one in PLAN if one.begins != one.ends]

    assert [0, 2, 6, 10, 15, 18] == [one.begins for one in timed]
    assert [one.begins for one in timed[1:]] == [one.ends for one in timed[:-1]]
    assert MINUTES == timed[-1].ends
    assert set(Step) == {one.step for one in PLAN}


def test_on_and_back_meet() -> None:
    for step in Step:
        after = following(step)
        assert after is None or preceding(after, looks_back=True) is step
    assert preceding(Step.OPENING, looks_back=False) is None


def test_a_session_is_over_after_a_day() -> None:
    assert [False, True] == [is_over(samples.NOON, samples.NOON + timedelta(hours=h)) for h in (23, 24)]


@given(HANDS)
def test_fewer_than_five_hands_are_never_told(hands: dict[str, int]) -> None:
    assert hands_told(hands) == (hands if sum(hands.values()) >= 5 else {})


def test_themes_take_turns_and_none_comes_again_before_all_were_there() -> None:
    pack = samples.LIBRARY.packs["adults"]
    cards = list(pack.scenarios.values())
    held: list[str] = []
    for _session in {pack.theme_of[card.id] for card in cards}:
        held.insert(0, pack.theme_of[next_in_turn(pack, cards, held).id])

    assert len(held) == len(set(held))
    assert held[-1] == pack.theme_of[next_in_turn(pack, cards, held).id], "and then the first again"


def test_bank_holidays_and_weekends_are_left_out_for_five_years() -> None:
    for ahead in range(0, 5 * 365, 13):
        today = date(2026, 11, 23) + timedelta(days=ahead)
        days = days_to_meet(today)
        assert 6 <= len(days) <= 10
        assert all(today < day <= today + timedelta(days=14) and day.weekday() < 5 for day in days)
    assert date(2026, 12, 25) not in days_to_meet(date(2026, 12, 21))


def test_a_small_number_of_people_is_not_told() -> None:
    told = [
        read(session.over(1, HeldInWords(date(2026, 11, 25), "x", one, ())).text) for one in (0, 4, 5, None)
    ]

    assert told[0] == told[1]
    assert "Fewer than 5 people were there." in told[0]
    assert "5 people were there." in told[2]
    assert "were there" not in told[3]
