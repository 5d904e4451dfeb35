"""Looking things up: what a typed text comes to, and the answer. Nothing of it is recorded for the person.

The text goes no further than `content.search`. A route holds what it came to, so an answer that waits can be
shown later, and nobody can tell from it what was typed.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.handlers.guide import door
from bot.handlers.labels import on_a_button
from bot.handlers.numbers import lines_for, national, own_area, own_lines, tell_line
from bot.handlers.signed import may_be_sent
from bot.handlers.visit import NotThereError, Outcome, Show, Visit, acts, shows
from bot.routes import (
    Asked,
    AskWhyNot,
    Because,
    ConcernDoor,
    Helped,
    HelpedThanks,
    Matches,
    MatchesMine,
    NoMatch,
    SmallTalk,
    UrgentHelp,
    WhichNumbers,
    WordMeans,
)
from bot.routes.kinds import Warned, WhyNot
from bot.screens import looking_up as screens
from bot.screens.looking_up import Match
from content.contacts import National
from content.search import Kind, Urgent, entry_of, find, slug_of
from storage import signoffs
from storage.lookups import Explained, Missed, Voted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.callback_data import Route
    from bot.screens.screen import Screen
    from content.library import Library, Pack
    from content.models import Door, Excerpt
    from content.search import Finding

DOORS = {Urgent.EMERGENCY: "danger", Urgent.WORKER_AT_RISK: "despair"}
MINE, OWN, NO_LINE = ContentId("me"), ContentId("own"), ContentId("none")
SHORT = 6  # characters of a theme's short form
FEWEST_WORDS = 2  # of a text that can be about danger; a single word may name a button or a town
WORDS_OF_A_STORY = 4
# As they stand in the table and in the author's list.
REASONS = {WhyNot.TOPIC: "other topic", WhyNot.HARD: "hard to read", WhyNot.LITTLE: "too little"}
_SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"


def urgent_help(text: str, library: Library) -> UrgentHelp | None:
    """The answer where somebody is in danger or may want to die, in whatever state one is.

    What a button says is no cry for help: "Someone is in danger now" stands on one.
    """
    if len(text.split()) < FEWEST_WORDS or on_a_button(text, library):
        return None
    finding = find(text, library.contacts)
    return _urgent(finding)


def tells_a_story(text: str, library: Library) -> bool:
    """Whether a text is about more than the town that may stand in it."""
    long_enough = len(text.split()) >= WORDS_OF_A_STORY
    return long_enough and find(text, library.contacts).kind in {Kind.TOPIC, Kind.CONTACT}


def answer(text: str, library: Library, area: str | None) -> tuple[Route, Finding]:
    """Where a text leads that nothing else answers to, and what it came to."""
    finding = find(text, library.contacts, area)
    urgent = None if on_a_button(text, library) else _urgent(finding)
    return urgent or _calm(finding), finding


def looked_up(visit: Visit, text: str) -> Outcome:
    """What to show for a text. That nothing was found is counted, by day and language."""
    area = own_area(visit)
    route, finding = answer(text, visit.library, area.id if area else None)
    missed = isinstance(route, NoMatch)
    return Outcome((Show(route),), (Missed(visit.today, finding.language),) if missed else ())


def _urgent(finding: Finding) -> UrgentHelp | None:
    opened = DOORS.get(finding.urgent)
    return UrgentHelp(ContentId(opened), _warned(finding)) if opened else None


def _warned(finding: Finding) -> Warned:
    return Warned.YES if finding.personal else Warned.NO


def _calm(finding: Finding) -> Route:
    warned = _warned(finding)
    if finding.kind is Kind.CONTACT:
        return _asked(finding, warned)
    if finding.kind is Kind.WORD and finding.word:
        return WordMeans(ContentId(slug_of(finding.word)), warned)
    if finding.kind is Kind.CHIT_CHAT:
        return SmallTalk(warned)
    if finding.topics and finding.kind is not Kind.NONE:
        kind = MatchesMine if finding.mine else Matches
        return kind(_short(finding.topics), warned)
    if finding.mine:
        return ConcernDoor(MINE)
    return NoMatch(_short(finding.nearest), warned) if finding.nearest else SmallTalk(warned)


def _asked(finding: Finding, warned: Warned) -> Route:
    lines = [line for line in finding.lines if "." not in line]
    if len(finding.areas) > 1 and not lines:
        return WhichNumbers(ContentId(finding.areas[0]), ContentId(finding.areas[1]))
    area = ContentId(finding.areas[0]) if finding.areas else OWN
    return Asked(area, ContentId(lines[0]) if lines else NO_LINE, warned)


def _short(themes: Sequence[str]) -> ContentId:
    return ContentId("t" + "-".join(map(_code, themes)))


@lru_cache(maxsize=256)
def _code(theme: str) -> str:
    """A theme's short form: the same in every release, and no two alike (a test says so)."""
    number, signs = zlib.crc32(theme.encode()), ""
    for _place in range(SHORT):
        number, sign = divmod(number, len(_SIGNS))
        signs += _SIGNS[sign]
    return signs


