"""Lines without a name, played whole: shown once five people sent some, and linked with nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.journeys.managing import MANAGER, SECOND, forges, has_team, opens
from tests.journeys.test_session import END, begins, goes_on
from tests.journeys.test_session_group import colleagues

if TYPE_CHECKING:
    from bot.demo.messages import Message
    from tests.journeys.play import Play


async def test_lines_show_once_five_people_sent_some_and_are_gone_with_the_session(owned: Play) -> None:
    code = await has_team(owned)
    people = colleagues(owned, 5)
    for person in people:
        await opens(owned, code, person.name)
        await owned.taps("Days", person.name)
    await begins(owned)
    await goes_on(owned, 3)
    for person in people[:4]:
        await sends(owned, person.name)
    four = await owned.taps("Lines without a name", MANAGER)
    await sends(owned, people[4].name)
    five = await owned.taps("Look again", MANAGER)
    kept = [line for line in owned.kept() if "session_senders" in line or "session_lines" in line]
    await owned.taps("Back", MANAGER)
    await goes_on(owned, 2)
    await owned.taps(END, MANAGER)

    assert "Lines show once 5 people have sent some." in four.text
    assert "I have seen something like this here." in five.text
    assert not [
        line for line in kept for person in people if f"({person.id}," in line or f",{person.id}," in line
    ]
    assert ([], []) == (
        owned.rows("SELECT * FROM session_lines"),
        owned.rows("SELECT * FROM session_senders"),
    )


async def sends(play: Play, who: str) -> Message:
    """Somebody comes by the link in the group, and sends the same line as the others."""
    play.world.start(who, "lines")
    await play.settled()
    return await play.taps("I have seen something like this here.", who)


async def test_one_person_sends_three_lines_at_most_and_who_leads_sends_none(owned: Play) -> None:
    code = await has_team(owned)
    await opens(owned, code)
    await owned.taps("Days")
    await begins(owned)
    shown = await owned.says("/session")
    for label in shown.labels[:3]:
        last = await owned.taps(label)
    data = next(str(button.data) for button in shown.buttons if button.text == shown.labels[3])
    await forges(owned, data)
    await forges(owned, data, MANAGER)

    assert "You have sent 3 of 3." in last.text
    assert ["Raise a concern", "Menu"] == last.labels
    assert [(3,)] == owned.rows("SELECT sum(sent) FROM session_lines")
    assert [(3,)] == owned.rows("SELECT lines FROM session_senders")


async def test_somebody_from_elsewhere_finds_no_lines(owned: Play) -> None:
    await has_team(owned)
    await begins(owned)
    await owned.joins(SECOND)
    owned.world.start(SECOND, "lines")
    await owned.settled()

    assert "No talk of your team is on now." in owned.world.last(SECOND).text
