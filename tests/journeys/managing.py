"""What the journeys of teams have in common: becoming a manager, making a team, opening a link."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.demo.world import GRACE
from tests.journeys.play import GRACE as WORKER

if TYPE_CHECKING:
    from bot.demo.messages import Message
    from tests.journeys.play import Play

MANAGER, SECOND = "Marek", "Asha"
TEAM = "Rowan House"
LEAD, PHONE = "Ms Okafor", "01204 337777"
DEAD = "This link does not work any more."
MOVED = "That button has moved."
_CODE = re.compile(r"start=([A-Za-z0-9_-]{22})\b")


async def becomes_manager(play: Play, who: str = MANAGER) -> Message:
    """An owner joins and takes the role; the list of teams."""
    await play.joins(who)
    await play.says("/team", who)
    return await play.taps("Ask to be a manager", who)


async def makes_team(play: Play, name: str = TEAM, town: str = "wigan", who: str = MANAGER) -> Message:
    """All questions in a row; the team."""
    await play.taps("Make a team", who)
    await play.says(name, who)
    await play.taps("Care home", who)
    await play.says(town, who)
    await play.says(LEAD, who)
    return await play.says(PHONE, who)


async def link_of(play: Play, label: str = "Make a link", who: str = MANAGER) -> str:
    """The code in the message that comes with this button."""
    return code_in(await play.taps(label, who))


def code_in(message: Message) -> str:
    found = _CODE.search(message.text)
    assert found, message.text
    return found[1]


async def invites(play: Play, who: str = MANAGER) -> str:
    await play.says("/invite", who)
    return await link_of(play, who=who)


async def opens(play: Play, code: str, who: str = WORKER) -> Message:
    """Somebody opens a link and presses START."""
    play.world.start(who, code)
    await play.settled()
    return play.world.last(who)


async def has_team(play: Play) -> str:
    """A manager with a team; the code of a link to it."""
    await becomes_manager(play)
    await makes_team(play)
    return await invites(play)


async def forges(play: Play, data: str, who: str = WORKER) -> Message:
    """Somebody sends what no button of hers says."""
    play.world.tap_data(who, play.world.last(who).id, data)
    await play.settled()
    return play.world.last(who)


async def later(play: Play) -> None:
    """What waits to be told goes out."""
    await play.goes_to(play.clock.now() + timedelta(seconds=30))


def pinned(play: Play) -> Message:
    """The numbers that Grace has pinned."""
    return next(one for one in play.written() if one.id == play.world.chats[GRACE].pinned)
