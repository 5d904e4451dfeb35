from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from content.contact_models import Area, Origin, Way, dialled
from content.contacts import National, lines_of, load_contacts
from content.hours import ENGLAND
from content.lines import Dialled, Known, national_ring, whom_to_ring, whom_to_ring_about_staff
from content.ring import Answers, Label, Ring, Subject

FOLDER = Path(__file__).parents[2] / "content" / "contacts"
CONTACTS = load_contacts(FOLDER)
ADULT, CHILD = Subject.ADULT, Subject.CHILD
WORKDAY = datetime(2026, 11, 24, 11, tzinfo=ENGLAND)
NIGHT = datetime(2026, 11, 24, 3, tzinfo=ENGLAND)
CHRISTMAS = datetime(2026, 12, 25, 11, tzinfo=ENGLAND)
SUMMER = datetime(2027, 7, 5, 16, 45, tzinfo=ENGLAND)
POLICE = ["101", "999"]

# Written by hand from the sources' words, not from our files: (area, subject), the day line, its duty line, and
# for Monday to Friday the local hours and minutes at which the day line opens and closes.
EVEN_WEEK = [((9, 0), (17, 0))] * 5
EARLY_FRIDAY = [((8, 30), (17, 0))] * 4 + [((8, 30), (16, 30))]
KNOWN = {
    ("halton", ADULT): ("0151 907 8306", "0345 050 0148", EVEN_WEEK),
    ("halton", CHILD): ("0151 907 8305", "0345 050 0148", [((9, 0), (17, 0))] * 4 + [((9, 0), (16, 30))]),
    ("oldham", ADULT): ("0161 770 7777", "0161 770 6936", [((8, 40), (17, 0))] * 5),
    ("salford", ADULT): ("0161 206 0604", "0161 794 8888", [((8, 30), (16, 30))] * 5),
    ("cheshire-west-and-chester", ADULT): ("0300 123 7034", "01244 977277", EARLY_FRIDAY),
    ("sefton", CHILD): (
        "0151 934 4013",
        "0151 934 3555",
        [
            ((9, 0), (17, 30)),
            ((9, 0), (17, 30)),
            ((10, 30), (17, 30)),
            ((9, 0), (17, 30)),
            ((9, 0), (16, 0)),
        ],
    ),
}
YEAR_BEGINS = datetime(2026, 11, 1, tzinfo=UTC)
# From the government's list for England and Wales.
HOLIDAYS = {
    date(2026, 12, 25),
    date(2026, 12, 28),
    date(2027, 1, 1),
    date(2027, 3, 26),
    date(2027, 3, 29),
    date(2027, 5, 3),
    date(2027, 5, 31),
    date(2027, 8, 30),
    date(2027, 12, 27),
    date(2027, 12, 28),
}
SUMMER_TIME = (datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC))


def area(area_id: str) -> Area:
    found = CONTACTS.area(area_id)
    assert found is not None
    return found


def rings(area_id: str, subject: Subject, now: datetime = WORKDAY) -> tuple[Ring, ...]:
    return whom_to_ring(CONTACTS, area(area_id), subject, now)


def without(*line_ids: str) -> Known:
    return Known({}, frozenset(line_ids))


def phones(found: tuple[Ring, ...]) -> list[str | None]:
    return [ring.phone for ring in found]


def brief(found: tuple[Ring, ...]) -> list[tuple[str, str | None, str]]:
    return [(ring.label.value, ring.phone, ring.answers.value) for ring in found]


def expected_first(now: datetime, day: str, duty: str, week: list[tuple[tuple[int, int], ...]]) -> str:
    """Which of two numbers answers, worked out without the code under test."""
    summer = SUMMER_TIME[0] <= now < SUMMER_TIME[1]
    local = now + timedelta(hours=1 if summer else 0)
    if local.weekday() > 4 or local.date() in HOLIDAYS:
        return duty
    opens, closes = week[local.weekday()]
    return day if opens <= (local.hour, local.minute) < closes else duty


def hours_of_a_year() -> Iterator[datetime]:
    return (YEAR_BEGINS + timedelta(hours=hour) for hour in range(366 * 24))


def unlike(moment: datetime) -> bool:
    """Whether its day is one of an ordinary week, or next to a bank holiday or to a change of the clocks."""
    special = HOLIDAYS | {change.date() for change in SUMMER_TIME}
    near = {moment.date() + timedelta(days=days) for days in (-1, 0, 1)}
    return moment < YEAR_BEGINS + timedelta(days=7) or not special.isdisjoint(near)


