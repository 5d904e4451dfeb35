"""What is shipped fits one phone screen, wherever and whenever it is read: computed over all areas and hours."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cache

import pytest

from bot.learning.counting import Band
from bot.learning.dealing import option_order
from bot.screens import concern, guide, numbers, practising, reading, second_way
from bot.screens.number_buttons import with_phones
from bot.screens.numbers import Lines, information
from bot.screens.screen import Markup, Screen
from content.contacts import National
from content.library import Pack
from content.lines import national_ring, whom_to_ring, whom_to_ring_about_staff
from content.models import ConcernGuide, Door, Excerpt, Scenario
from content.ring import Subject
from tests.unit.samples import AREAS, CARDS, EXCERPTS, LIBRARY, LONDON, lines_at
from tests.unit.screening import check
from tests.unit.telegram_html import read

Behind = Callable[[ConcernGuide, Lines, Subject], Screen]
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


def test_a_card_fits_one_screen_before_and_after_the_answer() -> None:
    for card in CARDS:
        order = option_order(1, card)
        for chosen in (None, *order):
            shown = practising.card(card, order, 1, chosen, draft=True)
            assert len(read(shown.text)) <= CARD, (card.id, chosen)


def test_guidance_fits_one_screen_with_the_longest_number() -> None:
    for card, option in OPTIONS:
        longest = longest_tell(subject_of(card))
        screen = practising.guidance(card, option_order(1, card), 1, option, longest)
        assert len(read(screen.text)) <= GUIDANCE, (card.id, option.key)


@pytest.mark.parametrize("excerpt", EXCERPTS, ids=lambda excerpt: excerpt.id)
def test_an_excerpt_fits_one_screen(excerpt: Excerpt) -> None:
    screen = reading.excerpt(excerpt, excerpt.id, draft=True)

    assert len(read(screen.text)) <= EXCERPT
    assert len(f"{excerpt.text} {excerpt.to_try}".split()) <= EXCERPT_WORDS
    check(screen)


def test_more_names_an_excerpt_that_is_there() -> None:
    for card, option in OPTIONS:
        behind = LIBRARY.excerpt(option.excerpt or card.excerpt)
        assert behind is not None, (card.id, option.key)
        bands = dict.fromkeys("abcd", Band.HALF)
        check(practising.more(card, option_order(1, card), 1, option.key, behind, bands))


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


def ending(door: Door, lines_now: Lines) -> concern.WhomToTell:
    """With whom a door ends, as it is shipped."""
    contacts, at = LIBRARY.contacts, lines_now.at
    lines = [contacts.national(National(name)) for name in door.national]
    return concern.WhomToTell(
        lines_now,
        Subject.ADULT,
        whom_to_ring_about_staff(contacts, lines_now.area, at),
        [national_ring(contacts, National(line.id), at) for line in lines if line.text_to is None],
        [line for line in lines if line.text_to],
    )


@pytest.mark.parametrize("door", LIBRARY.concern.every_door, ids=lambda door: door.id)
def test_every_door_ends_with_somebody_to_ring_and_says_it_is_no_report(door: Door) -> None:
    lines_now = lines_at(AREAS[0], DAYS[0] + timedelta(hours=3))
    tell = ending(door, lines_now)
    text = read(concern.door(door, tell).text)

    council = (
        (tell.staff[:2] if door.staff else (lines_now.adult[0], lines_now.child[0])) if door.council else ()
    )
    told = [*council, *tell.national]
    assert told
    assert all(str(ring.phone or ring.name) in text for ring in told)
    assert "999" in text
    assert "not a report" in text


def test_the_doors_for_the_worker_herself_give_the_lines_that_are_for_her() -> None:
    texts = {
        door.id: read(concern.door(door, ending(door, lines_at(None, DAYS[0]))).text)
        for door in LIBRARY.concern.further
    }

    assert "0300 123 1100" in texts["me"]
    assert "0800 1111" in texts["me"]
    assert "Ring 999" in texts["despair"].splitlines()[0]
    assert texts["despair"].index("116 123") < texts["despair"].index("85258")
    assert "option 2" in texts["despair"]


def test_danger_stands_first_in_the_guide_and_above_all_numbers() -> None:
    lines_now = lines_at(AREAS[0], DAYS[0])

    assert "Ring 999" in read(concern.concern(LIBRARY.concern, lines_now).text).splitlines()[0]
    assert "Ring 999" in read(numbers.numbers(lines_now, own=True).text).splitlines()[0]


@pytest.mark.parametrize("door", LIBRARY.concern.every_door, ids=lambda door: door.id)
def test_every_door_ends_with_999_since_a_chat_shows_the_end_of_a_message(door: Door) -> None:
    text = read(concern.door(door, ending(door, lines_at(AREAS[0], DAYS[0]))).text)

    assert "In danger now? Ring 999." == text.split("\n\n")[-2]


def test_who_cannot_go_on_is_not_sent_to_write_notes() -> None:
    labels = {
        door.id: {
            button.label for button in concern.door(door, ending(door, lines_at(None, DAYS[0]))).buttons
        }
        for door in LIBRARY.concern.every_door
    }
    without = {"What to note down", "What happens next"}

    assert {"despair"} == {door for door, shown in labels.items() if not without & shown}


def test_hours_that_are_not_known_are_left_out_where_a_door_names_a_line() -> None:
    moment = DAYS[0] + timedelta(hours=11)
    for door in LIBRARY.concern.every_door:
        for area in (None, *AREAS):
            assert "not known" not in read(concern.door(door, ending(door, lines_at(area, moment))).text)


def test_a_line_without_a_number_has_its_page_in_the_same_line_and_nothing_about_dialling() -> None:
    area = LIBRARY.contacts.area("bolton")
    assert area is not None
    text = read(numbers.numbers(lines_at(area, DAYS[0] + timedelta(hours=11)), own=True).text)
    parts = text.splitlines()
    unable = next(at for at, part in enumerate(parts) if "no number here that we can trust" in part)

    assert parts[unable].endswith("Use its web page: web page")
    assert "dialled" not in parts[unable + 1]


def test_a_national_number_never_stands_under_the_name_of_an_area() -> None:
    area = LIBRARY.contacts.area("bolton")
    text = read(concern.concern(LIBRARY.concern, lines_at(area, DAYS[0] + timedelta(hours=11))).text)

    assert "Care Quality Commission (CQC): 03000 616161" in text
    assert "Bolton:\nAdult: no number that we can trust, use its web page\nCare Quality Commission" in text
    assert "Adult: 0" not in text


def test_a_tap_below_is_promised_only_where_a_number_can_be_tapped() -> None:
    for area in (None, *AREAS):
        screen = numbers.numbers(lines_at(area, DAYS[0]), own=True)
        can_be_tapped = any(button.label.endswith("did not work") for button in screen.buttons)
        assert can_be_tapped == ("tap it below" in read(screen.text))


@pytest.mark.parametrize("page", [guide.write_down, guide.not_able])
@pytest.mark.parametrize("subject", Subject)
def test_pages_behind_the_doors_name_the_council_line(page: Behind, subject: Subject) -> None:
    lines_now = lines_at(AREAS[0], DAYS[0])

    assert str(lines_now.about(subject)[0].phone) in read(page(LIBRARY.concern, lines_now, subject).text)


def test_what_happens_next_and_protection_are_each_of_at_most_90_words() -> None:
    standing = read(information())
    happens_next = read(guide.happens_next(LIBRARY.concern).text)

    assert "You are protected" not in happens_next
    assert len(happens_next.replace(standing, "").replace("•", "").split()) <= EXCERPT_WORDS
    assert sum(len(part.split()) for part in LIBRARY.concern.protection) <= EXCERPT_WORDS


def test_the_contact_of_every_area_fits_what_telegram_takes() -> None:
    for area in AREAS:
        lines_now = lines_at(area, DAYS[0] + timedelta(hours=3))
        contact = second_way.phone_contact(lines_now)
        if contact is None:
            assert [] == with_phones(lines_now)
            continue
        entries = contact.vcard.split("\r\n")
        assert len(contact.vcard.encode()) <= 2048
        assert ("BEGIN:VCARD", "END:VCARD", "") == (entries[0], entries[-2], entries[-1])
        assert len(with_phones(lines_now)) == sum(".TEL:" in one for one in entries)
        assert contact.phone.startswith("+44")
        assert len(contact.name) <= 64
