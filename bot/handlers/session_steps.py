"""Walking through a session, part by part. Where it stands is in its row, so a restart changes nothing.

Each handler begins with `session_of`: a button proves nothing. A step is set by its number, so that the same tap
twice, or two managers at once, never skip one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.groups import votes_taken_out
from bot.handlers.session import in_words
from bot.handlers.session_access import options_of, session_of, vote_state
from bot.handlers.signed import is_draft
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.learning.counting import TAKING_PART
from bot.learning.session import (
    MOST_ACTIONS,
    MOST_COUNTED,
    MOST_PRESENT,
    Step,
    hands_told,
    is_over,
    preceding,
)
from bot.routes import (
    AgreeOn,
    CountAgain,
    CountHands,
    CountPresent,
    GoToStep,
    LeaveUncounted,
    SessionNow,
    SessionOver,
    SessionThanks,
    SettleAction,
    Settled,
    TakeOut,
)
from bot.screens import session as after
from bot.screens import session_steps as screens
from bot.screens.session_parts import Walk
from storage import sessions
from storage.sessions import (
    ActionAgreed,
    ActionSettled,
    ActionState,
    ActionTakenBack,
    HandsCounted,
    HandsDown,
    PresentCounted,
    Session,
    SessionAt,
    SessionEnded,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.screens.screen import Screen
    from storage.records import Record

STATES = {
    Settled.DONE: ActionState.DONE,
    Settled.DROPPED: ActionState.DROPPED,
    Settled.CARRIED: ActionState.CARRIED,
}


@shows(SessionNow)
async def session_now(visit: Visit, route: SessionNow) -> Screen:
    """Where it stands; of one that has ended, who was there, or what was agreed."""
    found = await sessions.find(visit.transaction, route.session)
    if found is None or found.ended_at is None:
        session = await session_of(visit, route.session)
        return await _PARTS[Step(session.step)](visit, session, await _walk(visit, session))
    team = await visit.managed_team(found.team_id)
    if found.present is None and not is_over(found.ended_at, visit.now):
        return screens.present(found.id)
    return after.over(team.id, await in_words(visit, found))


async def _walk(visit: Visit, session: Session) -> Walk:
    card, options = options_of(visit, session)
    left = await sessions.open_actions(visit.transaction, session.team_id)
    step = Step(session.step)
    return Walk(
        session=session.id,
        step=step,
        before=preceding(step, looks_back=bool(left)),
        scenario=card,
        options=options,
        draft=await is_draft(visit, card),
        vote=await vote_state(visit, session),
    )


async def _look_back(visit: Visit, session: Session, walk: Walk) -> Screen:
    left = await sessions.open_actions(visit.transaction, session.team_id)
    words = visit.library.session
    return screens.look_back(
        walk, [(one.session, one.action, words.action(one.action) or one.action) for one in left]
    )


async def _hands(visit: Visit, session: Session, walk: Walk) -> Screen:
    counted = await sessions.hands(visit.transaction, session.id)
    return screens.hands(walk, counted, hands_told(counted))


async def _close(visit: Visit, session: Session, walk: Walk) -> Screen:
    offered = visit.library.session.actions_for(session.theme)
    agreed = await sessions.actions(visit.transaction, session.id)
    words = {one.action: visit.library.session.action(one.action) or one.action for one in agreed}
    return screens.close(walk, words, offered)


def _plain(show: Callable[[Walk], Screen]) -> Callable[[Visit, Session, Walk], Awaitable[Screen]]:
    """A part that needs nothing but the story."""

    async def shown(_visit: Visit, _session: Session, walk: Walk) -> Screen:
        return show(walk)

    return shown


_PARTS: dict[Step, Callable[[Visit, Session, Walk], Awaitable[Screen]]] = {
    Step.LOOK_BACK: _look_back,
    Step.OPENING: _plain(screens.opening),
    Step.STORY: _plain(screens.story),
    Step.HANDS: _hands,
    Step.LEADS_TO: _plain(screens.leads_to),
    Step.GOOD: _plain(screens.good),
    Step.CLOSE: _close,
}


@acts(GoToStep)
async def go_to_step(visit: Visit, route: GoToStep) -> Outcome:
    """On or back."""
    session = await session_of(visit, route.session)
    if route.step not in set(Step):
        raise NotThereError
    if route.step == Step.PRESENT:
        return await _ended(visit, session)
    return _on(visit, session, SessionAt(session.id, route.step))


@acts(CountHands)
async def count_hands(visit: Visit, route: CountHands) -> Outcome:
    """So many for this answer."""
    session = await session_of(visit, route.session)
    card, _options = options_of(visit, session)
    if route.hands > MOST_COUNTED + 1 or card.option(route.option) is None:
        raise NotThereError
    return _on(
        visit, session, HandsCounted(session.id, session.team_id, route.option, route.hands, visit.now)
    )


@acts(CountAgain)
async def count_again(visit: Visit, route: CountAgain) -> Outcome:
    """From the first answer."""
    session = await session_of(visit, route.session)
    return _on(visit, session, HandsDown(session.id))


@shows(SessionThanks)
async def thanks(visit: Visit, route: SessionThanks) -> Screen:
    """A line to send on."""
    session = await session_of(visit, route.session)
    return screens.thanks(session.id, session.theme, route.wording)


@acts(AgreeOn)
async def agree_on(visit: Visit, route: AgreeOn) -> Outcome:
    """One more, as long as there is room."""
    session = await session_of(visit, route.session)
    agreed = await sessions.actions(visit.transaction, session.id)
    known = route.action in visit.library.session.actions_for(session.theme)
    if not known or len(agreed) >= MOST_ACTIONS:
        return Outcome((Show(SessionNow(session.id), visit.here),))
    return _on(visit, session, ActionAgreed(session.id, session.team_id, route.action, visit.today))


@acts(TakeOut)
async def take_out(visit: Visit, route: TakeOut) -> Outcome:
    """One fewer."""
    session = await session_of(visit, route.session)
    return _on(visit, session, ActionTakenBack(session.id, route.action))


@acts(SettleAction)
async def settle(visit: Visit, route: SettleAction) -> Outcome:
    """What became of something from last time. Only of this team, and only once."""
    session = await session_of(visit, route.session)
    left = await sessions.open_actions(visit.transaction, session.team_id)
    about = next((one for one in left if (one.session, one.action) == (route.agreed_in, route.action)), None)
    if about is None:
        return Outcome((Show(SessionNow(session.id), visit.here),))
    settled = ActionSettled(about, STATES[route.how], session)
    following = [SessionAt(session.id, Step.OPENING)] if len(left) == 1 else []
    return _on(visit, session, settled, *following)


async def _ended(visit: Visit, session: Session) -> Outcome:
    """It took place, whether or not anybody says how many were there."""
    gone = await votes_taken_out(visit, session.team_id)
    return _on(visit, session, *gone, SessionEnded(session.id, Step.PRESENT, visit.now))


@acts(CountPresent)
async def count_present(visit: Visit, route: CountPresent) -> Outcome:
    """So many were there. Fewer than five are not kept as a number."""
    session = await _that_ended(visit, route.session)
    if 0 < route.present < TAKING_PART or route.present > MOST_PRESENT + 1:
        raise NotThereError
    return Outcome((Show(SessionOver(session.id), visit.here),), (PresentCounted(session.id, route.present),))


@acts(LeaveUncounted)
async def leave_uncounted(visit: Visit, route: LeaveUncounted) -> Outcome:
    """Nobody says."""
    session = await _that_ended(visit, route.session)
    return Outcome((Show(SessionOver(session.id), visit.here),))


async def _that_ended(visit: Visit, session_id: int) -> Session:
    """A session that has ended lately, for somebody who manages its team.

    Raises:
        NotThereError: there is none, it is long over, or she does not manage the team.
    """
    found = await sessions.find(visit.transaction, session_id)
    if found is None or found.ended_at is None or is_over(found.ended_at, visit.now):
        raise NotThereError
    await visit.managed_team(found.team_id)
    return found


def _on(visit: Visit, session: Session, *records: Record) -> Outcome:
    return Outcome((Show(SessionNow(session.id), visit.here),), records)
