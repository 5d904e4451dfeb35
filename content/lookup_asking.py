"""Whether a text asks for a telephone number, or for the meaning of a word. By rules; what they are is kept here.

The texts that come here have been made even by `content.lookup_text`, so there are no capitals and no signs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from content.lookup_model import model

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_QUESTION = 6  # words; what is longer and says `mean` is a story
_THING = r"(?:an? |the |it )?(?P<term>.+?)"
_MEANING_OF = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^what (?:is|are|does|do) {_THING}(?: mean| stand for| means| meaning| about)?$",
        rf"^(?:define|meaning of|definition of|explain|what about|tell me what) {_THING}(?: is| are| means?)?$",
        r"^(?P<term>.+?) (?:meaning|definition|mean|stands for|explained)$",
        r"^(?P<term>.+?) what (?:is it|is that|does it mean|does that mean)$",
        rf"^who (?:is|are) {_THING}$",
        r"^(?:dont|do not) (?:know|understand) (?:what )?(?P<term>.+?)(?: is| means?)?$",
    )
)
_MEANS = re.compile(r"\b(?:meaning|mean|means|definition|define|stand for|stands for)\b")
_ASKS_NUMBER = re.compile(
    r"""
    \b(?:phone|telephone|tel|fone|contact|helpline|hotline|help\ line)\b .* \b(?:number|no|num|details|for|of)\b
  | \b(?:number|numbers|num|numer|nmber|numba)\ (?:for|of|to|4)\b
  | \b(?:helpline|hotline|phone\ number|contact\ details)\b
  | \b(?:who|whom|oo|where|(?:what|which)\ (?:number|no|council|team|line))
        \ (?:do|does|can|should|shall|to|could|would)
        \ ?(?:i|a|we|you|u|she|he|they|(?:a|the|my|our)\ \w+)?
        \ ?(?:ring|phone|call|contact|dial|tell\ if)\b
  | \b(?:what|which)\ (?:number|no)\ (?:i|we|you|she|he|they)\ (?:can|should|must|could)\b
  | \bhow\ (?:do|can|should|to)?\ ?(?:i|we|you)?\ ?(?:can\ )?(?:ring|phone|call|contact|reach)\b
  | \b(?:ring|phone|call)\ (?:the\ )?police\ on\b
  | \b(?:who|whom|oo)\ (?:\w+\ ){0,2}?(?:i|we|di)\ (?:\w+\ ){0,3}?(?:ring|phone|call|contact|dial|bell)\b
  | \b(?:do|shall|should|can)\ (?:i|we)\ (?:ring|phone|call|dial|use)\ (?:101|111)\b
  | \b(?:whats|what\ is)\ (?:101|111)\ for\b
  | \bis\ there\ an?y?\ (?:\w+\ )?(?:line|number)\ (?:for|to|we|i)\b
  | \b(?:ring|phone)\ who\b
  | \bget\ (?:in\ touch\ with|hold\ of)\b
  | \bnumber\ (?:please|pls)\b
  | \b(?:number|no)$
    """,
    re.VERBOSE,
)
_GIVES_NUMBER = re.compile(
    r"\b(?:my|her|his|phone|mobile|personal|room|pin|gave|give him|give her|wants) number\b(?! for)"
)
_NUMBER_WORD = re.compile(r"\b(?:number|phone|tel|telephone|helpline|hotline|line|contact)\b")


def asks_number(typed: str) -> bool:
    """Whether a text asks for a telephone number."""
    asks = _ASKS_NUMBER.search(typed) or (_NUMBER_WORD.search(typed) and _names_a_line(typed))
    return bool(asks) and not gives_number(typed)


def gives_number(typed: str) -> bool:
    """Whether a number in a text is somebody's own, and not one that is asked for."""
    return bool(_GIVES_NUMBER.search(typed))


def asked_terms(typed: str) -> Iterator[str]:
    """What a text may ask the meaning of: all of it, or what stands where a word is asked for."""
    yield typed
    for pattern in _MEANING_OF:
        found = pattern.match(typed)
        if found:
            yield found["term"]


def asks_meaning(typed: str) -> bool:
    """Whether a short text asks what a word means, be it one that we know or not."""
    return bool(_MEANS.search(typed)) and len(typed.split()) <= LONGEST_QUESTION


def _names_a_line(typed: str) -> bool:
    names = (name for known in model().lists["lines"].values() for name in known)
    return any(re.search(rf"\b{re.escape(name)}\b", typed) for name in names)
