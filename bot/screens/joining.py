"""The way in: what Say So is and is not, then three taps and one typed town."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.routes import AskTown, ChoosePack, Join, SetArea, Shift, SkipTown, TypeTown
from bot.screens.common import concern_button, menu
from bot.screens.screen import Button, Screen, Style, bold, lines, paragraphs, plain
from bot.words import _, english

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.contact_models import Area
    from content.library import Pack


# Who inspects care in the other nations. No numbers: none of them was looked up.
REGULATORS = {
    "Scotland": "Care Inspectorate",
    "Wales": "Care Inspectorate Wales",
    "Northern Ireland": "Regulation and Quality Improvement Authority (RQIA)",
}
# All that is asked on the way in; early and late, and no quiet hours at all, are for the settings.
FIRST_SHIFTS = (Shift.DAYS, Shift.NIGHTS, Shift.MIXED)


def welcome(packs: Sequence[Pack]) -> Screen:
    """The first screen."""
    text = paragraphs(
        bold(_("Say So")),
        plain(_("A few minutes a week to practise speaking up, kindly and early, when care is not right.")),
        lines(
            plain(_("• It is not a place to report. Nobody reads what you type here.")),
            plain(_("• The person who runs Say So could see which buttons you press. Your manager cannot.")),
            plain(_("• Telegram keeps this chat, and it is not end-to-end encrypted. Use your own phone.")),
        ),
        bold(_("Is someone in danger now? Ring 999.")),
        plain(_("To begin: who do you work with?")),
    )
    choices = tuple(_pack_button(pack) for pack in packs)
    return Screen(text, (choices, (concern_button(),)))


def _pack_button(pack: Pack) -> Button:
    labels = {"adults": _("Adults"), "children": _("Children")}
    return Button(labels.get(pack.id, english(pack.name)), ChoosePack(ContentId(pack.id)), Style.PRIMARY)


def shift_label(shift: Shift) -> str:
    """A shift in words."""
    return {
        Shift.DAYS: _("Days"),
        Shift.NIGHTS: _("Nights"),
        Shift.MIXED: _("Mixed"),
        Shift.EARLY: _("Early"),
        Shift.LATE: _("Late"),
        Shift.NONE: _("No quiet hours"),
    }[shift]


def choose_shift(pack: Pack) -> Screen:
    """Second step of joining."""
    text = paragraphs(
        bold(english(pack.name)),
        plain(_("When do you mostly work? We use this to leave you in peace while you sleep.")),
    )
    choices = tuple(
        Button(shift_label(shift), Join(ContentId(pack.id), shift), Style.PRIMARY) for shift in FIRST_SHIFTS
    )
    return Screen(text, (choices, (concern_button(),)))


def ask_town() -> Screen:
    """The one thing to type. Brings the menu, so it is always a new message."""
    text = paragraphs(
        bold(_("Which town does the person you care for live in?")),
        plain(
            _("Type it, for example Bolton. Then the phone numbers here are the right ones for that place.")
        ),
        plain(_("We keep only the name of the council. Type “skip” to do this later.")),
    )
    skip = Button(_("Skip"), SkipTown())
    return Screen(text, menu=menu(), unseen=(skip,))


def choose_area(areas: Sequence[Area]) -> Screen:
    """The town may be in any of these areas."""
    text = plain(_("Which of these do you mean?"))
    rows = tuple((Button(area.name, SetArea(ContentId(area.id)), Style.PRIMARY),) for area in areas)
    return Screen(text, (*rows, (Button(_("Another town"), AskTown()),)))


def town_not_found() -> Screen:
    """No area that we know has this town."""
    text = paragraphs(
        plain(
            _("We do not know that place. Check the spelling, or type a bigger town near it, or the council.")
        ),
        plain(_("Only places in England are here, and not all of them yet.")),
        bold(_("Is someone in danger now? Ring 999.")),
    )
    return Screen(text, ((Button(_("Skip"), SkipTown()),), (concern_button(),)))


def outside_england(nation: str, *, joining: bool) -> Screen:
    """The town is in another nation of the United Kingdom. Says who inspects care there."""
    who = _(" or ").join(name for of, name in REGULATORS.items() if of in nation)
    text = paragraphs(
        bold(_("Is someone in danger now? Ring 999.")),
        plain(_("That place is in {nation}. The numbers here are for England only.").format(nation=nation)),
        plain(_("For the police at other times, ring 101.")),
        *([plain(_("Care there is checked by: {who}.").format(who=who))] if who else []),
        plain(_("For care there, ask the council of that place, or your manager.")),
    )
    other = Button(_("Skip"), SkipTown()) if joining else Button(_("Another town"), TypeTown())
    return Screen(text, ((other,), (concern_button(),)))
