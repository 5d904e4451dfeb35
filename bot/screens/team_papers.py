"""What is said with the papers of a team: posters, sets of stories, a page for inspection, privacy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.routes import (
    Evidence,
    GoToTeam,
    Governance,
    GovernancePaper,
    Governing,
    MakePoster,
    Poster,
    PosterForm,
    PrintSet,
    PrintSets,
    TeamHome,
    TeamPapers,
)
from bot.screens.screen import Button, Paper, Screen, Style, bold, lines, paragraphs, plain
from bot.screens.times import in_full
from bot.words import _, english

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.routes import LinkCode

A_PAGE = 8  # themes on one screen


def team_papers(team: int, name: str) -> Screen:
    """What there is to print."""
    text = paragraphs(
        bold(_("Papers for {team}").format(team=name)),
        plain(_("A poster for the staff room: with a square to join by, and the numbers to ring.")),
        plain(_("Stories to print: for talks, on paper.")),
        plain(_("A page for inspection: what the team did, one page, from the blurred numbers.")),
        plain(_("Privacy papers: for whoever has to agree to this, and a notice for staff.")),
    )
    stories = Button(_("Stories to print"), PrintSets(team, 0))
    rows = (
        poster_buttons(team),
        (stories, Button(_("Page for inspection"), Evidence(team))),
        (Button(_("Privacy papers"), Governance()),),
        _back(team),
    )
    return Screen(text, rows)


def poster_buttons(team: int) -> tuple[Button, ...]:
    """The two ways to a poster."""
    return (
        Button(_("Poster (PDF)"), MakePoster(team, PosterForm.PDF), Style.PRIMARY),
        Button(_("Picture of the poster"), MakePoster(team, PosterForm.PICTURE)),
    )


def poster(team: int, form: PosterForm, seed: LinkCode, until: date, most: int, paper: Paper) -> Screen:
    """A poster. `until` is the last day of its link; `most` is how many links can be open."""
    text = paragraphs(
        bold(_("Poster for the staff room")),
        plain(_("Print it on A4. Try the square with your own phone before you put it up.")),
        plain(_("It works until {day}. Then make a new one.").format(day=in_full(until))),
        plain(_("Each new poster or link counts. Only the newest {most} work.").format(most=most)),
    )
    other = (
        Button(_("Picture of the poster"), Poster(PosterForm.PICTURE, seed))
        if form is PosterForm.PDF
        else Button(_("Poster (PDF)"), Poster(PosterForm.PDF, seed))
    )
    return Screen(text, ((other,), _back(team)), paper=paper)


def print_sets(team: int, themes: Mapping[str, str], page: int) -> Screen:
    """Which theme? `themes` are names by id."""
    listed = list(themes.items())
    pages = max(1, -(-len(listed) // A_PAGE))
    at = page % pages
    here = listed[at * A_PAGE : (at + 1) * A_PAGE]
    rows = [(Button(english(name), PrintSet(team, ContentId(theme))),) for theme, name in here]
    more = [(Button(_("More themes"), PrintSets(team, (at + 1) % pages)),)] if pages > 1 else []
    text = paragraphs(
        bold(_("Stories to print")),
        plain(
            _("Choose a theme. Each story is two pages: one for the team, one for whoever leads the talk.")
        ),
    )
    return Screen(text, (*rows, *more, _papers(team)))


def print_set(team: int, theme: str, paper: Paper) -> Screen:
    """The stories of a theme."""
    text = paragraphs(bold(theme), plain(_("To print on A4, in black and white.")))
    return Screen(text, ((Button(_("Other themes"), PrintSets(team, 0)),), _papers(team)), paper=paper)


def evidence(team: int, paper: Paper) -> Screen:
    """The page for inspection."""
    text = paragraphs(
        bold(_("Page for inspection")),
        plain(_("Read it before you show it. It says what it cannot show, too.")),
        plain(_("It holds no more than your team can see. Nobody can be told from it.")),
    )
    about = Button(_("About this page"), GovernancePaper(Governing.EVIDENCE))
    return Screen(text, ((about,), _papers(team)), paper=paper)


def governing_label(which: Governing) -> str:
    """A paper in words."""
    return {
        Governing.DPIA: _("Check of risks (DPIA)"),
        Governing.NOTICE: _("Notice for staff"),
        Governing.ROLES: _("Who answers for what"),
        Governing.RETENTION: _("How long data is kept"),
        Governing.EVIDENCE: _("About the page for inspection"),
    }[which]


def governance() -> Screen:
    """The papers about privacy."""
    text = paragraphs(
        bold(_("Privacy papers")),
        plain(_("For the person at your service who has to say yes, and for your staff.")),
        lines(
            bold(_("These are drafts.")),
            plain(_("Nobody who knows the law has checked them yet, and no safeguarding lead.")),
            plain(_("Fill in what stands in [brackets]. It is for your service to decide.")),
        ),
    )
    rows = tuple((Button(governing_label(which), GovernancePaper(which)),) for which in Governing)
    return Screen(text, (*rows, (Button(_("Back"), GoToTeam()),)))


def governance_paper(which: Governing, paper: Paper) -> Screen:
    """One of them."""
    text = paragraphs(
        bold(governing_label(which)), plain(_("A draft: read it, fill it in, have it checked."))
    )
    return Screen(text, ((Button(_("Privacy papers"), Governance()),),), paper=paper)


def _papers(team: int) -> tuple[Button, ...]:
    return (Button(_("Papers"), TeamPapers(team)),)


def _back(team: int) -> tuple[Button, ...]:
    return (Button(_("Back to the team"), TeamHome(team)),)
