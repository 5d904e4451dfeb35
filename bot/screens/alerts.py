"""What the owners are told when something needs them. It names no person, and nothing that anybody did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens.screen import Markup, Screen, bold, paragraphs, plain
from bot.words import _, _n

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMED = 10  # items in one message; the log names them all


def outbox_stuck(minutes: int) -> Screen:
    """Weekly cards do not go out."""
    return Screen(
        _told(
            _("Messages are not going out."),
            _("The one that has waited longest is {minutes} minutes late.").format(minutes=minutes),
            _("Look at the log, and run “sayso doctor” on the server."),
        )
    )


def disk_nearly_full(megabytes: int) -> Screen:
    """Soon nothing can be kept any more."""
    return Screen(
        _told(
            _("The disk is nearly full."),
            _("{megabytes} MB are free where the database is.").format(megabytes=megabytes),
            _("Make room soon. When it is full, no answer can be kept."),
        )
    )


def backup_failed() -> Screen:
    """The last try did not work."""
    return Screen(
        _told(
            _("The last backup was not made."),
            _("The log says why. It is tried again every hour."),
            _("To try it by hand, run “sayso backup” on the server."),
        )
    )


def backup_old(hours: int) -> Screen:
    """There was none for too long."""
    return Screen(
        _told(
            _("There is no new backup."),
            _("The newest one is {hours} hours old.").format(hours=hours),
            _("Look at the log, and at the folder where backups go."),
        )
    )


def review_due(items: Sequence[str], lines: int) -> Screen:
    """Something that is taught should be read again, or somebody should be rung."""
    return Screen(
        _told(
            _("Some content is due for a check."),
            _items(items) if items else "",
            _lines(lines) if lines else "",
        )
    )


def _items(items: Sequence[str]) -> str:
    many = _n("To be read again: {count} item.", "To be read again: {count} items.", len(items))
    named = ", ".join(items[:NAMED])
    more = _(" and more") if len(items) > NAMED else ""
    return f"{many.format(count=len(items))} {named}{more}"


def _lines(lines: int) -> str:
    many = _n("To be rung: {count} telephone line.", "To be rung: {count} telephone lines.", lines)
    how = _("“sayso content check” and “sayso doctor” tell more.")
    return f"{many.format(count=lines)} {how}"


def _told(what: str, *more: str) -> Markup:
    return paragraphs(bold(what), *map(plain, more))
