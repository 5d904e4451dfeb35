"""Every sentence that people see goes through here, so that it can be translated. English is the source.

`_` is looked up when a screen is made, never when a module is read: the language belongs to the person who reads.
"""

from __future__ import annotations

import gettext
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCALE = Path(__file__).parent / "locale"
_language: ContextVar[str] = ContextVar("language", default="en")


def _(sentence: str) -> str:
    """`sentence` in the reader's language, or in English where there is no translation."""
    return _catalogue(_language.get()).gettext(sentence)


def _n(one: str, many: str, number: int) -> str:
    """The form of a sentence that fits `number`, by the plural rules of the reader's language."""
    return _catalogue(_language.get()).ngettext(one, many, number)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Make screens in `language` (an ISO 639-1 code) while this lasts."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("sayso", _LOCALE, languages=[language], fallback=True)
