"""The discreet messages that come by themselves beside the weekly card. Nothing in them tells on a lock screen.

A page may come daily, and no wording may come again within six weeks: so its wordings are put together from an
opening and an ending, 49 in all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.routes import AskLaterFor, Pushed, Settings, ShowPushed
from bot.screens.screen import Button, Markup, Screen, Style, plain
from bot.words import _

if TYPE_CHECKING:
    from datetime import date


def page_wordings() -> tuple[str, ...]:
    """How the message that a page is there may be worded."""
    openings = (
        _("A page for you."),
        _("Something short to read."),
        _("A minute of reading."),
        _("A new page is here."),
        _("Here is a page for today."),
        _("One small page."),
        _("A short read is waiting."),
    )
    endings = (
        _("Whenever it suits."),
        _("No hurry."),
        _("It keeps until you are ready."),
        _("It takes a minute."),
        _("With one thing to try."),
        _("For a quiet moment."),
        _("Only if you have the time."),
    )
    # Both change from one to the next.
    pairs = ((number % 7, (number + number // 7) % 7) for number in range(49))
    return tuple(f"{openings[opening]} {endings[ending]}" for opening, ending in pairs)


def ten_wordings() -> tuple[str, ...]:
    """How the message may be worded that the time has come which she set aside."""
    return (
        _("This is the time you set aside. Ten minutes, just for you."),
        _("Your ten minutes are here, if you have them."),
        _("Ten quiet minutes? All is ready."),
        _("Here is your time to read. It ends after ten minutes."),
        _("You asked for ten minutes now. Shall we?"),
        _("A cup of tea and ten minutes. It is all here."),
        _("Your reading time begins, whenever you like."),
        _("Ten minutes for you, one small thing after the other."),
    )


def unfinished_wordings() -> tuple[str, ...]:
    """How the message may be worded that something was left in the middle."""
    return (
        _("You stopped in the middle. It is still here for you."),
        _("Something you began is still here."),
        _("You were in the middle of something. Carry on when you like."),
        _("Half done, and nothing is lost."),
        _("You left off part way. It takes a minute to end it."),
        _("It waits where you left it."),
        _("There is a little left of what you began."),
        _("You can go on where you stopped, if you like."),
    )


def team_note_wordings() -> tuple[str, ...]:
    """How the message may be worded that a manager's note about the week is there."""
    return (
        _("Last week in a minute, for you."),
        _("A short note about last week is here."),
        _("Your note for this week is ready."),
        _("One thing to talk about this week."),
        _("Last week, in a few lines."),
        _("Your weekly note is here when you are."),
        _("A few lines about last week. No hurry."),
        _("Something for your next get-together."),
    )


def page_is_there(due: date, wording: int) -> Screen:
    """A page is there."""
    return _note(Pushed.PAGE, due, page_wordings(), wording)


def ten_minutes_are_here(due: date, wording: int) -> Screen:
    """The time that she set aside has come."""
    return _note(Pushed.TEN_MINUTES, due, ten_wordings(), wording)


def team_note_is_there(due: date, wording: int) -> Screen:
    """A manager's note about the week is there."""
    return _note(Pushed.TEAM_NOTE, due, team_note_wordings(), wording)


def _note(about: Pushed, due: date, wordings: tuple[str, ...], wording: int) -> Screen:
    show = Button(_("Show it"), ShowPushed(about, due), Style.PRIMARY)
    settings = Button(_("Settings"), Settings())
    return Screen(worded(wordings, wording), ((show, later_button(about, due)), (settings,)))


def worded(wordings: tuple[str, ...], wording: int) -> Markup:
    """One of several wordings, whatever number an older release gave."""
    return plain(wordings[wording % len(wordings)])


def later_button(about: Pushed, due: date) -> Button:
    """Put it off."""
    return Button(_("Later"), AskLaterFor(about, due))