UNLIKE_HOURS = [moment for moment in hours_of_a_year() if unlike(moment)]


@pytest.mark.parametrize(("place", "known"), KNOWN.items(), ids=[f"{place[0]}-{place[1]}" for place in KNOWN])
def test_every_hour_of_a_year_exactly_the_line_that_answers_stands_first(
    place: tuple[str, Subject], known: tuple[str, str, list[tuple[tuple[int, int], ...]]]
) -> None:
    """All of the year for the area with the most uneven week, and for the others every kind of day of it."""
    day, duty, week = known
    here = area(place[0])
    for now in hours_of_a_year() if place == ("sefton", CHILD) else UNLIKE_HOURS:
        found = whom_to_ring(CONTACTS, here, place[1], now)
        first = expected_first(now, day, duty, week)
        assert [first, duty if first == day else day, *POLICE] == phones(found), now
        assert [ring.answers for ring in found[:2]] == [Answers.NOW, Answers.LATER], now


@pytest.mark.parametrize(("place", "known"), KNOWN.items(), ids=[f"{place[0]}-{place[1]}" for place in KNOWN])
def test_the_change_comes_to_the_minute(
    place: tuple[str, Subject], known: tuple[str, str, list[tuple[tuple[int, int], ...]]]
) -> None:
    day, duty, week = known
    for hour in range(4 * 24):
        for minute in (0, 29, 30, 31, 39, 40, 41, 59):
            now = datetime(2027, 3, 24, 22, minute, tzinfo=UTC) + timedelta(hours=hour)
            first = rings(*place, now)[0].phone
            assert expected_first(now, day, duty, week) == first, now


@pytest.mark.parametrize("day", sorted(HOLIDAYS))
def test_on_a_bank_holiday_the_duty_line_stands_first_even_at_noon(day: date) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ENGLAND)
    assert brief(rings("salford", ADULT, noon))[0] == ("duty", "0161 794 8888", "now")


@pytest.mark.parametrize("subject", Subject)
@pytest.mark.parametrize("now", [WORKDAY, NIGHT, CHRISTMAS, SUMMER], ids=str)
def test_in_every_area_there_is_somebody_and_always_the_police(now: datetime, subject: Subject) -> None:
    for here in CONTACTS.areas:
        found = whom_to_ring(CONTACTS, here, subject, now)
        assert set(POLICE) <= set(phones(found)), here.id
        assert found[0].answers is not Answers.LATER, here.id
        assert found[0].phone, here.id


def low_numbers() -> dict[str, set[str]]:
    """Each area's numbers of low confidence that no better entry of it repeats, from the files themselves."""
    found: dict[str, set[str]] = {}
    for file in (FOLDER / "areas").glob("*.yaml"):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["areas"]:
            services = [entry.get("adults", {}), entry.get("children", {}), {"day": entry.get("lado", {})}]
            lines = [service[kind] for service in services for kind in ("day", "duty") if service.get(kind)]
            trusted = {line.get("phone") for line in lines if line["confidence"] != "low"}
            low = {line["phone"] for line in lines if line["confidence"] == "low" and "phone" in line}
            found[entry["id"]] = low - trusted
    return found


def test_no_number_of_low_confidence_is_ever_given() -> None:
    low = low_numbers()
    assert sum(map(len, low.values())) > 20
    for here in CONTACTS.areas:
        for now in (WORKDAY, NIGHT, CHRISTMAS, SUMMER):
            asked = [whom_to_ring(CONTACTS, here, subject, now) for subject in Subject]
            asked.append(whom_to_ring_about_staff(CONTACTS, here, now))
            given = {phone for found in asked for phone in phones(found)}
            assert set() == given & low[here.id], here.id


def test_a_number_that_is_doubtful_for_adults_is_not_given_as_the_childrens() -> None:
    """Suffolk's number is well known for children, and of low confidence for adults."""
    assert "0808 800 4005" in phones(rings("suffolk", CHILD))
    assert "0808 800 4005" not in phones(rings("suffolk", ADULT))


@pytest.mark.parametrize("now", [WORKDAY, NIGHT])
def test_no_number_is_given_twice(now: datetime) -> None:
    for here in CONTACTS.areas:
        for subject in Subject:
            given = [ring.dial for ring in whom_to_ring(CONTACTS, here, subject, now) if ring.dial]
            assert len(set(given)) == len(given), here.id


