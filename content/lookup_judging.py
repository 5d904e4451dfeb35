"""From the scores of a text to a judgement: how urgent, what kind, which themes, which word.

The limits below were chosen by measuring; docs/lookup.md tells how well they do. When in doubt, danger wins.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from content import lookup_asking as asking
from content.lookup_features import FRAMES
from content.lookup_model import model
from content.lookup_overdose import is_counted_overdose
from content.lookup_own_harm import is_own_harm
from content.lookup_text import words
from content.search import MOST_TOPICS, Kind, Urgent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from content.lookup_features import Seen
    from content.lookup_model import Entry


class Standing(Enum):
    """Whether a text has signs of danger, and whether it also says that it is over, asked about or a joke."""

    PLAIN = "plain"
    EXPLAINED = "explained"
    NO_SIGN = "no sign"


# Limits of scores, from 0 (what others have) to 1 (what an example has).
EMERGENCY = {Standing.PLAIN: 0.16, Standing.EXPLAINED: 0.19, Standing.NO_SIGN: 0.17}
AT_RISK = {Standing.PLAIN: 0.33, Standing.EXPLAINED: 0.35, Standing.NO_SIGN: 0.44}
OWN_END = 0.2  # where a rule tells of one's own end and nothing explains it away
SAID_TO_SOMEBODY = 0.44  # where words are said to somebody and none is a sign: a hard talk goes like that
DONE_TO_HER = 0.6  # where others harm her, and no word is a sign of despair
FEW_WORDS = 3  # so few are mostly what stands on a button
FEW_AND_NO_SIGN = 0.5
SURE_OF_TOPIC = 0.6
SURE_OF_THEME = 0.35
SURE_BY = 0.7
CONTACT = 0.42
LEAST_TOPIC = 0.1
FLOORS = (0.0, 0.2, 0.4)  # what a first, second and third theme needs, as a share of the best one's score
LEAST_KNOWN = 0.34  # share of the words that any example has
SAME_WORD = 88  # likeness of two spellings, of 100
SHORTEST_MENDED = 5
ENGLISH = "en"


@dataclass(frozen=True)
class Judgement:
    """What a text comes to, without where."""

    urgent: Urgent
    kind: Kind
    topics: tuple[str, ...]
    word: str | None
    language: str
    nearest: tuple[str, ...] = ()
    typed: str = field(default="", repr=False)


def judge(text: str) -> Judgement:
    """What a text comes to."""
    learned = model()
    seen = learned.lexicon.see(text, _names())
    if not seen.words or seen.known == 0:
        entry = _term(seen.words)
        kind = Kind.WORD if entry else Kind.NONE
        return Judgement(
            Urgent.NONE, kind, (entry.theme,) if entry else (), entry.term if entry else None, ENGLISH
        )
    scores = learned.scores(seen)
    typed = " ".join(words(text))
    urgent = _urgent(scores, seen.signs, len(seen.words), mine=is_own_harm(typed))
    if urgent is Urgent.NONE and "guard" not in seen.signs and is_counted_overdose(typed):
        urgent = Urgent.EMERGENCY if "other" in seen.signs else Urgent.WORKER_AT_RISK
    entry, asks_word = _word(typed)
    kind = _kind(seen, scores, urgent, asks_word=asks_word)
    topics = _topics(scores, kind, entry)
    if kind is Kind.TOPIC and not topics:
        kind = Kind.NONE
    word = entry.term if entry and kind is Kind.WORD else None
    return Judgement(urgent, kind, topics, word, _language(seen), _best(scores), typed)


def _urgent(scores: Mapping[str, float], signs: frozenset[str], length: int, *, mine: bool) -> Urgent:
    """Where the text has signs of danger that nothing explains away, little is enough; else more is needed.

    `mine` is whether somebody harms the one who types.
    """
    danger = scores[f"urgent:{Urgent.EMERGENCY}"] - _limit(
        EMERGENCY, _standing("danger", signs), signs, length
    )
    despair = scores[f"urgent:{Urgent.WORKER_AT_RISK}"] - _limit_of_despair(signs, length, mine=mine)
    if max(danger, despair) <= 0:
        return Urgent.NONE
    if min(danger, despair) > 0 and ("danger" in signs) != ("despair" in signs):
        return Urgent.EMERGENCY if "danger" in signs else Urgent.WORKER_AT_RISK
    if min(danger, despair) > 0 and "self" in signs and "other" not in signs:
        return Urgent.WORKER_AT_RISK
    return Urgent.EMERGENCY if danger > despair else Urgent.WORKER_AT_RISK


def _limit(limits: Mapping[Standing, float], standing: Standing, signs: frozenset[str], length: int) -> float:
    if standing is not Standing.NO_SIGN:
        return limits[standing]
    if length <= FEW_WORDS:
        return FEW_AND_NO_SIGN
    return SAID_TO_SOMEBODY if "speaks" in signs else limits[standing]


def _limit_of_despair(signs: frozenset[str], length: int, *, mine: bool) -> float:
    """A rule that tells of one's own end needs little weight where nothing explains it away.

    Plain words for it need as little, whatever stands around them. Harm by others is told in the words of
    despair, and has a door of its own.
    """
    if "own-words" in signs or ("own-end" in signs and "guard" not in signs):
        return OWN_END
    if mine and "despair" not in signs:
        return DONE_TO_HER
    return _limit(AT_RISK, _standing("despair", signs), signs, length)


def _standing(what: str, signs: frozenset[str]) -> Standing:
    if what not in signs:
        return Standing.NO_SIGN
    return Standing.EXPLAINED if "guard" in signs and "turned" not in signs else Standing.PLAIN


def _kind(seen: Seen, scores: Mapping[str, float], urgent: Urgent, *, asks_word: bool) -> Kind:
    if urgent is not Urgent.NONE:
        return Kind.TOPIC
    typed = " ".join(seen.words)
    asks_number = asking.asks_number(typed)
    of_kind = {kind: scores[f"kind:{kind}"] for kind in (Kind.TOPIC, Kind.CONTACT, Kind.CHIT_CHAT, Kind.NONE)}
    best = max(of_kind, key=lambda kind: of_kind[kind])
    if asks_word and not asks_number:
        return Kind.WORD
    learned = best is Kind.CONTACT and of_kind[best] > CONTACT and not asking.gives_number(typed)
    if asks_number or learned or "contact-asked" in seen.meanings:
        return Kind.CONTACT
    if best is Kind.CHIT_CHAT:
        return best
    off_topic = of_kind[Kind.TOPIC] < SURE_OF_TOPIC and of_kind[Kind.CONTACT] < CONTACT / 2
    theme = scores[f"theme:{_best(scores)[0]}"]
    margin = of_kind[Kind.TOPIC] - of_kind[Kind.NONE]
    says_nothing = not seen.meanings - FRAMES and theme < SURE_OF_THEME and margin < SURE_BY
    return Kind.NONE if off_topic or says_nothing or seen.known < LEAST_KNOWN else Kind.TOPIC


def _topics(scores: Mapping[str, float], kind: Kind, entry: Entry | None) -> tuple[str, ...]:
    if kind in {Kind.CHIT_CHAT, Kind.NONE}:
        return ()
    best = _best(scores)
    if entry is not None and kind is Kind.WORD:
        return (entry.theme, *(theme for theme in best if theme != entry.theme))[:MOST_TOPICS]
    return _near_the_best(scores, best) if scores[f"theme:{best[0]}"] >= LEAST_TOPIC else ()


def _near_the_best(scores: Mapping[str, float], themes: tuple[str, ...]) -> tuple[str, ...]:
    """Those that come near the best one. One that does not would only look odd beside it."""
    most = scores[f"theme:{themes[0]}"]
    shares = zip(themes, FLOORS, strict=True)
    return tuple(theme for theme, floor in shares if scores[f"theme:{theme}"] >= floor * most)


def _best(scores: Mapping[str, float]) -> tuple[str, ...]:
    themes = {name.partition(":")[2]: score for name, score in scores.items() if name.startswith("theme:")}
    return tuple(sorted(themes, key=lambda theme: (-themes[theme], theme))[:MOST_TOPICS])


def _word(typed: str) -> tuple[Entry | None, bool]:
    """The entry that a text asks for, and whether it asks for the meaning of a word at all."""
    entries = (_term(term.split()) for term in asking.asked_terms(typed))
    entry = next((entry for entry in entries if entry is not None), None)
    return entry, entry is not None or asking.asks_meaning(typed)


def _term(typed: list[str] | tuple[str, ...]) -> Entry | None:
    """The entry of a term, mistakes in longer ones forgiven."""
    said = " ".join(typed)
    if said in _terms():
        return _terms()[said]
    near = process.extractOne(said, _terms().keys(), scorer=fuzz.ratio, score_cutoff=SAME_WORD)
    return _terms()[near[0]] if near and len(said) >= SHORTEST_MENDED and near[0][0] == said[0] else None


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """First names say nothing about what a text is about, unless they are words too."""
    lists = model().lists
    return frozenset(lists["names"].split()) - frozenset(lists["names_that_are_words"].split())


@lru_cache(maxsize=1)
def _terms() -> dict[str, Entry]:
    return {" ".join(words(name)): entry for entry in model().glossary for name in (entry.term, *entry.also)}


def _language(seen: Seen) -> str:
    """The language that most words are of; English if none stands out."""
    said = set(seen.words)
    counts = {code: len(said & known) for code, known in _by_language().items()}
    best = max(sorted(counts), key=lambda code: counts[code])
    return best if counts[best] > len(said) / 3 else ENGLISH


@lru_cache(maxsize=1)
def _by_language() -> dict[str, frozenset[str]]:
    lists = model().lists["languages"]
    return {
        code: frozenset(word for phrase in phrases for word in words(phrase))
        for code, phrases in lists.items()
    }
