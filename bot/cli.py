"""`sayso`: every chore of running Say So, with one clear line when something is in the way.

Modules are imported inside the commands that need them: the live bot never loads the demo, and `--help` is quick.
"""
# ruff: noqa: PLC0415 - the reason stands above

from __future__ import annotations

import asyncio
import gc
from typing import Annotated, TypeVar

import typer

from bot import content_commands
from bot.routes.kinds import Shift
from bot.terminal import carefully, fail, settings

Result = TypeVar("Result")

app = typer.Typer(
    help="Say So: helps care workers challenge poor practice kindly and early, in Telegram.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
db_app = typer.Typer(help="The database.", no_args_is_help=True)
app.add_typer(content_commands.app, name="content")
app.add_typer(db_app, name="db")

Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Port of the page; 0 takes a free one.")]


def main() -> None:
    """The command `sayso`.

    What is imported stays for good, so looking for garbage meanwhile costs a sixth of the start and finds none.
    `bot.app` turns that on again when the bot runs.
    """
    gc.disable()
    app()


@app.command()
def start(port: Port = 8080) -> None:
    """Live if SAYSO_TOKEN is set (environment or .env), else the demo. This is what `make run` does."""
    if settings().token is None:
        demo(port)
    else:
        run()


@app.command()
def run() -> None:
    """Run on Telegram. Needs SAYSO_TOKEN, from BotFather.

    Stops on Ctrl-C or SIGTERM; reads the content again on SIGHUP.
    """
    from bot import live, log

    current = settings()
    log.set_up(current.log)
    carefully(live.run(current))


@app.command()
def demo(port: Port = 8080) -> None:
    """Play with the whole bot in a browser: no token, no network, nothing kept.

    Three people to be, a group, and a clock that can jump to next Wednesday.
    """
    from bot import log
    from bot.demo import run as demo_run

    current = settings()
    log.set_up(current.log)
    carefully(demo_run.run(current, port))


@app.command()
def doctor() -> None:
    """Check the settings, the content, the database, the disk, the clock and the token; say what to do."""
    from bot import doctor as checks

    raise typer.Exit(0 if asyncio.run(checks.examine(settings())) else 1)


@app.command()
def simulate(
    weeks: Annotated[int, typer.Option(min=1, max=1040, help="How many weeks.")] = 1,
    pack: Annotated[str, typer.Option(help="adults or children.")] = "adults",
    shift: Annotated[Shift, typer.Option(help="Which shifts the person works.")] = Shift.DAYS,
    person: Annotated[int, typer.Option(min=1, help="Any number; another number draws other lots.")] = 1,
) -> None:
    """Replay what one person would be sent, from joining on, on a clock of its own. Nothing is sent or kept."""
    from itertools import islice

    from bot import simulating
    from bot.clock import SystemClock
    from bot.screens.practising import wordings
    from bot.screens.times import moment
    from content import library

    current = settings()
    packs = library.load(current.content_dir).packs
    if pack not in packs:
        fail(f"There is no pack {pack}. There are {', '.join(packs)}.")
    replay = simulating.weeks(packs[pack], shift, person, SystemClock().now(), current.zone)
    for week in islice(replay, weeks + 1):
        card = week.card
        typer.echo(f"{moment(week.due_at, current.zone)}: {wordings()[week.wording]}")
        typer.echo(f"  {card.title} ({card.id}; {packs[pack].theme_of[card.id]}, {card.level}, {card.kind})")


@db_app.command("upgrade")
def db_upgrade() -> None:
    """Bring the database to this version's schema. Starting the bot does it too."""

    async def bring_up() -> str | None:
        from storage.store import Store
        from storage.upgrade import upgrade

        store = Store(settings().database_url)
        try:
            return await upgrade(store)
        finally:
            await store.close()

    before = carefully(bring_up())
    typer.echo(
        "A new database was made." if before is None else f"The database was at {before}; it is up to date."
    )
