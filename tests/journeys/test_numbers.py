"""What can be done with numbers: keep them, say that one does not work, check them as an owner."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from bot.delivery import desk as desks
from bot.delivery.renewing import Renewing
from bot.handlers.checking import daily_list
from bot.routes import RenewedNumbers
from content.contacts_known import mark_of
from storage.contact_checks import Checked, Demoted
from tests.journeys.play import GRACE, MONDAY

if TYPE_CHECKING:
    from tests.journeys.play import Play

SALFORD_DAY, SALFORD_DUTY = "0161 206 0604", "0161 794 8888"


def make_owner(play: Play) -> None:
    """Grace runs this bot."""
    play.sayso.desk.owners = frozenset({play.world.person(GRACE).id})


@pytest.fixture(autouse=True)
def always_known_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another process found out is looked for each time."""
    monkeypatch.setattr(desks, "KNOWN_FOR_SECONDS", 0.0)


async def test_a_number_that_did_not_work_gives_the_second_way_at_once(play: Play) -> None:
    await play.joins(town="salford")
    await play.says("/contacts")
    shown = await play.taps(f"{SALFORD_DAY} did not work")

    assert "999" in shown.text.splitlines()[0]
    assert SALFORD_DUTY in shown.text
    assert SALFORD_DAY not in shown.text
    assert "101" in shown.text


async def test_no_number_stands_twice_in_the_second_way_and_none_for_children_in_an_adults(
    play: Play,
) -> None:
    await play.joins(town="salford")
    await play.says("/contacts")
    shown = await play.taps(f"{SALFORD_DAY} did not work")
    others = [line for line in shown.text.splitlines() if line[:1] == "0"]
    phones = [line.split(" – ")[0] for line in others]

    assert len(set(phones)) == len(phones)
    assert "NSPCC" not in shown.text


async def test_a_national_number_that_did_not_work_leads_back_to_her_own_area(play: Play) -> None:
    await play.joins(town="salford")
    await play.says("/contacts")
    play.world.tap_data(GRACE, play.world.last(GRACE).id, "1nf:england:cqc")
    await play.settled()
    shown = play.world.last(GRACE)

    assert SALFORD_DAY in shown.text
    assert "Numbers: Salford" in shown.labels


async def test_a_childrens_national_number_leads_to_the_childrens_line(play: Play) -> None:
    await play.joins(town="salford")
    children = play.sayso.desk.library.contacts.area("salford").children  # type: ignore[union-attr]
    await play.says("/contacts")
    play.world.tap_data(GRACE, play.world.last(GRACE).id, "1nf:england:childline")
    await play.settled()

    assert children is not None
    assert str(children.day.phone) in play.world.last(GRACE).text


async def test_it_is_counted_by_day_and_leaves_no_trace_of_who_tapped(play: Play) -> None:
    await play.joins(town="salford")
    await play.says("/contacts")
    before = play.kept()
    await play.taps(f"{SALFORD_DAY} did not work")

    new = [row for row in play.kept() if row not in before]
    assert [("salford.adults", "2026-11-23", 1)] == play.rows("SELECT * FROM number_reports")
    assert not [row for row in new if str(play.world.person(GRACE).id) in row]
    assert 1 == len(new)


async def test_a_number_that_did_not_work_can_be_typed_before_joining(play: Play) -> None:
    await play.starts()
    await play.says("salford")
    shown = await play.says(f"{SALFORD_DAY} did not work")

    assert "Use this instead" in shown.text
    assert [] == play.rows("SELECT * FROM people")


@pytest.mark.parametrize(
    "data", ["1nf:nowhere:adults", "1nf:salford:nothing", "1nf:bolton:adults", "1nv:bolton"]
)
async def test_a_forged_line_is_not_counted(play: Play, data: str) -> None:
    await play.joins()
    play.world.tap_data(GRACE, play.world.last(GRACE).id, data)
    await play.settled()

    assert "moved" in play.world.last(GRACE).text
    assert [] == play.rows("SELECT * FROM number_reports")


async def test_the_numbers_can_be_saved_as_a_contact(play: Play) -> None:
    await play.joins(town="salford")
    await play.says("/contacts")
    before = play.kept()
    shown = await play.taps("Save to my phone")

    assert shown.contact is not None
    assert ("+441612060604", "Salford: who to tell") == (shown.contact.phone, shown.contact.name)
    card = str(shown.contact.vcard)
    assert card.startswith("BEGIN:VCARD\r\n")
    assert "TEL:+441617948888" in card
    assert before == play.kept()


async def test_only_an_owner_can_check_numbers(play: Play) -> None:
    await play.joins(town="salford")
    assert "Check numbers" not in (await play.says("/contacts")).labels
    line = "salford:adults"
    for data in (
        "1k",
        f"1kl:{line}",
        f"1kf:{line}:a",
        f"1kd:{line}",
        f"1ku:{line}",
        f"1kn:{line}",
        "1ko",
    ):
        play.world.tap_data(GRACE, play.world.last(GRACE).id, data)
        await play.settled()
        assert "moved" in play.world.last(GRACE).text

    assert [] == play.rows("SELECT * FROM contact_checks")
    assert [] == play.rows("SELECT * FROM demotions")


