"""Whether a text is said to somebody, as in a hard talk, and whether it tells of one's own end.

It goes by rules, and tells signs that the look-up weighs with all others: a rule knows the frame of a sentence
where the words in it are new. It must never decide anything alone.
"""

from __future__ import annotations

import re

_ME = r"(?:my ?self|me ?self|masel\w*|mysel\w*|misen|mesen)"
_MINE = (
    r"(?:mum|mam|mom|mother|dad|father|parents|kids?|children|sons?|daughters?|boys?|girls?|baby|wife|husband"
    r"|partner|sister|brother|family|friends|nan|dog|cat|pets?)"
)
_DRUG = r"(?:pills?|tablets?|tabs|meds|medication|paracetamol|insulin|morphine|sleepers|sleeping \w+|codeine)"
_LIFE = r"(?:life|living|breathing|existing|existence|being alive|being here|this world|this earth|this life)"
_GONE = (
    r"(?:gone|dead|not here|not there|not around|wasnt here|wasnt there|wasnt around|werent here|werent around"
    r"|went|died|disappeared|vanished|no more)"
)
_OWN_END = (
    (
        rf"\b(?:end|kill|hang|drown|harm|hurt|cut|cutting|top|gas|starv|burn|off|offing|neck|unaliv|destroy|poison)\w*"
        rf" {_ME}\b"
    ),
    rf"\b(?:do|doing|done) (?:{_ME}|me) in\b|\bfinish(?:ing)? (?:with )?(?:{_ME}|my life|this life)\b",
    r"\b(?:end|ending|take|taking|finish|finishing|lose|give up) my (?:own )?(?:life|days)\b",
    (
        rf"\b(?:better|happier|easier|lighter|freer|free|relieved|richer)(?: \w+){{0,3}}"
        rf" (?:without me|if i|when i|if im|when im|once im)(?: \w+)? ?(?:{_GONE})?\b"
    ),
    (
        r"\b(?:no ?one|nobody|who|anyone|anybody|they)(?: \w+){0,3} (?:miss|notice|cry|mourn|care|grieve)"
        rf"(?: \w+){{0,2}} if i(?:m| was| were)? ?(?:{_GONE})\b"
    ),
    (
        r"\b(?:hope|wish|pray|praying|prayed|want|if only)(?: \w+){0,4} (?:not|never|dont|didnt|wouldnt|wont)"
        r"(?: \w+){0,2} (?:wake|waking|woken|woke|born|alive|exist)\b"
    ),
    (
        r"\b(?:god|lord|jesus|allah|jehovah|father)(?: \w+){0,4}"
        r" (?:take me|call me home|let me die|end me|collect me)\b"
    ),
    (
        rf"\b(?:sav|stash|stockpil|hoard|collect|hid|lin|put|keep|kept)\w*(?: \w+){{0,4}} my(?: \w+){{0,2}}"
        rf" {_DRUG}\b"
    ),
    (
        rf"\bhow (?:many|much)(?: \w+){{0,4}} (?:{_DRUG}|it takes|would it take|it would take)(?: \w+){{0,4}}"
        r" (?:die|kill|stop|sleep for ever|sleep forever|finish|do it)\b"
    ),
    (
        r"\b(?:look|check|search|google|work|count|know|find)\w*(?: \w+){0,2} how (?:many|much)"
        rf"(?: \w+){{0,3}} {_DRUG}(?: \w+){{0,2}}"
        r" (?:it takes|it would take|would it take|takes|do it|kills?|is enough|ive got|i have|i need)\b"
    ),
    (
        r"\b(?:painless|least painful|quick|quickest|easy|easiest|quiet|peaceful|kindest)(?: \w+){0,2} way"
        r"(?:s)? (?:to )?(?:go|die|out|end)\b"
    ),
    rf"\b(?:tell|look after|take care of|mind|be there for|kiss|hug) my {_MINE}\b",
    (
        rf"\b(?:gave|given|giving|rehomed|found|find)(?: \w+){{0,2}}"
        rf" (?:away my|my {_MINE} (?:away|to|a)|a home for my)\b"
    ),
    (
        rf"\b(?:i|im|i have|me)(?: \w+){{0,3}} (?:tired|sick|done|finished|fed up|had enough|weary|over)(?: \w+)?"
        rf" (?:with|of)?(?: \w+)? ?{_LIFE}\b"
    ),
    rf"\b(?:no|any|a|the) (?:point|reason|sense|use|purpose|strength|will|hope)(?: \w+){{0,3}} {_LIFE}\b",
    r"\b(?:no|any|a) (?:future|tomorrow|life|place|reason)(?: \w+){0,3} for me\b",
    (
        r"\b(?:dont|not|no|never)(?: \w+){0,2} want(?: \w+){0,2}"
        r" (?:live|be alive|be here|exist|wake up|go on|survive)\b"
    ),
    (
        r"\bi (?:\w+ ){0,5}(?:step|jump|drive|driving|walk|walking|swerve|crash|steer|throw myself|fall)\w*"
        r"(?: \w+){0,2} (?:in front of|into|off|under) (?:the|a|an|my|that)"
        r" (?:\w+ )?(?:train|bus|lorry|truck|wall|tree|river|sea|bridge|cliff|roof"
        r"|canal|lake|traffic|platform|motorway|balcony|ledge)\b"
    ),
    (
        r"\bi (?:shouldnt|should not|dont deserve to|do not deserve to|wish i could stop|want to stop|cant keep)"
        r" (?:be alive|be living|exist|existing|live|living|breathing|being alive|have been born)\b"
    ),
)
_SPEAKS = (
    r"\b(?:would|could|can|will|shall|may|might|do|did|have|were|are) (?:you|we)\b|\b(?:may|shall|could|can) i\b",
    r"\byou mind\b|\bid (?:rather|like|love|prefer)\b|\bi would (?:rather|like|prefer)\b|\blets\b|\blet us\b",
    r"\b(?:with|to|tell|told|ask|asked|thank|thanks|help|show|for|heard|see|saw) you\b",
    r"\byou(?:re| are| were| said| did| told| have| look| might| may| seem| sound)\b",
    r"\bplease (?!god|help|take|let me|forgive|dont leave|tell my|look after)\w+",
    r"\bi (?:noticed|saw|wondered|felt|feel|heard|thought|think) (?:that |it |when |she |he |how |you |we )",
    r"\b(?:excuse me|sorry to|im sorry|hold on|just a (?:second|minute|moment)|have you got)\b",
)
# Said of oneself in plain words: so grave that no question around it explains it away.
_SAYS_IT = (
    r"\b(?:i|im|ive|i am|i have)(?: \w+){0,3} suicidal\b",
    r"\bi (?:\w+ ){0,2}(?:want|need|going|plan|planning) (?:to )?(?:kill|end|hang|drown) (?:my ?self|my life)\b",
    rf"\b(?:i|im|ive)(?: \w+){{0,2}} (?:hurt|hurting|harm|harming|cut|cutting)(?: to)? (?:{_ME}|me)\b",
)
_RULES = {
    "own-words": re.compile("|".join(f"(?:{rule})" for rule in _SAYS_IT)),
    "own-end": re.compile("|".join(f"(?:{rule})" for rule in _OWN_END)),
    "speaks": re.compile("|".join(f"(?:{rule})" for rule in _SPEAKS)),
}


def frames(typed: str) -> frozenset[str]:
    """The signs of a frame in words with single spaces between them."""
    return frozenset(name for name, pattern in _RULES.items() if pattern.search(typed))
