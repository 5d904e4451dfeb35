"""Sessions of a team before and after: what to talk about, when to meet, what was held and agreed on.

Nothing here may say who was there or who held one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.learning.counting import TAKING_PART
from bot.learning.session import MOST_PRESENT
from bot.routes import (
    AskSessionDay,
    AskTeamTime,
    BeginSession,
    ChooseSessionCard,
    ChooseSessionTheme,
    DropSession,
    HandOut,
    MyTeam,
    PrintSets,
    SessionHome,
    SessionLog,
    SessionNow,
    TeamHome,
)
from bot.screens.groups import group_button
from bot.screens.screen import Button, Screen, Style, bold, line, lines, paragraphs, plain
from bot.screens.session_dates import talk_by
from bot.screens.times import in_full
from bot.words import _, _n, english

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.screens.screen import Markup

A_PAGE = 8  # themes on one screen
TITLE = 40  # characters of a title that fit on a button with what stands before it


@dataclass(frozen=True)
class HeldInWords:
    """A session that a team held. `present` is 0 for fewer than five, None where nobody said."""

    held_on: date
    title: str
    present: int | None
    agreed: Sequence[str]


@dataclass(frozen=True)
class SessionsInWords:
    """What is shown of the sessions of a team. `suggested` is id and title of a story; `running` a session.

    `meets` says when it meets next, if that is known; `talk_by` until when a talk would do most good.
    """

    team: int
    name: str
    held: int
    last: HeldInWords | None
    suggested: tuple[str, str]
    why: str
    running: int | None
    meets: str | None = None
    talk_by: date | None = None


def session_home(about: SessionsInWords) -> Screen:
    """What there is to do."""
    card, title = about.suggested
    text = paragraphs(
        bold(_("A session with {team}").format(team=about.name)),
        plain(_("Twenty minutes, one story, one phone: yours. Each part comes with its time and its words.")),
        plain(_("Suggested: {title}. {why}").format(title=english(title), why=about.why)),
        plain(about.meets or _("No date is set for the next one.")),
        plain(talk_by(about.talk_by)) if about.talk_by else plain(""),
        plain(_held_so_far(about)),
    )
    if about.running is None:
        begin = Button(
            _("Begin: {title}").format(title=english(_short(title))), _begin(about.team, card), Style.PRIMARY
        )
    else:
        begin = Button(_("Carry on with the session"), SessionNow(about.running), Style.PRIMARY)
    other = Button(_("Another story"), ChooseSessionTheme(about.team, 0))
    log = Button(_("Sessions held"), SessionLog(about.team))
    when = Button(_("Date of the next"), AskSessionDay(about.team))
    time = Button(_("Time to read"), AskTeamTime(about.team))
    printed = Button(_("Print this story"), HandOut(ContentId(card)))
    stories = Button(_("Stories to print"), PrintSets(about.team, 0))
    last = (group_button(about.team), *_back(about.team))
    return Screen(text, ((begin,), (other, log), (printed, stories), (when, time), last))


def _short(title: str) -> str:
    return title if len(title) <= TITLE else title[: TITLE - 1] + "…"


def _begin(team: int, card: str) -> BeginSession:
    return BeginSession(team, ContentId(card))


def _held_so_far(about: SessionsInWords) -> str:
    if about.last is None:
        return _("No session has been held yet.")
    number = _n("{count} session held.", "{count} sessions held.", about.held).format(count=about.held)
    last = _("The last was on {day}.").format(day=in_full(about.last.held_on))
    return f"{number} {last}"


def why_needed() -> str:
    """Why a story is suggested: the team finds its theme hard."""
    return _("Your team could use a talk about this.")


def why_in_turn() -> str:
    """Why a story is suggested: it is its turn."""
    return _("It is the turn of this theme.")


def choose_theme(team: int, themes: Mapping[str, str], page: int) -> Screen:
    """What shall it be about? `themes` are names by id."""
    listed = list(themes.items())
    pages = max(1, -(-len(listed) // A_PAGE))
    at = page % pages
    here = listed[at * A_PAGE : (at + 1) * A_PAGE]
    rows = [(Button(english(name), ChooseSessionCard(team, ContentId(theme))),) for theme, name in here]
    more = [Button(_("More themes"), ChooseSessionTheme(team, (at + 1) % pages))] if pages > 1 else []
    return Screen(bold(_("What shall it be about?")), (*rows, (*more, _to_sessions(team))))


def choose_card(team: int, cards: Mapping[str, str]) -> Screen:
    """Which story? `cards` are titles by id."""
    rows = [(Button(english(title), _begin(team, card)),) for card, title in cards.items()]
    text = paragraphs(bold(_("Which story?")), plain(_("A tap begins the session.")))
    return Screen(text, (*rows, (Button(_("Other themes"), ChooseSessionTheme(team, 0)), _to_sessions(team))))


def ask_drop(session: int) -> Screen:
    """Ask once before a session is dropped."""
    text = paragraphs(
        bold(_("Not hold this session?")),
        plain(_("Nothing of it is kept, and it does not count as held.")),
    )
    yes = Button(_("Yes, drop it"), DropSession(session), Style.DANGER)
    return Screen(text, ((yes,), (Button(_("No, go on"), SessionNow(session)),)))


def over(team: int, held: HeldInWords) -> Screen:
    """It took place."""
    text = paragraphs(
        bold(_("That was a session. Thank you.")),
        _told(held),
        plain(_("The next one begins with what you agreed on.")),
    )
    when = Button(_("Date of the next"), AskSessionDay(team), Style.PRIMARY)
    return Screen(text, ((when,), (_to_sessions(team),), _back(team)))


def log(team: int, name: str, held: Sequence[HeldInWords], *, manages: bool) -> Screen:
    """The sessions that a team held, newest first."""
    text = paragraphs(
        bold(_("Sessions of {team}").format(team=name)),
        *([_told(one) for one in held] or [plain(_("No session has been held yet."))]),
        plain(_("Kept are day, story, a number and what was agreed. Nothing is kept of who said what.")),
    )
    back = _to_sessions(team) if manages else Button(_("My team"), MyTeam())
    return Screen(text, ((back,),))


def _told(held: HeldInWords) -> Markup:
    agreed = [plain(f"• {english(words)}") for words in held.agreed]
    return lines(
        line(bold(in_full(held.held_on)), plain(english(held.title))), plain(_present(held.present)), *agreed
    )


def _present(number: int | None) -> str:
    if number is None:
        return ""
    if number < TAKING_PART:
        return _("Fewer than {least} people were there.").format(least=TAKING_PART)
    if number > MOST_PRESENT:
        return _("More than {most} people were there.").format(most=MOST_PRESENT)
    return _n("{count} person was there.", "{count} people were there.", number).format(count=number)


def _to_sessions(team: int) -> Button:
    return Button(_("Back to sessions"), SessionHome(team))


def _back(team: int) -> tuple[Button, ...]:
    return (Button(_("Back to the team"), TeamHome(team)),)
