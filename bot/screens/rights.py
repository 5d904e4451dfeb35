"""What is kept and who can see it, one's own data, deleting it all, and a line in place of a chat.

What stands here is a promise: whoever changes what is kept changes these words with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.routes import AskForget, Forget, Help, Home, MyData, Privacy, Stays, Welcome
from bot.screens.common import concern_button
from bot.screens.screen import Button, Form, Paper, Screen, Style, Way, bold, lines, paragraphs, plain
from bot.screens.times import in_full
from bot.words import _, _n, english

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.routes import Forgotten
    from bot.screens.screen import Markup

DAYS_A_MONTH = 30.4


@dataclass(frozen=True)
class About:
    """A person's settings, in names. Without `joined_on` she is still choosing."""

    joined_on: date | None
    pack: str
    area: str | None
    shift: str


def privacy(controller: str, forget_after_days: int) -> Screen:
    """What is kept, for how long, and who can see what, in plain words."""
    text = paragraphs(
        bold(_("Your privacy")),
        _what_we_keep(),
        _how_long(forget_after_days),
        _who_sees_what(),
        plain(_("Who answers for your data: {controller}").format(controller=controller)),
    )
    mine = Button(_("See my data"), MyData(), typed=(_("my data"),))
    return Screen(text, ((mine,), (_delete(),), (Button(_("Help"), Help()),)))


def _what_we_keep() -> Markup:
    return lines(
        bold(_("What we keep")),
        plain(_("Your Telegram id. It is not your phone number. Your settings, with the council area.")),
        plain(_("What you read, which answers you tap, when, and how long. Your team, if you join one.")),
        bold(_("What we never keep")),
        plain(_("Your name, your phone number, or what you type. (Managers type whom their team can ring.)")),
        plain(_("That you opened “Raise a concern”, the numbers, or “Look up”.")),
    )


def _how_long(forget_after_days: int) -> Markup:
    return lines(
        bold(_("How long")),
        plain(
            _(
                "Until you type /forget. If you are not here for {months} months, we ask you, then delete."
            ).format(months=_months(forget_after_days))
        ),
        plain(_("After /forget, a coded mark stays for 400 days, so that no old copy brings you back.")),
        plain(_("Locked copies, kept in case the computer breaks, are thrown away within weeks.")),
    )


def _who_sees_what() -> Markup:
    return lines(
        bold(_("Who can see what")),
        plain(_("Your manager cannot see what you tap. The person who runs this bot could.")),
        plain(_("Telegram keeps this chat, not end-to-end encrypted, so Telegram could read it.")),
        plain(_("Whoever holds your phone can read it too. /hide clears the last two days.")),
    )


def _months(days: int) -> int:
    return round(days / DAYS_A_MONTH)


def my_data(about: About | None, held: Forgotten, make: Callable[[], bytes]) -> Screen:
    """All that is held about a person: in words, and line by line in a file that is hers alone.

    Somebody who has not joined has no settings, but may have asked for a reminder.
    """
    text = paragraphs(
        bold(_("What we hold about you")),
        lines(*map(plain, _told(about) if about else ())),
        lines(*map(plain, _counted(held))),
        plain(
            _("The file has every line of it. It stays in this chat and on your phone until you delete it.")
        ),
    )
    rows = ((_delete(),), (Button(_("Privacy"), Privacy()), Button(_("Menu"), Home())))
    return Screen(text, rows, paper=Paper(None, "say-so-my-data.json", make, form=Form.DATA))


def _told(about: About) -> list[str]:
    joined = _("You joined on {day}.").format(day=in_full(about.joined_on)) if about.joined_on else ""
    said = [
        joined,
        _("Pack: {pack}").format(pack=english(about.pack)),
        _("Area: {area}").format(area=about.area or _("not chosen")),
        _("Shifts: {shift}").format(shift=about.shift),
    ]
    return [part for part in said if part]


def _counted(held: Forgotten) -> list[str]:
    """How much there is of what, without what there is none of."""
    others = _n(
        "{number} other note, such as a setting or a talk",
        "{number} other notes, such as settings or talks",
        held.others,
    )
    said = (
        (held.cards, _n("{number} card", "{number} cards", held.cards)),
        (held.pages, _n("{number} page that you read", "{number} pages that you read", held.pages)),
        (held.others, others),
    )
    return [words.format(number=number) for number, words in said if number]


def nothing_held() -> Screen:
    """Nothing is held about somebody who has not joined."""
    text = paragraphs(
        bold(_("We hold nothing about you.")),
        plain(_("You have not joined, so there are no settings, no answers and no file.")),
    )
    return Screen(text, ((Button(_("Start"), Welcome()),), (Button(_("Privacy"), Privacy()),)))


def ask_forget() -> Screen:
    """Ask once before everything is deleted."""
    text = paragraphs(
        bold(_("Delete everything about you?")),
        plain(
            _(
                "Your settings, what you read and what you answered are deleted at once. This cannot be undone."
            )
        ),
        plain(
            _(
                "We cannot delete Telegram’s copy of this chat. You can: open the chat’s menu and choose delete."
            )
        ),
    )
    yes = Button(_("Yes, delete it all"), Forget(), Style.DANGER)
    first = Button(_("See my data first"), MyData())
    return Screen(text, ((yes,), (first,), (Button(_("No, keep it"), Home()),)))


def forgotten(deleted: Forgotten) -> Screen:
    """What was deleted, and what cannot be reached from here."""
    text = paragraphs(
        bold(_("It is deleted.")),
        _gone(deleted),
        lines(
            plain(_("What we cannot reach:")),
            plain(_("Telegram’s copy of this chat, until you delete the chat.")),
            plain(_("Files and contacts that you saved on your phone.")),
        ),
    )
    return Screen(text, ((Button(_("Start again"), Welcome()),), (concern_button(),)))


def _gone(deleted: Forgotten) -> Markup:
    parts = _counted(deleted)
    if not parts:
        return plain(_("There was nothing to delete: we held nothing about you."))
    now = _(
        "We hold nothing about you now. A coded mark, for 400 days, keeps old copies from bringing you back."
    )
    return paragraphs(lines(plain(_("Gone:")), *map(plain, parts)), plain(now))


def words_for_hiding() -> tuple[str, ...]:
    """What somebody may type who wants the chat gone at once, wherever she is."""
    return _("hide"), _("hide it"), _("hide all"), _("hide this chat")


def hidden(pinned: int | None) -> Screen:
    """What stands in the place of a chat. It tells nothing to who looks over a shoulder, and has no keys."""
    text = plain(_("Nothing new. Type “menu” at any time."))
    return Screen(text, way=Way.HIDDEN, hides=() if pinned is None else (pinned,))


def still_there(days: int) -> Screen:
    """Somebody was not here for very long: all about her is deleted soon, unless she taps."""
    text = paragraphs(
        plain(_("It has been a long time. Are you still there?")),
        plain(
            _("If you do not tap “Keep”, what we hold about you is deleted in {days} days.").format(days=days)
        ),
    )
    keep = Button(_("Keep it"), Stays(), Style.PRIMARY)
    return Screen(text, ((keep,), (Button(_("Delete it now"), AskForget()),)))


def stays() -> Screen:
    """All stays as it is."""
    text = plain(_("Good to see you. All stays as it is."))
    return Screen(text, ((Button(_("Menu"), Home()), Button(_("Privacy"), Privacy())),))


def _delete() -> Button:
    return Button(_("Delete everything"), AskForget())
