"""Papers of a team, as a manager gets them in the chat: for her team only, with a code that is kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.demo.world import MAREK
from tests.journeys.managing import (
    DEAD,
    MANAGER,
    SECOND,
    TEAM,
    becomes_manager,
    forges,
    has_team,
    makes_team,
    opens,
)
from tests.papers.reading import codes, opened, picture_of, words

if TYPE_CHECKING:
    from bot.demo.messages import Message
    from tests.journeys.play import Play

PATIENCE = 30.0


async def file_after(play: Play, label: str, who: str = MANAGER) -> tuple[Message, bytes]:
    """The message with the file that comes after this tap, and what is in the file."""
    before = play.world.last(who).id
    play.world.tap(who, play.world.last(who), label)
    await play.world.until(lambda: _came(play, before, who) is not None, PATIENCE)
    await play.settled()
    message = _came(play, before, who)
    assert message is not None
    assert message.file is not None
    kept = play.world.files.content(message.file.path)
    assert kept is not None
    return message, kept[1]


def _came(play: Play, before: int, who: str) -> Message | None:
    return next((one for one in play.written(who) if one.id > before and one.file is not None), None)


async def managing(play: Play) -> None:
    await becomes_manager(play)
    await makes_team(play)


async def test_whoever_scans_the_poster_is_in_the_team_two_taps_later(owned: Play) -> None:
    await managing(owned)
    await owned.says("/invite", MANAGER)
    message, made = await file_after(owned, "Poster (PDF)")
    (link,) = codes(picture_of(made))
    asked = await opens(owned, link.partition("start=")[2])
    await owned.taps("Days")

    assert f"Say So, for {TEAM}" in words(made)
    assert "01942 828777" in words(made)
    assert "It works until 21 February 2027." in message.text
    assert TEAM in asked.text
    assert [(1,)] == owned.rows("SELECT count(*) FROM team_members")


async def test_the_picture_of_a_poster_has_the_same_code_and_opens_no_other_link(owned: Play) -> None:
    await managing(owned)
    await owned.says("/invite", MANAGER)
    _message, printed = await file_after(owned, "Poster (PDF)")
    message, picture = await file_after(owned, "Picture of the poster")

    assert codes(picture_of(printed)) == codes(opened(picture))
    assert "photo" == message.kind
    assert [(1,)] == owned.rows("SELECT count(*) FROM codes")


async def test_the_code_of_a_poster_is_kept_nowhere_in_clear(owned: Play) -> None:
    await managing(owned)
    await owned.says("/invite", MANAGER)
    _message, made = await file_after(owned, "Poster (PDF)")
    code = codes(picture_of(made))[0].partition("start=")[2]

    assert not [line for line in owned.everything() if code in line]
    assert [] == owned.rows("SELECT * FROM files")


async def test_the_place_of_a_poster_gives_nobody_its_code(owned: Play) -> None:
    """It may wait in the database while the file is made, and stands there as the last screen after that."""
    await managing(owned)
    await owned.says("/invite", MANAGER)
    _message, made = await file_after(owned, "Poster (PDF)")
    ((place,),) = owned.rows(f"SELECT place FROM people WHERE id = {MAREK}")
    seed = place.rpartition(":")[2]

    assert place.startswith("1PP:p:")
    assert seed not in codes(picture_of(made))[0]
    assert DEAD in (await opens(owned, seed)).text
    assert "moved" in (await forges(owned, place)).text


async def test_nobody_gets_the_papers_of_a_team_that_she_does_not_manage(owned: Play) -> None:
    code = await has_team(owned)
    team = owned.rows("SELECT id FROM teams")[0][0]
    await opens(owned, code)
    await owned.taps("Days")
    await owned.joins(SECOND)
    routes = (
        f"1Pt:{team}",
        f"1Pm:{team}:p",
        f"1PP:p:{code}",
        f"1Ps:{team}:0",
        f"1PS:{team}:neglect",
        f"1Pe:{team}",
    )

    for who in ("Grace", SECOND):
        for data in routes:
            assert "moved" in (await forges(owned, data, who)).text
    assert [(1,)] == owned.rows("SELECT count(*) FROM codes")


async def test_the_buttons_under_a_poster_can_be_typed(owned: Play) -> None:
    await managing(owned)
    await owned.says("/invite", MANAGER)
    await file_after(owned, "Poster (PDF)")
    back = await owned.says("Back to the team", MANAGER)

    assert "Papers to print" in back.labels


async def test_the_story_of_a_session_can_be_printed(owned: Play) -> None:
    await managing(owned)
    await owned.says("/session", MANAGER)
    _message, made = await file_after(owned, "Print this story")

    assert "For whoever leads the talk" in words(made)


async def test_the_stories_of_a_theme_come_as_one_file_that_all_teams_share(owned: Play) -> None:
    await managing(owned)
    for label in ("Papers to print", "Stories to print"):
        await owned.taps(label, MANAGER)
    theme = owned.world.last(MANAGER).labels[0]
    message, made = await file_after(owned, theme)

    assert theme in message.text
    assert 2 <= words(made).count("For whoever leads the talk")
    await owned.world.until(lambda: [(1,)] == owned.rows("SELECT count(*) FROM files"), PATIENCE)


async def test_the_page_for_inspection_is_hers_alone(owned: Play) -> None:
    await managing(owned)
    await owned.taps("Papers to print", MANAGER)
    _message, made = await file_after(owned, "Page for inspection")

    assert f"What the team did: {TEAM}" in words(made)
    assert [] == owned.rows("SELECT * FROM files")


async def test_who_is_no_manager_yet_can_have_the_papers_about_privacy_checked_first(owned: Play) -> None:
    await owned.joins()
    await owned.says("/team")
    listed = await owned.taps("Privacy papers")
    _message, made = await file_after(owned, "How long data is kept", "Grace")

    assert "These are drafts." in listed.text
    assert "team_members" in words(made)


async def test_an_owner_sees_where_people_stop_and_nobody_else_does(owned: Play) -> None:
    await managing(owned)
    await owned.joins()
    await owned.says("/status", MANAGER)
    shown = await owned.taps("Where people stop", MANAGER)
    refused = await forges(owned, "1Pw")

    assert "The first: came –, answered – of –" in shown.text
    assert "moved" in refused.text
