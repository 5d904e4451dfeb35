"""What a team did, in words, against the five key questions: for the page for inspection.

It is given what the team screen shows and nothing else: bands and rounded counts that were blurred before. So
nobody can be told from it, and it must never be given anything exact about people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.learning.telling import ANSWERED, READ, READIER, TOOK_PART
from bot.screens.team_numbers import MOST_NAMED, band, going_well, hidden, size, worth_a_talk
from bot.screens.times import in_full
from bot.words import _, _n

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.screens.team_numbers import TeamTold


@dataclass(frozen=True)
class Talks:
    """What a team held and agreed on. `since` is the first day that is counted. About nobody."""

    since: date
    held: int
    agreed: int
    done: int


def questions(told: TeamTold, talks: Talks) -> list[tuple[str, Sequence[str]]]:
    """The five key questions of the Care Quality Commission, and what the team has for each."""
    return [
        (_("Safe"), _safe(told)),
        (_("Effective"), _effective(told)),
        (_("Caring"), _caring(told)),
        (_("Responsive"), _responsive(talks)),
        (_("Well-led"), _well_led(told)),
    ]


def _safe(told: TeamTold) -> list[str]:
    well = going_well(told.themes)[:MOST_NAMED]
    chosen = " ".join(well) if well else hidden()
    return [
        _("Each person who joined has the area’s numbers pinned: council, and 999 first."),
        _("In stories, most people chose the strong way here: {principles}").format(principles=chosen),
    ]


def _effective(told: TeamTold) -> list[str]:
    week = told.week
    if week is None:
        return [_("Practice in the last week: {hidden}").format(hidden=hidden())]
    return [
        _("In the team: {size} people.").format(size=size(week.size)),
        _("Last week, took part: {took_part}. Read a page: {read}. Answered a story: {answered}.").format(
            took_part=band(week.bands[TOOK_PART]),
            read=band(week.bands[READ]),
            answered=band(week.bands[ANSWERED]),
        ),
    ]


def _caring(told: TeamTold) -> list[str]:
    if told.good is None:
        return [_("Good care noticed: {hidden}").format(hidden=hidden())]
    return [_("In four weeks, good care was noticed {least} times or more.").format(least=told.good)]


def _responsive(talks: Talks) -> list[str]:
    since = in_full(talks.since)
    held = _n("{count} talk held since {since}.", "{count} talks held since {since}.", talks.held)
    agreed = _n("{count} action agreed, {done} done.", "{count} actions agreed, {done} done.", talks.agreed)
    return [
        held.format(count=talks.held, since=since),
        agreed.format(count=talks.agreed, done=talks.done),
    ]


def _well_led(told: TeamTold) -> list[str]:
    shown = hidden() if told.readiness is None else f"{band(told.readiness.bands[READIER])}."
    talk = worth_a_talk(told.themes)[:MOST_NAMED]
    return [
        _("Feel readier to speak up than at first: {shown}").format(shown=shown),
        _("What the team should talk about next: {principles}").format(
            principles=" ".join(talk) if talk else hidden()
        ),
        _("Staff see the same numbers as their manager. Nobody is told who takes part."),
    ]


def cannot_show() -> tuple[str, ...]:
    """Said on each page, whatever else it holds."""
    return (
        _("It does not show if care is good. Look, and ask the people who get it."),
        _("It does not show if staff speak up at work. It knows stories, not deeds."),
        _("Concerns are not counted here at all. No number here stands for one."),
        _("Numbers about people are blurred on purpose. They may be off by one or two."),
        _("It does not show that practice made the change. Nothing is compared."),
    )
