"""Becoming a manager and being one no more, and what owners see and decide."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data import ContentId, Route, tagged


@tagged("Oa")
@dataclass(frozen=True)
class AskToManage(Route):
    """What a manager is, and how one becomes one; what has become of asking."""


@tagged("OA")
@dataclass(frozen=True)
class RequestRole(Route):
    """Ask the owners for the role of a manager."""


@tagged("Os")
@dataclass(frozen=True)
class AskStopManaging(Route):
    """Ask a manager whether she really wants to give up the role."""


@tagged("OS")
@dataclass(frozen=True)
class StopManaging(Route):
    """Give up the role of a manager, and all teams with it."""


@tagged("Ox")
@dataclass(frozen=True)
class RoleTaken(Route):
    """Say that an owner has taken the role away."""


@tagged("Or")
@dataclass(frozen=True)
class RoleRequest(Route):
    """Somebody asks to be a manager, as an owner sees it."""

    reference: ContentId


@tagged("Oy")
@dataclass(frozen=True)
class ApproveRole(Route):
    """An owner agrees."""

    reference: ContentId


@tagged("On")
@dataclass(frozen=True)
class RefuseRole(Route):
    """An owner does not agree."""

    reference: ContentId


@tagged("Om")
@dataclass(frozen=True)
class Managers(Route):
    """Who manages, as an owner sees it: letters and teams. `page` counts from 0."""

    page: int


@tagged("Ol")
@dataclass(frozen=True)
class MakeManagerLink(Route):
    """A link by which one person becomes a manager."""


@tagged("Ot")
@dataclass(frozen=True)
class AskTakeRole(Route):
    """Ask an owner whether to take the role away from this manager."""

    reference: ContentId


@tagged("OT")
@dataclass(frozen=True)
class TakeRole(Route):
    """Take the role away from this manager."""

    reference: ContentId


@tagged("Ow")
@dataclass(frozen=True)
class TeamAlone(Route):
    """A team that nobody manages any more, as an owner sees it."""

    team: int


@tagged("Ou")
@dataclass(frozen=True)
class Status(Route):
    """How the service does, as an owner sees it."""


@tagged("Oh")
@dataclass(frozen=True)
class WhatWasDone(Route):
    """What managers and owners did about teams lately, as an owner sees it."""
