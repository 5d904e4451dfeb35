"""What stands on many screens: the menu, and the ways to a person who can help."""

from __future__ import annotations

from bot.routes import Concern, Numbers
from bot.screens.screen import Button, Markup, Menu, Style, italic
from bot.words import _

READ, PRACTISE, CONCERN, LOOK_UP = range(4)


def menu() -> Menu:
    """The four keys under the composer. What stands in the empty composer stays with them, so it suits all."""
    read, practise, concern, look_up = menu_labels()
    return Menu(((read, practise), (concern, look_up)), _("Type a word or town"))


def menu_labels() -> tuple[str, str, str, str]:
    """The labels of the four keys: read, practise, raise a concern, look up."""
    return _("Read"), _("Practise"), _("Raise a concern"), _("Look up")


def concern_button() -> Button:
    """The way to the concern guide, the same wherever it stands."""
    return Button(_("Raise a concern"), Concern(), Style.DANGER, typed=(_("concern"),))


def numbers_button() -> Button:
    """The way to the telephone numbers of the person's area."""
    return Button(_("Who to tell"), Numbers(), typed=(_("numbers"), _("useful numbers")))


def draft_line() -> Markup:
    """Said with every item that no safeguarding lead has signed off."""
    return italic(_("Draft: no safeguarding lead has checked this yet."))


def not_a_report() -> Markup:
    """Said wherever somebody might think that she has reported something by reading or tapping."""
    return italic(_("This is practice, not a report."))
