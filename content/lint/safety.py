"""Rules about safety: who is told and when, what is never asked for, and what does not stand in a card.

They find what is missing or plainly dangerous. A card that passes has not been judged safe: a safeguarding lead
does that.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from content.faults import Severity
from content.lint.grade import sentences
from content.lint.passages import passages
from content.lint.rules import Finding, Rule
from content.lint.words import asked_for, found
from content.models import Excerpt, Level, Option, Rating, Scenario, Taught

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.lint.items import Lesson
    from content.lint.rules import Bench

    Card = Lesson[Scenario]
    Item = Lesson[Any]

ADULTS = "adults"
STAFF_THEME = "child-allegations-staff"
# How long before the day of review the author is reminded.
REVIEW_NOTICE = timedelta(days=60)
_FIRST_HELP = re.compile(r"\b999\b|\bpolice\b", re.IGNORECASE)
# Credit, and then a turn: "You told the right person. But ..."
_TURN = re.compile(r"[.!?][\"'”’]?\s+(?:But|Yet|Still)\b")
_IF_NAMED = re.compile(r"\b[Ii]f (?:Mr |Mrs |Ms |Miss |Dr )?[A-Z][a-z]+")
_SHORT_LINES = re.compile(r"\b(?:999|111|101)\b")
# Five digits or more, with the marks that stand in telephone numbers; years and dates are shorter.
_PHONE = re.compile(r"(?<!\w)\+?\d(?:[ ()\-.]?\d){4,}(?!\w)")
_HARM = re.compile(r"\bsignificant\s+harm\b", re.IGNORECASE)
_LADO = re.compile(r"\bLADO\b|local authority designated officer", re.IGNORECASE)


def tells_whom(card: Card, bench: Bench) -> Iterator[Finding]:
    """The strong guidance of a serious card says whom to tell."""
    for where, guidance in _serious(card):
        if not found(bench.words.recipients, guidance):
            yield Finding(
                "does not say whom to tell: name who can act, such as the safeguarding lead.", where
            )


def tells_when(card: Card, bench: Bench) -> Iterator[Finding]:
    """The strong guidance of a serious card says how soon."""
    for where, guidance in _serious(card):
        if not found(bench.words.soon, guidance):
            yield Finding('does not say when to tell: add "this shift", "today" or "now".', where)


def tells_who_else(card: Card, bench: Bench) -> Iterator[Finding]:
    """The strong guidance of a serious card says where to go if that one is the problem."""
    for where, guidance in _serious(card):
        if not found(bench.words.who_else, guidance) and not _IF_NAMED.search(guidance):
            yield Finding(
                'does not say who else can be told: add "if they are part of it, tell ...".',
                where,
            )


def names_the_lead(card: Card, bench: Bench) -> Iterator[Finding]:
    """A serious card names who is responsible in its kind of service."""
    adults = card.pack == ADULTS
    leads = bench.words.adult_leads if adults else bench.words.child_leads
    for where, guidance in _serious(card):
        if not found(leads, guidance):
            whom = "a safeguarding lead or the council" if adults else "the manager or the designated lead"
            yield Finding(f"does not name {whom}: add it.", where)


def names_the_lado(card: Card, _: Bench) -> Iterator[Finding]:
    """A card about staff who may harm children names the council's officer for that."""
    text = " ".join(passage.text for passage in passages(card.item))
    if card.theme == STAFF_THEME and _is_serious(card.item) and not _LADO.search(text):
        where, _guidance = _strong(card.item)
        yield Finding(
            "does not name the LADO, the council's officer for worries about staff: say who asks them.",
            where,
        )


def help_first(card: Card, _: Bench) -> Iterator[Finding]:
    """In an emergency, 999 or the police come first."""
    where, option = _strong(card.item)
    first = sentences(option.guidance)[:1]
    if card.item.level is Level.EMERGENCY and not any(map(_FIRST_HELP.search, first)):
        yield Finding("is about an emergency: put 999 or the police in its first sentence.", where)


def never_asked(card: Card, bench: Bench) -> Iterator[Finding]:
    """Nothing that is rated strong or partly promises secrecy, looks into it, takes pictures and so on."""
    for index, option in enumerate(card.item.options):
        if option.rating in {Rating.STRONG, Rating.PARTLY}:
            for field, text in (
                ("text", option.text),
                ("words", option.words),
                ("guidance", option.guidance),
            ):
                yield from _acts(text, ("options", index, field), bench)


def partly_right(card: Card, bench: Bench) -> Iterator[Finding]:
    """Guidance for "partly" gives credit."""
    for index, option in enumerate(card.item.options):
        credited = found(bench.words.credit, option.guidance) or _TURN.search(option.guidance)
        if option.rating is Rating.PARTLY and not credited:
            yield Finding("is rated partly: say what was right in it.", ("options", index, "guidance"))


def way_back(card: Card, bench: Bench) -> Iterator[Finding]:
    """Guidance for an unsafe choice says what to do if one has done it."""
    for index, option in enumerate(card.item.options):
        if option.rating is Rating.UNSAFE and not found(bench.words.way_back, option.guidance):
            yield Finding(
                'is rated unsafe and gives no way back: add "If you have done this, tell ... now".',
                ("options", index, "guidance"),
            )