def test_disputed_hours_give_both_lines_and_say_that_the_hours_are_not_known() -> None:
    assert brief(rings("st-helens", ADULT))[:2] == [
        ("day", "01744 676767", "unknown"),
        ("duty", "0345 050 0148", "unknown"),
    ]
    assert rings("st-helens", ADULT)[0].opening == ""


def test_unknown_hours_give_both_lines_at_every_hour() -> None:
    assert brief(rings("cumberland", ADULT)) == brief(rings("cumberland", ADULT, NIGHT))
    assert [ring.answers for ring in rings("cumberland", ADULT)[:2]] == [Answers.UNKNOWN] * 2


def test_without_a_duty_line_the_police_stand_first_at_night_and_the_day_line_says_when() -> None:
    found = rings("north-tyneside", CHILD, NIGHT)
    assert [*POLICE, "0345 200 0109"] == phones(found)[:3]
    assert found[2].opening == "Mon to Thu 8.30am to 5pm, Fri 8.30am to 4.30pm"
    assert found[2].web


def test_a_missing_number_gives_the_councils_other_line_its_page_and_the_police() -> None:
    found = rings("cheshire-east", ADULT)
    assert brief(found) == [
        ("other", "0300 123 5012", "now"),
        ("other", "0300 123 5022", "later"),
        ("page", None, "unknown"),
        ("police", "101", "now"),
        ("emergency", "999", "now"),
    ]
    assert CHILD is found[0].subject
    assert Way.FORM is found[2].other_ways[0].way


def test_with_no_number_at_all_the_police_stand_in_before_the_page() -> None:
    found = rings("bolton", CHILD)
    assert [(ring.label.value, ring.phone) for ring in found] == [
        ("police", "101"),
        ("emergency", "999"),
        ("page", None),
        ("helpline", "0808 800 5000"),
    ]


def test_a_low_number_is_replaced_by_the_page_but_a_good_duty_line_stays() -> None:
    assert brief(rings("wirral", ADULT))[:2] == [
        ("duty", "0151 677 6557", "unknown"),
        ("page", None, "unknown"),
    ]


def test_one_front_door_for_both_answers_as_the_councils_own_line() -> None:
    """Knowsley's hub is listed for both; only the children's pages say that it answers at night."""
    assert brief(rings("knowsley", ADULT, NIGHT))[:1] == [("duty", "0151 443 2600", "now")]


def test_a_line_that_answers_day_and_night_stands_alone() -> None:
    assert ["0114 273 4908", *POLICE] == phones(rings("sheffield", ADULT, NIGHT))


@pytest.mark.parametrize(
    ("expected", "subject"),
    [([*POLICE, "03000 616161", None], ADULT), ([*POLICE, "0808 800 5000"], CHILD)],
)
def test_without_an_area_there_are_national_lines(expected: list[str | None], subject: Subject) -> None:
    assert expected == phones(whom_to_ring(CONTACTS, None, subject, NIGHT))
    assert phones(whom_to_ring_about_staff(CONTACTS, None, NIGHT))[:2] == POLICE


@pytest.mark.parametrize(
    ("label", "phone", "which"),
    [
        (Label.EMERGENCY, "999", National.EMERGENCY),
        (Label.HELPLINE, "020 3117 2520", National.PROTECT),
        (Label.PAGE, None, National.OFSTED),
    ],
)
def test_a_national_line_can_be_had_alone(label: Label, phone: str | None, which: National) -> None:
    """Ofsted's number is of low confidence, so its page is given instead."""
    found = national_ring(CONTACTS, which, WORKDAY)
    assert (label, phone) == (found.label, found.phone)


def test_the_police_cannot_be_taken_out_of_use() -> None:
    everything = without(*(entry.id for entry in CONTACTS.entries))
    assert set(POLICE) <= set(phones(whom_to_ring(CONTACTS, area("salford"), ADULT, NIGHT, everything)))


def test_the_lado_stands_first_by_day_and_after_the_duty_line_at_night() -> None:
    here = area("oldham")
    assert brief(whom_to_ring_about_staff(CONTACTS, here, WORKDAY))[0] == ("lado", "0161 770 8081", "unknown")
    assert [ring.label.value for ring in whom_to_ring_about_staff(CONTACTS, here, NIGHT)][:3] == [
        "duty",
        "lado",
        "day",
    ]


