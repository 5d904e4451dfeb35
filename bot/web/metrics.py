"""Tells Prometheus what the bot does: GET /metrics, in numbers that nobody can be told from.

The only labels are lane, outcome and the version of the content, each from a short list: never a person, a chat,
an area, a card, nor where in the bot anybody went. What is not on the list is counted as "other".
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector
from starlette.responses import Response
from starlette.routing import Route

from bot.delivery.messenger import Fate
from bot.delivery.pace import Lane
from bot.delivery.tally import BOUNDS_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prometheus_client import Metric
    from starlette.requests import Request

    from bot.delivery.tally import Spread, Tally
    from bot.web.health import Glance, Watch

LANES = tuple(str(lane) for lane in Lane)
OUTCOMES = ("sent", *(str(fate) for fate in Fate))
OTHER = "other"


class Pace(Protocol):
    """How fast messages go out."""

    @property
    def in_use(self) -> float:
        """Messages a second, at present."""
        ...

    @property
    def rate(self) -> float:
        """The most that there may be; 0: no limit of our own."""
        ...


class Measured(Protocol):
    """What there is to measure."""

    @property
    def tally(self) -> Tally:
        """What was taken in and sent since the start."""
        ...

    @property
    def pace(self) -> Pace:
        """How fast messages go out."""
        ...

    @property
    def leads(self) -> bool:
        """Whether it is this replica that runs the outbox."""
        ...


@dataclass(frozen=True)
class Reading:
    """All that is told at one moment. `lag` is in seconds."""

    measured: Measured
    glance: Glance
    lag: float
    silence: float
    content: str


class _Collector(Collector):
    """Hands the library the last reading. There is no reading before the first question."""

    def __init__(self) -> None:
        self.reading: Reading | None = None

    def collect(self) -> Iterable[Metric]:
        """The reading in Prometheus's words."""
        return () if self.reading is None else _families(self.reading)


def route(watch: Watch, measured: Measured) -> Route:
    """The page."""
    registry, collector = CollectorRegistry(), _Collector()
    registry.register(collector)
    ProcessCollector(registry=registry)

    async def metrics(_request: Request) -> Response:
        glance = await watch.glance()
        # Nothing is awaited from here on, so of two who ask at once neither gets the other's reading.
        lag = watch.overdue(glance) or 0
        collector.reading = Reading(measured, glance, lag, watch.silence, watch.content)
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return Route("/metrics", metrics)


def _families(reading: Reading) -> Iterator[Metric]:
    yield from _counts(reading.measured.tally)
    yield _sends(reading.measured.tally)
    yield _answers(reading.measured.tally.answered)
    yield from _waiting(reading)
    yield from _state(reading)


def _counts(tally: Tally) -> Iterator[Metric]:
    yield CounterMetricFamily("sayso_updates", "Updates that were taken in.", tally.updates)
    yield CounterMetricFamily(
        "sayso_updates_set_aside", "Updates that could not be handled.", tally.set_aside
    )
    yield CounterMetricFamily(
        "sayso_events_slowed", "Events of people who sent more than anybody can mean.", tally.slowed
    )


def _sends(tally: Tally) -> Metric:
    counts = Counter({(lane, outcome): 0 for lane in LANES for outcome in OUTCOMES})
    for (lane, outcome), number in tally.sends.items():
        counts[_listed(lane, LANES), _listed(outcome, OUTCOMES)] += number
    family = CounterMetricFamily(
        "sayso_sends", "Messages by lane and what became of them.", labels=("lane", "outcome")
    )
    for (lane, outcome), number in sorted(counts.items()):
        family.add_metric((lane, outcome.replace(" ", "_")), number)
    return family


def _listed(value: str, known: tuple[str, ...]) -> str:
    return value if value in known else OTHER


def _answers(answered: Spread) -> Metric:
    bounds = [str(bound) for bound in BOUNDS_SECONDS] + ["+Inf"]
    buckets = list(zip(bounds, accumulate(answered.counts), strict=True))
    said = "From the arrival of an update until its answer was shown."
    return HistogramMetricFamily("sayso_answer_seconds", said, buckets, answered.total)


def _waiting(reading: Reading) -> Iterator[Metric]:
    """Of a database that cannot be looked at nobody knows what waits in it, so nothing is said of that."""
    waits = reading.glance.backlog
    if waits is None:
        return
    depth = GaugeMetricFamily("sayso_outbox_waiting", "Nudges due now, and kept replies.", labels=("lane",))
    for lane, number in ((Lane.REPLY, waits.replies), (Lane.NUDGE, waits.nudges)):
        depth.add_metric((lane,), number)
    yield depth
    yield GaugeMetricFamily(
        "sayso_outbox_lag_seconds", "How late the message is that waits longest.", reading.lag
    )


def _state(reading: Reading) -> Iterator[Metric]:
    pace = reading.measured.pace
    gauges = (
        ("sayso_send_rate_messages_per_second", "Messages a second that go out now.", pace.in_use),
        ("sayso_send_rate_limit_messages_per_second", "The most that there may be; 0: no limit.", pace.rate),
        ("sayso_leader", "1 if this replica runs the outbox.", reading.measured.leads),
        ("sayso_database_writable", "1 if the database can be written.", reading.glance.writable),
        ("sayso_silence_seconds", "Since Telegram last answered a poll or posted.", reading.silence),
    )
    for name, said, value in gauges:
        yield GaugeMetricFamily(name, said, float(value))
    content = GaugeMetricFamily("sayso_content_info", "The version of the content.", labels=("version",))
    content.add_metric((reading.content,), 1)
    yield content
