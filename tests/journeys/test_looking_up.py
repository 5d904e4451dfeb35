"""Looking things up in the chat: danger first, nothing kept, and nothing typed comes back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from bot import log
from bot.web import health
from storage import backup
from storage.backup_file import read_lines
from tests.journeys.play import GRACE, MONDAY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.play import Play

CHOKING = "zebracrossing he is choking on his dinner and going blue"
DESPAIR = "zebracrossing i want to kill myself"
WET_PAD = "zebracrossing she was left in a wet pad all night"
PEOPLE = 'INSERT INTO "people"'
NONSENSE = "zebracrossing qwe asdfg"
NAMED = "zebracrossing mrs okonkwo in room 7 was not given her tablets"
STATES = (
    "/read",
    "/practise",
    "/rehearse",
    "/concern",
    "/contacts",
    "/find",
    "/settings",
    "/help",
    "/forget",
)


@pytest.mark.parametrize("state", STATES)
async def test_danger_comes_first_in_every_state(play: Play, state: str) -> None:
    await play.joins()
    await play.says(state)
    answer = await play.says(CHOKING)

    assert "999" in answer.text.splitlines()[0]
    assert "Someone is in danger now" in answer.text
    assert "01942" in answer.text


async def test_danger_comes_first_while_a_town_is_asked_for(play: Play) -> None:
    await play.starts()
    await play.taps("Adults")
    await play.taps("Days")
    answer = await play.says("she is not breathing")

    assert "999" in answer.text.splitlines()[0]
    assert "You are set" not in answer.text


async def test_who_cannot_go_on_is_met_with_people_who_listen(play: Play) -> None:
    await play.joins()
    answer = await play.says(DESPAIR)

    assert "999" in answer.text.splitlines()[0]
    assert "116 123" in answer.text
    assert "85258" in answer.text
    assert "111" in answer.text
    assert "Nothing comes by itself for now." in answer.text


async def test_who_cannot_go_on_is_left_in_peace_until_she_asks(play: Play) -> None:
    """It is kept as a stop, and nothing says why."""
    await play.joins()
    before = [line for line in play.kept() if PEOPLE not in line]
    await play.says(DESPAIR)
    assert before == [line for line in play.kept() if PEOPLE not in line]
    assert [(None, None)] == play.rows("SELECT next_due_at, away_until FROM people")
    written = len(play.written())
    await play.goes_to(MONDAY + timedelta(days=3))
    assert written == len(play.written())

    await play.says("/resume")
    assert [] == play.rows("SELECT 1 FROM people WHERE next_due_at IS NULL")


async def test_who_cannot_go_on_and_has_not_joined_leaves_no_trace(play: Play) -> None:
    await play.starts()
    before = play.kept()
    assert "Nothing comes by itself" not in (await play.says(DESPAIR)).text
    assert before == play.kept()


async def test_a_button_that_speaks_of_danger_is_no_cry_for_help(play: Play) -> None:
    await play.joins()
    await play.says("/concern")
    tapped = await play.taps("Someone is in danger now")
    await play.says("/concern")

    assert tapped.text == (await play.says("Someone is in danger now")).text


async def test_a_worry_leads_to_pages_and_to_raising_a_concern(play: Play) -> None:
    await play.joins()
    answer = await play.says(WET_PAD)
    page = await play.taps(answer.labels[0])

    assert "about: Help with the toilet and pads" in answer.text
    assert "Raise a concern" in answer.labels
    assert "Try this:" in page.text


async def test_find_looks_up_what_stands_behind_it(play: Play) -> None:
    await play.joins()

    assert (await play.says(WET_PAD)).text == (await play.says(f"/find {WET_PAD}")).text


async def test_private_details_are_warned_of_and_the_rest_is_answered(play: Play) -> None:
    await play.joins()
    answer = await play.says(NAMED)

    assert "Please don’t share details" in answer.text
    assert "Medicines" in answer.text
    assert "okonkwo" not in answer.text


async def test_a_number_that_is_asked_for_is_given(play: Play) -> None:
    await play.joins()
    council = await play.says("who do i ring about an old lady in salford")
    national = await play.says("samaritans number please")

    assert "Salford" in council.text
    assert "116 123" in national.text


async def test_a_word_is_explained(play: Play) -> None:
    await play.joins()
    answer = await play.says("what does DoLS mean")

    assert "asks to leave" in answer.text


async def test_where_nothing_fits_that_is_said_and_only_a_day_is_counted(play: Play) -> None:
    await play.joins()
    answer = await play.says("recipe for banana cake")

    assert "found no page" in answer.text
    assert "manager" in answer.text
    assert [("2026-11-23", "en", 1)] == play.rows("SELECT day, language, missed FROM missed_lookups")


async def test_a_vote_counts_for_the_theme_and_for_nobody(play: Play) -> None:
    await play.joins()
    await play.says(WET_PAD)
    await play.taps("Not helpful: continence")
    await play.says("helpful: continence")

    assert [("continence", "no", 1), ("continence", "yes", 1)] == play.rows(
        "SELECT theme, answer, votes FROM helpful ORDER BY answer"
    )
    assert not [row for row in play.everything() if "1lh" in row]


async def test_looking_up_leaves_no_trace(play: Play) -> None:
    await play.joins()
    await play.taps("A")
    before = play.kept()
    for text in (CHOKING, WET_PAD, NAMED, "hello there", "what is a lado", f"/find {WET_PAD}"):
        await play.says(text)

    assert before == play.kept()


async def test_it_works_before_joining(play: Play) -> None:
    await play.starts()
    answer = await play.says(WET_PAD)

    assert "Help with the toilet and pads" in answer.text
    assert [] == play.rows("SELECT * FROM people")


@pytest.mark.parametrize("state", ["", *STATES])
async def test_a_marked_sentence_is_nowhere(
    play: Play, capfd: pytest.CaptureFixture[str], state: str
) -> None:
    log.set_up("json")
    await play.joins()
    for text in (WET_PAD, NAMED, CHOKING, DESPAIR, NONSENSE):
        if state:
            await play.says(state)
        await play.says(text)
        await play.says(f"/find {text}")
    written = capfd.readouterr()
    kept = b"".join(path.read_bytes() for path in play.database.parent.iterdir())

    assert "zebracrossing" not in written.out + written.err
    assert b"zebracrossing" not in kept
    assert not any("zebracrossing" in message.text for message in play.written())


PARTS = ("zebracrossing", "okonkwo", "Violet", "900123", "Moss Lane", "LA14 1AA")
TOLD = (
    "zebracrossing mrs okonkwo in room 7 was hit, ring me on 07700 900123",
    "zebracrossing Violet at 3 Moss Lane LA14 1AA is choking",
    "zebracrossing i want to die, Violet",
    "zebracrossing my manager touches me at 3 Moss Lane",
)


async def test_marked_sentences_of_every_state_are_in_no_log_metric_database_or_backup(
    play: Play, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    log.set_up("json")
    await play.joins()
    for state in ("/start", *STATES):
        for text in TOLD:
            await play.says(state)
            await play.says(text)
    await play.says("/find " + TOLD[0])
    app = health.make_app(play.sayso, play.sayso)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as client:
        metrics = (await client.get("/metrics")).text
    await backup.make(play.sayso.store, tmp_path / "sayso.backup", "a long key for a test", MONDAY)
    with (tmp_path / "sayso.backup").open("rb") as sealed:
        held = b"\n".join(read_lines(sealed, "a long key for a test"))
    kept = b"".join(path.read_bytes() for path in play.database.parent.iterdir())
    written = capfd.readouterr()
    shown = "".join(message.text for message in play.written())

    assert "sayso_updates_total" in metrics
    assert b"people" in held
    for part in PARTS:
        assert part not in written.out + written.err + metrics + shown
        assert part.encode() not in kept + held


async def test_a_second_tap_says_why_a_page_did_not_help_and_of_whom_nothing_is_kept(play: Play) -> None:
    await play.joins()
    await play.says(WET_PAD)
    await play.taps("Not helpful: continence")
    thanked = await play.taps("Hard to read: continence")

    rows = play.rows("SELECT theme, answer, votes FROM helpful ORDER BY answer")
    assert [("continence", "hard to read", 1), ("continence", "no", 1)] == rows
    assert "not for you" in thanked.text
    assert not [row for row in play.everything() if "1lb" in row or "1lh" in row]


async def test_what_happens_to_her_opens_its_own_door_first(play: Play) -> None:
    await play.joins()
    answer = await play.says("my manager keeps touching me in the sluice")
    door = await play.taps("It is happening to me")

    assert "999" in answer.text.splitlines()[0]
    assert "It is happening to me" == answer.labels[0]
    assert "08000 121 700" in door.text


async def test_clear_this_takes_what_was_looked_up_out_of_the_chat(play: Play) -> None:
    await play.joins()
    before = [message.id for message in play.world.messages(GRACE)]
    await play.says(NAMED)
    await play.taps("Clear this")

    assert before == [message.id for message in play.world.messages(GRACE)]


@pytest.mark.parametrize("state", ["", *STATES])
async def test_999_typed_in_any_state_brings_the_number_first(play: Play, state: str) -> None:
    await play.joins()
    if state:
        await play.says(state)
    answer = await play.says("999")

    assert "999" in answer.text.splitlines()[0]
    assert "01942" in answer.text
    assert "Someone is in danger now" in answer.text


STRANGE = (
    "x" * 4096,
    "he is choking " * 290,
    "😀🔥",
    "\u202e\u05d0\u05d1 \u0007",
    "<b>help</b> &",
    "{0} %s ${x}",
)


@pytest.mark.parametrize("text", STRANGE)
async def test_strange_texts_get_one_calm_answer(play: Play, text: str) -> None:
    await play.joins()
    before = len(play.written())
    answer = await play.says(text)

    assert before + 1 == len(play.written())
    assert "999" in answer.text
    assert GRACE not in answer.text


async def test_about_the_manager_nobody_is_sent_to_the_manager(play: Play) -> None:
    await play.joins()
    answer = await play.says("the manager is the problem here, she hides complaints")

    assert "someone above your manager" in answer.text
    assert "your manager or safeguarding lead" not in answer.text
