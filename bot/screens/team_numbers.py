"""How it goes in a team: blurred numbers in words, the same for those who manage it and for those who are in it.

Nothing exact can come in here: it is given what was told, and what was not told is not there. Whatever is missing
reads the same, whether it was hidden or there was nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.learning.counting import SIZE_STEP, Band
from bot.learning.telling import ANSWERED, READ, READIER, STRONG, TOOK_PART
from bot.routes import MyTeam, TeamHome, TeamNotes, TeamNumbers, TeamPicture, WhyBlurred
from bot.screens.screen import Button, Screen, bold, lines, paragraphs, plain
from bot.screens.times import month
from bot.words import _, english

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.learning.counting import Told
    from bot.screens.screen import Paper

MOST_NAMED = 3  # principles in one list: what one talk can hold


@dataclass(frozen=True)
class TeamTold:
    """What may be shown of a team. `themes` are by the words of a principle; `good` is a rounded count.

    `week_after` and `themes_after` are the days after the spans that they are about.
    """

    team_id: int
    name: str
    week_after: date
    themes_after: date
    week: Told | None
    themes: Mapping[str, Told]
    readiness: Told | None
    good: int | None


def team_numbers(team: TeamTold, *, manages: bool) -> Screen:
    """All that is told of a team."""
    who = _("What your team sees too.") if manages else _("This is all that your manager sees.")
    text = paragraphs(
        bold(title(team)),
        plain(who),
        lines(bold(_week(team)), *map(plain, _taking_part(team))),
        lines(bold(_four_weeks(team)), *map(plain, (*_themes(team), _readiness(team), _good(team)))),
        plain(blurred()),
    )
    picture = Button(_("Show as a picture"), TeamPicture(team.team_id))
    why = Button(_("Why blurred?"), WhyBlurred(team.team_id))
    back = (
        Button(_("Back to the team"), TeamHome(team.team_id)) if manages else Button(_("My team"), MyTeam())
    )
    rows = ((picture, why), (back,)) if team.week is not None else ((why, back),)
    return Screen(text, rows)


def title(team: TeamTold) -> str:
    """What stands above the numbers."""
    return _("{team}: how it goes").format(team=team.name)


def blurred() -> str:
    """What stands below them."""
    return _("These numbers are blurred on purpose, so that nobody can be told from them.")


def _week(team: TeamTold) -> str:
    first, last = team.week_after - timedelta(days=7), team.week_after - timedelta(days=1)
    return _("The week from {first} to {last}").format(first=_short(first), last=_short(last))


def _four_weeks(team: TeamTold) -> str:
    return _("The four weeks to {last}").format(last=_short(team.themes_after - timedelta(days=1)))


def _short(day: date) -> str:
    return _("{day} {month}").format(day=day.day, month=month(day.month))


def hidden() -> str:
    """What stands where there is nothing to show, and where it may not be shown."""
    return _("Shown once enough people have answered.")


def _taking_part(team: TeamTold) -> list[str]:
    if team.week is None:
        return [hidden()]
    return [
        _("In the team: {size} people.").format(size=size(team.week.size)),
        _("Took part: {band}.").format(band=band(team.week.bands[TOOK_PART])),
        _("Read a page: {band}.").format(band=band(team.week.bands[READ])),
        _("Answered a card: {band}.").format(band=band(team.week.bands[ANSWERED])),
    ]


def size(least: int) -> str:
    """A rounded number of people."""
    return _("{least} to {most}").format(least=least, most=least + SIZE_STEP - 1)


def band(share: Band) -> str:
    """How many of a group."""
    return {Band.FEW: _("few"), Band.HALF: _("about half"), Band.MOST: _("most")}[share]


def _themes(team: TeamTold) -> list[str]:
    well, talk = going_well(team.themes), worth_a_talk(team.themes)
    if not well and not talk:
        return [hidden()]
    found = []
    if well:
        found.append(_("Goes well: {principles}").format(principles=english(" ".join(well[:MOST_NAMED]))))
    if talk:
        found.append(_("Worth a talk: {principles}").format(principles=english(" ".join(talk[:MOST_NAMED]))))
    return found


def going_well(themes: Mapping[str, Told]) -> list[str]:
    """The principles of which most people chose the strong way, in the order in which they are given."""
    return [name for name, told in themes.items() if told.bands[STRONG] is Band.MOST]


def worth_a_talk(themes: Mapping[str, Told]) -> list[str]:
    """The other principles, those first of which the fewest did."""
    order = (Band.FEW, Band.HALF)
    return [name for one in order for name, told in themes.items() if told.bands[STRONG] is one]


def _readiness(team: TeamTold) -> str:
    if team.readiness is None:
        return _("Feeling ready: {hidden}").format(hidden=hidden())
    shown = band(team.readiness.bands[READIER])
    return _("Feel readier to speak up than at first: {band}.").format(band=shown)


def _good(team: TeamTold) -> str:
    if team.good is None:
        return _("Good care noticed: {hidden}").format(hidden=hidden())
    return _("Good care noticed: {least} times or more.").format(least=team.good)


def in_bars(team: TeamTold) -> Sequence[tuple[str, Band]]:
    """The same numbers for a picture: words and band of each."""
    bars: list[tuple[str, Band]] = []
    if team.week is not None:
        labels = {TOOK_PART: _("Took part"), READ: _("Read a page"), ANSWERED: _("Answered a card")}
        bars += [(label, team.week.bands[name]) for name, label in labels.items()]
    bars += [(name, told.bands[STRONG]) for name, told in team.themes.items()]
    if team.readiness is not None:
        bars.append((_("Feel readier"), team.readiness.bands[READIER]))
    return bars


def why_blurred(team_id: int) -> Screen:
    """Why the numbers are as they are, and what is never counted."""
    text = paragraphs(
        bold(_("Why the numbers are blurred")),
        lines(
            plain(_("They are made so that nobody can tell from them what one person did.")),
            plain(_("So chance is added to each number before it is shown. Then it is rounded.")),
            plain(_("One number can be off by one or two people. Over the weeks the picture is right.")),
        ),
        lines(
            plain(_("They are made once, when the week is over. Looking again shows the same.")),
            plain(_("Under five people, we show no numbers. Under eight, none about answers.")),
        ),
        bold(_("Never counted: “Raise a concern”, numbers, and what is looked up.")),
    )
    return Screen(text, ((Button(_("Back"), TeamNumbers(team_id)),),))


def team_picture(team: TeamTold, paper: Paper) -> Screen:
    """The picture, with the same in words below it."""
    named = (
        plain(_("{label}: {band}").format(label=_shown(label, team), band=band(share)))
        for label, share in in_bars(team)
    )
    text = paragraphs(bold(title(team)), lines(*named), plain(blurred()))
    return Screen(text, ((Button(_("Back"), TeamNumbers(team.team_id)),),), paper=paper)


def _shown(label: str, team: TeamTold) -> str:
    return english(label) if label in team.themes else label


def team_note(team: TeamTold, principle: str, question: str, following: int | None) -> Screen:
    """The note about a week: at most 90 words, and one thing to talk about. `following` is the next team's."""
    week = team.week
    if week is None:
        taking_part = hidden()
    else:
        taking_part = _("Took part: {took_part}. Answered a card: {answered}.").format(
            took_part=band(week.bands[TOOK_PART]), answered=band(week.bands[ANSWERED])
        )
    text = paragraphs(
        bold(_("{team}: {week}").format(team=team.name, week=_week(team))),
        plain(taking_part),
        lines(bold(_("One thing to talk about")), plain(english(principle))),
        plain(_("You could ask: “{question}”").format(question=english(question))),
    )
    onward = () if following is None else (Button(_("Next team"), TeamNotes(following)),)
    return Screen(text, ((Button(_("How it goes"), TeamNumbers(team.team_id)), *onward),))
