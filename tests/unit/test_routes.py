"""No button leads nowhere: each kind of route has a handler or a screen."""

from __future__ import annotations

from bot.callback_data import every_route
from bot.handlers import front
from bot.handlers.visit import answered_routes


def test_every_route_is_answered() -> None:
    assert front.UNTRACED, "reading the front door registers all handlers"
    assert set(every_route()) == answered_routes()
