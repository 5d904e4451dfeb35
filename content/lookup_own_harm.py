"""Whether a text tells that it happens to the one who types: hit, touched, threatened, cheated of wages.

It goes by rules. Danger now is judged before this and elsewhere. This must never say what
was told, only that something was.
"""

from __future__ import annotations

import re

_ME = r"(?:at |to |on |off |out on |into )?(?:me|us)\b"
_DONE = (
    r"(?:hit|hits|hitting|slap\w*|punch\w*|kick\w*|push\w*|shov\w*|grab\w*|grop\w*|touch\w*|kiss\w*|strok\w*|rub\w*"
    r"|harass\w*|threat\w*|bull(?:y|ies|ied|ying)|intimidat\w*|stalk\w*|spit\w*|spat|swear\w*|swore|shout\w*|scream\w*"
    r"|yell\w*|rap(?:e|ed|es)|assault\w*|attack\w*|hurt\w*|abus\w*|pinch\w*|beat\w*|strangl\w*|blackmail\w*|mock\w*"
    r"|insult\w*|humiliat\w*|corner\w*|exploit\w*|scratch\w*|bit|bites|biting|smack\w*|throttl\w*)"
)
_SUFFERED = (
    r"(?:hit|slapped|punched|kicked|groped|touched|kissed|harassed|threatened|bullied|intimidated|stalked|raped"
    r"|assaulted|attacked|abused|exploited|blackmailed|mocked|insulted|humiliated|underpaid|trafficked)"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_DONE} {_ME}",
        rf"\b(?:i|im|ive|we|were|i am|i was|i have been|we are)(?: \w+){{0,3}} {_SUFFERED}\b",
        r"\b(?:hands?|fingers?|arms?|himself|herself) (?:\w+ )?(?:on|up|down|round|against) (?:me|my)\b",
        r"\bfe(?:els|eling|lt) me up\b|\bperv\w* (?:on|over) me\b",
        r"\bsend\w* me (?:\w+ )?(?:pics|pictures|nudes|porn)\b",
        r"\b(?:sexual|racist|nasty|horrible|rude) (?:\w+ )?(?:to|about|(?:comments|jokes|remarks) to|at) me\b",
        r"\bcall\w* me (?:a |an |names|monkey|slurs?|racist|black|foreign|stupid|thick|fat)",
        r"\b(?:not paid|not paying|never paid|wont pay|dont pay|didnt pay|owes?|owing) (?:me|us)\b",
        (
            r"\b(?:took|takes?|taking|has|have|keeps?|kept|holds?|holding) (?:my|our)"
            r" (?:passports?|documents?|papers|wages|salary|pay|brp)\b"
        ),
        r"\b(?:threat\w*|cancel\w*|report\w*)(?: \w+){0,4} (?:my|our) (?:visa|sponsorship|cos)\b",
        r"\bsend me (?:back|home)\b|\bdeport (?:me|us)\b|\bget me deported\b",
    )
)
# Asked about for another day, or about somebody who is beside the one who types.
_NOT_MINE = re.compile(
    r"\b(?:what if|what happens if|if (?:a|an|he|she|they|someone|somebody|one)|in case|never|course|training"
    r"|quiz)\b"
)


def is_own_harm(typed: str) -> bool:
    """Whether the words, small and with single spaces, say that it happens to the one who types them."""
    return not _NOT_MINE.search(typed) and any(pattern.search(typed) for pattern in _PATTERNS)
