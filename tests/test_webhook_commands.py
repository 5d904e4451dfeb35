"""`sayso webhook` and what the doctor says of it: each setting and each failure in one clear line."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from bot import doctor
from bot.cli import app
from bot.clock import MovableClock
from bot.config import ConfigError, Settings
from bot.demo.faults import flood, refuse
from bot.demo.server import serving
from bot.demo.world import World
from bot.doctor import Result
from bot.edge.updates import WANTED
from bot.edge.webhook import CONNECTIONS
from bot.web.address import address

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from typer.testing import Result as Ended

URL = "https://localhost:8443/telegram"
SECRET = "nobody-guesses-this-1"


class Shell:
    """`sayso webhook …` against the embedded Bot API, with settings for the whole webhook."""

    def __init__(self, world: World, api_url: str) -> None:
        self.world = world
        self.settings = {
            "SAYSO_TOKEN": world.token,
            "SAYSO_API_URL": api_url,
            "SAYSO_WEBHOOK_URL": URL,
            "SAYSO_WEBHOOK_SECRET": SECRET,
        }

    async def run(self, command: str, **others: str) -> Ended:
        """Run a command, with some settings different."""
        environment = self.settings | others
        ended: Ended = await asyncio.to_thread(
            lambda: CliRunner().invoke(app, ["webhook", command], env=environment)
        )
        assert SECRET not in ended.output
        assert "Traceback" not in ended.output
        return ended

    async def refused(self, command: str, **others: str) -> str:
        """The one line that a command gave up with."""
        ended = await self.run(command, **others)
        [line] = ended.stderr.splitlines()
        assert (1, "") == (ended.exit_code, ended.stdout)
        return line

    async def doctor(self, webhook_url: str) -> list[tuple[Result, str]]:
        """What the doctor says of the webhook."""
        settings = Settings(
            _env_file=None,
            token=SecretStr(self.world.token),
            api_url=self.settings["SAYSO_API_URL"],
            webhook_url=webhook_url,
        )
        found = await doctor.check_webhook(settings)
        return [(finding.result, finding.remedy) for finding in found]


@pytest.fixture
async def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Shell]:
    """A shell in a folder without `.env`."""
    monkeypatch.chdir(tmp_path)
    world = World(MovableClock())
    async with serving(world) as server:
        yield Shell(world, server.bot_url)


async def test_set_tells_telegram_where_to_post_and_shows_what_it_then_says(shell: Shell) -> None:
    ended = await shell.run("set")

    assert (0, f"Telegram posts updates to {URL}.\nUpdates that wait: 0.\n") == (
        ended.exit_code,
        ended.output,
    )
    hook, allowed = shell.world.webhook, shell.world.updates.allowed
    assert (URL, CONNECTIONS, set(WANTED)) == (hook.url, hook.connections, set(allowed or ()))


async def test_delete_keeps_what_waits(shell: Shell) -> None:
    shell.world.start("Grace")
    ended = await shell.run("delete", SAYSO_WEBHOOK_URL="")

    assert "Telegram posts updates nowhere.\nUpdates that wait: 1.\n" == ended.output
    assert ("", 1) == (shell.world.webhook.url, len(shell.world.updates))


async def test_delete_says_what_else_polling_needs(shell: Shell) -> None:
    assert "take SAYSO_WEBHOOK_URL out of the settings" in (await shell.run("delete")).output


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("SAYSO_TOKEN", "", "SAYSO_TOKEN: is not set."),
        ("SAYSO_TOKEN", "1:other", "Telegram does not know this SAYSO_TOKEN."),
        ("SAYSO_WEBHOOK_URL", "", "SAYSO_WEBHOOK_URL: is not set."),
        ("SAYSO_WEBHOOK_URL", "http://localhost/x", "SAYSO_WEBHOOK_URL: must begin with https://"),
        (
            "SAYSO_WEBHOOK_URL",
            "https://bot.example.org/x",
            "Telegram does not take this webhook (Bad webhook:",
        ),
        ("SAYSO_WEBHOOK_SECRET", "", "SAYSO_WEBHOOK_SECRET: must be 16 to 256 of"),
        ("SAYSO_API_URL", "http://127.0.0.1:1/bot", "Telegram could not be asked (never sent)."),
    ],
)
async def test_whatever_is_in_the_way_is_told_in_one_line(
    shell: Shell, setting: str, value: str, said: str
) -> None:
    assert (await shell.refused("set", **{setting: value})).startswith(said)


async def test_being_asked_to_wait_is_told_in_seconds(shell: Shell) -> None:
    shell.world.faults.plan(flood(7), "setWebhook")

    assert "Telegram asks to wait for 7 seconds. Try again then." == await shell.refused("set")


async def test_a_fault_of_telegrams_is_not_taken_for_one_of_the_settings(shell: Shell) -> None:
    shell.world.faults.plan(refuse(500, "Internal Server Error"), "deleteWebhook")

    assert (await shell.refused("delete")).startswith("Telegram could not be asked (unknown).")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://bot.example.org:8080/x", "Telegram posts only to the ports 443, 80, 88, 8443."),
        ("https://bot.example.org:no/x", "is not an address"),
        ("https:///x", "must be https:// and a host"),
        ("https://bot.example.org/x?a=b", "after the host there may be a path"),
        ("https://bot.example.org/{x}", "after the host there may be a path"),
        ("https://me:pw@bot.example.org/x", "after the host there may be a path"),
    ],
)
def test_an_address_at_which_telegram_never_arrives_is_refused(url: str, said: str) -> None:
    settings = Settings(_env_file=None, webhook_url=url, webhook_secret=SecretStr(SECRET))

    with pytest.raises(ConfigError, match=f"SAYSO_WEBHOOK_URL: {said}"):
        address(settings)


@pytest.mark.parametrize("secret", ["x" * 15, "x" * 257, "sixteen of them!", "sixteen-of-them\n"])
def test_a_secret_that_telegram_does_not_take_or_anybody_guesses_is_refused(secret: str) -> None:
    settings = Settings(_env_file=None, webhook_url=URL, webhook_secret=SecretStr(secret))

    with pytest.raises(ConfigError) as refused:
        address(settings)
    assert secret not in str(refused.value)


@pytest.mark.parametrize(("url", "path"), [(URL, "/telegram"), ("https://bot.example.org", "/")])
def test_the_bot_listens_at_the_path_that_telegram_is_told(url: str, path: str) -> None:
    settings = Settings(_env_file=None, webhook_url=url, webhook_secret=SecretStr(SECRET))

    assert (url, path) == (address(settings).url, address(settings).path)


@pytest.mark.parametrize(
    ("is_set", "wanted", "expected"),
    [
        ("", "", (Result.OK, "")),
        (URL, URL, (Result.OK, "")),
        (URL, "", (Result.WARN, "`sayso webhook delete`, or set SAYSO_WEBHOOK_URL.")),
        ("", URL, (Result.WARN, "`sayso webhook set`.")),
        (URL, "https://localhost/other", (Result.WARN, "`sayso webhook set`.")),
    ],
)
async def test_the_doctor_warns_when_updates_go_where_the_bot_does_not_look(
    shell: Shell, is_set: str, wanted: str, expected: tuple[Result, str]
) -> None:
    if is_set:
        shell.world.webhook.set(is_set, SECRET, 40)

    assert [expected] == await shell.doctor(wanted)
