"""The date of the next session as a file for calendars, and the time that a team sets aside, played whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from icalendar import Calendar

from bot.demo.world import GRACE
from tests.journeys.managing import MANAGER, MOVED, forges, has_team, opens
from tests.journeys.play import MONDAY

if TYPE_CHECKING:
    from bot.demo.messages import Message
    from tests.journeys.play import Play

QUESTION = "Your team keeps time free to read: Thursday at 14:00."


async def meets(play: Play, day: str, time: str = "14:00") -> Message:
    """A manager sets a date; the file that comes."""
    await play.says("/session", MANAGER)
    await play.taps("Date of the next", MANAGER)
    await play.says(day, MANAGER)
    return await play.taps(time, MANAGER)


def calendar_of(play: Play, message: Message) -> Any:  # noqa: ANN401 - the library's types are too wide to use
    """The file of a message, as a calendar reads it."""
    assert message.file is not None
    kept = play.world.files.content(message.file.path)
    assert kept is not None
    return Calendar.from_ical(kept[1])


def facts(calendar: Any) -> tuple[str, str, int, datetime]:  # noqa: ANN401 - likewise
    """What a calendar does with it: how, to which event, in which version, and when that is."""
    event = calendar.walk("VEVENT")[0]
    return str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"]), event["DTSTART"].dt


async def test_a_date_a_change_and_a_cancellation_are_one_event_to_a_calendar(owned: Play) -> None:
    await has_team(owned)
    first = facts(calendar_of(owned, await meets(owned, "26 November")))
    moved = facts(calendar_of(owned, await meets(owned, "Tuesday 1 December", "15:00")))
    off = facts(calendar_of(owned, await owned.taps("Call it off", MANAGER)))
    again = facts(calendar_of(owned, await meets(owned, "27/11")))

    uid = first[1]
    assert ("PUBLISH", uid, 0, datetime(2026, 11, 26, 14, tzinfo=UTC)) == first
    assert ("PUBLISH", uid, 1, datetime(2026, 12, 1, 15, tzinfo=UTC)) == moved
    assert ("CANCEL", uid, 2, datetime(2026, 12, 1, 15, tzinfo=UTC)) == off
    assert uid != again[1], "what was called off stays so"


async def test_bank_holidays_and_weekends_are_not_offered(owned: Play) -> None:
    await has_team(owned)
    await owned.goes_to(datetime(2026, 12, 21, 9, tzinfo=UTC))
    await owned.says("/session", MANAGER)
    asked = await owned.taps("Date of the next", MANAGER)

    days = [label for label in asked.labels if " 2026" not in label and "December" in label]
    assert [
        "Tuesday 22 December",
        "Wednesday 23 December",
        "Thursday 24 December",
        "Tuesday 29 December",
    ] == days[:4]


async def test_the_file_names_neither_the_service_nor_a_person(owned: Play) -> None:
    await has_team(owned)
    calendar = calendar_of(owned, await meets(owned, "26 November"))

    assert "Rowan" not in calendar.to_ical().decode()
    assert [] == [
        line
        for line in calendar.to_ical().decode().splitlines()
        if line.startswith(("ATTENDEE", "ORGANIZER"))
    ]


async def test_the_time_of_a_team_is_asked_about_once_and_a_yes_is_her_own(owned: Play) -> None:
    code = await has_team(owned)
    await opens(owned, code)
    await owned.taps("Days")
    await sets_time_aside(owned)
    asked = await owned.says("menu")
    taken = await owned.taps("Yes, bring them then")
    again = await owned.says("menu")
    await owned.goes_to(MONDAY + timedelta(days=3, hours=6))

    assert QUESTION in asked.text
    assert "Thursday at 14:00" in taken.text
    assert QUESTION not in again.text
    assert [(GRACE, "thu", 840)] == owned.rows(
        "SELECT person_id, days, minutes FROM rhythms WHERE kind = 'ten-minutes'"
    )


async def sets_time_aside(play: Play) -> Message:
    await play.says("/session", MANAGER)
    await play.taps("Time to read", MANAGER)
    await play.taps("Thursday", MANAGER)
    return await play.taps("14:00", MANAGER)


async def test_a_no_is_kept_nowhere_and_a_manager_sees_the_same_either_way(owned: Play) -> None:
    code = await has_team(owned)
    await opens(owned, code)
    await owned.taps("Days")
    set_aside = await sets_time_aside(owned)
    await owned.says("menu")
    before = owned.kept()
    await owned.taps("No, thank you")

    rows = ('INSERT INTO "people"', 'INSERT INTO "handled"', 'INSERT INTO "practice_days"')
    changed = [line for line in owned.kept() if line not in before and not line.startswith(rows)]
    assert [] == changed
    assert "Now: Thursday at 14:00." in set_aside.text


async def test_a_talk_is_suggested_within_14_days_of_setting_time_aside(owned: Play) -> None:
    await has_team(owned)
    await sets_time_aside(owned)

    assert "A talk by 7 December 2026" in (await owned.says("/session", MANAGER)).text


async def test_a_forged_button_of_a_date_does_nothing_and_tells_nothing(owned: Play) -> None:
    code = await has_team(owned)
    await opens(owned, code)
    await owned.taps("Days")
    team = owned.rows("SELECT id FROM teams")[0][0]
    for data in (
        "Sa:{}",
        "Sb:{}:2026-11-26",
        "SS:{}:2026-11-26:840",
        "Sf:{}",
        "SX:{}",
        "Su:{}",
        "SU:{}:thu",
        "SW:{}:thu:840",
        "SN:{}",
    ):
        assert MOVED in (await forges(owned, f"1{data.format(team)}")).text, data
    assert MOVED in (await forges(owned, "1Sq")).text

    assert ([], []) == (owned.rows("SELECT * FROM session_dates"), owned.rows("SELECT * FROM team_times"))
