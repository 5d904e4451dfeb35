"""A session in a room with one phone, played whole: the plan, the hands, what is agreed, and the next time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.demo.world import GRACE, MAREK
from tests.journeys.managing import (
    MANAGER,
    MOVED,
    SECOND,
    TEAM,
    becomes_manager,
    code_in,
    forges,
    has_team,
    makes_team,
    opens,
)
from tests.journeys.play import GRACE as WORKER
from tests.journeys.play import MONDAY

if TYPE_CHECKING:
    from bot.demo.messages import Message
    from tests.journeys.play import Play

END = "End the session"
ACTION = "One minute on this at each handover"
WHILE_IT_RUNS = ("session_hands", "session_lines", "session_senders")


async def begins(play: Play, who: str = MANAGER) -> Message:
    """The suggested session; its first part."""
    home = await play.says("/session", who)
    return await play.taps(next(label for label in home.labels if label.startswith("Begin: ")), who)


async def goes_on(play: Play, parts: int, who: str = MANAGER) -> Message:
    """So many parts further."""
    for _part in range(parts):
        await play.taps("Go on", who)
    return play.world.last(who)


async def holds(play: Play, *actions: str) -> Message:
    """A whole session with these agreed on, and six people there; what is shown at its end."""
    first = await begins(play)
    await goes_on(play, 5 if first.text.startswith("Minutes 0") else 6)
    for action in actions:
        await play.taps(action, MANAGER)
    await play.taps(END, MANAGER)
    return await play.taps("6", MANAGER)


async def test_a_manager_is_walked_through_twenty_minutes_with_the_time_of_each_part(owned: Play) -> None:
    await has_team(owned)
    shown = [await begins(owned), *[await owned.taps("Go on", MANAGER) for _part in range(5)]]
    shown.append(await owned.taps(END, MANAGER))

    times = ["0 to 2", "2 to 6", "6 to 10", "10 to 15", "15 to 18", "18 to 20"]
    assert [f"Minutes {time}:" for time in times] == [
        one.text[: one.text.index(":") + 1] for one in shown[:6]
    ]
    assert "do not vote" in shown[0].text
    assert "How many hands for A?" in shown[2].text
    assert "Ask them first." in shown[4].text
    assert "How many people were there?" in shown[6].text


async def test_hands_are_counted_shown_to_the_room_and_gone_when_it_ends(owned: Play) -> None:
    await has_team(owned)
    await begins(owned)
    await goes_on(owned, 2)
    letters = 0
    while "How many hands" in (shown := owned.world.last(MANAGER)).text:
        letters += 1
        await owned.taps(str(letters), MANAGER)
    kept = owned.rows("SELECT count(*) FROM session_hands")
    await goes_on(owned, 3)
    await owned.taps(END, MANAGER)
    await owned.taps("7", MANAGER)

    assert "You counted:\nA: 1\nB: 2\nC: 3" in shown.text
    assert [(letters,)] == kept
    assert [] == [row for table in WHILE_IT_RUNS for row in owned.rows(f"SELECT * FROM {table}")]


async def test_fewer_than_five_hands_are_not_shown_again(owned: Play) -> None:
    await has_team(owned)
    await begins(owned)
    await goes_on(owned, 2)
    await owned.taps("4", MANAGER)
    while "How many hands" in (shown := owned.world.last(MANAGER)).text:
        await owned.taps("0", MANAGER)

    assert "Fewer than five hands" in shown.text
    assert "4" not in shown.text


async def test_the_next_session_opens_with_what_was_agreed_and_what_is_carried_comes_again(
    owned: Play,
) -> None:
    await has_team(owned)
    over = await holds(owned, ACTION, "Say thank you when someone speaks up")
    await owned.goes_to(MONDAY + timedelta(days=7))
    back = await begins(owned)
    await owned.taps("Done", MANAGER)
    after = await owned.taps("Carry it on", MANAGER)
    close = await goes_on(owned, 5)

    assert "6 people were there." in over.text
    assert ACTION in over.text
    assert "Last time you agreed on this." in back.text
    assert "Minutes 0 to 2" in after.text
    assert f"Agreed\n• {ACTION}" in close.text
    states = owned.rows("SELECT state, count(*) FROM session_actions GROUP BY state ORDER BY state")
    assert [("agreed", 1), ("carried", 1), ("done", 1)] == states


async def test_three_actions_are_enough_and_one_can_be_taken_out(owned: Play) -> None:
    await has_team(owned)
    await begins(owned)
    close = await goes_on(owned, 5)
    for label in close.labels[:3]:
        full = await owned.taps(label, MANAGER)
    taken = await owned.taps(f"Take out: {close.labels[0]}", MANAGER)

    assert ["Take out"] * 3 == [label.split(":")[0] for label in full.labels[:3]]
    assert ["Back", END] == full.labels[3:]
    assert close.labels[0] in taken.labels
    assert [(2,)] == owned.rows("SELECT count(*) FROM session_actions")


async def test_a_restart_and_another_manager_carry_on_where_it_stands(owned: Play) -> None:
    await has_team(owned)
    await owned.joins(SECOND)
    await owned.says("/team", MANAGER)
    await owned.taps("Managers and hand-over", MANAGER)
    code = code_in(await owned.taps("Make a link for a manager", MANAGER))
    await opens(owned, code, SECOND)
    await owned.taps("Yes, I manage it", SECOND)
    await begins(owned)
    story = await goes_on(owned, 1)
    await owned.restart()
    taken_over = await owned.says("/session", SECOND)
    on = await owned.taps("Go on", SECOND)
    old = await owned.taps("Go on", MANAGER)

    assert story.text == taken_over.text
    assert on.text == old.text


async def test_a_session_that_nobody_closed_ends_by_itself_and_does_not_count_as_held(owned: Play) -> None:
    await has_team(owned)
    story = await begins(owned)
    await owned.goes_to(MONDAY + timedelta(hours=24))
    home = await owned.says("/session", MANAGER)
    data = next(button.data for button in story.buttons if button.text == "Go on")

    assert "No session has been held yet." in home.text
    assert "Begin: " in "".join(home.labels)
    assert MOVED in (await forges(owned, str(data), MANAGER)).text


async def test_a_session_counts_as_held_even_if_nobody_says_who_was_there(owned: Play) -> None:
    await has_team(owned)
    await begins(owned)
    await goes_on(owned, 5)
    await owned.taps(ACTION, MANAGER)
    asked = await owned.taps(END, MANAGER)
    await owned.goes_to(MONDAY + timedelta(days=2))
    back = await begins(owned)
    old = next(str(button.data) for button in asked.buttons if button.text == "6")

    assert ACTION in back.text
    assert MOVED in (await forges(owned, old, MANAGER)).text
    assert [(None,)] == owned.rows("SELECT present FROM sessions WHERE ended_at IS NOT NULL")


async def test_a_session_that_is_dropped_leaves_nothing(owned: Play) -> None:
    await has_team(owned)
    await begins(owned)
    await owned.taps("Do not hold it", MANAGER)
    home = await owned.taps("Yes, drop it", MANAGER)

    assert "No session has been held yet." in home.text
    assert [] == owned.rows("SELECT * FROM sessions")


async def test_who_is_in_the_team_sees_what_was_held_and_nothing_of_who_was_there(owned: Play) -> None:
    code = await has_team(owned)
    await opens(owned, code)
    await owned.taps("Days")
    await holds(owned, ACTION)
    await owned.says("/settings")
    await owned.taps("Team")
    seen = await owned.taps("Sessions held")

    assert "23 November 2026" in seen.text
    assert "6 people were there." in seen.text
    assert ACTION in seen.text
    assert not [line for line in owned.kept() if str(GRACE) in line and "session" in line]


async def test_a_forged_button_of_a_session_does_nothing_and_tells_nothing(owned: Play) -> None:
    code = await has_team(owned)
    await opens(owned, code)
    await owned.taps("Days")
    await begins(owned)
    team, session, card = owned.rows("SELECT team_id, id, card FROM sessions")[0]
    about_the_team = (f"Sh:{team}", f"St:{team}:0", f"Sc:{team}:staffing", f"SB:{team}:{card}")
    about_the_session = (
        *(f"{tag}:{session}" for tag in ("Sn", "SC", "Sd", "SD", "SF", "So")),
        *(f"SG:{session}:3", f"SH:{session}:a:5", f"Sx:{session}:0", f"SE:{session}:6"),
        *(f"SA:{session}:say-thanks", f"ST:{session}:say-thanks", f"SL:{session}:{session}:say-thanks:d"),
    )
    before = [
        owned.rows(f"SELECT * FROM {table}") for table in ("sessions", "session_hands", "session_actions")
    ]
    for data in (*about_the_team, *about_the_session):
        assert MOVED in (await forges(owned, f"1{data}")).text, data

    after = [
        owned.rows(f"SELECT * FROM {table}") for table in ("sessions", "session_hands", "session_actions")
    ]
    assert before == after


async def test_a_manager_of_another_team_does_nothing_to_this_one(owned: Play) -> None:
    await has_team(owned)
    await begins(owned)
    session = owned.rows("SELECT id FROM sessions")[0][0]
    owned.sayso.desk.owners = frozenset({MAREK, GRACE})
    await becomes_manager(owned, WORKER)
    await makes_team(owned, "Elm Court", who=WORKER)

    for data in (f"1Sn:{session}", f"1SE:{session}:6", f"1SG:{session}:7"):
        assert MOVED in (await forges(owned, data)).text
    assert TEAM not in owned.world.last(WORKER).text
    assert [(1, None)] == owned.rows("SELECT step, ended_at FROM sessions")


async def test_a_worker_who_types_session_learns_how_one_becomes_a_manager(owned: Play) -> None:
    await owned.joins()

    assert "Ask to be a manager" in (await owned.says("/session")).labels
