"""One page for inspection: what a team did, and what that cannot show. Its words are made elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.papers.layout import Look, Sheet
from bot.screens.evidence import cannot_show, questions
from bot.screens.times import in_full
from bot.words import _

if TYPE_CHECKING:
    from datetime import date

    from bot.screens.evidence import Talks
    from bot.screens.team_numbers import TeamTold

LOOKS = (Look(12, leading=1.25), Look(11, leading=1.2), Look(10, leading=1.1), Look(9, leading=1.1))


@dataclass(frozen=True)
class Evidence:
    """What the page is made of: what may be told of the team. `area` is None where none is set."""

    told: TeamTold
    area: str | None
    pack: str
    talks: Talks
    made_on: date


def evidence(made_of: Evidence) -> bytes:
    """The page, as a PDF: as large as one page allows."""
    sheets = (_sheet(made_of, look) for look in LOOKS)
    sheet = next((sheet for sheet in sheets if sheet.pages_count == 1), None) or _sheet(made_of, LOOKS[-1])
    return sheet.made()


def _sheet(made_of: Evidence, look: Look) -> Sheet:
    sheet = Sheet(_("What the team did"), look, made_of.made_on)
    sheet.set_auto_page_break(auto=True, margin=14)
    sheet.chapter(_("What the team did: {team}").format(team=made_of.told.name))
    sheet.note(_about(made_of))
    for title, said in (*questions(made_of.told, made_of.talks), (_("What this cannot show"), cannot_show())):
        sheet.subheading(title)
        for place, one in enumerate(said, 1):
            sheet.hanging("–", one, beside=5, after=2.5 if place == len(said) else 0.3)
    return sheet


def _about(made_of: Evidence) -> str:
    where = made_of.area or _("no area set")
    made = _("Made on {day} from what every member of the team can see.").format(day=in_full(made_of.made_on))
    draft = _("Its stories are drafts, unless a safeguarding lead has signed them.")
    return f"{made_of.pack}, {where}. {made} {draft}"