async def test_an_owner_goes_through_the_lines_one_at_a_time(play: Play) -> None:
    make_owner(play)
    await play.joins(town="salford")
    await play.says("/contacts")
    await play.taps("Check numbers")
    first = await play.taps("Begin")
    second = await play.taps("Answers as said")
    numbers = await play.says("/contacts")

    assert SALFORD_DAY in first.text
    assert SALFORD_DUTY in second.text
    assert "Checked by us on 23 November 2026." in numbers.text
    assert [("salford.adults", "owner", "a")] == play.rows("SELECT line, role, found FROM contact_checks")


async def test_a_demoted_number_is_gone_for_everybody_and_can_be_put_back(play: Play) -> None:
    make_owner(play)
    await play.joins(town="salford")
    await play.says("/contacts")
    await play.taps("Check numbers")
    await play.taps("Begin")
    asked = await play.taps("Somebody else’s number")
    taken_out = await play.taps("Take it out of use")
    without = await play.says("/contacts")
    await play.taps("Check numbers")
    await play.taps("1 out of use")
    await play.taps(SALFORD_DAY)
    await play.taps("Put it back into use")
    again = await play.says("/contacts")

    assert "Take it out of use" in asked.text
    assert "Take it out of use" not in taken_out.text
    assert SALFORD_DAY not in without.text
    assert "did not work. Use its web page" in without.text
    assert SALFORD_DAY in again.text


async def test_what_the_shell_noted_shows_at_once(play: Play) -> None:
    """Another process writes; nobody tells this one."""
    await play.joins(town="salford")
    await note(play)

    assert "Checked by us on 23 November 2026." in (await play.says("/contacts")).text


async def test_with_the_database_gone_a_number_out_of_use_stays_so(play: Play) -> None:
    desk, store = play.sayso.desk, play.sayso.store
    entry = desk.library.contacts.entry("salford.adults")
    assert entry is not None
    async with store.writing() as transaction:
        await Demoted(entry.id, str(mark_of(entry.line)), MONDAY.date()).write(transaction)
        await desk.visit(transaction, 1, None)

    assert {entry.id} == set((await desk.visit(None, 1, None)).known.withheld)


async def note(play: Play) -> None:
    """The adults' line of Salford was dialled, and was right."""
    entry = play.sayso.desk.library.contacts.entry("salford.adults")
    assert entry is not None
    day = datetime(2026, 11, 23, tzinfo=UTC).date()
    async with play.sayso.store.writing() as transaction:
        await Checked(entry.id, str(mark_of(entry.line)), day, "operator", "a").write(transaction)


async def renewed(play: Play) -> None:
    """Renew what has changed, until nothing has."""
    renewing = Renewing(play.sayso.store, play.sayso.desk, play.sayso.outbox.wake)
    while await renewing._step():  # noqa: SLF001 - one step at a time, so that no clock has to run
        pass
    await play.world.until(partial(nothing_waits, play))
    await play.settled()


def nothing_waits(play: Play) -> bool:
    return [] == play.rows("SELECT id FROM replies")


async def test_pinned_numbers_are_renewed_when_a_number_was_checked(play: Play) -> None:
    await play.joins(town="salford")
    pinned = play.written()[0].id
    await renewed(play)
    await note(play)
    await renewed(play)
    shown = {message.id: message for message in play.written()}

    assert "Checked by us on 23 November 2026." in shown[pinned].text


async def test_renewing_again_writes_nothing(play: Play) -> None:
    await play.joins(town="salford")
    await renewed(play)
    before, calls = play.kept(), len(play.world.calls)
    await renewed(play)

    assert before == play.kept()
    assert not [call for call in list(play.world.calls)[calls:] if call.method != "getUpdates"]


async def test_a_pinned_message_that_is_gone_is_not_sent_again(play: Play) -> None:
    await play.joins(town="salford")
    person, gone = play.world.person(GRACE).id, 987654
    before = len(play.written())
    async with play.sayso.store.reading() as transaction:
        screen = await play.sayso.desk.screen(transaction, person, RenewedNumbers())
    await play.sayso._messenger.show(person, screen, edits=gone, pins=False)  # noqa: SLF001 - as the outbox does

    assert before == len(play.written())


async def test_the_day_after_owners_get_a_list_without_names(play: Play) -> None:
    await play.joins(town="salford")
    await play.says("/contacts")
    await play.taps(f"{SALFORD_DAY} did not work")
    contacts = play.sayso.desk.library.contacts
    today = datetime(2026, 11, 23, tzinfo=UTC).date()
    async with play.sayso.store.reading() as transaction:
        told = await daily_list(transaction, contacts, today)
        nothing = await daily_list(transaction, contacts, today + timedelta(days=1))

    assert told is not None
    assert f"{SALFORD_DAY} (Salford: Salford Adult Social Care): said once not to work" in told.text
    assert nothing is None
