"""Where people stop, for owners: counted from the log of everybody when somebody looks, and kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.handlers.visit import Visit, shows
from bot.learning import where_people_stop as counting
from bot.learning.where_people_stop import SPAN, share
from bot.routes import WherePeopleStop
from bot.screens import stopping as screens
from storage import stopping

if TYPE_CHECKING:
    from bot.screens.screen import Screen


@shows(WherePeopleStop)
async def where_people_stop(visit: Visit, _route: WherePeopleStop) -> Screen:
    """The last four weeks."""
    visit.only_owners()
    since = visit.now - SPAN
    dealt = await stopping.dealt(visit.transaction, since)
    begun = await stopping.rehearsed(visit.transaction, since)
    messages = await stopping.messages(visit.transaction, visit.today - SPAN)
    reach = await stopping.reach(visit.transaction, visit.now)
    stops = screens.Stops(
        cards=counting.cards(dealt, begun, visit.now),
        talks=counting.talks(dealt, begun, visit.now),
        sending=counting.sending(messages, dealt),
        blocked=share(reach.blocked, reach.joined),
        away=share(reach.away, reach.joined),
    )
    return screens.where_people_stop(stops)
