"""Rules over a whole pack: nothing said twice, and a fair mix of letters, lengths, levels and kinds.

The mix is advice, because it cannot be right while a pack is being written, and no single author can mend it.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from content.faults import Severity
from content.lint import people
from content.lint.coverage import median_grade
from content.lint.cues import cues
from content.lint.passages import Part, passages
from content.lint.rules import Finding, Rule
from content.models import Kind, Level, Rating, Scenario

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.lint.items import PackItems
    from content.lint.rules import Bench

# Below so many cards a share of them says nothing.
CARDS_TO_JUDGE = 12
# From this likeness (0 to 100) two stories are one.
SAME_STORY = 80
MEDIAN_GRADE = 5.5
PERCENT_OF_LEVEL = {Level.DAY_TO_DAY: (50, 60), Level.SAFEGUARDING: (30, 35), Level.EMERGENCY: (10, 15)}
PERCENT_OF_KIND = {Kind.GOOD_PRACTICE: (12, 100), Kind.BEING_CHALLENGED: (5, 100)}
LONGEST_RUN = 2
STORIES_OF_PRINCIPLE = 2


def repeated_text(pack: PackItems, _: Bench) -> Iterator[Finding]:
    """No text stands in two places."""
    seen: dict[str, str] = {}
    for placed in (*pack.cards, *pack.excerpts, *pack.rehearsals):
        for passage in passages(placed.item):
            if passage.part in {Part.SPEECH, Part.CHOICE} and placed in pack.rehearsals:
                continue
            text = passage.text.lower()
            if len(text) > _SHORT and seen.setdefault(text, placed.item.id) != placed.item.id:
                yield Finding(f"stands in {seen[text]} too: say it anew.", passage.where, placed)


def same_story(pack: PackItems, _: Bench) -> Iterator[Finding]:
    """No situation is another one with the names changed."""
    stories = [card.item.situation for card in pack.cards]
    for index, card in enumerate(pack.cards):
        like = process.extractOne(stories[index], stories[:index], scorer=fuzz.ratio, score_cutoff=SAME_STORY)
        if like:
            yield Finding(
                f"is nearly the situation of {pack.cards[like[2]].item.id}: tell another story.",
                ("situation",),
                card,
            )


def cue_wins(pack: PackItems, bench: Bench) -> Iterator[Finding]:
    """No habit finds the strong option without reading."""
    cards = _cards(pack)
    for cue in cues(cards, bench.words) if len(cards) >= CARDS_TO_JUDGE else ():
        if cue.gives_away:
            yield Finding(
                f'has strong options that "{cue.habit}" finds in {cue.wins:.0f} of 100 cards where chance finds '
                f"{cue.chance:.0f}: change some of them.",
            )


def letter_runs(pack: PackItems, _: Bench) -> Iterator[Finding]:
    """The strong letter changes from card to card of a file."""
    for _path, group in groupby(pack.cards, lambda card: card.file.path):
        cards = list(group)
        for index in range(LONGEST_RUN, len(cards)):
            keys = {_strong_key(card.item) for card in cards[index - LONGEST_RUN : index + 1]}
            if len(keys) == 1:
                yield Finding(
                    f"is the third card running whose strong option is {keys.pop()}: move it.",
                    ("options",),
                    cards[index],
                )


def levels(pack: PackItems, _: Bench) -> Iterator[Finding]:
    """Everyday moments lead, and emergencies are few."""
    counts = Counter(card.level for card in _cards(pack))
    for level, (low, high) in PERCENT_OF_LEVEL.items():
        yield from _outside(f"level {level}", counts[level], len(pack.cards), low, high)


def kinds(pack: PackItems, _: Bench) -> Iterator[Finding]:
    """Good care is shown too, and being challenged."""
    counts = Counter(card.kind for card in _cards(pack))
    for kind, (low, high) in PERCENT_OF_KIND.items():
        yield from _outside(f"kind {kind}", counts[kind], len(pack.cards), low, high)


def principles(pack: PackItems, _: Bench) -> Iterator[Finding]:
    """A principle that comes back needs another story to come back in."""
    counts = Counter(card.principle for card in _cards(pack))
    few = [name for name in pack.head.item.principles if counts[name] < STORIES_OF_PRINCIPLE]
    if few:
        yield Finding(f"need {STORIES_OF_PRINCIPLE} cards each; too few: {', '.join(few)}.", ("principles",))


def themes(pack: PackItems, _: Bench) -> Iterator[Finding]:
    """A theme has something to read and something to practise."""
    for what, items in (("card", pack.cards), ("excerpt", pack.excerpts)):
        missing = pack.head.item.themes.keys() - {item.theme for item in items}
        if missing:
            yield Finding(f"have no {what} yet: {', '.join(sorted(missing))}.", ("themes",))


def median(pack: PackItems, bench: Bench) -> Iterator[Finding]:
    """The pack as a whole is easy."""
    middle = median_grade(_cards(pack), bench.words)
    if middle > MEDIAN_GRADE:
        yield Finding(f"has cards whose middle grade is {middle}: bring it to {MEDIAN_GRADE}.")


def names_again(pack: PackItems, bench: Bench) -> Iterator[Finding]:
    """A name belongs to few stories, so that nobody takes one person for another."""
    for name, cards in people.names(pack.cards, bench.words).items():
        for card in cards[people.CARDS_A_NAME :]:
            others = ", ".join(other.item.id for other in cards[: people.CARDS_A_NAME])
            yield Finding(f"has {name}, who is in {others} too: choose another name.", ("situation",), card)


def _cards(pack: PackItems) -> list[Scenario]:
    return [card.item for card in pack.cards]


def _strong_key(card: Scenario) -> str:
    return next(option.key for option in card.options if option.rating is Rating.STRONG)


def _outside(what: str, count: int, total: int, low: int, high: int) -> Iterator[Finding]:
    if total >= CARDS_TO_JUDGE and not low <= 100 * count / total <= high:
        aim = f"{low} to {high}" if high < 100 else f"{low} or more"  # noqa: PLR2004 - a hundred in a hundred
        yield Finding(f"has {count} of {total} cards of {what}: the aim is {aim} in 100.")


_SHORT = 40

RULES: tuple[Rule[PackItems], ...] = (
    Rule(
        "repeated", "No text of more than 40 characters stands in two items.", Severity.ERROR, repeated_text
    ),
    Rule("same-story", "No situation is nearly another one.", Severity.ERROR, same_story),
    Rule(
        "cues",
        "A habit, such as picking the longest or politest option or one letter, wins within 8 points of chance.",
        Severity.ADVICE,
        cue_wins,
    ),
    Rule("letter-run", "A letter is strong at most twice running in a file.", Severity.ADVICE, letter_runs),
    Rule("levels", "D is 50 to 60 in 100 cards, S 30 to 35, E 10 to 15.", Severity.ADVICE, levels),
    Rule("kinds", "Good practice is 12 in 100 cards or more, being challenged 5.", Severity.ADVICE, kinds),
    Rule("principle-use", "Each principle has two cards or more.", Severity.ADVICE, principles),
    Rule("theme-use", "Each theme has a card and an excerpt.", Severity.ADVICE, themes),
    Rule("median-grade", "The middle grade of a pack's cards is 5.5 or lower.", Severity.ADVICE, median),
    Rule("names", "A name is in at most two cards of a pack.", Severity.ADVICE, names_again),
)
