"""The menu, and the plain answers that are the same for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.routes import AskToManage, Help, LookUp, Practise, Privacy, ReadNext, Settings, Welcome
from bot.screens.common import concern_button, menu, menu_labels, numbers_button
from bot.screens.good_practice import good_button
from bot.screens.screen import Button, Screen, bold, lines, paragraphs, plain
from bot.screens.ten_minutes import ten_minutes_button
from bot.screens.times import moment
from bot.words import _

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo


def home(next_due: datetime | None, zone: ZoneInfo) -> Screen:
    """The menu keyboard, and when the next card comes."""
    if next_due is None:
        coming = _("Weekly cards are off. You can turn them on in /settings.")
    else:
        coming = _("Your next card comes on {moment}.").format(moment=moment(next_due, zone))
    text = paragraphs(
        bold(_("Say So")),
        plain(coming),
        plain(
            _("Use the keys below, or type what they say. You can also type: ten minutes, or something good.")
        ),
    )
    return Screen(text, menu=menu(), unseen=_menu_buttons())


def _menu_buttons() -> tuple[Button, ...]:
    read, practise, _concern, look_up = menu_labels()
    return (
        Button(read, ReadNext()),
        Button(practise, Practise()),
        concern_button(),
        Button(look_up, LookUp(0)),
        ten_minutes_button(),
        good_button(),
    )


def help_screen() -> Screen:
    """What one can do here."""
    text = paragraphs(
        bold(_("What you can do here")),
        lines(
            plain(_("/read – a short page of the pack")),
            plain(_("/practise – a story with choices")),
            plain(_("/rehearse – a hard conversation, step by step")),
            plain(_("/concern – who to tell, and what to do")),
            plain(_("/contacts – phone numbers for your area")),
            plain(_("/find – look something up. You can also just type it")),
            plain(_("/progress – what you practised, and your record of learning")),
            plain(_("/settings – day, time, area, shifts")),
            plain(_("/pause – away for a while")),
            plain(_("/stop – no more weekly cards. /resume – start them again")),
            plain(_("/privacy – what is kept. /mydata – see it. /forget – delete it")),
            plain(_("/hide – clear this chat, quickly")),
        ),
        plain(_("Every button can also be typed: its letter, its first word, or all of it.")),
        plain(_("Say So is not a place to report. Nobody reads what you type. In danger now? Ring 999.")),
        plain(
            _("“Draft”: no safeguarding lead has checked that page yet. Whoever runs this bot can ask one.")
        ),
    )
    settings, privacy = Button(_("Settings"), Settings()), Button(_("Privacy"), Privacy())
    manage = Button(_("I manage a service"), AskToManage())
    own = (ten_minutes_button(), good_button())
    return Screen(text, ((settings, privacy), own, (numbers_button(),), (manage,), (concern_button(),)))


def not_understood(*, joined: bool) -> Screen:
    """Something was typed that nothing answers to. It may have been about harm, so help stands first."""
    text = paragraphs(
        bold(_("Is someone in danger now? Ring 999.")),
        plain(_("Nobody reads what you type here, and we cannot pass it on. It is not kept.")),
        plain(_("About poor care or harm, tap “Raise a concern”. For a phone number, type the town.")),
    )
    on = Button(_("Practise"), Practise()) if joined else Button(_("Start"), Welcome())
    return Screen(text, ((concern_button(),), (on, Button(_("Help"), Help()))))


def not_readable() -> Screen:
    """Not a text: a sticker, a picture, a voice note, an edited message."""
    text = paragraphs(
        plain(
            _(
                "We can only read new text messages and taps. What you sent was not opened and is not kept by us."
            )
        ),
        plain(_("If it shows a person you care for, please delete it from this chat.")),
        bold(_("Is someone in danger now? Ring 999.")),
    )
    return Screen(text, ((concern_button(),), (Button(_("Help"), Help()),)))


def moved(*, joined: bool) -> Screen:
    """An old button, or one that was never ours."""
    text = plain(_("That button has moved. Here is where you can go from here."))
    on = Button(_("Practise"), Practise()) if joined else Button(_("Start"), Welcome())
    return Screen(text, ((on, Button(_("Help"), Help())), (concern_button(),)))


def trouble() -> Screen:
    """Something broke on our side."""
    text = paragraphs(
        plain(_("Something went wrong on our side. Please try again in a minute.")),
        bold(_("Is someone in danger now? Ring 999.")),
    )
    return Screen(text, ((concern_button(),), (Button(_("Help"), Help()),)))


def nothing_signed_yet() -> Screen:
    """All content is held back until a safeguarding lead has signed it off."""
    text = plain(_("There is nothing here that may be shown yet. The numbers work all the same."))
    return Screen(text, ((numbers_button(),), (concern_button(),)))