def _themes(visit: Visit, codes: str) -> Iterator[tuple[Pack, str]]:
    """The themes of short forms, each in the person's own pack if it has it."""
    packs = sorted(visit.library.packs.values(), key=lambda pack: pack.id != visit.pack.id)
    for code in codes[1:].split("-"):
        found = next(((pack, theme) for pack in packs for theme in pack.themes if _code(theme) == code), None)
        if found is not None:
            yield found


async def _pages(visit: Visit, codes: str) -> list[Match]:
    found = []
    for pack, theme in _themes(visit, codes):
        page = await _page(visit, pack, theme)
        if page is not None:
            found.append(Match(page, theme, pack.themes[theme]))
    return found


async def _page(visit: Visit, pack: Pack, theme: str) -> Excerpt | None:
    """The first page of a theme that may be shown."""
    about = [page for page in pack.excerpts.values() if pack.theme_of[page.id] == theme]
    return next(iter(await may_be_sent(visit, about)), None)


def _joined(visit: Visit) -> bool:
    return visit.joined is not None


def calls_for_quiet(route: Route | None) -> bool:
    """Whether nothing should come by itself any more to whoever was shown this, until she asks for it."""
    return isinstance(route, UrgentHelp) and route.door == DOORS[Urgent.WORKER_AT_RISK]


@shows(UrgentHelp)
async def urgent(visit: Visit, route: UrgentHelp) -> Screen:
    """999, what to do, and whom to ring. The same as behind the door of the guide."""
    opened = await door(visit, ConcernDoor(route.door))
    despair = calls_for_quiet(route)
    shown = screens.urgent(opened, route.warned is Warned.YES, quiet=despair and _joined(visit))
    return shown if despair else screens.with_door(shown, _mine(visit))


@shows(MatchesMine)
async def matches_mine(visit: Visit, route: MatchesMine) -> Screen:
    """The best pages, after the door for what happens to herself."""
    return screens.for_herself(await matches(visit, Matches(route.themes, route.warned)), _mine(visit))


def _mine(visit: Visit) -> Door:
    return next(door for door in visit.library.concern.every_door if door.id == MINE)


@shows(Matches)
async def matches(visit: Visit, route: Matches) -> Screen:
    """The best pages."""
    found = await _pages(visit, route.themes)
    if not found:
        return screens.no_match([], tell_line(visit), route.warned is Warned.YES, joined=_joined(visit))
    drafts = [not await signoffs.is_signed(visit.transaction, one.page.id, one.page.version) for one in found]
    shown = {"draft": any(drafts), "joined": _joined(visit)}
    tell = tell_line(visit, found[0].theme)
    return screens.matches(found, tell, route.warned is Warned.YES, **shown)


@shows(WordMeans)
async def meaning(visit: Visit, route: WordMeans) -> Screen:
    """What a word means, with the page about it."""
    entry = entry_of(route.word)
    if entry is None:
        raise NotThereError
    found = await _pages(visit, _short([entry.theme]))
    return screens.meaning(entry, found[0].page if found else None, route.warned is Warned.YES)


@shows(Asked)
async def asked(visit: Visit, route: Asked) -> Screen:
    """The number that was asked for."""
    area = visit.library.contacts.area(route.area)
    if area is None and route.area != OWN:
        raise NotThereError
    wanted = [one for one in National if one.value == route.line]
    texts = [line for line in map(visit.library.contacts.national, wanted) if line.text_to is not None]
    rings = [] if texts else national(visit, wanted)
    return screens.asked(
        lines_for(visit, area) if area else own_lines(visit), rings, texts, route.warned is Warned.YES
    )


@shows(NoMatch)
async def no_match(visit: Visit, route: NoMatch) -> Screen:
    """Nothing fits."""
    headings = [pack.themes[theme] for pack, theme in _themes(visit, route.themes)]
    return screens.no_match(headings, tell_line(visit), route.warned is Warned.YES, joined=_joined(visit))


@shows(SmallTalk)
async def small_talk(visit: Visit, route: SmallTalk) -> Screen:
    """A calm answer."""
    return screens.small_talk(route.warned is Warned.YES, joined=_joined(visit))


@acts(Helped)
async def helped(visit: Visit, route: Helped) -> Outcome:
    """Count a vote for a theme, and for nobody."""
    if not any(route.theme in pack.themes for pack in visit.library.packs.values()):
        raise NotThereError
    vote = Voted(route.theme, visit.library.version, bool(route.helpful))
    to = HelpedThanks() if route.helpful else AskWhyNot(route.theme)
    return Outcome((Show(to, visit.here),), (vote,))


@shows(AskWhyNot)
async def ask_why_not(_visit: Visit, route: AskWhyNot) -> Screen:
    """Why not?"""
    return screens.ask_why_not(route.theme)


@acts(Because)
async def because(visit: Visit, route: Because) -> Outcome:
    """Count why a page did not help, for its theme and for nobody."""
    if not any(route.theme in pack.themes for pack in visit.library.packs.values()):
        raise NotThereError
    reason = Explained(route.theme, visit.library.version, REASONS[route.why])
    return Outcome((Show(HelpedThanks(), visit.here),), (reason,))


@shows(HelpedThanks)
async def thanks(_visit: Visit, _route: HelpedThanks) -> Screen:
    """It was counted."""
    return screens.thanks()
