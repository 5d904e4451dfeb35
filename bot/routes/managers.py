"""Becoming a manager and being one no more, and what owners see and decide."""

from __future__ import annotations

from bot.callback_data import ContentId, Route, tagged


@tagged("Oa")
class AskToManage(Route):
    """What a manager is, and how one becomes one; what has become of asking."""


@tagged("OA")
class RequestRole(Route):
    """Ask the owners for the role of a manager."""


@tagged("Os")
class AskStopManaging(Route):
    """Ask a manager whether she really wants to give up the role."""


@tagged("OS")
class StopManaging(Route):
    """Give up the role of a manager, and all teams with it."""


@tagged("Ox")
class RoleTaken(Route):
    """Say that an owner has taken the role away."""


@tagged("Or")
class RoleRequest(Route):
    """Somebody asks to be a manager, as an owner sees it."""

    reference: ContentId


@tagged("Oy")
class ApproveRole(Route):
    """An owner agrees."""

    reference: ContentId


@tagged("On")
class RefuseRole(Route):
    """An owner does not agree."""

    reference: ContentId


@tagged("Om")
class Managers(Route):
    """Who manages, as an owner sees it: letters and teams. `page` counts from 0."""

    page: int


@tagged("Ol")
class MakeManagerLink(Route):
    """A link by which one person becomes a manager."""


@tagged("Ot")
class AskTakeRole(Route):
    """Ask an owner whether to take the role away from this manager."""

    reference: ContentId


@tagged("OT")
class TakeRole(Route):
    """Take the role away from this manager."""

    reference: ContentId


@tagged("Ow")
class TeamAlone(Route):
    """A team that nobody manages any more, as an owner sees it."""

    team: int


@tagged("Ou")
class Status(Route):
    """How the service does, as an owner sees it."""


@tagged("Oh")
class WhatWasDone(Route):
    """What managers and owners did about teams lately, as an owner sees it."""