def phone_number(item: Item, _: Bench) -> Iterator[Finding]:
    """Telephone numbers stand in the contacts only, where somebody checks them."""
    for passage in passages(item.item):
        for match in _PHONE.finditer(_SHORT_LINES.sub("", passage.text)):
            yield Finding(
                f"has what looks like a telephone number, {match.group()}: take it out; the bot adds the "
                "right one.",
                passage.where,
            )


def significant_harm(item: Item, _: Bench) -> Iterator[Finding]:
    """The words of children's law stay with children, and away from the LADO."""
    texts = [(p.where, p.text) for p in passages(item.item)]
    beside_lado = any(_LADO.search(text) for _where, text in texts)
    for where, text in texts:
        if _HARM.search(text) and (item.pack == ADULTS or beside_lado):
            yield Finding(
                'says "significant harm": those words belong to children\'s law, and never beside the LADO; '
                "leave them out.",
                where,
            )


def real_case(item: Item, bench: Bench) -> Iterator[Finding]:
    """Every story is invented."""
    for passage in passages(item.item):
        for name in found(bench.words.real, passage.text):
            yield Finding(f"names {name}, a real case or provider: invent one.", passage.where)


def serious_excerpt(excerpt: Lesson[Excerpt], bench: Bench) -> Iterator[Finding]:
    """A page about harm says whom to tell."""
    page = excerpt.item
    if page.level is not Level.DAY_TO_DAY and not found(bench.words.recipients, f"{page.text} {page.to_try}"):
        yield Finding("is about harm and does not say whom to tell: add it.", ("text",))


def review_passed(item: Item, bench: Bench) -> Iterator[Finding]:
    """Nobody reads what should have been read again by now."""
    if item.item.review_by < bench.today:
        yield Finding(
            f"passed on {item.item.review_by}: have it read again, and write the next day of review.",
            ("review_by",),
        )


def review_near(item: Item, bench: Bench) -> Iterator[Finding]:
    """A review is announced in time."""
    if bench.today <= item.item.review_by < bench.today + REVIEW_NOTICE:
        yield Finding(f"is {item.item.review_by}, soon: have it read again.", ("review_by",))


def _strong(card: Scenario) -> tuple[tuple[str | int, ...], Option]:
    index, option = next((i, o) for i, o in enumerate(card.options) if o.rating is Rating.STRONG)
    return ("options", index, "guidance"), option


def _serious(card: Card) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if _is_serious(card.item):
        where, option = _strong(card.item)
        yield where, option.guidance


def _is_serious(item: Taught) -> bool:
    return item.level is not Level.DAY_TO_DAY


def _acts(text: str, where: tuple[str | int, ...], bench: Bench) -> Iterator[Finding]:
    for sentence in sentences(text):
        for act, phrases in bench.words.forbidden.items():
            for phrase in asked_for(phrases, sentence):
                yield Finding(
                    f'says "{phrase}", which {act}: a strong or partly option never does. Write another, or rate '
                    "it risky or unsafe.",
                    where,
                )


CARD_RULES: tuple[Rule[Card], ...] = (
    Rule("whom", "At levels S and E the strong guidance says whom to tell.", Severity.ERROR, tells_whom),
    Rule("when", "At levels S and E it says how soon: this shift, today, now.", Severity.ERROR, tells_when),
    Rule(
        "who-else",
        "At levels S and E it says who else can be told if that one is the problem.",
        Severity.ERROR,
        tells_who_else,
    ),
    Rule(
        "lead",
        "At levels S and E it names a safeguarding lead or the council (adults), or the manager or designated "
        "lead (children).",
        Severity.ERROR,
        names_the_lead,
    ),
    Rule(
        "lado",
        "At levels S and E a children's card about staff who may do harm names the LADO.",
        Severity.ERROR,
        names_the_lado,
    ),
    Rule(
        "help-first",
        "At level E the first sentence of the strong guidance has 999 or the police.",
        Severity.ERROR,
        help_first,
    ),
    Rule(
        "never-asked",
        "Nothing rated strong or partly promises secrecy, investigates, asks leading questions, takes pictures, "
        "spoils evidence, alters notes or goes online.",
        Severity.ERROR,
        never_asked,
    ),
    Rule(
        "partly-right",
        "Guidance for a partly option says what was right in it.",
        Severity.ERROR,
        partly_right,
    ),
    Rule("way-back", "Guidance for an unsafe option gives a way back.", Severity.ERROR, way_back),
)
EXCERPT_RULES: tuple[Rule[Lesson[Excerpt]], ...] = (
    Rule("page-whom", "At levels S and E an excerpt says whom to tell.", Severity.ERROR, serious_excerpt),
)
ITEM_RULES: tuple[Rule[Item], ...] = (
    Rule("phone", "No telephone number but 999, 111 and 101.", Severity.ERROR, phone_number),
    Rule(
        "significant-harm",
        'No "significant harm" in the adults\' pack, and never beside the LADO.',
        Severity.ERROR,
        significant_harm,
    ),
    Rule("real-case", "No real case or provider.", Severity.ERROR, real_case),
    Rule("review", "The day of review has not passed.", Severity.ADVICE, review_passed),
    Rule("review-soon", "The day of review is more than 60 days away.", Severity.ADVICE, review_near),
)
