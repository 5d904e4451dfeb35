import shutil
from datetime import date
from pathlib import Path

import phonenumbers
import pytest
import yaml

from content.contact_models import Checked, Confidence, Line, Origin, dialled, is_same_number
from content.contacts import Contacts, Entry, National, load_contacts
from content.faults import BrokenContentError
from content.hours import Standing

FOLDER = Path(__file__).parents[2] / "content" / "contacts"
SHORT = {"999", "101", "111", "116 123"}


@pytest.fixture(scope="module")
def contacts() -> Contacts:
    return load_contacts(FOLDER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The real files, to be broken."""
    return Path(shutil.copytree(FOLDER, tmp_path / "contacts"))


def a_line(**fields: object) -> Line:
    given = {
        "name": "Anytown Front Door",
        "phone": "0161 496 0000",
        "web": "https://example.org/",
        "source": "https://example.org/",
        "origin": "council",
        "seen": "undated",
        "confidence": "high",
        "checked": "never",
    }
    return Line.model_validate(given | fields)


def replace(file: Path, old: str, new: str) -> int:
    """Break a file, and give the line on which it is broken."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(BrokenContentError) as broken:
        load_contacts(folder)
    return [f"{fault.file.name}:{fault.line}: {fault.field}: {fault.remedy}" for fault in broken.value.faults]


def test_every_area_of_the_data_is_there(contacts: Contacts) -> None:
    north_west = yaml.safe_load((FOLDER / "areas" / "north-west.yaml").read_text(encoding="utf-8"))
    assert len(contacts.areas) == 88
    assert len(north_west["areas"]) == 24


def test_areas_and_lines_are_found_by_id(contacts: Contacts) -> None:
    bolton = contacts.area("bolton")
    assert bolton is not None
    entry = contacts.entry("bolton.lado")
    assert entry == Entry("bolton.lado", bolton.lado, bolton, "operator") if bolton.lado else False
    assert contacts.area("atlantis") is None
    assert contacts.entry("bolton.adults-duty") is None


@pytest.mark.parametrize("which", list(National))
def test_every_national_line_that_the_bot_names_can_be_reached(contacts: Contacts, which: National) -> None:
    line = contacts.national(which)
    assert line.phone or line.text_to or line.web


def test_every_number_is_one_that_the_numbering_plan_allows(contacts: Contacts) -> None:
    numbers = {entry.line.unchecked_phone for entry in contacts.entries} - {None} - SHORT
    impossible = {
        number
        for number in numbers
        if not phonenumbers.is_valid_number(phonenumbers.parse(str(number), "GB"))
    }
    assert set() == impossible


def test_nothing_was_dialled_yet_so_everything_is_overdue(contacts: Contacts) -> None:
    assert contacts.entries == contacts.overdue(date(2026, 12, 1))


@pytest.mark.parametrize(("overdue", "day"), [(False, date(2026, 12, 1)), (True, date(2025, 11, 30))])
def test_a_number_dialled_more_than_a_year_ago_is_overdue(overdue: bool, day: date) -> None:  # noqa: FBT001 - a table
    line = a_line(checked={"day": day, "by": "owner"})
    assert line.checked == Checked(day=day, by="owner")
    assert overdue is line.overdue(date(2026, 12, 1))


def test_a_number_of_low_confidence_cannot_be_shown_by_accident() -> None:
    line = a_line(confidence="low", hours="always")
    assert line.phone is None
    assert line.hours is None
    assert "496" not in repr(line) + str(line) + line.model_dump_json()
    assert line.unchecked_phone == "0161 496 0000"


def test_hours_that_sources_dispute_are_not_relied_on() -> None:
    other = {
        "field": "hours",
        "value": "all day",
        "source": "https://a.example",
        "seen": "2020",
        "why": "Old.",
    }
    assert Standing.ALWAYS is a_line(hours="always").hours
    assert a_line(hours="always", conflicts=[other]).hours is None
    assert a_line(hours="always", hours_confidence="low").hours is None


@pytest.mark.parametrize(
    ("year", "seen"),
    [(None, "undated (cites Working Together 2023)"), (2025, "January 2025 (banner)"), (2021, "2021/22")],
)
def test_the_year_of_a_copy_is_never_taken_from_an_undated_one(year: int | None, seen: str) -> None:
    assert year == a_line(seen=seen).seen_year


@pytest.mark.parametrize(
    ("number", "typed"),
    [("+441614960000", "0161 496 0000"), ("999", "999"), ("116123", "116 123")],
)
def test_numbers_are_dialled_from_anywhere(number: str, typed: str) -> None:
    assert number == dialled(typed)


def test_spaces_make_no_other_number() -> None:
    assert is_same_number("0161 496 0000", "01614 960000")
    assert not is_same_number(None, None)


@pytest.mark.parametrize(
    ("remedy", "fields"),
    [
        ("not a telephone number", {"phone": "0161 496"}),
        ("not a telephone number", {"phone": "+44 161 496 0000"}),
        ("not a telephone number", {"phone": "0161-496-0000"}),
        ("not a web address", {"web": "example.org"}),
        ("not a web address", {"web": "javascript:alert(1)"}),
        ("has hours that cannot be read", {"hours": "9am-5pm"}),
        ("put the hours in quotes", {"hours": 900}),
        ("name the year", {"seen": "some time ago"}),
        ("must be the word never", {"checked": None}),
        ("no way to reach help", {"phone": None, "web": None}),
    ],
)
def test_a_line_says_what_is_wrong_with_it(remedy: str, fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=remedy):
        a_line(**fields)


def test_all_faults_of_all_files_are_told_at_once_with_their_lines(folder: Path) -> None:
    west, east = folder / "areas" / "north-west.yaml", folder / "areas" / "north-east.yaml"
    number = replace(west, '"0161 206 0604"', '"0161 206"')
    area = replace(east, "id: gateshead", "id: Gates Head")
    national = replace(folder / "national.yaml", "id: childline", "id: childlime")
    found = faults_of(folder)
    assert len(found) == 3
    assert any(f"north-west.yaml:{number}: " in fault and "adults.day.phone" in fault for fault in found)
    assert any(f"north-east.yaml:{area}: " in fault and "areas." in fault for fault in found)
    assert national > 1
    assert any("national.yaml" in fault and "childline is missing" in fault for fault in found)


def test_an_area_is_not_told_twice(folder: Path) -> None:
    replace(folder / "areas" / "north-east.yaml", "id: gateshead", "id: bolton")
    where = f"north-west.yaml:{_line_of(folder, 'id: bolton')}: areas.15.id"
    assert [f"{where}: is the id of another area too: change one."] == faults_of(folder)


def test_an_area_with_nobody_to_tell_is_refused(folder: Path) -> None:
    (folder / "areas" / "london.yaml").write_text(
        "region: London\nowner: operator\nareas:\n  - id: havering\n    name: Havering\n", encoding="utf-8"
    )
    assert any("gives no way to reach help" in fault for fault in faults_of(folder))


def test_the_police_must_answer_at_all_times(folder: Path) -> None:
    replace(folder / "national.yaml", "hours: always", "hours: Mon-Fri 09:00-17:00")
    assert "it must always answer" in faults_of(folder)[0]


def test_missing_files_are_told(tmp_path: Path) -> None:
    found = faults_of(tmp_path)
    assert any("national.yaml" in fault and "cannot be read" in fault for fault in found)
    assert any("has no files" in fault for fault in found)


def test_no_council_is_the_origin_of_a_page_that_is_not_its_own(contacts: Contacts) -> None:
    """Whoever reads 'from the council's website' must be able to rely on it."""
    councils = {entry.line.source for entry in contacts.entries if entry.line.origin is Origin.COUNCIL}
    foreign = {"primary", "hgs.uhb", "midsussex", "swale", "trustcare", "nspcc", "parkedge", "durhamfa"}
    assert not [source for source in councils if any(word in source.split("/")[2] for word in foreign)]


def test_low_confidence_numbers_stay_in_the_data_for_checking(contacts: Contacts) -> None:
    low = [
        entry.id
        for entry in contacts.entries
        if entry.line.confidence is Confidence.LOW and entry.line.unchecked_phone
    ]
    assert {
        "wirral.adults",
        "manchester.children",
        "westmorland-and-furness.children",
        "st-helens.lado",
    } <= set(low)


def _line_of(folder: Path, text: str) -> int:
    lines = (folder / "areas" / "north-west.yaml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)
