"""Rehearsals: a conversation with somebody who answers back, step by step, with a way back at each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.routes import (
    BackTo,
    LeftAlone,
    OwnWords,
    Pushed,
    Rehearse,
    Resume,
    Run,
    SaidAbout,
    Say,
    StartRehearsal,
)
from bot.screens.common import concern_button, draft_line, not_a_report, numbers_button
from bot.screens.practising import LETTERS
from bot.screens.pushes import later_button, unfinished_wordings, worded
from bot.screens.screen import (
    Button,
    Markup,
    Screen,
    Style,
    bold,
    italic,
    line,
    lines,
    paragraphs,
    plain,
    spoiler,
)
from bot.screens.ten_minutes import ten_minutes_button
from bot.words import _, english
from content.kinds import Counterpart

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.learning.rehearsing import Place
    from content.models import Ending, Rehearsal

ENTRIES_A_PAGE = 6


def choose(rehearsals: Sequence[Rehearsal], page: int, unfinished: tuple[int, str] | None) -> Screen:
    """All rehearsals, some at a time; first the one that was left in the middle, if any: its number and title."""
    last = page_count(rehearsals) - 1
    page = min(page, last)
    text = paragraphs(
        bold(_("Rehearse a hard conversation")),
        plain(_("You pick what you say. The other person answers back. You can always take a step back.")),
        plain(_("Nothing is marked. Choose one:")),
    )
    rows: list[tuple[Button, ...]] = []
    if unfinished is not None:
        label = _("Carry on: {title}").format(title=english(unfinished[1]))
        rows.append((Button(label, Resume(unfinished[0]), Style.PRIMARY),))
    shown = rehearsals[page * ENTRIES_A_PAGE : (page + 1) * ENTRIES_A_PAGE]
    rows += [(Button(_titled(one), StartRehearsal(ContentId(one.id))),) for one in shown]
    turns = [_turn(rehearsals, other) for other in (page - 1, page + 1) if 0 <= other <= last]
    last_row = (ten_minutes_button(), concern_button())
    return Screen(text, (*rows, *([tuple(turns)] if turns else []), last_row))


def page_count(rehearsals: Sequence[Rehearsal]) -> int:
    """How many parts the list has."""
    return max(1, -(-len(rehearsals) // ENTRIES_A_PAGE))


def _turn(rehearsals: Sequence[Rehearsal], page: int) -> Button:
    first = page * ENTRIES_A_PAGE + 1
    last = min(first + ENTRIES_A_PAGE - 1, len(rehearsals))
    return Button(_("Talks {first} to {last}").format(first=first, last=last), Rehearse(page))


def _titled(rehearsal: Rehearsal) -> str:
    whom = {
        Counterpart.COLLEAGUE: _("a colleague"),
        Counterpart.SENIOR: _("a senior"),
        Counterpart.MANAGER: _("a manager"),
        Counterpart.RELATIVE: _("a relative"),
        Counterpart.CHALLENGER: _("someone challenges you"),
    }[rehearsal.counterpart]
    return f"{english(rehearsal.title)} ({whom})"


def step(rehearsal: Rehearsal, here: Place, run: int, number: int, *, draft: bool, recap: bool) -> Screen:
    """A step. `number` counts the choices so far and stands in each button, so that an old one is known."""
    text = paragraphs(
        bold(english(rehearsal.title)),
        *([italic(english(rehearsal.recap))] if recap else []),
        *([plain(english(rehearsal.situation))] if number == 0 else []),
        plain(english(here.node.says)),
        bold(_("What do you say?")),
        paragraphs(*(_lettered(place, choice.text) for place, choice in enumerate(here.choices))),
        *([draft_line()] if draft and number == 0 else []),
    )
    letters = tuple(
        Button(LETTERS[place], Say(run, number, ContentId(choice.key)), Style.PRIMARY, typed=(choice.text,))
        for place, choice in enumerate(here.choices)
    )
    return Screen(text, (letters, (_own_words(run),), (*_back(run, number), numbers_button())))


def _own_words(run: int) -> Button:
    return Button(_("Say it in your own words"), OwnWords(SaidAbout.RUN, run))


def _lettered(place: int, text: str) -> Markup:
    return line(bold(f"{LETTERS[place]}."), plain(english(text)))


def _back(run: int, number: int) -> list[Button]:
    return [Button(_("Back"), BackTo(run, number - 1))] if number else []


@dataclass(frozen=True)
class EndedRun:
    """A run at its end: its number, how many choices led there, and from which step another end can be had."""

    run: int
    number: int
    turning: int


def ending(rehearsal: Rehearsal, here: Place, end: Ending, ended: EndedRun, tell: Markup) -> Screen:
    """How it ended: what worked, another way, words to keep, and whom to tell."""
    text = paragraphs(
        bold(english(rehearsal.title)),
        plain(english(here.node.says)),
        lines(bold(_("What worked")), plain(english(end.worked))),
        lines(bold(_("Another way")), plain(english(end.another_way))),
        line(bold(_("Words to keep:")), plain(_("“{words}”").format(words=english(end.words)))),
        tell,
        not_a_report(),
    )
    other = Button(_("Try another way"), BackTo(ended.run, ended.turning), Style.PRIMARY)
    afresh = Button(_("From the start"), BackTo(ended.run, 0))
    rows = (
        (other, *_back(ended.run, ended.number)),
        (afresh, _own_words(ended.run)),
        (Button(_("Another talk"), Rehearse(0)), numbers_button()),
    )
    return Screen(text, rows)


def old_step(run: int, number: int) -> Screen:
    """A button of an earlier step was tapped. It never answers the present one."""
    text = plain(_("That button belongs to an earlier step of this talk."))
    back = Button(_("Go back to there"), BackTo(run, number))
    on = Button(_("Carry on"), Run(run), Style.PRIMARY)
    return Screen(text, ((on, back),))


def left_open(here: Place, run: int, wording: int = 0, due: date | None = None) -> Screen:
    """The one reminder of a talk that was left in the middle. What tells is covered. `due` is its day."""
    said = line(plain(_("Where you were:")), spoiler(english(here.node.says)))
    text = paragraphs(worded(unfinished_wordings(), wording), said)
    on = Button(_("Carry on"), Resume(run), Style.PRIMARY)
    leave = Button(_("Leave it"), LeftAlone(run))
    later = ((later_button(Pushed.REHEARSAL, due),),) if due is not None else ()
    return Screen(text, ((on, leave), *later))


def left_alone(run: int) -> Screen:
    """She does not want to go on now."""
    text = plain(_("That is fine. We will not ask again. For some weeks you can find it under /rehearse."))
    return Screen(text, ((Button(_("Carry on"), Resume(run)), Button(_("Another talk"), Rehearse(0))),))


def withdrawn(anew: str | None = None) -> Screen:
    """The rehearsal that somebody was in is not taught any more, or only in a new version: `anew` is its id."""
    if anew is None:
        text = plain(_("This talk was taken out of the pack, to be made better. Please choose another one."))
        return Screen(text, ((Button(_("Choose another"), Rehearse(0), Style.PRIMARY),), (concern_button(),)))
    text = plain(_("We took this talk back, because it could be made safer. Please begin the new one."))
    begin = Button(_("Begin the new one"), StartRehearsal(ContentId(anew)), Style.PRIMARY)
    return Screen(text, ((begin, Button(_("Choose another"), Rehearse(0))), (concern_button(),)))
