"""`sayso contacts`: dial the telephone lines one by one, and hand what was found to the authors of the content.

Modules are imported inside the commands, so that `--help` is quick. Each finding is noted at once: Ctrl-C loses
none, and the next time goes on from there.
"""
# ruff: noqa: PLC0415 - the reason stands above

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal import carefully, fail, settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.routes import Found
    from content.contacts import Contacts, Entry
    from content.ring import Known
    from storage.contact_checks import Checked

app = typer.Typer(help="The telephone lines.", no_args_is_help=True)

SKIP, QUIT = "s", "q"


@app.command()
def verify(
    area: Annotated[str | None, typer.Option(help="Only this council area, or england.")] = None,
    role: Annotated[str, typer.Option(prompt="Your role", help="Who dials. Never a name.")] = "operator",
    *,
    every: Annotated[bool, typer.Option("--all", help="Also lines that were dialled within a year.")] = False,
) -> None:
    """Go through the telephone lines: dial each, and note what you found.

    Shows the number, where it was read, how long ago, and what to ask. Ctrl-C or q stops; what is done is kept.
    """
    contacts = _contacts()
    known, findings = carefully(_begin(contacts))
    today = _today()
    lines = _to_dial(contacts, known, findings, area, every=every)
    if not lines:
        typer.echo("There is nothing to dial.")
        return
    typer.echo(f"To dial: {len(lines)}. You can stop at any time; what is done is kept.")
    done = 0
    for number, entry in enumerate(lines, 1):
        typer.echo(f"\n{number} of {len(lines)}")
        _show(entry, known, today)
        answer = _asked()
        if answer is None:
            break
        if answer != SKIP:
            _note(entry, role, _answers()[answer], today)
            done += 1
    typer.echo(f"Noted: {done}. Left: {len(lines) - done}.")


@app.command()
def export() -> None:
    """Print what was found as YAML, so that the next release's content can carry it (`checked:`)."""
    from bot import verifying

    contacts = _contacts()
    _, findings = carefully(_begin(contacts))
    typer.echo(verifying.exported(contacts, findings))


def _contacts() -> Contacts:
    from content import library

    async def load() -> Contacts:
        return library.load(settings().content_dir).contacts

    return carefully(load())


async def _begin(contacts: Contacts) -> tuple[Known, list[Checked]]:
    from bot import verifying

    return await verifying.begin(settings().database_url, contacts)


def _today() -> date:
    from bot.clock import SystemClock

    return SystemClock().now().astimezone(settings().zone).date()


def _to_dial(
    contacts: Contacts, known: Known, findings: Sequence[Checked], area: str | None, *, every: bool
) -> list[Entry]:
    """What is left to do: of an area or of all, without what was dialled today."""
    from content.contacts_known import EVERYWHERE, in_order, is_overdue, mark_of, parts

    if area not in {None, EVERYWHERE} and contacts.area(area or "") is None:
        fail(f"There is no area {area}. Give an id such as {contacts.areas[0].id}, or {EVERYWHERE}.")
    today = _today()
    done = {one.number for one in findings if one.checked_on == today}
    lines = in_order(contacts, ())
    mine = [entry for entry in lines if area is None or parts(entry)[0] == area]
    left = [entry for entry in mine if mark_of(entry.line) not in done]
    return [entry for entry in left if every or is_overdue(entry, known, today)]


def _show(entry: Entry, known: Known, today: date) -> None:
    from content.contact_models import Confidence
    from content.ring import provenance

    shown = entry.line
    told = provenance(shown, today, known.dialled.get(entry.id))
    typer.echo(f"{entry.area.name if entry.area else 'England'}: {shown.name}")
    typer.echo(f"  number   {shown.unchecked_phone}")
    typer.echo(f"  hours    {shown.unchecked_hours or 'not known'}")
    typer.echo(f"  source   {shown.source} ({shown.seen}; {shown.confidence})")
    typer.echo(f"  page     {shown.web or 'none'}")
    typer.echo(f"  dialled  {told.checked or told.failed or 'never'}")
    if shown.confidence is Confidence.LOW:
        typer.echo("  Not shown to anybody: raise its confidence in the file once a better source gives it.")
    typer.echo("  Say that you check numbers for care workers. Ask who this is, the hours, and who at night.")


def _answers() -> dict[str, Found]:
    from bot.routes import Found

    return {"y": Found.AS_SAID, "o": Found.OTHER, "n": Found.SILENT, "w": Found.WRONG}


def _asked() -> str | None:
    """What was found, as a letter; None for stopping."""
    from bot.verifying import IN_WORDS

    told = ", ".join(f"{letter}: {IN_WORDS[found]}" for letter, found in _answers().items())
    while True:
        try:
            answer = typer.prompt(f"  {told}, {SKIP}: skip, {QUIT}: stop").strip().casefold()
        except typer.Abort:
            typer.echo("")
            return None
        if answer == QUIT:
            return None
        if answer == SKIP or answer in _answers():
            return str(answer)


def _note(entry: Entry, role: str, found: Found, today: date) -> None:
    from bot import verifying
    from bot.routes import Found as Finding

    url = settings().database_url
    carefully(verifying.note(url, verifying.finding(entry, role, found, today)))
    wrong = found in {Finding.OTHER, Finding.WRONG}
    if wrong and typer.confirm("  Take the number out of use, so that nobody is shown it?", default=True):
        carefully(verifying.note(url, verifying.demotion(entry, today)))
