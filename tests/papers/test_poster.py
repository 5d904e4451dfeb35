"""The poster of a team: a phone can read its code, every number is on it, and it is one page that can be read."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageStat

from bot.papers.book import NumberLine
from bot.papers.placing import BODY, HEIGHT, MARGIN, WIDTH, Page, TooMuchError, measured, wrapped
from bot.papers.poster import Poster, as_pdf, as_picture, laid_out
from bot.screens.number_buttons import POLICE
from bot.screens.numbers import hours_in_words, named, origin
from tests.papers.reading import codes, opened, pages, picture_of, sizes, words
from tests.unit import samples

if TYPE_CHECKING:
    from content.contact_models import Area
    from content.ring import Ring

LINK = "https://t.me/say_so_for_all_of_us_bot?start=Az0_-Az0_-Az0_-Az0_-Az"
LONGEST = "W" * 40
AREAS = {area.name: area for area in samples.AREAS}
LONG = ("Worcestershire", "Kingston upon Hull", "Cheshire West and Chester", "Lincolnshire")


def _lines(rings: list[Ring]) -> tuple[NumberLine, ...]:
    usable = [ring for ring in rings if ring.label not in POLICE]
    return tuple(
        NumberLine("", named(ring), ring.phone, hours_in_words(ring), origin(ring), ring.web)
        for ring in usable
    )


def poster(area: Area | None = AREAS["Wigan"], team: str = "Rowan House") -> Poster:
    lines = samples.lines_at(area, samples.NOON)
    return Poster(
        team=team,
        area=area.name if area else None,
        link=LINK,
        until=date(2027, 2, 21),
        made_on=date(2026, 11, 23),
        adult=_lines(list(lines.adult)),
        child=_lines(list(lines.child)),
    )


@cache
def printed(name: str = "Wigan", team: str = "Rowan House") -> bytes:
    return as_pdf(poster(AREAS[name], team))


@cache
def pictured(name: str = "Wigan") -> bytes:
    return as_picture(poster(AREAS[name]))


def test_a_phone_reads_the_link_from_the_printed_poster() -> None:
    assert [LINK] == codes(picture_of(printed()))


def test_a_phone_reads_the_link_from_the_picture_as_telegram_shrinks_it() -> None:
    """The longer side of a photo has 1280 dots at most."""
    whole = opened(pictured())
    small = whole.convert("L").resize((whole.width * 1280 // whole.height, 1280))

    assert [LINK] == codes(whole)
    assert [LINK] == codes(small)


def test_a_code_that_is_stained_in_a_corner_can_still_be_read() -> None:
    image = picture_of(printed()).convert("L")
    side = image.width // 40
    image.paste(
        0,
        (
            image.width * 85 // 100,
            image.height // 4,
            image.width * 85 // 100 + side,
            image.height // 4 + side,
        ),
    )

    assert [LINK] == codes(image)


@pytest.mark.parametrize("name", ["Wigan", *LONG])
def test_it_is_one_page_with_every_number_large_enough_to_read(name: str) -> None:
    made = printed(name, LONGEST)
    said = words(made)
    lines = poster(AREAS[name]).adult + poster(AREAS[name]).child

    assert 1 == pages(made)
    assert [] == [line.phone for line in lines if line.phone and line.phone not in said]
    assert min(sizes(made)) >= BODY


@pytest.mark.parametrize("area", samples.AREAS[::4], ids=lambda area: area.id)
def test_every_area_fits_with_where_its_numbers_come_from(area: Area) -> None:
    page = laid_out(poster(area, LONGEST))
    said = " ".join(line.text for line in page.words)

    assert page.top <= HEIGHT - MARGIN + 1
    assert [] == [line.origin for line in poster(area).adult if line.phone and line.origin not in said]


def test_danger_comes_first_and_it_says_what_it_is_not() -> None:
    said = words(printed())

    assert said.startswith("In danger now? Ring 999.")
    for sentence in (
        "Say So, for Rowan House",
        "Say So is not a place to report.",
        "About an adult (Wigan)",
        "About a child (Wigan)",
        "Not yet dialled by us.",
        "It may tell people who have your phone number that you joined Telegram.",
        "It works until 21 February 2027.",
        "1. Point your phone’s camera",
        "2. Tap START",
    ):
        assert sentence in said


def test_a_line_without_a_number_that_can_be_trusted_names_itslaid_out() -> None:
    assert "no number that we can trust. See www.worcestershire.gov.uk" in words(printed("Worcestershire"))


def test_a_team_without_an_area_has_the_national_lines() -> None:
    made_of = poster(None)

    assert "03000 616161" in words(as_pdf(made_of))


def test_it_is_black_and_white() -> None:
    image = picture_of(printed()).convert("RGB")
    red, green, blue = image.split()

    assert red.tobytes() == green.tobytes() == blue.tobytes()
    assert ImageStat.Stat(image.convert("L")).mean[0] > 200, "mostly white, so that it costs little to print"


def test_nothing_stands_outside_the_margins() -> None:
    page = laid_out(poster(AREAS["Worcestershire"], LONGEST))
    right = max(line.left + measured(line.text, line.size, bold=line.bold) for line in page.words)

    assert right <= WIDTH - MARGIN + 0.5
    assert min(line.left for line in page.words) >= MARGIN


def test_more_than_fits_is_said_and_not_left_out() -> None:
    much = NumberLine("", "A line with a long name", "01942 828777", "day and night", "From a page", None)

    with pytest.raises(TooMuchError):
        as_pdf(replace(poster(), adult=(much,) * 60))


def test_the_same_poster_is_the_same_bytes_here_and_in_a_worker_process() -> None:
    made_of = poster()
    handed = pickle.loads(pickle.dumps(partial(as_pdf, made_of)))  # noqa: S301 - our own

    assert as_pdf(made_of) == handed()


@given(text=samples.texts(60), width=st.floats(20, 180))
@settings(max_examples=40)
def test_any_name_is_wrapped_within_its_width(text: str, width: float) -> None:
    lines = wrapped(text, BODY, width)

    assert [] == [line for line in lines if measured(line, BODY) > width]
    assert len(re.sub(r"\s", "", "".join(text.split()))) == len(re.sub(r"\s", "", "".join(lines)))


def test_neighbouring_squares_are_drawn_as_one() -> None:
    page = Page("")
    page.squares([[0, 1, 1, 0], [0, 0, 0, 0], [1, 0, 0, 1], [1, 1, 1, 1]], 0, 0, 40)

    assert [(10, 20), (0, 10), (30, 10), (0, 40)] == [(box.left, box.width) for box in page.boxes]
