"""The commands that Telegram shows in its menu, and what the bot says about itself before it is started."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.words import _

if TYPE_CHECKING:
    from collections.abc import Collection


def menu_commands() -> tuple[tuple[str, str], ...]:
    """Names and descriptions, in the order of the menu."""
    return (
        ("read", _("A short page of the pack")),
        ("practise", _("A story with choices")),
        ("rehearse", _("Rehearse a hard conversation")),
        ("concern", _("Raise a concern: who to tell, what to do")),
        ("contacts", _("Phone numbers for your area")),
        ("find", _("Look something up")),
        ("progress", _("What you practised, and your record")),
        ("settings", _("Day, time, area, shifts")),
        ("pause", _("Away for a while")),
        ("stop", _("No more weekly cards")),
        ("resume", _("Weekly cards again")),
        ("hide", _("Clear this chat, quickly")),
        ("privacy", _("What is kept, and who sees what")),
        ("mydata", _("What is kept about me, as a file")),
        ("forget", _("Delete everything about me")),
        ("help", _("What you can do here")),
    )


def language_commands(languages: Collection[str]) -> tuple[tuple[str, str], ...]:
    """What there is besides where more than one language can be chosen."""
    return (("language", _("Another language")),) if len(languages) > 1 else ()


def manager_commands() -> tuple[tuple[str, str], ...]:
    """What managers have besides. Everybody may type them: who is no manager learns how to become one."""
    return (
        ("team", _("Your teams")),
        ("invite", _("A link for your staff")),
        ("session", _("A talk with your team, in 20 minutes")),
    )


def owner_commands() -> tuple[tuple[str, str], ...]:
    """What the owners of the bot have besides."""
    return (
        ("managers", _("Who manages, and who asks to")),
        ("status", _("How the service does")),
        ("preview", _("Look at one item of the content")),
    )


def short_description() -> str:
    """Shown on the bot's profile: at most 120 characters."""
    return _("A few minutes a week to practise speaking up about care. Not a place to report.")


def description() -> str:
    """Shown before the bot is started: at most 512 characters."""
    return _(
        "Short stories and pages for people who work in care in England: how to speak up, kindly and early, when"
        " care is not right, and whom to tell. It is not a place to report. In danger now? Ring 999."
    )
