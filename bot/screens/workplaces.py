"""Where somebody works, in words, and choosing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.routes import Settings, SetWorkplace
from bot.screens.common import concern_button
from bot.screens.screen import Button, Screen, bold, paragraphs, plain
from bot.words import _
from content.kinds import Setting

if TYPE_CHECKING:
    from collections.abc import Sequence


def workplace(setting: Setting) -> str:
    """A kind of service."""
    return {
        Setting.CARE_HOME: _("Care home"),
        Setting.NURSING_HOME: _("Nursing home"),
        Setting.HOME_CARE: _("Home care"),
        Setting.SUPPORTED_LIVING: _("Supported housing"),
        Setting.DAY_SERVICE: _("Day service"),
        Setting.HOSPITAL_WARD: _("Hospital"),
        Setting.MENTAL_HEALTH_WARD: _("Mental health ward"),
        Setting.CHILDRENS_HOME: _("Children’s home"),
        Setting.FOSTER_CARE: _("Foster care"),
        Setting.FAMILY_SUPPORT: _("Family support"),
        Setting.RESIDENTIAL_SCHOOL: _("Residential school"),
        Setting.SEND_TRANSPORT: _("School transport"),
        Setting.ANY: _("All kinds"),
    }[setting]


def ask_workplace(settings: Sequence[Setting], now: Setting | None) -> Screen:
    """In which kind of service does she work? `now` is what she said before."""
    text = paragraphs(
        bold(_("Where do you work?")),
        plain(_("Stories from there come first. The others come too, now and then.")),
        plain(_("Now: {workplace}.").format(workplace=workplace(now or Setting.ANY))),
    )
    buttons = [Button(workplace(one), SetWorkplace(one)) for one in (*settings, Setting.ANY)]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    return Screen(text, (*rows, (Button(_("Settings"), Settings()), concern_button())))
