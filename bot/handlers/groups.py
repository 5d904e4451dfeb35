"""A team's own group in Telegram: linking it, what is shown there in a session, and the vote.

What a manager does begins with `managed_team` or `session_of`. What the group sees is shown to that group only:
a button that names such a place leads nowhere in anybody's own chat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import pack
from bot.events import EnoughVotes, GroupCode, GroupGone, GroupMoved
from bot.handlers.session_access import lines_that_came, options_of, session_of
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.learning.session import ENDS_AFTER
from bot.routes import (
    CloseVote,
    GroupCodeText,
    GroupHome,
    GroupWelcome,
    InGroup,
    LetGoGroup,
    LinkCode,
    MakeGroupCode,
    Posted,
    PostInGroup,
    ReadLines,
    SessionNow,
    Trouble,
)
from bot.screens import groups as screens
from storage import codes, groups, sessions
from storage.audit import Act, Done, Role
from storage.codes import CodeMade, Purpose, WrongCode
from storage.groups import (
    EnoughHaveVoted,
    Group,
    GroupLetGo,
    GroupLinked,
    GroupMovedTo,
    ShownInGroup,
    VoteAsked,
    VoteEnded,
)

if TYPE_CHECKING:
    from datetime import datetime

    from bot.events import Event
    from bot.screens.screen import Screen
    from storage.records import Record
    from storage.sessions import Session
    from storage.store import Transaction

LINES = "lines"  # behind ?start= in the link that leads to them


@shows(GroupHome)
async def group_home(visit: Visit, route: GroupHome) -> Screen:
    """Whether the team has one."""
    team = await visit.managed_team(route.team)
    return screens.group_home(team.id, linked=await groups.of_team(visit.transaction, team.id) is not None)


@acts(MakeGroupCode)
async def make_code(visit: Visit, route: MakeGroupCode) -> Outcome:
    """A code, as a message of its own."""
    team = await visit.managed_team(route.team)
    if not visit.bot_name:
        return Outcome((Show(Trouble(), visit.here),))
    clear, code = codes.new(Purpose.GROUP, team.id, visit.now)
    done = Done(Act.GROUP_LINK_MADE, Role.MANAGER, team.id, visit.now)
    shown = (Show(GroupHome(team.id), visit.here), Show(GroupCodeText(LinkCode(clear))))
    return Outcome(shown, (CodeMade(code), done))


@shows(GroupCodeText)
async def code_text(visit: Visit, route: GroupCodeText) -> Screen:
    """The code, for a manager of the team that it is for."""
    code = await codes.find(visit.transaction, route.code, visit.now)
    if code is None or code.purpose is not Purpose.GROUP or code.team_id is None:
        raise NotThereError
    await visit.managed_team(code.team_id)
    return screens.code_text(f"https://t.me/{visit.bot_name}?startgroup={route.code}", route.code)


@acts(LetGoGroup)
async def let_go(visit: Visit, route: LetGoGroup) -> Outcome:
    """It has none any more. A vote that is open there goes with it."""
    team = await visit.managed_team(route.team)
    done = Done(Act.GROUP_LET_GO, Role.MANAGER, team.id, visit.now)
    gone = await votes_taken_out(visit, team.id)
    return Outcome((Show(GroupHome(team.id), visit.here),), (*gone, GroupLetGo(team_id=team.id), done))


async def linked(visit: Visit, event: GroupCode) -> Outcome:
    """Somebody opened a code in a group. Unless it is good, and hers, nothing is said to anybody."""
    if not await codes.may_try(visit.transaction, visit.person_id, visit.now):
        return Outcome(())
    code = await codes.find(visit.transaction, event.code, visit.now)
    if code is None or code.purpose is not Purpose.GROUP or code.team_id is None:
        return Outcome((), (WrongCode(visit.person_id, visit.now),))
    try:
        team = await visit.managed_team(code.team_id)
    except NotThereError:
        return Outcome(())
    other = await groups.with_id(visit.transaction, event.group_id)
    if other is not None and other.team_id != team.id:
        return Outcome(())
    group = Group(team.id, event.group_id, event.thread, visit.today)
    hello = ShownInGroup(event.group_id, pack(GroupWelcome()), None, visit.now)
    done = Done(Act.GROUP_LINKED, Role.MANAGER, team.id, visit.now)
    gone = await votes_taken_out(visit, team.id)  # of another group that it had
    return Outcome((Show(GroupHome(team.id)),), (*gone, GroupLinked(group, code), hello, done))


async def happened(visit: Visit, event: Event) -> Outcome:
    """What happened in a group. Nobody there is answered."""
    if isinstance(event, GroupCode):
        return await linked(visit, event)
    if isinstance(event, GroupGone):
        return Outcome((), (GroupLetGo(group_id=event.person_id),))
    if isinstance(event, GroupMoved):
        return Outcome((), (GroupMovedTo(event.person_id, event.new_id),))
    return Outcome((), (EnoughHaveVoted(event.poll),) if isinstance(event, EnoughVotes) else ())


@acts(PostInGroup)
async def post(visit: Visit, route: PostInGroup) -> Outcome:
    """Show something in the group: a vote once, lines only when enough came."""
    session = await session_of(visit, route.session)
    group = await groups.of_team(visit.transaction, session.team_id)
    if group is None or route.what in {Posted.VOTE_CLOSED, Posted.VOTE_GONE}:
        raise NotThereError
    back = Show(SessionNow(session.id), visit.here)
    if route.what is Posted.LINES and await lines_that_came(visit, session) is None:
        return Outcome((back,))
    if route.what is not Posted.VOTE:
        return Outcome((back,), (_in_group(visit, group, session, route.what),))
    if await groups.vote_of(visit.transaction, session.id) is not None:
        return Outcome((back,))
    asked = VoteAsked(session.id, session.team_id, visit.now)
    return Outcome((back,), (asked, _in_group(visit, group, session, Posted.VOTE)))


def _in_group(
    visit: Visit, group: Group, session: Session, what: Posted, edits: int | None = None
) -> ShownInGroup:
    return ShownInGroup(group.group_id, pack(InGroup(session.id, what)), edits, visit.now)


@acts(CloseVote)
async def close_vote(visit: Visit, route: CloseVote) -> Outcome:
    """With five votes or more all see what came out; with fewer it is taken out, and nobody does."""
    session = await session_of(visit, route.session)
    vote = await groups.vote_of(visit.transaction, session.id)
    back = Show(SessionNow(session.id), visit.here)
    if vote is None or vote.closed:
        return Outcome((back,))
    if not vote.enough:
        return Outcome((back,), await votes_taken_out(visit, session.team_id))
    group = await groups.of_team(visit.transaction, session.team_id)
    closed = [_in_group(visit, group, session, Posted.VOTE_CLOSED, vote.message)] if group else []
    return Outcome((back,), (*closed, VoteEnded(session.id, read=True)))


async def votes_taken_out(visit: Visit, team_id: int) -> tuple[Record, ...]:
    """Votes of a team that nobody closed go unread."""
    group = await groups.of_team(visit.transaction, team_id)
    records: list[Record] = []
    for vote in await groups.open_votes(visit.transaction, team_id):
        if group is not None and vote.message:
            route = pack(InGroup(vote.session, Posted.VOTE_GONE))
            records.append(ShownInGroup(group.group_id, route, vote.message, visit.now))
        records.append(VoteEnded(vote.session, read=False))
    return tuple(records)


async def left_open(transaction: Transaction, now: datetime) -> tuple[Record, ...]:
    """Votes of sessions that nobody ended go unread, while Telegram still lets them be deleted."""
    records: list[Record] = []
    for vote, group_id in await groups.left_open(transaction, now - ENDS_AFTER):
        route = pack(InGroup(vote.session, Posted.VOTE_GONE))
        records += ShownInGroup(group_id, route, vote.message, now), VoteEnded(vote.session, read=False)
    return tuple(records)


@shows(ReadLines)
async def read_lines(visit: Visit, route: ReadLines) -> Screen:
    """The lines that came, to be read out."""
    session = await session_of(visit, route.session)
    group = await groups.of_team(visit.transaction, session.team_id)
    return screens.read_lines(session.id, await lines_that_came(visit, session), group=group is not None)


@shows(GroupWelcome)
async def welcome(visit: Visit, _route: GroupWelcome) -> Screen:
    """The group learns that it is linked."""
    _only_groups(visit)
    group = await groups.with_id(visit.transaction, visit.person_id)
    return screens.welcome(group.thread) if group else screens.unsent()


@shows(InGroup)
async def in_group(visit: Visit, route: InGroup) -> Screen:
    """Something of a session, for the group. Where its time is over, or the group another's, nothing is shown."""
    _only_groups(visit)
    if route.what is Posted.VOTE_CLOSED:
        return screens.vote_closed()
    if route.what is Posted.VOTE_GONE:
        return screens.vote_gone(None)
    session = await sessions.find(visit.transaction, route.session)
    group = await groups.with_id(visit.transaction, visit.person_id)
    if session is None or group is None or group.team_id != session.team_id or session.ended_at is not None:
        return screens.unsent()
    try:
        return await _SHOWN[route.what](visit, session, group)
    except NotThereError:
        return screens.unsent()


