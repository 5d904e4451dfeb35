"""Where somebody works, as a kind of service: stories from there come first."""

from __future__ import annotations

from bot.callback_data import Route, tagged
from content.kinds import Setting  # noqa: TC001 - callback data is read by the type hints


@tagged("swk")
class AskWorkplace(Route):
    """In which kind of service does she work?"""


@tagged("sWk")
class SetWorkplace(Route):
    """The kind of service was chosen; `any`: none in particular."""

    setting: Setting
