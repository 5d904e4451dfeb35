"""What a manager is asked to type about a team, and why something that was typed cannot be taken.

What was typed is never said back in a refusal: it may be about a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.routes import ChangeTeam, DropLead, TeamHome, Teams, Why
from bot.screens.screen import Button, Screen, bold, paragraphs, plain
from bot.words import _

if TYPE_CHECKING:
    from bot.screens.screen import Markup

LONGEST = 40  # characters of a name


def ask_name(why: Why) -> Screen:
    """What is the new team called?"""
    return Screen(_asked(_("What is the team called?"), why, _no_persons()), ((_teams(),),))


def ask_other_name(team: int, why: Why) -> Screen:
    """What shall the team be called instead?"""
    asked = _asked(_("What shall the team be called?"), why, _no_persons())
    return Screen(asked, ((Button(_("Leave it as it is"), ChangeTeam(team)),),))


def ask_area(team: int, why: Why) -> Screen:
    """Where is it?"""
    how = plain(_("Type a town or a council. Your staff then see the right phone numbers, and type nothing."))
    asked = _asked(_("Which town do the people you care for live in?"), why, how)
    return Screen(asked, ((Button(_("Leave it for now"), TeamHome(team)),),))


def ask_lead_name(team: int, why: Why, *, there: bool) -> Screen:
    """Who is the team's own lead? `there` is whether it has one."""
    how = paragraphs(
        plain(_("Type the name that staff know them by, as on your notice board. Only your team sees it.")),
        plain(_("It stands below the council’s lines. Next you type the work number.")),
    )
    asked = _asked(_("Who is your own safeguarding lead?"), why, how)
    drop = [(Button(_("Take the lead out"), DropLead(team)),)] if there else []
    return Screen(asked, (*drop, (_later(team),)))


def ask_lead_phone(team: int, why: Why) -> Screen:
    """And the number?"""
    how = plain(_("Type a work number in the UK, for example 01204 337777. Only your team sees it."))
    return Screen(_asked(_("What is their work number?"), why, how), ((_later(team),),))


def _asked(question: str, why: Why, how: Markup) -> Markup:
    refused = _refusals().get(why)
    return paragraphs(*([plain(refused)] if refused else []), bold(question), how)


def _refusals() -> dict[Why, str]:
    return {
        Why.LONG: _("That is too long. Please use at most 40 letters."),
        Why.SIGNS: _("That does not look like a name. Please use letters, no links and no long numbers."),
        Why.STORY: _(
            "That looks like something that happened. It was not kept. Tap “Raise a concern” for that."
        ),
        Why.PHONE: _("That is not a number that works in the UK. Please type it again with the area code."),
        Why.TOWN: _("We do not know that place. Try a bigger town near it, or the name of the council."),
        Why.NATION: _("That place is not in England. The numbers here are for England only."),
    }


def _no_persons() -> Markup:
    return plain(_("Type the name of the service or the unit, for example Rowan House. No names of people."))


def _later(team: int) -> Button:
    return Button(_("Leave it for now"), TeamHome(team))


def _teams() -> Button:
    return Button(_("Your teams"), Teams())