def _only_groups(visit: Visit) -> None:
    if visit.person_id >= 0:
        raise NotThereError


async def _story(visit: Visit, session: Session, group: Group) -> Screen:
    card, options = options_of(visit, session)
    return screens.story(card, options, group.thread)


async def _vote(visit: Visit, session: Session, group: Group) -> Screen:
    card, options = options_of(visit, session)
    if await groups.vote_of(visit.transaction, session.id) is None:
        raise NotThereError
    return screens.vote(card, options, (session.id, session.team_id), group.thread)


async def _guidance(visit: Visit, session: Session, group: Group) -> Screen:
    _card, options = options_of(visit, session)
    return screens.guidance(options, group.thread)


async def _ask_lines(visit: Visit, _session: Session, group: Group) -> Screen:
    return screens.ask_lines(f"https://t.me/{visit.bot_name}?start={LINES}", group.thread)


async def _lines(visit: Visit, session: Session, group: Group) -> Screen:
    sent = await lines_that_came(visit, session)
    if sent is None:
        raise NotThereError
    return screens.lines_of_team(sent, group.thread)


async def _agreed(visit: Visit, session: Session, group: Group) -> Screen:
    agreed = await sessions.actions(visit.transaction, session.id)
    words = [text for one in agreed if (text := visit.library.session.action(one.action))]
    return screens.agreed(words, group.thread)


_SHOWN = {
    Posted.STORY: _story,
    Posted.VOTE: _vote,
    Posted.GUIDANCE: _guidance,
    Posted.ASK_LINES: _ask_lines,
    Posted.LINES: _lines,
    Posted.AGREED: _agreed,
}
