"""Every sentence that people see goes through here, so that it can be translated. English is the source.

`_` is looked up when a screen is made, never when a module is read: the language belongs to the person who reads.
What stands in English for a reader of another language is wrapped in two signs that nobody sees, which
`bot/screens/marking.py` turns into words. Nothing here may ever send such a sign.
"""

from __future__ import annotations

import gettext
import hashlib
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SOURCE = "en"
LOCALE = Path(__file__).parent / "locale"
# Unicode's own signs around a remark. No phone shows them, and nobody types them.
BEGINS, IS_MISSING, ENDS = "\ufff9", "\ufffa", "\ufffb"
_UNSEEN = str.maketrans("", "", BEGINS + IS_MISSING + ENDS)
Made = TypeVar("Made")


@dataclass
class Heard:
    """What was said while a screen was made: how many sentences were translated, and whether one was mixed."""

    language: str
    translated: int = 0
    mixed: bool = False


class Said(str):
    """A sentence, or a part of one, that knows its language, so that no sentence is put together from two."""

    __slots__ = ("language",)
    language: str

    def format(self, *args: object, **kwargs: object) -> str:
        """The sentence with its places filled. Notes it where they are filled in another language."""
        if any(self._is_foreign(value) for value in (*args, *kwargs.values())):
            _heard.get().mixed = True
        return _said(super().format(*args, **kwargs), self.language)

    def _is_foreign(self, value: object) -> bool:
        if isinstance(value, Said):
            return value.language != self.language
        return self.language != SOURCE and isinstance(value, str) and IS_MISSING in value


_heard: ContextVar[Heard] = ContextVar("heard", default=Heard(SOURCE))  # noqa: B039 - English notes nothing in it


def _(sentence: str) -> str:
    """`sentence` in the reader's language, or in English where there is no translation."""
    language = _heard.get().language
    return sentence if language == SOURCE else _translated(language, _catalogue(language).gettext(sentence))


def _n(one: str, many: str, number: int) -> str:
    """The form of a sentence that fits `number`, by the plural rules of the reader's language."""
    language = _heard.get().language
    found = _catalogue(language).ngettext(one, many, number)
    return found if language == SOURCE else _translated(language, found)


def english(text: str) -> str:
    """`text` of what is taught, which is in English only so far: it is marked for who reads another language."""
    return text if _heard.get().language == SOURCE or not text else f"{BEGINS}{text}{ENDS}"


def unmarked_words(text: str) -> str:
    """`text` without the signs around what is in English."""
    return text.translate(_UNSEEN)


@contextmanager
def speaking(language: str) -> Iterator[Heard]:
    """Make screens in `language` (an ISO 639-1 code) while this lasts; what was heard is told."""
    heard = Heard(language if language in shipped() else SOURCE)
    token = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(token)


@cache
def shipped() -> tuple[str, ...]:
    """The languages that there are, English first, by their ISO 639-1 codes."""
    found = sorted(path.parents[1].name for path in LOCALE.glob("*/LC_MESSAGES/sayso.mo"))
    return (SOURCE, *found)


def offered(wanted: Iterable[str]) -> tuple[str, ...]:
    """Those of the wanted languages that there are, English first."""
    return (SOURCE, *(language for language in dict.fromkeys(wanted) if language in shipped()[1:]))


def spoken() -> str:
    """The language in which screens are made just now."""
    return _heard.get().language


@cache
def is_draft(language: str) -> bool:
    """Whether a native checker and a safeguarding lead do not both stand by the translation as it is now."""
    if language == SOURCE:
        return False
    signed = yaml.safe_load((LOCALE / language / "signed.yaml").read_text(encoding="utf-8"))
    return not (signed["native_checker"] and signed["safeguarding_lead"] and signed["of"] == mark(language))


def mark(language: str) -> str:
    """A short hash that stands for a translation, so that a change of it is noticed."""
    return hashlib.sha256((LOCALE / language / "LC_MESSAGES" / "sayso.po").read_bytes()).hexdigest()[:12]


def in_every_language(say: Callable[[], Made]) -> list[Made]:
    """What `say` comes to in each language that there is, English first."""
    said = []
    for language in shipped():
        with speaking(language):
            said.append(say())
    return said


class _Untranslated(gettext.NullTranslations):
    """Where a catalogue has no translation, English stands, and can be told from what is translated."""

    def gettext(self, message: str) -> str:
        return f"{BEGINS}{IS_MISSING}{message}{ENDS}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == SOURCE:
        return gettext.NullTranslations()
    found = gettext.translation("sayso", LOCALE, languages=[language])
    found.add_fallback(_Untranslated())
    return found


def _translated(language: str, found: str) -> str:
    """What a catalogue gave, with its language."""
    if found.startswith(BEGINS):
        return _said(found, SOURCE)
    _heard.get().translated += 1
    return _said(found, language)


def _said(text: str, language: str) -> str:
    said = Said(text)
    said.language = language
    return said
