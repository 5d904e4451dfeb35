"""Answers of the look-up. None carries a word of what was typed: only what it came to."""

from __future__ import annotations

from bot.callback_data import ContentId, Route, tagged
from bot.routes.kinds import Warned, WhyNot  # noqa: TC001 - callback data is read by the type hints


@tagged("lu")
class UrgentHelp(Route):
    """Somebody is in danger, or may want to die: the door of the concern guide that is about that."""

    door: ContentId
    warned: Warned


@tagged("lm")
class Matches(Route):
    """The themes that fit best. They stand in short forms, as three slugs do not fit into a button."""

    themes: ContentId
    warned: Warned


@tagged("lme")
class MatchesMine(Route):
    """The same, where it happens to the one who typed: the door for that stands first."""

    themes: ContentId
    warned: Warned


@tagged("lg")
class WordMeans(Route):
    """What a word of the glossary means."""

    word: ContentId
    warned: Warned


@tagged("la")
class Asked(Route):
    """A number that was asked for: of an area, of a national line, or of one's own area where both are `own`."""

    area: ContentId
    line: ContentId
    warned: Warned


@tagged("ln")
class NoMatch(Route):
    """Nothing fits. The nearest headings are named, and nothing is made up."""

    themes: ContentId
    warned: Warned


@tagged("lc")
class SmallTalk(Route):
    """A greeting, thanks, or signs without sense."""

    warned: Warned


@tagged("lh")
class Helped(Route):
    """Say whether the page of a theme was helpful: counted for the theme, never for the person."""

    theme: ContentId
    helpful: int


@tagged("lw")
class AskWhyNot(Route):
    """It was counted that the page of a theme did not help: why not?"""

    theme: ContentId


@tagged("lb")
class Because(Route):
    """Say why it did not: counted for the theme as well, never for the person."""

    theme: ContentId
    why: WhyNot


@tagged("lt")
class HelpedThanks(Route):
    """It was counted."""
