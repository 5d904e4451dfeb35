"""What was typed, made even: small letters without accents, signs or hidden characters, word by word.

It must never keep a text, and must take the strangest one calmly.
"""

from __future__ import annotations

import re
import unicodedata

MOST_WORDS = 80  # of a text; what it is about stands early, and a long text must not take long
LONGEST_WORD = 30
_SHORTEST_STEM = 3
_APOSTROPHES = re.compile(r"['’‘`´]")
_WORDS = re.compile(r"[a-z0-9]+")
_SPLIT = {
    "gonna": "going to",
    "wanna": "want to",
    "wana": "want to",
    "cannot": "cant",
    "tmrw": "tomorrow",
    "tomoz": "tomorrow",
    "u": "you",
    "ur": "your",
    "r": "are",
    "pls": "please",
    "plz": "please",
    "coz": "because",
    "cos": "because",
    "cuz": "because",
    "bcoz": "because",
    "bc": "because",
    "wiv": "with",
    "wot": "what",
    "dat": "that",
    "da": "the",
    "n": "and",
    "nt": "not",
    "aint": "isnt",
    "didn": "didnt",
    "dont": "dont",
    "nobodys": "nobody is",
    "noones": "no one is",
    "noone": "no one",
    "whos": "who is",
    "whats": "what is",
    "shes": "she is",
    "hes": "he is",
    "theyre": "they are",
    "im": "im",
    "ive": "i have",
    "thier": "their",
    "abt": "about",
    "mgr": "manager",
    "cud": "could",
    "shud": "should",
    "wud": "would",
    "luv": "love",
    "thru": "through",
    "nite": "night",
    "2nite": "tonight",
    "2day": "today",
    "2moro": "tomorrow",
    "b4": "before",
    "alot": "a lot",
    "summat": "something",
    "owt": "anything",
    "nowt": "nothing",
    "mi": "my",
    "me": "me",
    "meself": "myself",
    "misen": "myself",
    "fone": "phone",
    "allus": "always",
    "neet": "night",
    "theer": "there",
    "th": "the",
    "ower": "over",
    "nivver": "never",
    "wid": "with",
    "dis": "this",
    "ppl": "people",
    "tha": "you",
    "thi": "you",
    "gona": "going to",
    "cnt": "cant",
    "dnt": "dont",
    "wnt": "wont",
    "tellin": "telling",
}
_ENDINGS = ("ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es", "ly", "s")


def even(text: str) -> str:
    """Text in small letters without accents, hidden characters and apostrophes."""
    spread = unicodedata.normalize("NFKD", text).casefold()
    shown = "".join(sign for sign in spread if unicodedata.category(sign) not in {"Mn", "Cf"})
    return _APOSTROPHES.sub("", shown)


def words(text: str) -> list[str]:
    """The words of a text, evenly spelt, with the commonest short forms spelt out; at most `MOST_WORDS`."""
    found = _WORDS.findall(even(text[: MOST_WORDS * LONGEST_WORD]))[:MOST_WORDS]
    spelt = " ".join(_SPLIT.get(word, word[:LONGEST_WORD]) for word in found)
    return spelt.split()


def stem(word: str) -> str:
    """A word without its ending, so that lift, lifts and lifting are one. Rough, and the same for all."""
    for ending in _ENDINGS:
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) >= _SHORTEST_STEM and not word.endswith("ss"):
            return _tidy(root, ending)
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST_STEM + 1 else word


def _tidy(root: str, ending: str) -> str:
    """`hitt` and `carri` are `hit` and `carry`."""
    if ending in {"ied", "ies"}:
        return f"{root}y"
    doubled = len(root) > _SHORTEST_STEM and root[-1] == root[-2] and root[-1] not in "lse"
    short = root[:-1] if doubled else root
    return short[:-1] if short.endswith("e") and len(short) > _SHORTEST_STEM + 1 else short
