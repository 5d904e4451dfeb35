"""`sayso`: every chore of running Say So, with one clear line when something is in the way.

Modules are imported inside the commands that need them: the live bot never loads the demo, and `--help` is quick.
"""
# ruff: noqa: PLC0415 - the reason stands above

from __future__ import annotations

import asyncio
import gc
from contextlib import contextmanager
from pathlib import Path  # noqa: TC003 - Typer reads it at run time
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot import contacts_commands, content_commands, simulate_command, webhook_commands
from bot.terminal import carefully, fail, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

Result = TypeVar("Result")

app = typer.Typer(
    help="Say So: helps care workers challenge poor practice kindly and early, in Telegram.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
db_app = typer.Typer(help="The database.", no_args_is_help=True)
app.add_typer(content_commands.app, name="content")
app.add_typer(contacts_commands.app, name="contacts")
app.add_typer(db_app, name="db")
app.add_typer(webhook_commands.app, name="webhook")
app.command("simulate")(simulate_command.simulate)

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


@app.command("find")
def find_text(
    text: Annotated[str | None, typer.Argument(help="What a carer might type.")] = None,
    area: Annotated[
        str | None, typer.Option("--area", help="Id of the area to take if none is named.")
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", help="A YAML list of `q:` entries.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Look something up as the chat would: what it is about, whether it is urgent, whom to ring."""
    from bot import finding
    from content import library
    from content.search import find

    read = library.load(settings().content_dir)
    if area is not None and read.contacts.area(area) is None:
        fail(f"There is no area {area}. Ids stand in content/contacts/areas.")
    if file is not None:
        try:
            for line in finding.of_file(file, read, area):
                typer.echo(line)
        except finding.BrokenListError as error:
            fail(str(error))
        return
    if text is None:
        fail("Say what to look up, or name a file with --file.")
    found = find(text, read.contacts, area)
    typer.echo(finding.as_json(text, found) if as_json else "\n".join(finding.in_words(found, read)))


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


@app.command()
def backup(
    file: Annotated[
        Path | None, typer.Argument(help="Where to; else a new file in SAYSO_BACKUP_DIR, or here.")
    ] = None,
) -> None:
    """Write everything into one locked file, also while the bot runs. Needs SAYSO_BACKUP_KEY."""
    from bot import backing_up
    from bot.clock import SystemClock

    with _progress("Writing") as progress:
        target, rows = _done(backing_up.back_up(settings(), file, SystemClock().now(), progress))
    typer.echo(f"Backed up: {rows} rows, to {target}. Keep SAYSO_BACKUP_KEY: nobody can read it without.")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    *,
    replace: Annotated[bool, typer.Option("--replace", help="Lose what is in the database now.")] = False,
    ask_key: Annotated[
        bool, typer.Option("--ask-key", help="Ask for the passphrase: it was another one then.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether to lose it.")] = False,
) -> None:
    """Put a backup into the database, which must be empty. Stop the bot first.

    Whoever has asked to be forgotten since the backup was made is deleted again.
    """
    from bot import backing_up
    from bot.clock import SystemClock

    key = typer.prompt("The passphrase of this backup", hide_input=True, err=True) if ask_key else None
    if replace and not yes:
        typer.confirm("Lose everything that is in the database now?", abort=True, err=True)
    current = settings()
    wanted = _done(backing_up.order(current, file, SystemClock().now(), key, replace=replace))
    with _progress("Reading") as progress:
        restored = _done(backing_up.restore(current, wanted, progress))
    typer.echo(f"Restored: {restored.rows} rows, as of {restored.made_at:%Y-%m-%d %H:%M}.")
    typer.echo(f"Deleted again, because they had asked for it: {restored.deleted_again}.")
    if not replace and not backing_up.knows_deletions(current, file):
        typer.echo(f"No list of deletions was found. {backing_up.NO_LIST}", err=True)


def _done(work: Coroutine[object, object, Result]) -> Result:
    """Run `work`, and turn what keeps a backup from being made or read into one line."""
    from storage.backup_file import BackupError

    try:
        return carefully(work)
    except BackupError as error:
        fail(str(error))


@contextmanager
def _progress(verb: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar, where somebody can see it."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task(verb, total=None)
        yield lambda done, total: progress.update(bar, completed=done, total=total)
