"""What is shipped fits one phone screen, wherever and whenever it is read: computed over all areas and hours."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache

import pytest

from bot.learning.dealing import option_order
from bot.screens import concern, numbers, practising, reading
from bot.screens.numbers import Lines
from bot.screens.screen import Markup
from content.library import Pack
from content.lines import whom_to_ring
from content.models import Excerpt, Option, Scenario
from content.ring import Subject
from tests.unit.samples import AREAS, CARDS, EXCERPTS, LIBRARY, LONDON, lines_at
from tests.unit.telegram_html import read
from tests.unit.test_screens import check

CARD, GUIDANCE, EXCERPT, EXCERPT_WORDS = 900, 600, 600, 90
# A Wednesday, a Friday, a Sunday, and a Christmas Day that closes offices.
DAYS = (
    datetime(2026, 11, 25, tzinfo=LONDON),
    datetime(2026, 11, 27, tzinfo=LONDON),
    datetime(2026, 11, 29, tzinfo=LONDON),
    datetime(2026, 12, 25, tzinfo=LONDON),
)
OPTIONS = [(card, option) for card in CARDS for option in card.options]


def hours() -> Iterator[datetime]:
    return (day + timedelta(hours=hour, minutes=15) for day in DAYS for hour in range(24))


@cache
def longest_tell(subject: Subject) -> Markup:
    """The longest line that says whom to tell, over all areas and hours."""
    return max(
        (_tell(area_index, subject, now) for area_index in range(-1, len(AREAS)) for now in hours()), key=len
    )


def _tell(area_index: int, subject: Subject, now: datetime) -> Markup:
    area = AREAS[area_index] if area_index >= 0 else None
    rings = whom_to_ring(LIBRARY.contacts, area, subject, now)
    return numbers.tell(Lines(area, rings, rings, (), now, LONDON), subject)


def subject_of(card: Scenario) -> Subject:
    return Subject.CHILD if card.id in LIBRARY.packs["children"].scenarios else Subject.ADULT


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_a_card_fits_one_screen_before_and_after_the_answer(card: Scenario) -> None:
    order = option_order(1, card)
    for chosen in (None, *order):
        assert len(read(practising.card(card, order, 1, chosen, draft=True).text)) <= CARD


@pytest.mark.parametrize(("card", "option"), OPTIONS, ids=lambda item: getattr(item, "id", None) or item.key)
def test_guidance_fits_one_screen_with_the_longest_number(card: Scenario, option: Option) -> None:
    screen = practising.guidance(card, option_order(1, card), 1, option, longest_tell(subject_of(card)))

    assert len(read(screen.text)) <= GUIDANCE


@pytest.mark.parametrize("excerpt", EXCERPTS, ids=lambda excerpt: excerpt.id)
def test_an_excerpt_fits_one_screen(excerpt: Excerpt) -> None:
    screen = reading.excerpt(excerpt, excerpt.id, draft=True)

    assert len(read(screen.text)) <= EXCERPT
    assert len(f"{excerpt.text} {excerpt.to_try}".split()) <= EXCERPT_WORDS
    check(screen)


@pytest.mark.parametrize(("card", "option"), OPTIONS, ids=lambda item: getattr(item, "id", None) or item.key)
def test_more_names_an_excerpt_that_is_there(card: Scenario, option: Option) -> None:
    behind = LIBRARY.excerpt(option.excerpt or card.excerpt)

    assert behind is not None
    check(practising.more(card, option_order(1, card), 1, option.key, behind))


def test_whom_to_tell_always_gives_a_number_and_a_person_at_work() -> None:
    for subject in Subject:
        for index in range(-1, len(AREAS)):
            told = read(_tell(index, subject, DAYS[0] + timedelta(hours=3)))
            assert told.startswith("Who to tell: your manager or safeguarding lead.")
            assert sum(sign.isdigit() for sign in told) >= 3


@pytest.mark.parametrize("pack", LIBRARY.packs.values(), ids=lambda pack: pack.id)
def test_the_contents_lead_to_every_excerpt(pack: Pack) -> None:
    excerpts = list(pack.excerpts.values())
    pages = [reading.contents(excerpts, page) for page in range(len(excerpts))]

    labels = {button.label for page in pages for button in page.buttons}
    assert {excerpt.title for excerpt in excerpts} <= labels


def test_the_numbers_of_every_area_fit_one_message_by_day_and_by_night() -> None:
    for moment in (
        DAYS[0] + timedelta(hours=11),
        DAYS[0] + timedelta(hours=3),
        DAYS[3] + timedelta(hours=11),
    ):
        for area in (None, *AREAS):
            lines_now = lines_at(area, moment)
            check(numbers.numbers(lines_now, own=True))
            check(concern.concern(LIBRARY.concern, lines_now))


@pytest.mark.parametrize("door", LIBRARY.concern.doors, ids=lambda door: door.id)
def test_every_door_ends_with_somebody_to_ring_and_says_it_is_no_report(door: object) -> None:
    lines_now = lines_at(AREAS[0], DAYS[0] + timedelta(hours=3))
    opened = next(one for one in LIBRARY.concern.doors if one == door)
    text = read(concern.door(opened, lines_now, Subject.ADULT).text)

    assert "999" in text
    assert str(lines_now.adult[0].phone) in text
    assert str(lines_now.child[0].phone) in text
    assert "not a report" in text


def test_danger_stands_first_in_the_guide_and_above_all_numbers() -> None:
    lines_now = lines_at(AREAS[0], DAYS[0])

    assert "Ring 999" in read(concern.concern(LIBRARY.concern, lines_now).text).splitlines()[0]
    assert "Ring 999" in read(numbers.numbers(lines_now, own=True).text).splitlines()[2]
