"""A team of five of whom four conspire with the manager: whatever she and they see, the fifth did it or did not.

Each world is played whole. Where a number is blurred, chance numbers are given that make up for what the fifth
did: then both worlds must show the same to the last sign. That such chance numbers are at most three times less
likely is what `tests/unit/test_counting.py` reckons.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import chain, repeat
from typing import TYPE_CHECKING

from bot.callback_data import pack
from bot.delivery import flood
from bot.delivery.publishing import Publishing
from bot.demo.world import MAREK
from bot.routes import (
    Evidence,
    GroupHome,
    Invite,
    SessionHome,
    SessionLog,
    TeamHome,
    TeamManagers,
    TeamNumbers,
    TeamPicture,
)
from tests.journeys.managing import MANAGER, becomes_manager, forges, invites, link_of, makes_team, opens
from tests.journeys.play import playing

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from pathlib import Path

    import pytest

    from tests.journeys.play import Play

    Deed = Callable[[Play], Awaitable[None]]

CREW = ("Grace", "Asha", "Kemi", "Ion")
FIFTH = "Joy"
NEXT_MONDAY = datetime(2026, 11, 30, 0, 1, tzinfo=UTC)
NOON = NEXT_MONDAY + timedelta(hours=12, minutes=30)
RANDOM = re.compile(r"\d{7,}|start=[\w-]{22}|Your letters.*")
LOOKED_AT = (TeamHome, TeamNumbers, SessionHome, SessionLog, GroupHome, Invite, TeamManagers)


async def nothing(_play: Play) -> None:
    """She joined, and that was all."""


async def much(play: Play) -> None:
    """She answers, reads, tells of good care, asks for help, looks something up, and stops."""
    await play.taps("A", FIFTH)
    await play.says("/read", FIFTH)
    for said in ("/concern", "hurt", "/contacts", "bruise on her arm", "/progress", "/mydata"):
        await play.says(said, FIFTH)
    await play.says("something good", FIFTH)
    await play.taps(play.world.last(FIFTH).labels[0], FIFTH)
    await play.says("/stop", FIFTH)
    assert [(1,)] == play.rows("SELECT count(*) FROM reads")
    assert [(1,)] == play.rows("SELECT sum(seen) FROM good_practice")


async def forgets(play: Play) -> None:
    """She deletes everything."""
    await play.says("/forget", FIFTH)
    await play.taps("Yes, delete it all", FIFTH)


async def staffed(play: Play) -> str:
    """Marek manages a team of five, of whom four have answered; the code of its link."""
    await becomes_manager(play)
    await makes_team(play)
    code = await invites(play)
    for number, name in enumerate((*CREW[2:], FIFTH), start=5001):
        play.world.add_person(name, number, "worker")
    for name in (*CREW, FIFTH):
        await opens(play, code, name)
        await play.taps("Days", name)
    for name in CREW:
        await play.taps("A", name)
    return code


async def looks(play: Play) -> list[str]:
    """Everything that the manager can open about her team, what was sent to her, and what her crew sees of it."""
    team = play.rows("SELECT id FROM teams")[0][0]
    seen = [await _shown(play, pack(place(team)), MANAGER) for place in LOOKED_AT]
    seen.append(await _shown(play, pack(TeamNumbers(team)), CREW[0]))
    seen += [await _typed(play, text) for text in ("/team", "/invite", "/session")]
    return seen


async def _shown(play: Play, data: str, who: str) -> str:
    message = await forges(play, data, who)
    return RANDOM.sub("#", "\n".join((message.text, *message.labels)))


async def _typed(play: Play, text: str) -> str:
    message = await play.says(text, MANAGER)
    return RANDOM.sub("#", "\n".join((message.text, *message.labels)))


async def _file(play: Play, place: type[Evidence | TeamPicture]) -> bytes:
    """A paper or picture, to the last byte: all papers of a world are made in the same standing second."""
    team = play.rows("SELECT id FROM teams")[0][0]
    before = {message.id for message in play.world.messages(MANAGER)}

    def made() -> bytes | None:
        last = play.world.last(MANAGER)
        kept = play.world.files.content(last.file.path) if last.file and last.id not in before else None
        return kept[1] if kept else None

    await forges(play, pack(place(team)), MANAGER)
    await play.world.until(made)
    found = made()
    assert found is not None
    return found


async def plays(folder: Path, before: Deed, after: Deed, blur: Iterable[int]) -> list[str | bytes]:
    """One world: what was seen before the week was over, and twice after; `after` comes between these two."""
    async with playing(folder) as play:
        play.sayso.desk.owners = frozenset({MAREK})
        await staffed(play)
        play.sayso.desk.owners = frozenset()
        _blurs_by(play, blur)
        await before(play)
        seen: list[str | bytes] = [*await looks(play)]
        await play.goes_to(NEXT_MONDAY)
        seen += await looks(play)
        await after(play)
        await play.goes_to(NOON)
        seen += sorted({RANDOM.sub("#", one.text) for one in play.written(MANAGER)})
        seen += [await _file(play, TeamPicture), await _file(play, Evidence)]
        return seen + await looks(play)


def _blurs_by(play: Play, numbers: Iterable[int]) -> None:
    """These are the chance numbers, and then nothing is blurred any more."""
    publishing = play.sayso.outbox._publishing  # noqa: SLF001 - chance has no other door, and must have none
    assert isinstance(publishing, Publishing)
    publishing._blur = chain(numbers, repeat(0)).__next__  # noqa: SLF001 - likewise


async def test_nothing_that_four_and_their_manager_see_differs_for_what_the_fifth_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one world she did all that she can; in the other nothing, and she deletes herself between two looks."""
    monkeypatch.setattr(flood, "BURST", 100_000)
    for world in ("idle", "busy"):
        (tmp_path / world).mkdir()
    idle = await plays(tmp_path / "idle", nothing, forgets, ())
    busy = await plays(tmp_path / "busy", much, nothing, (0, -1, -1, -1))

    assert [one for one in idle if "In the team: 5 to 9 people." in str(one)], (
        "the numbers were there to be seen"
    )
    assert idle == busy


