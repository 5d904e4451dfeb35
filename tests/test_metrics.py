"""What /metrics tells: enough to watch over the bot, and nothing that anybody could be told from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from bot.app import SaySo
from bot.clock import MovableClock
from bot.config import Settings
from bot.delivery.messenger import Fate
from bot.delivery.tally import Tally
from bot.web import health
from storage import replies
from storage.replies import Reply
from storage.upgrade import upgrade
from tests.journeys.play import Play, playing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.web.metrics import Pace

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OPERATING = Path(__file__).parents[1] / "docs" / "operating.md"


@dataclass
class Steady:
    """A pace that never changes."""

    in_use: float = 3.0
    rate: float = 28.0


@dataclass
class Measures:
    """What there is to measure."""

    tally: Tally = field(default_factory=Tally)
    pace: Pace = field(default_factory=Steady)
    leads: bool = True


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Play]:
    """A bot that runs, on Monday 23 November 2026 at 09:00."""
    async with playing(tmp_path) as running:
        yield running


async def told(sayso: SaySo, measures: Measures) -> str:
    """The page."""
    app = health.make_app(sayso, measures)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as client:
        answer = await client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return answer.text


def values(page: str) -> dict[str, float]:
    """Each series of ours, written as Prometheus writes it, and its value."""
    lines = [line for line in page.splitlines() if line.startswith("sayso_")]
    return {series: float(value) for series, value in (line.rsplit(" ", 1) for line in lines)}


def full() -> Measures:
    """A bot to which everything happened once."""
    measures = Measures(Tally(updates=5, set_aside=1, slowed=2))
    for seconds in (0.004, 0.2, 60.0):
        measures.tally.answered.add(seconds)
    for outcome in ("sent", *Fate):
        measures.tally.sends["reply", outcome] += 1
    return measures


async def test_counts_are_told_as_they_are(play: Play) -> None:
    seen = values(await told(play.sayso, full()))

    expected = {
        "sayso_updates_total": 5,
        "sayso_updates_set_aside_total": 1,
        "sayso_events_slowed_total": 2,
        'sayso_sends_total{lane="reply",outcome="not_sent"}': 1,
        'sayso_sends_total{lane="nudge",outcome="sent"}': 0,
        "sayso_answer_seconds_count": 3,
        'sayso_answer_seconds_bucket{le="0.005"}': 1,
        'sayso_answer_seconds_bucket{le="0.25"}': 2,
        'sayso_answer_seconds_bucket{le="+Inf"}': 3,
        "sayso_answer_seconds_sum": 60.204,
        "sayso_send_rate_messages_per_second": 3,
        "sayso_send_rate_limit_messages_per_second": 28,
        "sayso_leader": 1,
        "sayso_database_writable": 1,
        f'sayso_content_info{{version="{play.sayso.desk.library.version}"}}': 1,
    }
    assert expected == {series: seen[series] for series in expected}


async def test_what_waits_is_counted_with_how_late_it_is(tmp_path: Path) -> None:
    """A reply that a bot, which does not run, should have shown 40 seconds ago."""
    clock = MovableClock(MONDAY, running=False)
    address = f"sqlite+aiosqlite:///{tmp_path / 'sayso.db'}"
    sayso = SaySo(Settings(_env_file=None, token=SecretStr("1:token"), database_url=address), clock)
    await upgrade(sayso.store)
    async with sayso.store.writing() as transaction:
        await replies.keep(transaction, Reply(1, "1h", None, pins=False), MONDAY, MONDAY)
    clock.jump_to(MONDAY + timedelta(seconds=40))

    seen = values(await told(sayso, Measures()))
    await sayso.store.close()

    lanes = [seen[f'sayso_outbox_waiting{{lane="{lane}"}}'] for lane in ("reply", "nudge")]
    assert ([1, 0], 40) == (lanes, seen["sayso_outbox_lag_seconds"])


async def test_of_a_database_that_fails_it_says_so_and_no_more(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 2**62)

    seen = values(await told(play.sayso, Measures()))

    assert 0 == seen["sayso_database_writable"]
    assert [] == [series for series in seen if series.startswith("sayso_outbox")]


async def test_silence_grows_until_telegram_is_heard_again(play: Play) -> None:
    play.sayso.poller.last_poll = MONDAY
    play.clock.jump_to(MONDAY + timedelta(seconds=70))

    assert 70 == values(await told(play.sayso, Measures()))["sayso_silence_seconds"]


async def test_only_labels_of_the_short_list_are_told_whatever_was_counted(play: Play) -> None:
    measures = full()
    measures.tally.sends["concern:1001", "Bolton"] += 4

    page = await told(play.sayso, measures)

    assert 4 == values(page)['sayso_sends_total{lane="other",outcome="other"}']
    assert "Bolton" not in page


async def test_nobody_can_be_told_from_it_whatever_they_did(play: Play) -> None:
    """After a join, an answer, the concern guide, the numbers and something typed."""
    await play.joins()
    await play.taps("B")
    await play.says("/concern")
    await play.taps(play.world.last("Grace").labels[0])
    await play.says("/contacts")
    await play.says("they leave Doris in a wet pad")

    page = await told(play.sayso, Measures(play.sayso.tally, play.sayso.pace))

    assert 6 <= values(page)['sayso_sends_total{lane="reply",outcome="sent"}']
    library = play.sayso.desk.library
    secret = {"Grace", "1001", "Doris", "wigan", "concern", "contacts", play.world.token}
    secret |= {item.id for item in library.items()} | {area.id for area in library.contacts.areas}
    words = set(re.findall(r"[\w-]+", page.casefold()))
    assert set() == {word for word in secret if word.casefold() in words}
    families = list(text_string_to_metric_families(page))
    labels = {label for family in families for sample in family.samples for label in sample.labels}
    assert {"lane", "outcome", "le", "version"} == labels


async def test_the_concern_guide_moves_no_series_that_other_screens_do_not(play: Play) -> None:
    await play.joins()
    measures = Measures(play.sayso.tally, play.sayso.pace)
    before = values(await told(play.sayso, measures))
    await play.says("/concern")
    await play.taps(play.world.last("Grace").labels[0])

    after = values(await told(play.sayso, measures))

    moving = ("sayso_updates_total", "sayso_answer", "sayso_sends", "sayso_send_rate", "sayso_silence")
    steady = {series for series in before if not series.startswith(moving)}
    assert before["sayso_updates_total"] + 2 == after["sayso_updates_total"]
    assert before.keys() == after.keys()
    assert {series: before[series] for series in steady} == {series: after[series] for series in steady}


async def test_there_is_no_page_unless_it_is_said_what_to_measure(play: Play) -> None:
    transport = httpx.ASGITransport(health.make_app(play.sayso))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        assert 404 == (await client.get("/metrics")).status_code


async def test_every_metric_is_in_the_operators_guide(play: Play) -> None:
    families = text_string_to_metric_families(await told(play.sayso, full()))
    names = {
        f"{family.name}_total" if family.type == "counter" else family.name
        for family in families
        if family.name.startswith("sayso_")
    }

    documented = set(re.findall(r"^\| `(sayso_[a-z_]+)` \|", OPERATING.read_text(), flags=re.MULTILINE))
    assert names == documented
