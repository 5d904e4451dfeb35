"""A team's own safeguarding lead, in words. Stands below the council's lines, never above or in place of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.screens.screen import bold, italic, line, lines, plain
from bot.words import _

if TYPE_CHECKING:
    from bot.screens.screen import Markup


@dataclass(frozen=True)
class OwnLead:
    """A work contact that a manager typed. `phone` is as one dials it in England."""

    name: str
    phone: str


def own_lead(lead: OwnLead) -> Markup:
    """Whom the team has, and when to pass over it."""
    return lines(
        bold(_("Your service’s own safeguarding lead")),
        line(bold(lead.phone), plain(lead.name)),
        italic(_("Your manager typed this. Skip it if it is about them.")),
    )
