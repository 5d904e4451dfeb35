"""What dialling has shown, matched with the lines as they are now."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from content.contact_models import dialled
from content.contacts_known import (
    EVERYWHERE,
    Finding,
    after,
    find,
    in_order,
    known,
    mark_of,
    overdue,
    parts,
    to_dial,
)
from content.library import load
from content.ring import NOTHING_KNOWN, Dialled

CONTACTS = load().contacts
TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)
ADULTS = CONTACTS.entry("salford.adults")
assert ADULTS is not None
MARK = str(mark_of(ADULTS.line))


def test_the_newest_finding_counts() -> None:
    findings = [Finding(MARK, TODAY, answered=False), Finding(MARK, TODAY - DAY, answered=True)]

    assert Dialled(TODAY, answered=False) == known(CONTACTS, findings, {}).dialled["salford.adults"]


def test_a_finding_about_a_number_that_is_not_there_any_more_says_nothing() -> None:
    found = known(CONTACTS, [Finding("0" * 12, TODAY, answered=True)], {"salford.adults": "0" * 12})

    assert NOTHING_KNOWN == found


def test_lines_with_the_same_number_share_what_was_found() -> None:
    """Knowsley's hub answers for adults and for children."""
    entry = CONTACTS.entry("knowsley.children")
    assert entry is not None
    mark = str(mark_of(entry.line))
    found = known(CONTACTS, [Finding(mark, TODAY, answered=True)], {"knowsley.children": mark})
    same = {one.id for one in CONTACTS.entries if mark_of(one.line) == mark}

    assert len(same) > 1
    assert same == set(found.dialled) == set(found.withheld)


def test_each_number_is_dialled_once_and_999_is_not_for_trying_out() -> None:
    phones = [dialled(str(entry.line.unchecked_phone)) for entry in to_dial(CONTACTS)]

    assert len(phones) == len(set(phones))
    assert "999" not in phones


def test_what_was_found_right_is_not_to_be_dialled_for_a_year() -> None:
    facts = known(CONTACTS, [Finding(MARK, TODAY, answered=True)], {})

    assert "salford.adults" not in [entry.id for entry in overdue(CONTACTS, facts, TODAY + 365 * DAY)]
    assert "salford.adults" in [entry.id for entry in overdue(CONTACTS, facts, TODAY + 366 * DAY)]


def test_areas_where_people_are_come_first_and_then_the_national_lines() -> None:
    order = [parts(entry)[0] for entry in in_order(CONTACTS, {"salford"})]

    assert {"salford"} == set(order[: order.index(EVERYWHERE)])
    assert sorted(order.count(area) for area in set(order)) == sorted(
        sum(parts(entry)[0] == area for entry in to_dial(CONTACTS)) for area in set(order)
    )


def test_what_comes_after_a_line() -> None:
    lines = in_order(CONTACTS, ())

    assert lines[3:] == after(lines, lines[2].id)
    assert lines == after(lines, "first")


def test_each_line_is_found_by_its_parts() -> None:
    lost = [one.id for one in CONTACTS.entries if find(CONTACTS, *parts(one)) is not one]

    assert [] == lost


@pytest.mark.parametrize(
    ("area", "line"), [("salford", "nothing"), ("nowhere", "adults"), ("salford", "cqc")]
)
def test_what_is_no_line_is_not_found(area: str, line: str) -> None:
    assert find(CONTACTS, area, line) is None
