"""Papers for a team: posters, sets of stories to print, the page for inspection, and papers about privacy."""

from __future__ import annotations

from enum import StrEnum

from bot.callback_data import ContentId, Route, tagged
from bot.routes.kinds import LinkCode  # noqa: TC001 - callback data is read by the type hints


class PosterForm(StrEnum):
    """As what a poster comes."""

    PDF = "p"
    PICTURE = "i"


class Governing(StrEnum):
    """A paper about privacy and who answers for what."""

    DPIA = "dpia"
    NOTICE = "staff-notice"
    ROLES = "roles"
    RETENTION = "retention"
    EVIDENCE = "evidence"


@tagged("Pt")
class TeamPapers(Route):
    """What there is to print for a team."""

    team: int


@tagged("Pm")
class MakePoster(Route):
    """A new link to the team, on a poster."""

    team: int
    form: PosterForm


@tagged("PP")
class Poster(Route):
    """A poster. The code of its link follows from the random `seed` and a key; neither does without the other."""

    form: PosterForm
    seed: LinkCode


@tagged("Ps")
class PrintSets(Route):
    """Which theme to print? `page` counts from 0."""

    team: int
    page: int


@tagged("PS")
class PrintSet(Route):
    """All stories of a theme, to print."""

    team: int
    theme: ContentId


@tagged("Pe")
class Evidence(Route):
    """One page for inspection: what the team did."""

    team: int


@tagged("Pg")
class Governance(Route):
    """The papers about privacy and who answers for what, for everybody who asks."""


@tagged("PG")
class GovernancePaper(Route):
    """One of them, as a PDF."""

    which: Governing