async def test_two_looks_around_a_sixth_who_joins_and_leaves_are_the_same(owned: Play) -> None:
    """The manager, who holds the team's link, sees neither that somebody came nor that she went."""
    code = await staffed(owned)
    await owned.goes_to(NEXT_MONDAY)
    owned.sayso.desk.owners = frozenset()
    before = await looks(owned)
    told = len(owned.world.messages(MANAGER))
    owned.world.add_person("May", 6001, "worker")
    await opens(owned, code, "May")
    await owned.taps("Days", "May")
    await owned.settled()

    assert told == len(owned.world.messages(MANAGER)), "nobody is told"
    assert before == await looks(owned)
    await owned.says("/settings", "May")
    await owned.taps("Team", "May")
    await owned.taps("Leave the team", "May")
    assert before == await looks(owned)


async def test_a_team_that_is_closed_and_made_anew_has_no_numbers_of_the_week_before(owned: Play) -> None:
    """Else whoever did not like what chance made of a week could have it counted again."""
    await staffed(owned)
    await owned.goes_to(NEXT_MONDAY)
    before = owned.rows("SELECT count(*) FROM team_counts WHERE told IS NOT NULL")
    await owned.says("/team", MANAGER)
    for label in ("Change the team", "Close the team", "Yes, close it"):
        await owned.taps(label, MANAGER)
    await owned.says("/team", MANAGER)
    await makes_team(owned)
    code = await invites(owned)
    for name in (*CREW, FIFTH):
        await opens(owned, code, name)
        await owned.taps("Join the team", name)
    await owned.goes_to(NEXT_MONDAY + timedelta(days=1))

    assert [(1,)] == before
    assert [] == owned.rows("SELECT * FROM team_counts")


async def test_who_goes_from_one_team_of_a_manager_to_her_other_is_not_counted_in_both(owned: Play) -> None:
    """Two teams with the same staff would be two draws of chance about the same people."""
    await staffed(owned)
    await owned.says("/team", MANAGER)
    await owned.taps("Your teams", MANAGER)
    await makes_team(owned, "Elm Court")
    other = owned.rows("SELECT id FROM teams WHERE name = 'Elm Court'")[0][0]
    await forges(owned, pack(Invite(other)), MANAGER)
    code = await link_of(owned)
    await owned.goes_to(NEXT_MONDAY)
    for name in (*CREW, FIFTH):
        await opens(owned, code, name)
        await owned.taps("Join the team", name)
    await owned.restart()
    await owned.goes_to(NEXT_MONDAY + timedelta(hours=1))
    told = "SELECT count(*) FROM team_counts WHERE measure = 'week' AND told IS NOT NULL"

    assert [(1,)] == owned.rows(told)
    assert [(1,)] == owned.rows("SELECT count(DISTINCT team_id) FROM team_members")
