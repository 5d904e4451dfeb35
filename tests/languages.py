"""A made-up language for tests: a catalogue with a few sentences only, beside those that are shipped."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from bot import words
from bot.handlers import language as handlers
from bot.handlers import typed_keys, wishes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

ARABIC = {
    "English": "العربية",
    "Settings": "الإعدادات",
    "In danger now? Ring 999.": "هل أنت في خطر الآن؟ اتصل بالرقم 999.",
    "Which language?": "أي لغة؟",
}
UNSIGNED = 'native_checker: ""\nsafeguarding_lead: ""\nof: ""\n'


@contextmanager
def with_language(folder: Path, language: str, said: Mapping[str, str]) -> Iterator[None]:
    """While this lasts there is one more language, in which no more than this is said."""
    locale = folder / "locale"
    shutil.copytree(words.LOCALE, locale)
    there = locale / language / "LC_MESSAGES"
    there.mkdir(parents=True)
    catalogue = Catalog(locale=language)
    for english, translated in said.items():
        catalogue.add(english, translated)
    body = BytesIO()
    write_mo(body, catalogue)
    (there / "sayso.mo").write_bytes(body.getvalue())
    (there / "sayso.po").write_text("", encoding="utf-8")
    (there.parent / "signed.yaml").write_text(UNSIGNED, encoding="utf-8")
    before, words.LOCALE = words.LOCALE, locale
    _forget()
    try:
        yield
    finally:
        words.LOCALE = before
        _forget()


def _forget() -> None:
    """What was read once is read again."""
    for module in (words, handlers, typed_keys, wishes):
        for cached in vars(module).values():
            if hasattr(cached, "cache_clear"):
                cached.cache_clear()
