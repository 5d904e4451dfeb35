"""Whether a text tells of so many tablets, swallowed, that somebody is in danger whatever else it says.

It goes by a rule, because a number is no word: 40 paracetamol were learned from 30 no better than from two. Who
swallowed them, and whether it is over, is judged elsewhere.
"""

from __future__ import annotations

import re

_MANY = (
    r"(?:[89]|[1-9]\d+|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty|thirty|forty|fourty|fifty|sixty|hundred"
    r"|too many|far too many|loads of|dozens of|handfuls? of|a (?:whole )?(?:box|packet|pack|bottle|strip) of"
    r"|the whole (?:box|packet|pack|bottle|strip) of)"
)
_SWALLOWED = r"(?:took|taken|swallowed|necked|downed|eaten|ate|popped|gulped|had)"
_TABLETS = (
    r"(?:pills?|tablets?|tabs|capsules|paracetamols?|ibuprofens?|aspirins?|codeine|co codamols?|cocodamols?"
    r"|sleepers|sleeping (?:pills?|tablets?)|antidepressants?|painkillers?|sertraline|amitriptyline|diazepam"
    r"|zopiclone)"
)
_COUNTED = re.compile(
    rf"\b{_SWALLOWED}(?: \w+){{0,2}}? {_MANY}(?: (?:of|more|strong|my|her|his|their|the|own|mg)){{0,3}}"
    rf" {_TABLETS}\b"
)
# As many as the doctor says, or as stand in the cupboard.
_NOT_AT_ONCE = re.compile(
    r"\b(?:a|per|each|every) (?:day|morning|night|week)\b|\b(?:daily|prescribed|left|delivered|stock|missing"
    r"|returned|trolley|cupboard|safe|cabinet|stole|stolen|pharmacy|chemist)\b"
)


def is_counted_overdose(typed: str) -> bool:
    """Whether the words, small and with single spaces, tell of eight tablets or more that were swallowed at once.

    Eight is above any dose that is usual.
    """
    return bool(_COUNTED.search(typed)) and not _NOT_AT_ONCE.search(typed)