def test_a_missing_lado_falls_back_to_the_childrens_line() -> None:
    assert rings("halton", CHILD) == whom_to_ring_about_staff(CONTACTS, area("halton"), WORKDAY)


def test_a_lado_without_a_telephone_is_a_page_behind_the_childrens_line() -> None:
    found = whom_to_ring_about_staff(CONTACTS, area("salford"), WORKDAY)
    assert rings("salford", CHILD) == found[:-1]
    assert (found[-1].label, found[-1].phone) == (Label.LADO, None)
    assert Way.PORTAL is found[-1].other_ways[0].way


def test_a_doubtful_lado_number_is_not_given() -> None:
    assert "07717 366904" not in phones(whom_to_ring_about_staff(CONTACTS, area("st-helens"), WORKDAY))


def test_a_number_taken_out_of_use_is_gone_wherever_the_area_uses_it() -> None:
    found = whom_to_ring(CONTACTS, area("warrington"), CHILD, WORKDAY, without("warrington.adults"))
    assert "01925 443322" not in phones(found)
    assert {Label.PAGE, Label.POLICE} <= {ring.label for ring in found}


@pytest.mark.parametrize("here", CONTACTS.areas, ids=lambda here: here.id)
def test_with_every_number_of_an_area_taken_out_of_use_the_police_are_left(here: Area) -> None:
    withheld = without(*(f"{here.id}.{kind}" for kind, _ in lines_of(here)))
    found = whom_to_ring(CONTACTS, here, ADULT, WORKDAY, withheld)
    assert phones(found)[:2] == POLICE
    assert not [ring for ring in found if ring.phone and ring.id.startswith(f"{here.id}.")]


def test_provenance_says_whose_page_of_which_year_and_that_nobody_dialled_it() -> None:
    told = rings("salford", ADULT)[0].provenance
    assert (
        told.origin,
        told.year,
        told.confirmed,
        told.checked,
        told.overdue,
    ) == (Origin.PARTNERSHIP, 2023, True, None, True)


def test_every_number_has_a_second_way_beside_it() -> None:
    for here in CONTACTS.areas:
        for ring in (*rings(here.id, ADULT), *rings(here.id, CHILD)):
            assert ring.web, ring.id


def test_a_ring_can_be_saved_as_a_contact() -> None:
    first = rings("salford", ADULT)[0]
    assert first.phone is not None
    assert "+441612060604" == first.dial == dialled(first.phone)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        whom_to_ring(CONTACTS, None, ADULT, datetime(2026, 12, 1, 12))  # noqa: DTZ001 - it must be refused


def test_the_same_moment_in_any_zone_gives_the_same_answer() -> None:
    assert rings("salford", ADULT, SUMMER) == rings("salford", ADULT, SUMMER.astimezone(UTC))


def test_a_number_taken_out_of_use_says_so_and_its_page_never_stands_first() -> None:
    found = whom_to_ring(CONTACTS, area("salford"), ADULT, WORKDAY, without("salford.adults"))
    page = next(ring for ring in found if ring.withheld)
    assert ("salford.adults", Label.PAGE, None) == (page.id, page.label, page.phone)
    assert page != found[0]


def test_a_duty_number_taken_out_of_use_says_so_too() -> None:
    found = whom_to_ring(CONTACTS, area("salford"), ADULT, NIGHT, without("salford.adults-duty"))
    assert ["salford.adults-duty"] == [ring.id for ring in found if ring.withheld]
    assert found[0].phone is not None


@pytest.mark.parametrize(
    ("expected", "finding"),
    [
        ((WORKDAY.date(), False, None), Dialled(WORKDAY.date(), answered=True)),
        ((None, True, WORKDAY.date()), Dialled(WORKDAY.date(), answered=False)),
        ((date(2020, 1, 1), True, None), Dialled(date(2020, 1, 1), answered=True)),
    ],
)
def test_what_was_found_by_dialling_is_said_of_the_number(
    expected: tuple[date | None, bool, date | None], finding: Dialled
) -> None:
    known = Known({"salford.adults": finding}, frozenset())
    told = whom_to_ring(CONTACTS, area("salford"), ADULT, WORKDAY, known)[0].provenance
    assert expected == (told.checked, told.overdue, told.failed)
