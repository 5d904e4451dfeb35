"""`sayso content`: what authors use to check, count and write what is taught.

Modules are imported inside the commands that need them, so that the other commands stay quick. Nothing here
judges content; the rules are in `content.lint`.
"""
# ruff: noqa: PLC0415 - the reason stands above

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal import carefully, fail, settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from content.library import Library
    from content.lint.checker import Report
    from content.lint.coverage import Coverage
    from content.models import Signable
    from storage.lookups import Votes

app = typer.Typer(help="The packs, the concern guide and the contacts.", no_args_is_help=True)

MOST_PAGES = 10
DAYS_OF_MISSES = 7
Folder = Annotated[Path | None, typer.Option("--folder", help="The content folder; else SAYSO_CONTENT_DIR.")]
Advice = Annotated[bool, typer.Option(help="List the advice too, which stops nothing.")]


@app.command()
def check(folder: Folder = None, *, advice: Advice = True) -> None:
    """Check all content, and list all that is wrong: file, line, field, what to do, and the rule."""
    from content.faults import BrokenContentError

    try:
        report = _checked(folder or settings().content_dir)
    except BrokenContentError as broken:
        fail(str(broken))
    for fault in report.advice if advice else ():
        typer.echo(f"advice: {fault}")
    for fault in report.errors:
        typer.echo(str(fault), err=True)
    if report.errors or report.library is None:
        fail(f"{len(report.errors)} to mend.")
    for line in _in_order(report.library, len(report.advice)):
        typer.echo(line)


@app.command()
def stats(
    folder: Folder = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list, a pack an entry.")] = False,
    picture: Annotated[Path | None, typer.Option("--picture", help="Draw theme by setting: a PNG.")] = None,
) -> None:
    """Count what each pack covers: themes, settings, levels, kinds, principles, answer cues and grades."""
    from content.lint import picture as drawing
    from content.lint.coverage import as_text
    from content.lint.tables import lines

    coverages = _coverages(folder or settings().content_dir)
    if as_json:
        typer.echo(as_text(coverages))
    else:
        typer.echo("\n\n".join("\n".join(lines(coverage)) for coverage in coverages))
    if picture is not None:
        try:
            drawing.draw(coverages, picture)
        except OSError as error:
            fail(f"{picture} cannot be written ({error.strerror}): name another file.")


@app.command()
def schema(
    out: Annotated[Path | None, typer.Option("--out", help="Write a file for each kind here.")] = None,
) -> None:
    """Print the JSON Schema of each kind of content file, or write them for your editor."""
    import json

    from content.lint.schema import schemas

    if out is None:
        typer.echo(json.dumps(schemas(), indent=2, ensure_ascii=False))
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
        for kind, content in schemas().items():
            file = out / f"{kind}.schema.json"
            file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
            typer.echo(str(file))
    except OSError as error:
        fail(f"{error.filename} cannot be written ({error.strerror}): name another folder.")


@app.command()
def new(folder: Folder = None) -> None:
    """Write a card together: one question after another, each answer checked at once.

    Ctrl-C keeps a draft; the next `sayso content new` goes on from there.
    """
    from bot import content_new

    content_new.write_card(folder or settings().content_dir)


@app.command("sign-off")
def sign_off(
    items: Annotated[list[str], typer.Argument(help="Ids of items, a pack's name, or the word all.")],
    role: Annotated[str, typer.Option(prompt="Role of whoever has read them", help="Never a name.")],
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; today if left out.")
    ] = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
) -> None:
    """Record that your safeguarding lead has read these items and stands by them.

    Until then each says that it is a draft. A later change to an item's words makes it a draft again.
    """
    from bot import signing
    from bot.clock import SystemClock

    read = carefully(_loaded())
    try:
        signed = signing.chosen(read, items)
    except signing.UnknownItemError as error:
        fail(str(error))
    day = (on or SystemClock().now()).date()
    count = f"{len(signed)} items" if len(signed) > 1 else "1 item"
    if not yes:
        typer.confirm(f"Sign off {count}, as {role}, on {day:%Y-%m-%d}?", abort=True)
    carefully(_signed(signed, role, day))
    typer.echo(f"Signed off: {count}.")


@app.command("helpful")
def helpful_pages() -> None:
    """List the ten pages that helped least when looked up, and how often nothing was found. Counts only."""
    for line in carefully(_helpful()):
        typer.echo(line)


async def _helpful() -> list[str]:
    from bot.clock import SystemClock
    from storage import lookups
    from storage.store import Store
    from storage.upgrade import upgrade

    store = Store(settings().database_url)
    try:
        await upgrade(store)
        async with store.reading() as transaction:
            votes = await lookups.votes(transaction)
            since = SystemClock().now().date() - timedelta(days=DAYS_OF_MISSES)
            missed = await lookups.missed_since(transaction, since)
    finally:
        await store.close()
    worst = [_helped(one) for one in votes[:MOST_PAGES]]
    unfound = [f"nothing found in {DAYS_OF_MISSES} days, {code}: {count}" for code, count in missed.items()]
    return [*worst, *unfound] or ["Nothing has been counted yet."]


def _helped(one: Votes) -> str:
    reasons = "".join(f", {count} {why}" for why, count in one.reasons)
    return f"{one.theme}: {one.not_helpful} not helpful, {one.helpful} helpful{reasons}"


async def _loaded() -> Library:
    from content import library

    return library.load(settings().content_dir)


async def _signed(signed: dict[str, Signable], role: str, day: date) -> None:
    from bot import signing
    from storage.store import Store
    from storage.upgrade import upgrade

    store = Store(settings().database_url)
    try:
        await upgrade(store)
        await signing.sign_off(store, signed, role, day)
    finally:
        await store.close()


def _coverages(folder: Path) -> tuple[Coverage, ...]:
    """What could be read; a file that cannot is told, so that nobody trusts counts that leave it out."""
    from content import library
    from content.faults import BrokenContentError
    from content.lint.coverage import coverage
    from content.lint.items import read_items
    from content.lint.words import load_words

    try:
        library.load(folder)
    except BrokenContentError:
        typer.echo("Some files are broken and left out; `sayso content check` tells more.", err=True)
    words = load_words()
    return tuple(coverage(pack, words) for pack in read_items(folder).packs)


def _checked(folder: Path) -> Report:
    """The check, with a progress bar where somebody can see it."""
    from rich.console import Console
    from rich.progress import Progress

    from bot.clock import SystemClock
    from content.lint import checker

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("Checking", total=None)
        return checker.check(
            folder,
            SystemClock().now().date(),
            lambda done, total: progress.update(bar, completed=done, total=total),
        )


def _in_order(read: Library, advice: int) -> Iterator[str]:
    for pack in read.packs.values():
        counts = (
            f"{len(pack.excerpts)} excerpts, {len(pack.scenarios)} cards, {len(pack.rehearsals)} rehearsals"
        )
        yield f"{pack.name}: {counts}"
    more = f" Pieces of advice: {advice}." if advice else ""
    yield f"Contacts: {len(read.contacts.areas)} areas. Version {read.version}. All in order.{more}"
