"""When something is, by how a text puts it: happening, done, on a day gone by, or only if.

It goes by rules, and tells signs that the look-up weighs with all others. It must never decide anything alone.
"""

from __future__ import annotations

import re

_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|aug|sept|oct"
    r"|nov|dec|spring|summer|autumn|winter|easter|christmas|xmas|lockdown|covid)"
)
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SPANS = r"(?:years?|yrs?|months?|weeks?|wks?|days?|ages|decades?|summers?|winters?)"
_BE = r"(?:is|are|am|im|keeps?|still|theyre|they|she|he|just|who|started|someone|somebody)"
_NOT_DOING = r"going|doing|being|having|getting|training|anything|nothing|something"
_RULES = {
    "dated": (
        rf"\b(?:19|20)\d\d\b|\b{_SPANS} (?:ago|back|since|gone|before)\b|\byesterday\b|\bused to\b|\blong ago\b"
        rf"|\blast (?:{_SPANS}|night|shift|weekend|{_MONTHS}|{_DAYS})\b"
        rf"|\b(?:in|since|back in|at|before|during|over) (?:last )?{_MONTHS}\b|\bon {_DAYS}\b"
        r"|\bwhen (?:i|we|she|he|they) (?:was|were|first|started|worked|lived)\b"
        r"|\b(?:old|previous|last|former|first) (?:job|place|home|unit|school|manager|employer|company)\b"
    ),
    "doing": rf"\b{_BE} (?:\w+ )?(?!{_NOT_DOING})\w{{2,}}ing\b",
    "done": (
        r"\b(?:was|were|had|did|didnt|wasnt|turned out|told)\b"
        r"|\b(?:she|he|they|i|we|who|resident|client|man|lady|lad|someone|carer|staff|it) \w{2,}ed\b"
    ),
    "if": r"\b(?:if|unless|whether|in case)\b",
    "may": r"\b(?:would|could|might|should|may|ever|any|always|never|every)\b",
    "who-asks": r"^(?:\w+ ){0,2}(?:who|what|where|which|when|why|how|whats|wheres)\b",
    "asks-leave": r"\b(?:allowed|need to|have to|need permission|supposed to|count as|counts as|law|legal)\b",
    "alone": r"\b(?:only|just) me\b|\bon my own\b|\bby myself\b|\bno one else\b|\bim alone\b",
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _RULES.items()}


def times(typed: str) -> frozenset[str]:
    """The signs of time in words with single spaces between them."""
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(typed))
