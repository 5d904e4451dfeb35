"""The screens of what comes beside the card, of ten minutes, of good practice and of own words."""

from datetime import date

import pytest
from hypothesis import strategies as st

from bot.learning.good_practice import ANYTHING, THEMES, good_themes
from bot.learning.schedule import Times
from bot.routes import GoodThanks, Home, Pushed, SaidAbout, ThreeWays, Weekday
from bot.screens import good_practice, own_words, pushes, rhythms, ten_minutes
from bot.screens.home import help_screen
from bot.screens.own_words import POINTS
from bot.screens.screen import Screen
from tests.unit import samples, screening
from tests.unit.telegram_html import read

DUE = st.just(date(2026, 11, 25))
NUMBERS = st.integers(1, 2**53)
DAYS = st.lists(st.sampled_from(Weekday), min_size=1, max_size=7, unique=True).map(tuple)
TIMES = st.one_of(st.none(), st.builds(Times, DAYS, st.integers(0, 24 * 60 - 1)))
ABOUT = st.sampled_from(SaidAbout)
BACK = st.just(Home())
WAYS = st.lists(samples.texts(140), min_size=1, max_size=3)
TICKS = st.integers(0, 2**POINTS - 1)
FIRSTS = st.dates(date(2026, 1, 1), date(2030, 1, 1)).map(lambda day: day.replace(day=1))
SCREENS: dict[str, st.SearchStrategy[Screen]] = {
    "a page is there": st.builds(pushes.page_is_there, DUE, st.integers(0, 10**9)),
    "time to read": st.builds(pushes.ten_minutes_are_here, DUE, st.integers(0, 10**9)),
    "a note is there": st.builds(pushes.team_note_is_there, DUE, st.integers(0, 10**9)),
    "how often pages": st.builds(rhythms.ask_pages, TIMES),
    "which day to read": st.builds(rhythms.ask_reading_time, TIMES),
    "which hour": st.builds(rhythms.ask_rhythm_hour, st.sampled_from(Pushed)),
    "away until which month": st.builds(rhythms.ask_away_month, st.dates(date(2026, 1, 1), date(2030, 1, 1))),
    "away until which day": st.builds(rhythms.ask_away_day, FIRSTS),
    "a step of ten": st.builds(ten_minutes.with_steps, st.builds(help_screen), st.integers(1, 4), st.just(4)),
    "ten are over": st.builds(ten_minutes.over),
    "ten are stopped": st.builds(ten_minutes.stopped, st.integers(0, 4), st.just(4)),
    "what was good": st.builds(
        good_practice.ask_theme, st.dictionaries(st.sampled_from(THEMES), samples.names(40), min_size=1)
    ),
    "thanks to send": st.builds(good_practice.thanks, st.sampled_from(THEMES), st.integers(0, 10**9)),
    "say it": st.builds(own_words.say_it, samples.names(50), samples.texts(560), ABOUT, NUMBERS, BACK),
    "three ways": st.builds(own_words.three_ways, WAYS, ABOUT, NUMBERS, TICKS, BACK),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_telegram_takes_a_screen_whatever_text_is_in_it(screen: str) -> None:
    screening.is_taken(SCREENS[screen])


def test_every_function_that_makes_a_screen_is_tried_above() -> None:
    modules = (good_practice, own_words, pushes, rhythms, ten_minutes)

    assert len(SCREENS) == len(screening.makers(*modules))


@pytest.mark.parametrize("pack", samples.LIBRARY.packs)
def test_each_pack_has_ten_or_so_themes_for_good_practice_and_one_for_all_else(pack: str) -> None:
    themes = good_themes(samples.LIBRARY.packs[pack].themes)

    assert 6 <= len(themes) <= 14
    assert ANYTHING == themes[-1]


@pytest.mark.parametrize("theme", THEMES)
def test_each_theme_has_several_wordings_and_other_words_goes_through_them(theme: str) -> None:
    lines = good_practice.thanks_lines(theme)
    screens, wording = [], 0
    for _ in lines:
        screens.append(read(good_practice.thanks(theme, wording).text))
        [onward] = [b.to for b in good_practice.thanks(theme, wording).buttons if b.label == "Other words"]
        assert isinstance(onward, GoodThanks)
        wording = onward.wording

    assert 3 <= len(lines) == len(set(screens))
    assert 0 == wording, "and round again"


@pytest.mark.parametrize("point", range(POINTS))
def test_a_tick_can_be_set_and_taken_back_and_leaves_the_others(point: int) -> None:
    def tick(ticks: int) -> tuple[str, int]:
        shown = own_words.three_ways(["Hello."], SaidAbout.RUN, 7, ticks, Home())
        button = shown.rows[point][0]
        assert isinstance(button.to, ThreeWays)
        return button.label, button.to.ticks

    others = 0b111 ^ (1 << point)
    assert (": no", 1 << point) == (tick(0)[0][-4:], tick(0)[1])
    assert (": yes", others) == (tick(0b111)[0][-5:], tick(0b111)[1])


def test_the_months_to_choose_from_are_the_next_twelve() -> None:
    labels = [button.label for button in rhythms.ask_away_month(date(2026, 11, 23)).buttons]

    assert ["November 2026", "December 2026", "January 2027"] == labels[:3]
    assert "October 2027" == labels[11]


@pytest.mark.parametrize(("first", "days"), [(date(2027, 2, 1), 28), (date(2028, 2, 1), 29)])
def test_a_month_has_its_days(first: date, days: int) -> None:
    assert [str(day) for day in range(1, days + 1)] == [
        button.label for button in rhythms.ask_away_day(first).buttons[:-1]
    ]


def test_nothing_in_a_push_tells_and_none_is_longer_than_a_lock_screen() -> None:
    telling = {
        "care",
        "abuse",
        "concern",
        "report",
        "safeguard",
        "challenge",
        "poor",
        "harm",
        "dignity",
        "say so",
    }
    said = (*pushes.page_wordings(), *pushes.ten_wordings(), *pushes.unfinished_wordings())

    assert set() == {text for text in said if any(word in text.casefold() for word in telling)}
    assert 80 >= max(map(len, said))
