"""What the doctor finds, check by check. It never raises, and never shows the token."""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import SecretStr

from bot import doctor
from bot.clock import MovableClock, SystemClock
from bot.config import Settings
from bot.demo.server import serving
from bot.demo.world import World
from bot.doctor import Finding, Result
from content import library
from content.library import CONTENT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SECRET = "1234567890:AAThisIsNobodysTokenButItLooksLike1"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the database is, or will be."""
    return tmp_path / "sayso.db"


def settings_for(database: Path, **given: Any) -> Settings:  # noqa: ANN401 - settings are of many kinds
    """Settings as if only these were given."""
    return Settings(_env_file=None, database_url=f"sqlite+aiosqlite:///{database}", **given)


def live(database: Path, url: str) -> Settings:
    """Settings with a token that opens nothing."""
    return settings_for(database, token=SecretStr(SECRET), api_url=url)


def results(found: list[Finding]) -> dict[str, Result]:
    """How each check went."""
    return {finding.what: finding.result for finding in found}


async def test_without_a_token_it_says_that_the_demo_works_and_fails_nothing(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    well = await doctor.examine(settings_for(database))

    told = capsys.readouterr().out
    assert well
    assert "sayso demo" in told
    assert "Failed: 0." in told


async def test_each_finding_is_one_line_that_begins_with_its_result_in_words(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = settings_for(database)
    await doctor.examine(settings)

    *lines, _count = capsys.readouterr().out.splitlines()
    found = await doctor.findings(settings, SystemClock())
    assert [str(finding.result) for finding in found] == [line.split()[0] for line in lines]


async def test_a_token_that_telegram_knows_is_well(database: Path) -> None:
    world = World(MovableClock())
    async with serving(world) as server:
        settings = settings_for(database, token=SecretStr(world.token), api_url=server.bot_url)

        found = results(await doctor.check_telegram(settings))

    assert {"token": Result.OK, "groups": Result.OK} == found


async def test_a_token_that_telegram_refuses_fails_and_is_not_shown(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with serving(World(MovableClock())) as server:
        well = await doctor.examine(live(database, server.bot_url))

    told = capsys.readouterr().out
    assert not well
    assert "Telegram does not know SAYSO_TOKEN. Copy it again from BotFather." in told
    assert SECRET.split(":")[1] not in told


@asynccontextmanager
async def answering(body: bytes = b"{}", date: datetime | None = None) -> AsyncIterator[str]:
    """A server that gives every request the same answer; the address for SAYSO_API_URL."""
    dated = f"Date: {format_datetime(date, usegmt=True)}\r\n" if date else ""
    head = f"HTTP/1.1 200 OK\r\n{dated}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await reader.readuntil(b"\r\n\r\n")
        writer.write(head.encode() + (b"" if asked.startswith(b"HEAD") else body))
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot"


async def test_a_bot_that_is_sent_all_of_a_group_is_warned_about(database: Path) -> None:
    me = {"id": 1, "is_bot": True, "first_name": "Say So", "can_read_all_group_messages": True}
    async with answering(json.dumps({"ok": True, "result": me}).encode()) as url:
        found = results(await doctor.check_telegram(live(database, url)))

    assert {"token": Result.OK, "groups": Result.WARN} == found


async def test_a_server_that_is_not_telegram_is_told_in_one_line(database: Path) -> None:
    async with answering(b"<html>Please log in to the network</html>") as url:
        [found] = await doctor.check_telegram(live(database, url))

    assert (Result.FAIL, False) == (found.result, "\n" in found.said)


async def test_a_server_that_is_not_there_is_told_at_once(database: Path) -> None:
    async with answering() as url:
        pass

    [found] = await doctor.check_telegram(live(database, url))

    assert (Result.FAIL, "Telegram could not be asked about it (never sent).") == (found.result, found.said)


async def test_a_server_that_never_answers_is_not_waited_for(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor.connection, "ASK_SECONDS", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}/bot"

        [found] = await doctor.check_telegram(live(database, url))

    assert "Telegram could not be asked about it (unknown)." == found.said


async def test_a_live_bot_should_say_who_answers_for_the_data(database: Path) -> None:
    silent = settings_for(database, token=SecretStr(SECRET))
    named = settings_for(database, token=SecretStr(SECRET), controller="Example Care Ltd, Bolton")

    assert {"settings": Result.OK, "privacy": Result.WARN} == results(await doctor.check_settings(silent))
    assert {"settings": Result.OK} == results(await doctor.check_settings(named))


async def test_content_is_counted_and_what_nobody_reviewed_or_dialled_is_warned_about(database: Path) -> None:
    clock = MovableClock(MONDAY, running=False)

    found = await doctor.check_content(settings_for(database), clock)

    expected = {"content": Result.OK, "review": Result.WARN, "contacts": Result.WARN}
    assert expected == results(found)
    assert "lines were never dialled by this service" in found[2].said


async def test_broken_content_fails_and_names_the_command_that_tells_more(
    database: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "content"
    shutil.copytree(CONTENT, broken, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (broken / "adults" / "pack.yaml").unlink()

    [found] = await doctor.check_content(settings_for(database, content_dir=broken), SystemClock())

    assert (Result.FAIL, "`sayso content check` lists them.") == (found.result, found.remedy)


async def test_little_room_on_the_disk_is_warned_about(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor.database, "LEAST_FREE_BYTES", 2**62)

    [found] = await doctor.check_disk(settings_for(database))

    assert Result.WARN == found.result


@pytest.mark.parametrize(
    ("ahead", "result"),
    [
        (timedelta(seconds=60), Result.OK),
        (timedelta(seconds=61), Result.WARN),
        (-timedelta(hours=1), Result.WARN),
    ],
)
async def test_a_clock_that_is_wrong_by_more_than_a_minute_is_warned_about(
    database: Path, ahead: timedelta, result: Result
) -> None:
    async with answering(date=MONDAY + ahead) as url:
        [found] = await doctor.check_clock(live(database, url), MovableClock(MONDAY, running=False))

    assert (result, True) == (found.result, "Telegram's clock" in found.said)


async def test_the_clock_tells_local_time_where_it_cannot_be_compared(database: Path) -> None:
    """In July, nine o'clock in UTC is ten in London."""
    july = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)

    [found] = await doctor.check_clock(settings_for(database), MovableClock(july, running=False))

    expected = "10:00 on 01 July 2026 in Europe/London. Not compared with Telegram's."
    assert (Result.OK, expected) == (found.result, found.said)


async def test_a_check_that_breaks_hides_no_other_and_tells_no_secret(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_folder: Path) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(library, "load", breaks)

    found = await doctor.findings(settings_for(database), SystemClock())

    assert Finding("content", Result.FAIL, "could not be checked (RuntimeError).") in found
    assert {"settings", "token", "content", "database", "disk", "clock"} == set(results(found))


async def test_languages_are_told_that_are_unknown_or_that_nobody_has_signed(database: Path) -> None:
    found = await doctor.check_settings(settings_for(database, languages=("pl", "xx")))

    told = " ".join(f"{one.said} {one.remedy}" for one in found if one.what == "languages")
    assert "there is no translation for: xx. SAYSO_LANGUAGES can name: pl." in told
    assert "nobody has signed the translation for: pl." in told
    assert Result.WARN == results(found)["languages"]


async def test_of_languages_that_nobody_asked_for_the_doctor_says_nothing(database: Path) -> None:
    assert "languages" not in results(await doctor.check_settings(settings_for(database)))
