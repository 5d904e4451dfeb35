"""Looks at everything that running Say So depends on, and says in one line each what is well and what to do.

It must never show the token and never raise, whatever is broken. Nothing is changed by looking, with one
exception: opening a SQLite file closes it to the other users of the machine, as starting the bot does.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from bot import signing, verifying
from bot.clock import SystemClock
from bot.doctor.connection import check_clock, check_telegram, check_webhook
from bot.doctor.database import check_database, check_disk
from bot.doctor.finding import Finding, Result
from bot.words import is_draft, shipped
from content import contacts_known, library
from content.faults import BrokenContentError

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence
    from typing import Any

    from bot.clock import Clock
    from bot.config import Settings
    from content.library import Library

__all__ = [
    "Finding",
    "Result",
    "check_clock",
    "check_content",
    "check_database",
    "check_disk",
    "check_settings",
    "check_telegram",
    "check_webhook",
    "examine",
    "findings",
]

STYLES = {Result.OK: "green", Result.WARN: "yellow", Result.FAIL: "bold red"}


async def examine(settings: Settings) -> bool:
    """Print what every check finds. Returns whether nothing failed; warnings do not count."""
    found = await findings(settings, SystemClock())
    console = Console(highlight=False)
    for finding in found:
        word = Text(f"{finding.result:<6}", STYLES[finding.result])
        told = Text(f"{finding.what:<11}{finding.said} {finding.remedy}".rstrip())
        console.print(word + told, soft_wrap=True)
    number = Counter(finding.result for finding in found)
    console.print(f"Failed: {number[Result.FAIL]}. Warnings: {number[Result.WARN]}.")
    return number[Result.FAIL] == 0


async def findings(settings: Settings, clock: Clock) -> list[Finding]:
    """What every check finds, in the order in which they are printed."""
    parts = await asyncio.gather(
        _safely("settings", check_settings(settings)),
        _safely("token", check_telegram(settings)),
        _safely("webhook", check_webhook(settings)),
        _safely("content", check_content(settings, clock)),
        _safely("database", check_database(settings)),
        _safely("disk", check_disk(settings)),
        _safely("clock", check_clock(settings, clock)),
    )
    return [finding for part in parts for finding in part]


async def _safely(what: str, check: Coroutine[Any, Any, list[Finding]]) -> list[Finding]:
    try:
        return await check
    except Exception as error:  # noqa: BLE001 - one check that breaks must not hide what the others find
        # Only the error's kind is told: its text could hold an address with a token or a password.
        return [Finding(what, Result.FAIL, f"could not be checked ({type(error).__name__}).")]


async def check_settings(settings: Settings) -> list[Finding]:
    """Which settings were given. That each can be used was made sure when they were read."""
    given = sorted(f"SAYSO_{name.upper()}" for name in settings.model_fields_set)
    said = f"given: {', '.join(given)}." if given else "none given: all have their defaults."
    found = [Finding("settings", Result.OK, said)]
    if settings.token is not None and "controller" not in settings.model_fields_set:
        said = "SAYSO_CONTROLLER is not set, and /privacy names it."
        found.append(Finding("privacy", Result.WARN, said, "Say who answers for the data."))
    return [*found, *_languages(settings.languages)]


def _languages(wanted: Sequence[str]) -> list[Finding]:
    """Which languages people can choose: unknown ones are not spoken, and drafts say so."""
    unknown = [code for code in wanted if code not in shipped()]
    drafts = [code for code in wanted if code in shipped() and is_draft(code)]
    found = []
    if unknown:
        said = f"there is no translation for: {', '.join(unknown)}."
        remedy = f"SAYSO_LANGUAGES can name: {', '.join(shipped()[1:])}."
        found.append(Finding("languages", Result.WARN, said, remedy))
    if drafts:
        said = (
            f"nobody has signed the translation for: {', '.join(drafts)}. It says “draft” when it is chosen."
        )
        found.append(Finding("languages", Result.WARN, said, "See docs/translating.md."))
    if wanted and not found:
        found.append(Finding("languages", Result.OK, f"beside English: {', '.join(wanted)}."))
    return found


async def check_content(settings: Settings, clock: Clock) -> list[Finding]:
    """Whether the content can be used, has been reviewed, and names telephone lines that somebody has dialled."""
    try:
        read = library.load(settings.content_dir)
    except BrokenContentError as broken:
        said = f"{len(broken.faults)} faults, so the bot will not start."
        return [Finding("content", Result.FAIL, said, "`sayso content check` lists them.")]
    excerpts = sum(len(pack.excerpts) for pack in read.packs.values())
    cards = sum(len(pack.scenarios) for pack in read.packs.values())
    counts = f"{excerpts} excerpts, {cards} cards, {len(read.contacts.areas)} council areas"
    return [
        Finding("content", Result.OK, f"{counts}; version {read.version}."),
        await _check_review(read, settings),
        await _check_contacts(read, settings, clock),
    ]


async def _check_review(read: Library, settings: Settings) -> Finding:
    items = signing.items(read)
    signed = await signing.count_signed(settings.database_url, items)
    if signed == len(items):
        return Finding("review", Result.OK, f"a safeguarding lead has signed off all {signed} items.")
    said = f"a safeguarding lead has signed off {signed} of {len(items)} items; the others say “Draft”."
    remedy = "Ask a safeguarding lead to read them, then `sayso content sign-off`; see docs/authoring.md."
    return Finding("review", Result.WARN, said, remedy)


async def _check_contacts(read: Library, settings: Settings, clock: Clock) -> Finding:
    known = await verifying.known_here(settings.database_url, read.contacts)
    today = clock.now().astimezone(settings.zone).date()
    overdue = len(contacts_known.overdue(read.contacts, known, today))
    all_lines = len(contacts_known.to_dial(read.contacts))
    if not overdue:
        return Finding("contacts", Result.OK, f"all {all_lines} lines were dialled within a year.")
    said = f"{overdue} of {all_lines} lines were never dialled by this service, or not for a year."
    if settings.token is not None:
        said += " The token is set: people are shown them."
    return Finding("contacts", Result.WARN, said, "`sayso contacts verify` goes through them.")
