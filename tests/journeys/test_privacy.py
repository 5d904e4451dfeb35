"""What people type, are called and are reached by is nowhere: not in the database, not in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import log
from tests.journeys.play import GRACE

if TYPE_CHECKING:
    import pytest

    from tests.journeys.play import Play

COMMANDS = (
    "/practise",
    "/rehearse",
    "/read",
    "/concern",
    "/contacts",
    "/find",
    "/settings",
    "/pause",
    "/help",
    "/privacy",
    "/mydata",
    "/progress",
    "/saved",
    "/team",
    "/hide",
    "/forget",
)
MARKED = "zebracrossing Mrs Violet Ashworth room 12 07700 900123"


async def test_a_marked_sentence_is_found_nowhere(play: Play, capfd: pytest.CaptureFixture[str]) -> None:
    log.set_up("json")
    await play.starts()
    await play.says(MARKED)
    await play.taps("Start")
    await play.taps("Adults")
    await play.says(MARKED)
    await play.says("days")
    await play.says(MARKED)
    await play.says("wigan")
    for text in COMMANDS:
        await play.says(text)
        await play.says(MARKED)
    play.world.tap_data(GRACE, play.world.last(GRACE).id, "1zebracrossing")
    await play.settled()
    written = capfd.readouterr()
    kept = b"".join(path.read_bytes() for path in play.database.parent.iterdir())

    for part in ("zebracrossing", "Violet", "900123", "Grace"):
        assert part not in written.out + written.err
        assert part.encode() not in kept


async def test_the_token_is_in_no_log_line(play: Play, capfd: pytest.CaptureFixture[str]) -> None:
    log.set_up("text")
    await play.joins()
    await play.restart()
    play.world.inject({"update_id": 5, "message": {"text": play.world.token}})
    await play.says("/help")
    written = capfd.readouterr()

    assert play.world.token not in written.out + written.err
