"""`sayso simulate`: what people would meet over the years, before anybody does. For developers.

Modules are imported inside the functions that need them, so that the other commands stay quick. Sends nothing and
keeps nothing; writes a picture only where it is told to.
"""
# ruff: noqa: PLC0415 - the reason stands above

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from pathlib import Path  # noqa: TC003 - Typer reads it at run time
from typing import TYPE_CHECKING, Annotated

import typer

from bot.routes.kinds import Shift
from bot.terminal import fail, settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import Console

    from bot.simulating.counts import Counts, Order
    from content.library import Pack

TWO_YEARS = 104  # weeks
FIRST_WEEKS = 4  # weeks after which the replay of one person ends, unless told otherwise
JOINED = datetime(2027, 1, 4, 9, tzinfo=UTC)  # always the same day, so that two runs can be compared
SOON_CARDS = 4


def simulate(  # noqa: PLR0913, PLR0917 - Typer makes an option of each
    people: Annotated[int, typer.Option(min=1, max=100_000, help="How many people.")] = 1000,
    weeks: Annotated[
        int | None, typer.Option(min=1, max=1040, help="How many weeks; two years, or 4 with --person.")
    ] = None,
    pack: Annotated[str, typer.Option(help="adults or children.")] = "adults",
    seed: Annotated[int, typer.Option(help="Another number draws other people.")] = 1,
    draw: Annotated[Path | None, typer.Option(help="Draw what they met: a PNG.")] = None,
    person: Annotated[
        int | None, typer.Option(min=1, help="Replay the weeks of one person instead; any number.")
    ] = None,
    shift: Annotated[Shift, typer.Option(help="With --person: which shifts she works.")] = Shift.DAYS,
) -> None:
    """Let people who never were live through two years of cards, and count what they met.

    They work days and nights, are able and less able, go away, ignore what comes. The rules are the real ones.
    With --person: what one person would be sent, week by week. Nothing is sent or kept.
    """
    from bot.simulating.counts import Order

    chosen = _pack(pack)
    if person is not None:
        for line in islice(_replay(chosen, shift, person), (weeks or FIRST_WEEKS) + 1):
            typer.echo(line)
        return
    order = Order(chosen, people, weeks or TWO_YEARS, seed, JOINED, settings().zone)
    counts = _counted(order)
    _tell(order, counts)
    if draw is not None:
        _draw(order, counts, draw)
    if counts.broken:
        raise typer.Exit(1)


def _pack(name: str) -> Pack:
    from content import library

    packs = library.load(settings().content_dir).packs
    if name not in packs:
        fail(f"There is no pack {name}. There are {', '.join(packs)}.")
    return packs[name]


def _replay(pack: Pack, shift: Shift, person: int) -> Iterator[str]:
    """A paragraph for each card: when it comes, in which wording, and which it is."""
    from bot.clock import SystemClock
    from bot.screens.practising import wordings
    from bot.screens.times import moment
    from bot.simulating.one import weeks

    zone = settings().zone
    for week in weeks(pack, shift, person, SystemClock().now(), zone):
        card = week.card
        about = f"{pack.theme_of[card.id]}, {card.principle}, {card.level}, {card.kind}"
        yield (
            f"{moment(week.due_at, zone)}: {wordings()[week.wording]}\n  {card.title} ({card.id}; {about})"
        )


def _counted(order: Order) -> Counts:
    """The counts of everybody, with a progress bar where somebody can see it.

    The bar is drawn by hand: a thread of its own could hold a lock just when a process is made.
    """
    from rich.console import Console
    from rich.progress import Progress

    from bot.simulating.counts import Counts, simulate

    counts, console = Counts(), Console(stderr=True)
    bars = Progress(console=console, transient=True, disable=not console.is_terminal, auto_refresh=False)
    with bars as progress:
        bar = progress.add_task("Living", total=order.people)
        for part in simulate(order):
            counts.add(part)
            progress.update(bar, completed=counts.people["in all"])
            progress.refresh()
    return counts


def _tell(order: Order, counts: Counts) -> None:
    from rich.console import Console

    console = Console()
    console.print(f"{order.people} people, {order.weeks} weeks, {counts.people['cards']} cards.")
    groups: dict[str, Mapping[str, int]] = {
        "theme": counts.themes,
        "principle": counts.principles,
        "level": counts.levels,
        "kind": counts.kinds,
        "messages in a week": {str(many): counts.messages[many] for many in sorted(counts.messages)},
    }
    for name, group in groups.items():
        _table(console, name, group)
    _tell_revisits(console, counts)
    _tell_promises(console, counts)


def _table(console: Console, name: str, group: Mapping[str, int]) -> None:
    from rich.table import Table

    table = Table(name, "how often", "%", box=None, pad_edge=False)
    total = sum(group.values())
    for one, count in sorted(group.items(), key=lambda entry: -entry[1]):
        table.add_row(str(one), str(count), f"{100 * count / total:.1f}")
    console.print(table, "")


def _tell_revisits(console: Console, counts: Counts) -> None:
    """After how many weeks principles came back, and how long weak ones waited for it."""
    from bot.learning.spacing import Strength

    for strength in (Strength.WEAK, Strength.GROWING, Strength.STRONG):
        came = {weeks: count for (one, weeks), count in counts.came_back.items() if one is strength}
        if came:
            console.print(f"A {strength} principle came back after {_middle(came)} weeks (median).")
    if counts.waits:
        soon = sum(count for cards, count in counts.waits.items() if cards <= SOON_CARDS)
        share = 100 * soon / counts.waits.total()
        console.print(f"Of weak ones that were due {share:.0f} % came back within {SOON_CARDS} cards.")
    console.print(f"Different stories a person met: {_middle(counts.stories)} (median).", "")


def _middle(counted: Mapping[int, int]) -> int:
    """The median of numbers that are counted."""
    left = sum(counted.values()) // 2
    for number in sorted(counted):
        left -= counted[number]
        if left < 0:
            return number
    return max(counted)


def _tell_promises(console: Console, counts: Counts) -> None:
    from bot.simulating.promises import Promise

    for promise in Promise:
        times = counts.broken[promise]
        console.print(f"BROKEN, {times} times: {promise}" if times else f"Kept: {promise}")


def _draw(order: Order, counts: Counts, file: Path) -> None:
    from bot.simulating import picture

    title = f"{order.people} simulated people, {order.weeks} weeks, the {order.pack.id} pack"
    try:
        picture.draw(counts, title, file)
    except OSError as error:
        fail(f"{file} cannot be written ({error.strerror}): name another file.")
