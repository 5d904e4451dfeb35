"""What dialling the telephone lines has shown, for the commands of the shell: read it, note it, export it.

Whoever dialled is noted by role, never by name. Nothing here changes the content: the export is for its authors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.handlers.known import known_lines
from bot.routes import Found
from content.contacts_known import mark_of
from content.ring import NOTHING_KNOWN
from storage import contact_checks
from storage.contact_checks import Checked, Demoted
from storage.store import Store, sqlite_file
from storage.upgrade import upgrade

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from content.contacts import Contacts, Entry
    from content.ring import Known
    from storage.records import Record

IN_WORDS = {
    Found.AS_SAID: "answers as said",
    Found.OTHER: "answers as something else",
    Found.SILENT: "does not answer",
    Found.WRONG: "wrong number",
}


async def known_here(url: str, contacts: Contacts) -> Known:
    """What this service has found out; nothing, where there is no database yet or one of an older version."""
    file = sqlite_file(url)
    if file is not None and not file.exists():
        return NOTHING_KNOWN
    store = Store(url)
    try:
        async with store.reading() as transaction:
            return await known_lines(transaction, contacts)
    except SQLAlchemyError:
        return NOTHING_KNOWN
    finally:
        await store.close()


async def begin(url: str, contacts: Contacts) -> tuple[Known, list[Checked]]:
    """Make the database ready; what is known, and every finding."""
    store = Store(url)
    try:
        await upgrade(store)
        async with store.reading() as transaction:
            known = await known_lines(transaction, contacts)
            return known, await contact_checks.findings(transaction)
    finally:
        await store.close()


async def note(url: str, record: Record) -> None:
    """Write one finding or demotion down, at once, so that Ctrl-C keeps what was done."""
    store = Store(url)
    try:
        async with store.writing() as transaction:
            await record.write(transaction)
    finally:
        await store.close()


def finding(entry: Entry, role: str, found: Found, today: date) -> Checked:
    """What was found when a line was dialled."""
    return Checked(entry.id, mark_of(entry.line) or "", today, role, str(found))


def demotion(entry: Entry, today: date) -> Demoted:
    """That a line's number is out of use."""
    return Demoted(entry.id, mark_of(entry.line) or "", today)


def exported(contacts: Contacts, findings: Sequence[Checked]) -> str:
    """YAML with `checked:` of each line whose number was right when it was dialled last.

    What was found otherwise stands there as comments: an author decides about it.
    """
    newest = {one.number: one for one in sorted(findings, key=lambda one: one.checked_on)}
    parts = ["# Carry each `checked` to the line with this id in content/contacts/."]
    for entry in contacts.entries:
        found = newest.get(mark_of(entry.line) or "")
        if found is not None:
            parts.append(_exported(entry, found))
    return "\n".join(parts)


def _exported(entry: Entry, found: Checked) -> str:
    if found.found != Found.AS_SAID:
        return f"# {entry.id}: {IN_WORDS[Found(found.found)]}, on {found.checked_on} ({_plain(found.role)})."
    return f"{entry.id}:\n  checked:\n    day: {found.checked_on}\n    by: {_quoted(found.role)}"


def _plain(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    """Text as YAML takes it whatever is in it."""
    return "'" + _plain(text).replace("'", "''") + "'"
