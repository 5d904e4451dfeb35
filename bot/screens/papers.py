"""What is said with a paper: the own copy of the pack, and one card as a sheet for a team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.routes import OwnCopy, Print
from bot.screens.common import concern_button
from bot.screens.screen import Button, Paper, Screen, bold, paragraphs, plain
from bot.words import _, english

if TYPE_CHECKING:
    from content.library import Pack
    from content.models import Scenario


def own_copy(pack: Pack, size: Print, paper: Paper) -> Screen:
    """The whole pack as a file."""
    text = paragraphs(
        bold(_("Your own copy: {pack}").format(pack=english(pack.name))),
        plain(_("To keep on your phone, or to print. It has every page and card, and your area’s numbers.")),
    )
    other = (
        Button(_("Large print"), OwnCopy(Print.LARGE))
        if size is Print.NORMAL
        else Button(_("Normal print"), OwnCopy(Print.NORMAL))
    )
    return Screen(text, ((other,), (concern_button(),)), paper=paper)


def hand_out(card: Scenario, paper: Paper) -> Screen:
    """One card as a sheet."""
    text = paragraphs(
        bold(english(card.title)),
        plain(_("Two pages to print: one for the team, one for whoever leads the talk.")),
    )
    return Screen(text, ((concern_button(),),), paper=paper)


def being_made() -> Screen:
    """A paper takes a moment. This goes when it comes."""
    return Screen(plain(_("Your paper is being made. It comes in a moment.")))
