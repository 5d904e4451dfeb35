"""Where people stop, for owners: rounded counts of everybody, each share with both of its numbers.

Nothing exact can come in here, and nothing about fewer than five people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.learning.where_people_stop import SHOWN_IN, Share, Stage, Step
from bot.routes import Status, WherePeopleStop
from bot.screens.screen import Button, Screen, bold, lines, paragraphs, plain
from bot.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.learning.where_people_stop import Sending
    from bot.screens.screen import Markup

PERCENT_FROM = 50  # people or messages: rounding to fives is a tenth of these at most


@dataclass(frozen=True)
class Stops:
    """What there is to show. `talks` are steps in order; `blocked` and `away` are of all who joined."""

    cards: Mapping[Stage, Step]
    talks: Sequence[Step]
    sending: Sending
    blocked: Share
    away: Share


def where_people_stop(stops: Stops) -> Screen:
    """All of it on one screen."""
    text = paragraphs(
        bold(_("Where people stop")),
        plain(
            _(
                "Four weeks, all people together. Cards and talks only: the guide and the look-up leave no log."
            )
        ),
        lines(bold(_("Cards")), *(_step(_stage(stage), step) for stage, step in stops.cards.items())),
        lines(bold(_("Talks to rehearse")), *_talks(stops.talks)),
        _messages(stops.sending),
        lines(
            bold(_("People who joined")),
            plain(_("Blocked the bot: {share}").format(share=_share(stops.blocked))),
            plain(_("Away for a time: {share}").format(share=_share(stops.away))),
        ),
        plain(_("All numbers are rounded down to fives. “–” is fewer than {least}.").format(least=SHOWN_IN)),
    )
    return Screen(text, ((Button(_("Look again"), WherePeopleStop()), Button(_("Status"), Status())),))


def _stage(stage: Stage) -> str:
    return {
        Stage.FIRST: _("The first"),
        Stage.WEEKLY: _("The weekly one"),
        Stage.MORE: _("One more"),
    }[stage]


def _talks(steps: Sequence[Step]) -> list[Markup]:
    if not steps:
        return [plain(_("Too few people yet."))]
    return [_step(_("Step {number}").format(number=number), step) for number, step in enumerate(steps, 1)]


def _step(name: str, step: Step) -> Markup:
    said = _("{name}: came {reached}, answered {share}, left {left}, came back {back}")
    answered = _share(Share(step.answered, step.reached))
    return plain(
        said.format(
            name=name,
            reached=_count(step.reached),
            share=answered,
            left=_count(step.left),
            back=_share(Share(step.came_back, step.left)),
        )
    )


def _messages(sending: Sending) -> Markup:
    return lines(
        bold(_("Messages that a card is ready")),
        plain(_("Sent, of those meant: {share}").format(share=_share(sending.sent))),
        plain(_("Delivered, of those sent: {share}").format(share=_share(sending.delivered))),
        plain(_("Answered, of those delivered: {share}").format(share=_share(sending.answered))),
    )


def _count(count: int | None) -> str:
    return "–" if count is None else str(count)


def _share(share: Share) -> str:
    """A share with both numbers; of few, rounding would make any percentage a lie, so there is none."""
    if share.count is None or share.of is None or share.of < PERCENT_FROM:
        return _("{count} of {all}").format(count=_count(share.count), all=_count(share.of))
    percent = round(100 * share.count / share.of)
    return _("{count} of {all} ({percent} %)").format(count=share.count, all=share.of, percent=percent)
